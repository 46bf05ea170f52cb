"""A table is added as CONTRIBUTING.md says: a function, its line in the catalogue, a schema; what was forgotten is named."""

import json

import pytest

from scripts import checks
from scripts.files import csv_text
from scripts.problems import Problems
from scripts.site import building, downloads
from scripts.site.pages import Site
from scripts.tables import catalogue
from scripts.tables.rows import Row, Tables, citations


def spellings(tables: Tables):
    """A table as somebody might add it."""
    for country in tables.records.others:
        yield Row({"iso3": country["iso3"], "names": str(len(country.get("names", [])))})


def visits(tables: Tables):
    """A table of records of its own, which are not there."""
    for visit in tables.records.visits:
        yield Row({"iso3": visit["iso3"], "names": "1"})


def cited(tables: Tables):
    """A table whose rows cite pages."""
    for country in tables.records.members:
        yield Row({"iso3": country["iso3"], "names": "1"}, citations(country["roster"]))


@pytest.fixture
def add(package, monkeypatch):
    """Add a table by its function; the package with it."""

    def added(function):
        monkeypatch.setitem(catalogue.TABLES, function.__name__, function)
        schema = json.loads(package.read("schema/tables/names.json"))
        schema |= {"title": "Spellings", "description": "One row per country.", "primaryKey": ["iso3"]}
        schema["fields"] = [
            {
                "name": "iso3",
                "title": "ISO 3166-1 alpha-3 code",
                "type": "string",
                "description": "ISO 3166-1 alpha-3 code.",
                "constraints": {"required": True},
            },
            {"name": "names", "title": "Other names", "type": "integer", "description": "How many other names it has."},
        ]
        package.write(f"schema/tables/{function.__name__}.json", (json.dumps(schema, indent=2) + "\n").encode())
        return package

    return added


@pytest.mark.slow
def test_a_table_of_three_parts_is_built_valid_bundled_and_offered_on_the_page(add):
    package = add(spellings)
    package.changed |= package.dataset().outputs
    dataset = package.dataset()
    assert checks.problems(dataset) == []
    assert csv_text.read(package.read("data/spellings.csv"))[0] == ["iso3", "names"]
    offered = building.offered(dataset)
    (page,) = downloads.pages(Site(dataset.rows, dataset.descriptor, offered, ""))
    files = {file.name for file in dict(page.given["by_table"])["spellings"]}
    assert {"spellings.csv", "spellings.parquet", "spellings.json", "spellings.dta"} <= files


def test_records_that_are_not_there_are_named(add):
    with pytest.raises(Problems, match=r"schema/records/visits.json no such kind of records"):
        _ = add(visits).dataset().outputs


def test_a_table_that_cites_pages_must_be_among_those_of_evidence(add):
    with pytest.raises(Problems, match="the table cited cites pages, and is not in the code list"):
        _ = add(cited).dataset().outputs
