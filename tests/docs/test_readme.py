"""The README is true: its snippets run as written, its table of files and its commands are those that exist."""

import json
import os
import re
import shlex
import subprocess
import sys

import pytest

from tests.conftest import ROOT
from tests.docs.blocks import anchors

README = (ROOT / "README.md").read_text(encoding="utf-8")
SNIPPETS = re.findall(r"```python\n(.*?)```", README, re.DOTALL)
INSTALLED = os.environ | {"PYTHONPATH": str(ROOT / "src")}  # as after `pip install .`


@pytest.mark.parametrize("number", range(len(SNIPPETS)))
def test_each_snippet_runs_as_written(root, number):
    done = subprocess.run(
        [sys.executable, "-W", "error", "-c", SNIPPETS[number]],
        cwd=root,
        env=INSTALLED,
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    assert done.stdout.strip()


def test_the_snippets_keep_norway_and_its_neighbours_in_the_list(root):
    said = [
        subprocess.run(
            [sys.executable, "-c", s], cwd=root, env=INSTALLED, capture_output=True, text=True, check=True
        ).stdout
        for s in SNIPPETS
    ]
    assert "NOR" in said[0] and "578" in said[0]
    assert "28" in said[1] and "lead" in said[1]
    assert "'Yugoslavia' (1 row)" in said[2] and "2025-03-02" in said[2] and "https://" in said[2]


def test_each_line_for_the_shell_gives_an_answer(tmp_path):
    (block,) = (b for b in re.findall(r"```sh\n(.*?)```", README, re.DOTALL) if "coalition find" in b)
    (tmp_path / "cases.csv").write_text("country\nHolland\n", encoding="utf-8")
    for line in block.splitlines():
        command = [sys.executable, "-m", "coalition_of_the_willing", *shlex.split(line, comments=True)[1:]]
        done = subprocess.run(command, cwd=tmp_path, env=INSTALLED, capture_output=True, text=True, check=False)
        assert done.returncode == 0 and done.stdout + done.stderr, line
    assert (tmp_path / "cases.iso3.csv").read_text(encoding="utf-8") == "country,iso3\nHolland,NLD\n"


def test_it_opens_with_the_two_commands():
    assert re.search(r"```sh\nmake +#.*\nmake test +#", README[: README.index("## ")])


def test_the_table_of_files_lists_every_table():
    tables = {
        r["path"] for r in json.loads((ROOT / "datapackage.json").read_text())["resources"] if r.get("type") == "table"
    }
    assert set(re.findall(r"^\| \[`(data/\w+\.csv)`\]", README, re.MULTILINE)) == tables


def test_every_command_it_names_answers_help(root):
    pages = README + (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8")
    for module in set(re.findall(r"python -m (scripts\.\w+)(?![.\w])", pages)):
        done = subprocess.run(
            [sys.executable, "-m", module, "--help"], cwd=root, capture_output=True, text=True, check=False
        )
        assert done.returncode == 0 and "usage: python -m" in done.stdout, module


PEOPLE_READ = [
    "README.md",
    "CONTRIBUTING.md",
    "RELEASING.md",
    *(f"docs/{p.name}" for p in (ROOT / "docs").glob("*.md")),
]


@pytest.mark.parametrize("page", PEOPLE_READ)
def test_its_links_lead_to_files_and_to_headings_in_them(page):
    path = ROOT / page
    for link, anchor in re.findall(r"\]\((?!https?://)([^)#]*)#?([^)]*)\)", path.read_text(encoding="utf-8")):
        target = path.parent / link if link else path
        assert target.exists(), f"{page}: {link}"
        assert not anchor or anchor in anchors(target.read_text(encoding="utf-8")), f"{page}: {link}#{anchor}"
