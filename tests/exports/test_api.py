"""The static JSON interface: every file has the shape that its schema says, leads only to files that are there, and says
what the tables say. Its addresses are promises: they are named by identifiers, and no key goes."""

import datetime
import json
import posixpath
import re

import pytest
from jsonschema import Draft202012Validator

from coalition_of_the_willing import as_of
from coalition_of_the_willing.pages import cited
from scripts.exports import api
from scripts.exports.api_schemas import KINDS
from scripts.files import writing

# What readers of v1 may rely on for as long as there is a v1. Add to it; take nothing away.
PROMISED = {
    "index": "$schema dataset caveats roster latest countries meetings as_of sizes stances sources schemas",
    "country": "$schema dataset caveats country other_names status roster spells affiliations attendance positions sources",
    "meeting": "$schema dataset caveats meeting attendance pages reported_sizes sources",
    "as-of": "$schema dataset caveats date numbers statuses countries",
    "sizes": "$schema dataset caveats reported_sizes sources",
    "stances": "$schema dataset caveats positions sources",
    "sources": "$schema dataset caveats sources",
}
LISTS = ("sizes", "stances", "sources")  # kinds that have one file, at the root

WRITTEN = {"None": "", "True": "true", "False": "false"}  # as the CSV has what JSON has a value for


@pytest.fixture(scope="module")
def made(computed):
    """The files by path, read back."""
    return {path: json.loads(data) for path, data in api.files(computed.rows, computed.descriptor).items()}


def kind_of(path):
    """The kind of a file, None for a schema."""
    folder = posixpath.dirname(path)
    kinds = {"countries": "country", "meetings": "meeting", "as-of": "as-of", "schema": None}
    own = {"index.json": "index", "latest.json": "as-of"} | {f"{kind}.json": kind for kind in LISTS}
    return kinds[folder] if folder else own[path]


def of_kind(made, kind):
    return {path: content for path, content in made.items() if kind_of(path) == kind}


def closed(schema):
    """The schema, with every object closed: a key that it does not describe is an error."""
    if isinstance(schema, list):
        return [closed(inner) for inner in schema]
    if not isinstance(schema, dict):
        return schema
    inner = {key: closed(value) for key, value in schema.items()}
    return {"additionalProperties": False, **inner} if "properties" in schema and "type" in schema else inner


def addresses(value, key=""):
    """Every address in a file."""
    if isinstance(value, dict):
        for name, inner in value.items():
            yield from addresses(inner, "address" if key == "schemas" else name)
    elif isinstance(value, list):
        for inner in value:
            yield from addresses(inner)
    elif key in ("address", "latest", "$schema", *LISTS) and value is not None:
        yield value


def texts(records, names):
    """Records as the tables have them, in their order."""
    found = [
        {n: value if isinstance(value := r[n], str) else WRITTEN.get(str(value), str(value)) for n in names}
        for r in records
    ]
    return sorted(found, key=lambda row: list(row.values()))


@pytest.mark.parametrize("kind", KINDS)
def test_every_file_of_a_kind_has_the_shape_that_its_schema_describes(made, kind):
    schema = made[f"schema/{kind}.json"]
    Draft202012Validator.check_schema(schema)
    validator = Draft202012Validator(closed(schema), format_checker=Draft202012Validator.FORMAT_CHECKER)
    found = of_kind(made, kind)
    assert found
    for path, content in found.items():
        errors = [
            f"{path}: {'/'.join(map(str, e.absolute_path))}: {e.message[:200]}" for e in validator.iter_errors(content)
        ]
        assert errors == []


@pytest.mark.parametrize("kind", KINDS)
def test_a_key_once_there_stays(made, kind):
    for content in of_kind(made, kind).values():
        assert set(PROMISED[kind].split()) <= set(content)


def test_files_are_named_by_the_identifiers_of_the_tables_which_stay(made, tables):
    expected = {f"countries/{c['iso3']}.json" for c in tables["countries"]}
    expected |= {f"meetings/{m['meeting']}.json" for m in tables["meetings"]}
    expected |= {f"as-of/{s['start_date']}.json" for s in tables["memberships"]} | {f"{kind}.json" for kind in LISTS}
    assert expected <= set(made)
    assert {"index.json", "latest.json", *(f"schema/{kind}.json" for kind in KINDS)} <= set(made)


def test_every_address_leads_to_a_file_and_every_file_is_found_from_the_index(made):
    reached = set()
    for path, content in made.items():
        if kind_of(path):
            there = {posixpath.normpath(posixpath.join(posixpath.dirname(path), to)) for to in addresses(content)}
            assert there <= set(made), path
            reached |= there if path == "index.json" else set()
    assert reached == set(made) - {"index.json"}


def test_with_a_base_every_address_is_below_it(computed):
    base = "https://data.example/api/v1/"
    made = {path: json.loads(data) for path, data in api.files(computed.rows, computed.descriptor, base).items()}
    for path, content in made.items():
        if kind_of(path):
            assert {to.removeprefix(base) for to in addresses(content)} <= set(made), path


def test_the_roster_of_its_day_and_who_leads(made, computed):
    (entry,) = (d for d in made["index.json"]["as_of"] if d["from"] <= "2025-08-12" <= (d["to"] or "9999"))
    day = made[entry["address"]]
    assert day["numbers"]["roster"] == 31 and day["numbers"]["roster_european"] == {"yes": 27, "no": 4, "unknown": 0}
    assert day["statuses"]["lead"]["countries"] == ["FRA", "GBR", "UKR"]


def test_for_any_day_the_last_file_not_after_it_says_what_the_package_says(made, until):
    days = made["index.json"]["as_of"]
    for entry, following in zip(days, [*days[1:], None], strict=True):
        last = following and datetime.date.fromisoformat(following["from"]) - datetime.timedelta(days=1)
        assert entry["to"] == (last and last.isoformat())
        for day in {entry["from"], entry["to"] or until}:
            expected = as_of(day, status=None)
            said = {c["iso3"]: (c["status"], c["spell"]) for c in made[entry["address"]]["countries"]}
            assert said == {row.iso3: (row.status, row.spell) for row in expected.itertuples()}
    assert made["latest.json"]["date"] == until


def test_every_row_about_a_country_is_in_its_file_as_the_table_has_it(made, tables):
    lists = {
        "memberships": "spells",
        "affiliations": "affiliations",
        "attendance": "attendance",
        "positions": "positions",
    }
    files = of_kind(made, "country").values()
    for table, key in lists.items():
        assert texts((row for file in files for row in file[key]), tables[table][0]) == texts(
            tables[table], tables[table][0]
        )
        assert all(row["iso3"] == file["country"]["iso3"] for file in files for row in file[key])
    assert texts((file["country"] for file in files), tables["countries"][0]) == tables["countries"]


def test_every_claim_and_size_of_a_meeting_is_in_its_file(made, tables):
    files = of_kind(made, "meeting").values()
    claims = [
        {"meeting": file["meeting"]["meeting"], "source": page["source"], **claim}
        for file in files
        for page in file["pages"]
        for claim in page["claims"]
    ]
    assert texts(claims, tables["claims"][0]) == texts(tables["claims"], tables["claims"][0])
    sizes = [row for row in tables["reported_sizes"] if row["meeting"]]
    assert texts((s for f in files for s in f["reported_sizes"]), sizes[0]) == texts(sizes, sizes[0])


def test_the_lists_have_every_row_as_the_table_has_it(made, tables):
    for file, table in (("sizes", "reported_sizes"), ("stances", "positions")):
        rows = made[f"{file}.json"][table]
        assert texts(rows, tables[table][0]) == texts(tables[table], tables[table][0])
    pages = [{"source": key, **page} for key, page in made["sources.json"]["sources"].items()]
    assert texts(pages, tables["sources"][0]) == texts(tables["sources"], tables["sources"][0])


def test_a_size_names_its_meeting_as_the_file_of_the_meeting_does(made):
    for size in made["sizes.json"]["reported_sizes"]:
        if size["meeting"]:
            assert made[size["address"]]["meeting"]["title"] == size["meeting_title"]
        else:
            assert size["address"] is size["meeting_title"] is None


def test_one_stance_of_each_country_and_force_is_the_last(made):
    stances = made["stances.json"]["positions"]
    last = {(p["iso3"], p["force"]): p for p in stances if p["last"]}
    assert len(last) == sum(p["last"] for p in stances)
    for stance in stances:
        latest = last[stance["iso3"], stance["force"]]
        assert (stance["date"], stance["position"]) <= (latest["date"], latest["position"])


def test_a_page_is_cited_by_the_rows_for_which_the_package_cites_it(made, tables):
    """Both ways round the same: pages of a row as `sources_for` has them, rows of a page as the file has them."""
    expected = {
        (page["source"], s["table"], s["record"], page["bearing"])
        for s in tables["support"]
        for page in cited(s["table"], s["record"])
    }
    said = [
        (key, row["table"], row["record"], row["bearing"])
        for key, page in made["sources.json"]["sources"].items()
        for row in page["cited_by"]
    ]
    assert len(set(said)) == len(said) and set(said) == expected


def test_every_page_that_a_file_cites_is_in_it_and_no_other(made):
    for kind in ("country", "meeting", "sizes", "stances"):
        for path, file in of_kind(made, kind).items():
            assert set(named(file)) == set(file["sources"]), path


def named(value):
    """The keys of sources that a file names."""
    if isinstance(value, dict):
        yield from (inner for key, inner in value.items() if key == "source")
        value = list(value.values())
    for inner in value if isinstance(value, list) else ():
        yield from named(inner)


def test_numbers_travel_with_what_must_be_said_of_them(made, computed, until):
    for path, content in made.items():
        if kind_of(path):
            said = " ".join(content["caveats"])
            assert computed.package["summary"] in said and "silence after that day is not a finding" in said
            assert content["dataset"]["documented_until"] == until
            assert "Attendance is not membership." in said and "silence is not absence" in said


def test_how_many_of_the_roster_its_source_does_not_name_is_said(tables, until):
    (said,) = (sentence for sentence in api.caveats(tables, until) if "deduced" in sentence)
    deduced = [m for m in tables["members"] if m["named_in_source"] == "false"]
    assert f"of the {len(tables['members'])} countries" in said and f"the other {len(deduced)} are deduced" in said
    named = tables.replaced(members=[m | {"named_in_source": "true"} for m in tables["members"]])
    assert not any("deduced" in sentence for sentence in api.caveats(named, until))


def test_between_releases_every_file_says_so(unreleased):
    for path, data in api.files(unreleased.rows, unreleased.descriptor).items():
        if kind_of(path):
            about = json.loads(data)["dataset"]
            assert about["version"].endswith("-dev") and about["released"] is None and "unreleased" in about["cite"]


def test_the_example_of_the_document_runs_in_the_folder(computed, root, tmp_path, monkeypatch, capsys):
    (example,) = re.findall(
        r"```python\n(.*?)```", (root / "docs/json-interface.md").read_text(encoding="utf-8"), re.DOTALL
    )
    writing.replace(tmp_path / "api" / api.VERSION, api.files(computed.rows, computed.descriptor))
    monkeypatch.chdir(tmp_path)
    exec(example, {})
    first, *pages, stances = capsys.readouterr().out.splitlines()
    assert re.match(r"[1-9]\d* countries have spoken of ground forces; \['", stances)
    assert first == "31 27 ['FRA', 'GBR', 'UKR']" and {page.split()[0] for page in pages} <= set(
        computed.codes["bearing"]
    )
