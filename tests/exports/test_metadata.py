"""What search engines, Croissant and Hugging Face read of the dataset is true of the files beside it, and keeps text as text."""

import hashlib
import io
import json

import pyarrow.parquet as pq
import pytest
import yaml

from coalition_of_the_willing.citing import bibtex, text
from scripts.documents import versions
from scripts.exports import bundle
from scripts.files.schemas import ROSTER, WIDER

# Parquet's types as Croissant calls them
TYPES = {"string": "sc:Text", "int64": "sc:Integer", "bool": "sc:Boolean", "date32[day]": "sc:Date"}


@pytest.fixture(scope="module")
def made(computed):
    return bundle.files(computed)


@pytest.fixture(scope="module")
def dev(computed):
    """What names of files end in between releases."""
    return versions.DEV if versions.unreleased(computed.descriptor["version"]) else ""


@pytest.fixture(scope="module")
def described(made, dev):
    return json.loads(made[f"dataset{dev}.jsonld"])


@pytest.fixture(scope="module")
def card(made, dev):
    """(what stands at the head of the card, the words under it)"""
    _, head, words = made[f"dataset-card{dev}.md"].decode().split("---\n", 2)
    return yaml.safe_load(head), words


def test_a_dataset_search_finds_what_it_asks_for(described, computed):
    descriptor = computed.descriptor
    assert 50 <= len(described["description"]) <= 5000  # what Google takes
    for theirs, ours in (("name", "title"), ("version", "version"), ("keywords", "keywords")):
        assert described[theirs] == descriptor[ours]
    assert described["license"].startswith("https://") and described["creator"][0]["name"]
    assert described["temporalCoverage"].endswith(f"/{descriptor['documented_until']}")
    assert described.get("datePublished", "") == descriptor.get("created", "")[:10]
    assert (described["creditText"], described["citeAs"]) == (text(descriptor), bibtex(descriptor))
    assert ("url" in described) == ("homepage" in descriptor)
    assert all(measured["name"] and measured["description"] for measured in described["variableMeasured"])


def test_the_places_are_the_countries_that_were_in(described, tables, computed):
    names = {c["name"]: c["iso3"] for c in tables["countries"]}
    found = {names[place["name"]] for place in described["spatialCoverage"]}
    statuses = computed.codes.counted(ROSTER, WIDER)
    assert found == {s["iso3"] for s in tables["memberships"] if s["status"] in statuses}
    assert {m["iso3"] for m in tables["members"]} <= found


def test_every_file_that_it_names_is_beside_it_with_that_hash(described, made):
    listed = {file["contentUrl"]: file for file in described["distribution"]}
    assert set(listed) == {path for path in made if path.endswith(".parquet")}
    for path, file in listed.items():
        assert (file["sha256"], file["contentSize"]) == (hashlib.sha256(made[path]).hexdigest(), f"{len(made[path])} B")


def test_every_column_of_every_table_is_a_field_of_its_type(described, made, computed):
    for table in described["recordSet"]:
        assert [key["@id"] for key in table["key"]] == [
            f"{table['name']}/{field}" for field in computed.schemas[table["name"]]["primaryKey"]
        ]
        sources = {field["source"]["fileObject"]["@id"] for field in table["field"]}
        (path,) = sources
        columns = {f.name: TYPES[str(f.type)] for f in pq.read_schema(io.BytesIO(made[path]))}
        assert {f["source"]["extract"]["column"]: f["dataType"] for f in table["field"]} == columns
    assert [table["name"] for table in described["recordSet"]] == list(computed.schemas)


def test_no_identifier_stands_twice_and_every_one_that_is_named_is_there(described):
    nodes = [
        *described["distribution"],
        *described["recordSet"],
        *(f for t in described["recordSet"] for f in t["field"]),
    ]
    known = [node["@id"] for node in nodes]
    assert len(known) == len(set(known))
    assert {f["source"]["fileObject"]["@id"] for t in described["recordSet"] for f in t["field"]} <= set(known)
    assert {key["@id"] for table in described["recordSet"] for key in table["key"]} <= set(known)


def test_by_the_card_every_table_is_read_from_its_file_and_036_stays_text(card, made, computed):
    configs = {config["config_name"]: config["data_files"] for config in card[0]["configs"]}
    assert list(configs) == list(computed.schemas) and [c.get("default") for c in card[0]["configs"]].count(True) == 1
    rows = {name: pq.read_table(io.BytesIO(made[path])) for name, path in configs.items()}
    assert "036" in rows["countries"]["iso_numeric"].to_pylist()
    low, high = {"1K<n<10K": (1e3, 1e4), "10K<n<100K": (1e4, 1e5)}[card[0]["size_categories"][0]]
    assert low <= sum(table.num_rows for table in rows.values()) < high


def test_the_card_says_licence_edition_and_how_to_cite(card, computed):
    head, words = card
    assert (head["license"], head["language"]) == ("cc0-1.0", ["en"])
    assert text(computed.descriptor) in words and bibtex(computed.descriptor) in words
    assert "silence after that day is not a finding" in words
