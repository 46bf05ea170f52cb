"""Recipes do what their page says: each block runs as written and prints what stands below it, or the page says that it is not run.

To add a recipe, write it into one of PAGES. blocks.py says how each language runs; a block whose tool is not here is skipped,
with the reason. The blocks run in a copy of the package, those of BUNDLE and SQL in the folder of the bundle.
"""

import re

import pandas as pd
import pytest

from tests.conftest import ROOT
from tests.docs.blocks import NOT_RUN, RUN, anchors, blocks, run

BUNDLE = "docs/bundle.md"
LISTED = ("docs/recipes.md", "docs/reading.md", BUNDLE)  # pages with a list of their recipes at the top
PAGES = (*LISTED, "docs/tools.md", "docs/migration-2.0.md")
TEXT = {page: (ROOT / page).read_text(encoding="utf-8") for page in PAGES}
RECIPES = [
    pytest.param(page, block, id=re.sub(r"\W+", "-", f"{block.title.lower()} {block.language}"))
    for page, text in TEXT.items()
    for block in blocks(text)
    if block.runs
]


@pytest.mark.parametrize(("page", "block"), RECIPES)
def test_a_recipe_prints_what_the_page_says(page, block, request):
    folder = request.getfixturevalue("bundle" if page == BUNDLE or block.language == "sql" else "copy")
    done = run(block.language, block.code, folder)
    assert done.returncode == 0, done.stderr
    assert [line.rstrip() for line in done.stdout.splitlines()] == block.prints.splitlines()


@pytest.mark.parametrize("page", PAGES)
def test_every_block_is_run_or_the_page_says_that_it_is_not(page):
    found = list(blocks(TEXT[page]))
    assert len(found) > 3 and sum(b.runs for b in found) > 3
    for block in found:
        assert block.runs != (NOT_RUN in block.said), f"{page}: {block.title}: {block.code}"
        assert not block.runs or block.language in RUN, f"{page}: {block.title}: no way to run {block.language}"


@pytest.mark.parametrize("page", LISTED)
def test_the_list_at_the_top_leads_to_every_recipe(page):
    assert set(re.findall(r"\]\(#([\w-]+)\)", TEXT[page])) == anchors(TEXT[page], "##")


def test_a_clone_that_rewrites_line_ends_breaks_a_copy_that_lacks_the_line_of_the_page(bundle):
    (block,) = (b for b in blocks(TEXT[BUNDLE]) if "autocrlf" in b.code)
    lines = block.code.splitlines()
    without = [line for line in lines if not line.endswith(">> .gitattributes")]
    assert len(without) == len(lines) - 1
    assert run("sh", "\n".join(without).replace("add .gitattributes", "add"), bundle).returncode == 1
    report = (bundle / "report.txt").read_text(encoding="utf-8")
    assert report.count(" INVALID ") > len(list((bundle / "colleague/coalition/data").glob("*.csv")))


def test_reading_names_the_columns_whose_names_pandas_has_for_something_else(computed):
    columns = {f["name"] for schema in computed.schemas.values() for f in schema["fields"]}
    taken = {c for c in columns if hasattr(pd.DataFrame, c) or hasattr(pd.Series, c)}
    (said,) = re.findall(r"the columns (.+?) bear names that pandas", TEXT["docs/reading.md"])
    assert set(re.findall(r"`(\w+)`", said)) == taken
