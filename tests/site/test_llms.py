"""llms.txt tells a program that reads text what is where, and every caveat that must travel with the numbers."""

import re
import shutil

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from coalition_of_the_willing.citing import text
from scripts import build
from scripts.dataset import Dataset
from scripts.exports import api
from scripts.site import llms, view
from scripts.tables.meetings import documented_until
from tests.conftest import ROOT

LINK = re.compile(r"^- \[([^\]]+)\]\(([^)]+)\): \S", re.MULTILINE)
BASE = "https://example.org/here/"


def written(dataset, files, base=""):
    documents = [("docs/method.html", "Method", "How the tables were made")]
    return llms.write(dataset.rows, dataset.descriptor, files, base, documents).decode()


def linked(said):
    return [address for _, address in LINK.findall(said)]


def test_it_has_the_form_of_the_convention(computed, site):
    title, summary, *rest = written(computed, site).split("\n\n")
    assert title == f"# {computed.descriptor['title']}"
    assert summary == f"> {computed.package['summary']}"
    first = next(i for i, part in enumerate(rest) if part.startswith("#"))
    assert not any(LINK.search(part) for part in rest[:first])
    for heading, links in zip(rest[first::2], rest[first + 1 :: 2], strict=True):
        assert heading.startswith("## ") and all(map(LINK.match, links.splitlines())), heading


def test_every_link_leads_to_a_file_of_the_site(computed, site):
    found = linked(written(computed, site))
    assert set(found) <= set(site) and len(found) == len(set(found))
    expected = {
        "index.html",
        "datapackage.json",
        "docs/method.html",
        f"{api.FOLDER}index.json",
        f"{api.FOLDER}latest.json",
    }
    expected |= {f"data/{table}.csv" for table in computed.schemas}
    expected |= {path for path in site if path.startswith((f"{api.FOLDER}countries/", f"{api.FOLDER}meetings/"))}
    assert expected <= set(found)
    assert [a.removeprefix(BASE) for a in linked(written(computed, site, BASE))] == found


def test_what_the_site_has_not_is_not_linked(computed):
    assert linked(written(computed, {"index.html": b""})) == ["index.html"]


def test_every_caveat_and_the_citation_travel_with_the_numbers(computed, site, until):
    before, _ = written(computed, site).split("\n## ", 1)
    for said in (*api.caveats(computed.rows, until), text(computed.descriptor)):
        assert said in before


def test_the_numbers_are_those_of_the_tables(computed, site, until):
    said = written(computed, site)
    n = view.numbers(computed.rows, until)
    assert f"{n['roster']} countries: " in said and f": {n['all']}." in said
    for status in computed.rows.codes["status"].values():
        assert len(re.findall(rf"\.json\): {re.escape(status.title)}$", said, re.MULTILINE)) == n[status.code]


def test_another_coalition_is_served(tmp_path):
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    shutil.copytree(ROOT / "tests/second_coalition", tmp_path / "data")
    assert build.main(["--root", str(tmp_path)]) == 0
    second = Dataset.at(tmp_path)
    said = written(second, {"index.html": b""})
    assert "# Harbour Compact: made-up data for tests" in said
    assert view.sentence(second.rows, documented_until(second.rows)) in said
    assert "the other 3 are deduced" in said
