"""References between records: every country, source and meeting that a record names must exist, and whoever hosts or chairs a
meeting must be in a report of it. With line numbers.
"""

from collections.abc import Iterator

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files.records import Records
from scripts.problems import Place, Problem
from scripts.tables import country_codes

CHECK = "references"
_ROLES = ("hosts", "chairs", "chairs_disputed")
_COUNTRIES = {"countries", "leads", "named", *_ROLES}
_KINDS = {"iso3": "country", "supports": "country", "source": "source", "meeting": "meeting"}
_PARTS = {"spells": "spell", "members": "affiliation"}  # lists in records, and the key that names their entries
_ADD_TO = {"country": "data/others.yaml", "source": "data/sources.yaml", "meeting": "data/meetings/"}


@check(CHECK, needs=("records",))
def references_lead_somewhere(dataset: Dataset) -> Iterator[Problem]:
    """Problems for each reference without a target, with its line."""
    records = dataset.records
    known = {
        "country": {c["iso3"] for c in [*records.members, *records.others]},
        "source": {s["source"] for s in records.sources},
        "meeting": {m["meeting"] for m in records.meetings},
    }
    for name, rows in records.rows.items():
        for path, kind, value in _references(rows, ()):
            if kind == "country" and country_codes.lookup(value) is None:
                expected = "an ISO 3166-1 alpha-3 code that pycountry knows"
                yield records.place(name, path, CHECK).problem(
                    f"the country code {value!r}", expected, "correct the code"
                )
            elif value not in known[kind]:
                found, remedy = (
                    f"the {kind} {value!r}, which has no record",
                    f"correct it, or add it to {_ADD_TO[kind]}",
                )
                yield records.place(name, path, CHECK).problem(found, f"a {kind} that has one", remedy)
    both = {c["iso3"] for c in records.members} & {c["iso3"] for c in records.others}
    for iso3 in sorted(both):
        found = "a country that data/members.yaml has too"
        yield Place("data/others.yaml", CHECK, 0, iso3).problem(found, "each country in one file", "remove one record")
    for i, meeting in enumerate(records.meetings):
        yield from _unreported(records, i, meeting)
    yield from _twice(records)


def _unreported(records: Records, i: int, meeting: dict) -> Iterator[Problem]:
    """Hosts and chairs that no report names: they would be lost, as their flags stand in rows of attendance."""
    named = {c for report in meeting["reports"] for group in report["presence"] for c in group["countries"]}
    for key in _ROLES:
        for k, iso3 in enumerate(meeting.get(key, [])):
            if iso3 not in named:
                found = f"{key}: {iso3}, which no report names"
                expected = f"a country that took part: one of {', '.join(sorted(named))}"
                remedy = "correct the code, or add the report that says so"
                yield records.place("meetings", (i, key, k), CHECK).problem(found, expected, remedy)


def _twice(records: Records) -> Iterator[Problem]:
    """Identifiers of parts that stand twice: two people may each have taken the next number."""
    first: dict[tuple[str, str], tuple[str, tuple]] = {}
    for name, path, kind, identifier in _parts(records):
        if (earlier := first.setdefault((kind, identifier), (name, path))) != (name, path):
            there = records.place(*earlier, CHECK)
            found = f"the {kind} {identifier!r} again: {there.file}:{there.line} has it"
            yield records.place(name, path, CHECK).problem(found, "each identifier once", "take the next number")


def _parts(records: Records) -> Iterator[tuple[str, tuple, str, str]]:
    """(kind of records, path, what it names, identifier) of every part that has one."""
    for key, kind in _PARTS.items():
        for name, rows in records.rows.items():
            for i, row in enumerate(rows):
                yield from (
                    (name, (i, key, k, kind), kind, part[kind])
                    for k, part in enumerate(row.get(key, ()))
                    if kind in part
                )


def _references(value: object, path: tuple) -> Iterator[tuple[tuple, str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in _KINDS:
                yield (*path, key), _KINDS[key], inner
            elif key in _COUNTRIES and isinstance(inner, list):
                yield from (((*path, key, i), "country", code) for i, code in enumerate(inner))
            else:
                yield from _references(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _references(inner, (*path, i))
