"""Recipes do what their page says: each block runs as written, from the package's folder, and prints what stands below it.

A recipe is a fenced block of python or r, followed by a fenced block of text with its output. To add one, write it into one
of PAGES. A block whose tool is not here is skipped, with the reason.
"""

import ast
import importlib.util
import os
import re
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

PAGES = ("docs/reading.md", "docs/recipes.md", "docs/migration-2.0.md")
TEXT = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
RECIPES = [
    pytest.param(language, code, expected, id=re.sub(r"\W+", "-", title.lower()).strip("-"))
    for text in TEXT.values()
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", text, re.DOTALL | re.MULTILINE)
    for language, code, expected in re.findall(r"```(python|r)\n(.*?)```\n\n```text\n(.*?)```", body, re.DOTALL)
]


def command(language: str, code: str) -> list[str]:
    """How to run the block; skips the test if what it needs is not here."""
    if language == "r":
        rscript = shutil.which("Rscript")
        if not rscript:
            pytest.skip("R is not installed: apt-get install r-base-core r-cran-readr")
        if subprocess.run([rscript, "-e", "library(readr)"], capture_output=True, check=False).returncode:
            pytest.skip("the R package readr is not installed: apt-get install r-cran-readr")
        return [rscript, "-e", code]
    for node in ast.walk(ast.parse(code)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
        for name in {n.split(".")[0] for n in names} - {"", "coalition_of_the_willing"}:
            if importlib.util.find_spec(name) is None:
                pytest.skip(f"{name} is not installed: pip install {name}")
    if "pyspark" in code and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        pytest.skip("Spark needs Java, which is not installed")
    return [sys.executable, "-W", "error", "-c", code]


@pytest.mark.parametrize(("language", "code", "expected"), RECIPES)
def test_a_recipe_prints_what_the_page_says(language, code, expected):
    done = subprocess.run(
        command(language, code),
        cwd=ROOT,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8"},
        capture_output=True,
        text=True,
        encoding="utf-8",
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == expected.splitlines()


def test_every_block_of_code_on_the_page_states_its_output():
    for text in TEXT.values():
        blocks = len(re.findall(r"^```(?!text|sql)\w", text, re.MULTILINE))
        assert blocks == len(re.findall(r"```(?:python|r)\n(?:(?!```).)*```\n\n```text\n", text, re.DOTALL)) > 3


@pytest.mark.parametrize("page", ["docs/reading.md", "docs/recipes.md"])
def test_the_list_at_the_top_leads_to_every_recipe(page):
    headings = re.findall(r"^## (.+)$", TEXT[page], re.MULTILINE)
    anchors = {re.sub(r"[^\w\- ]", "", h.lower()).replace(" ", "-") for h in headings}
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT[page])) == anchors
