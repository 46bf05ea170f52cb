"""References between records: every country, source and meeting that a record names must exist, and whoever hosts or chairs a
meeting must be in a report of it. With line numbers.
"""

from collections.abc import Iterator

from scripts.files.records import Records, identifier
from scripts.problems import Problem
from scripts.tables import country_codes as countries

_COUNTRIES = {"countries", "hosts", "chairs", "chairs_disputed"}


def check(records: Records) -> list[Problem]:
    """Problems for each name that leads nowhere, at the line where it stands."""
    known = {
        "country": {c["iso3"] for c in [*records.members, *records.others]},
        "source": {s["source"] for s in records.sources},
        "meeting": {m["meeting"] for m in records.meetings},
    }
    add_to = {"country": "data/others.yaml", "source": "data/sources.yaml", "meeting": "data/meetings.yaml"}
    problems = []
    for name, rows in records.rows.items():
        for path, kind, value in _references(rows, ()):
            record = identifier(records.schemas[name], rows[path[0]])
            place = (f"data/{name}.yaml", records.lines[name][path], record)
            if kind == "country" and countries.lookup(value) is None:
                problems.append(
                    Problem(
                        *place,
                        f"the country code {value!r}",
                        "an ISO 3166-1 alpha-3 code that pycountry knows",
                        "correct the code",
                        "references",
                    )
                )
            elif value not in known[kind]:
                problems.append(
                    Problem(
                        *place,
                        f"the {kind} {value!r}, which has no record",
                        f"a {kind} that has one",
                        f"correct it, or add it to {add_to[kind]}",
                        "references",
                    )
                )
    both = {c["iso3"] for c in records.members} & {c["iso3"] for c in records.others}
    problems += [
        Problem(
            "data/others.yaml",
            0,
            iso3,
            "a country that data/members.yaml has too",
            "each country in one file",
            "remove one record",
            "references",
        )
        for iso3 in sorted(both)
    ]
    return problems + [problem for i in range(len(records.meetings)) for problem in _unreported(records, i)]


def _unreported(records: Records, i: int) -> Iterator[Problem]:
    """Hosts and chairs whom no report names: they would be lost, as their flags stand in rows of attendance."""
    meeting = records.meetings[i]
    named = {c for report in meeting["reports"] for group in report["presence"] for c in group["countries"]}
    for key in ("hosts", "chairs", "chairs_disputed"):
        for k, iso3 in enumerate(meeting.get(key, [])):
            if iso3 not in named:
                yield Problem(
                    "data/meetings.yaml",
                    records.lines["meetings"][(i, key, k)],
                    meeting["meeting"],
                    f"{key}: {iso3}, whom no report names",
                    f"a country that took part: one of {', '.join(sorted(named))}",
                    "correct the code, or add the report that says so",
                    "references",
                )


def _references(value: object, path: tuple) -> Iterator[tuple[tuple, str, str]]:
    if isinstance(value, dict):
        for key, inner in value.items():
            if isinstance(inner, str) and key in ("iso3", "source", "meeting"):
                yield (*path, key), "country" if key == "iso3" else key, inner
            elif key in _COUNTRIES and isinstance(inner, list):
                yield from (((*path, key, i), "country", code) for i, code in enumerate(inner))
            else:
                yield from _references(inner, (*path, key))
    elif isinstance(value, list):
        for i, inner in enumerate(value):
            yield from _references(inner, (*path, i))
