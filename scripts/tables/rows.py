"""The tables: one function each, from the authored records to rows of text.

A function takes the records and the other tables (computed when first asked for) and yields a Row: the values by column,
and the citations that become rows of `evidence`. To add a table: a function here, schema/tables/NAME.json, and a
resource in datapackage.json.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Sequence
from typing import NamedTuple

from scripts.files.records import Records
from scripts.problems import Problem, Problems
from scripts.tables import country_codes, spells

ROSTER_DATE = "2025-08-12"  # the day whose reported 31 countries are the reference roster
ROSTER_SOURCE = "lbc-2025-08-12-starmer-ukraine"  # the article that reports them


class Row(NamedTuple):
    """One row of a table. `citations` are (source, what the page says of it)."""

    values: dict[str, str]
    citations: Sequence[tuple[str, str]] = ()


class Tables(dict[str, list[Row]]):
    """The tables by name, each computed once, when it is first asked for, and sorted by its primary key."""

    def __init__(self, records: Records, schemas: dict[str, dict]):
        super().__init__()
        self.records, self.schemas = records, schemas

    def __missing__(self, name: str) -> list[Row]:
        function: Callable[[Records, Tables], Iterable[Row]] = TABLES[name]
        schema, rows = self.schemas[name], list(function(self.records, self))
        asked, made = {f["name"] for f in schema["fields"]}, set(rows[0].values if rows else ())
        if rows and (differing := sorted(asked ^ made)):
            file, found = f"schema/tables/{name}.json", f"not the fields that the build makes: {', '.join(differing)}"
            remedy = f"correct their names, or scripts/tables.py, function {name}"
            raise Problems([Problem(file, 0, "", found, f"these: {', '.join(rows[0].values)}", remedy, "tables")])
        self[name] = sorted(rows, key=lambda row: [row.values[k] for k in schema["primaryKey"]])
        return self[name]

    def record(self, name: str, row: Row) -> str:
        """What `evidence.record` calls a row: its primary key, the parts joined by a slash."""
        return "/".join(row.values[k] for k in self.schemas[name]["primaryKey"])


def members(records: Records, tables: Tables) -> Iterator[Row]:
    organisations = {o: _in_organisation(tables, o, ROSTER_DATE) for o in ("EU", "NATO")}
    held = defaultdict(list)
    for row in tables["memberships"]:
        held[row.values["iso3"]].append(row.values)
    attended = leaders_attendance(*([row.values for row in tables[name]] for name in ("meetings", "attendance")))
    for country in records.members:
        iso3, roster = country["iso3"], country["roster"]
        names = country_codes.lookup(iso3)
        yield Row(
            {
                "iso3": iso3,
                **{k: names[k] for k in ("iso2", "iso_numeric", "name", "official_name")},
                "european": _boolean(roster["european"] == "yes"),
                "role": next((s["status"] for s in held[iso3] if spells.on(s, ROSTER_DATE)), ""),
                "named_in_source": _boolean(roster["named"] == "yes"),
                "eu": _boolean(iso3 in organisations["EU"]),
                "nato": _boolean(iso3 in organisations["NATO"]),
                "first_documented": min(s["start_date"] for s in held[iso3]),
                "last_documented": max([ROSTER_DATE, *attended.get(iso3, ())]),
            },
            _citations(roster),
        )


def countries(records: Records, tables: Tables) -> Iterator[Row]:
    for country in [*records.members, *records.others]:
        codes = {k: country[k] for k in ("cow", "gw", "eurostat", "wikidata")}
        yield Row({"iso3": country["iso3"], **country_codes.lookup(country["iso3"]), **codes})


def names(records: Records, tables: Tables) -> Iterator[Row]:
    for country in [*records.members, *records.others]:
        for name in country.get("names", []):
            yield Row({"iso3": country["iso3"], **name})


def memberships(records: Records, tables: Tables) -> Iterator[Row]:
    for country in [*records.members, *records.others]:
        for spell in country.get("spells", []):
            yield Row(
                {
                    "iso3": country["iso3"],
                    "start_date": spell["start_date"],
                    "status": spell["status"],
                    "start_precision": spell.get("start_precision", "day"),
                    "end_date": spell.get("end_date", ""),
                    "end_precision": spell.get("end_precision", "day") if "end_date" in spell else "",
                    "basis": spell["basis"],
                    "note": spell.get("note", ""),
                },
                _citations(spell),
            )


def affiliations(records: Records, tables: Tables) -> Iterator[Row]:
    for organisation in records.affiliations:
        shared = f"{organisation['name']}: {organisation['note']}"
        for member in organisation["members"]:
            note = f" ({member['note']})" if "note" in member else ""
            yield Row(
                {
                    "iso3": member["iso3"],
                    "organisation": organisation["organisation"],
                    "start_date": member["start_date"],
                    "start_precision": member.get("start_precision", "day"),
                    "end_date": member.get("end_date", ""),
                },
                [*_citations(member), *((s, f"{n}. {shared}{note}") for s, n in _citations(organisation))],
            )


def sources(records: Records, tables: Tables) -> Iterator[Row]:
    for source in records.sources:
        optional = {k: source.get(k, "") for k in ("reprinted_by", "published")}
        yield Row({**source, **optional})


def meetings(records: Records, tables: Tables) -> Iterator[Row]:
    for meeting in records.meetings:
        present = {o for report in meeting["reports"] for o in report.get("organisations", [])}
        yield Row(
            {
                "meeting": meeting["meeting"],
                **{k: meeting.get(k, "") for k in ("start_date", "end_date", "level", "format", "city", "iso3")},
                "eu": "true" if "eu" in present else "",
                "nato": "true" if "nato" in present else "",
                "list_complete": _boolean(meeting["list"] == "complete"),
                "title": meeting["title"],
                "note": meeting.get("note", ""),
            },
            _citations(meeting) + [(r["source"], _about(r)) for r in meeting["reports"]],
        )


def attendance(records: Records, tables: Tables) -> Iterator[Row]:
    for meeting in records.meetings:
        claims = defaultdict(list)
        for report in meeting["reports"]:
            for group in report["presence"]:
                for iso3 in group["countries"]:
                    claims[iso3].append((report, group))
        for iso3, said in claims.items():
            says = {group["says"] for _, group in said}
            best = "attended" if "attended" in says else "announced"
            groups = [group for _, group in said if group["says"] == best]
            if not groups:  # only absence is reported: no row, the meeting's evidence keeps what was said
                continue
            yield Row(
                {
                    "meeting": meeting["meeting"],
                    "iso3": iso3,
                    "represented_by": _agreed(groups, "represented_by"),
                    "mode": _agreed(groups, "mode"),
                    "host": _flag(iso3, meeting.get("hosts"), ()),
                    "chair": _flag(iso3, meeting.get("chairs"), meeting.get("chairs_disputed", ())),
                    "confirmed": "false" if best == "announced" else "" if "absent" in says else "true",
                },
                [(report["source"], f"{_claim(group)}: {_about(report)}") for report, group in said],
            )


def reported_sizes(records: Records, tables: Tables) -> Iterator[Row]:
    for size in records.reported_sizes:
        optional = {k: size.get(k, "") for k in ("european", "meeting", "note")}
        yield Row({**_plain(size), **optional}, _citations(size))


def positions(records: Records, tables: Tables) -> Iterator[Row]:
    for position in records.positions:
        precision = position.get("date_precision", "day")
        yield Row(
            {**_plain(position), "date_precision": precision, "note": position.get("note", "")}, _citations(position)
        )


def evidence(records: Records, tables: Tables) -> Iterator[Row]:
    for name in covered(tables.schemas):
        for row in tables[name]:
            notes = defaultdict(list)
            for source, note in row.citations:
                if note not in notes[source]:
                    notes[source].append(note)
            for source, said in notes.items():
                record = tables.record(name, row)
                yield Row({"table": name, "record": record, "source": source, "note": "; ".join(said)})


def changes(records: Records, tables: Tables) -> Iterator[Row]:
    for release in records.changes:
        for change in release["changes"]:
            whole = {"record": "*", "field": "*", "old": "", "new": "", "reason": ""}
            yield Row({"version": release["version"], **whole, **change})


TABLES = {
    f.__name__: f
    for f in (
        members,
        countries,
        names,
        memberships,
        affiliations,
        meetings,
        attendance,
        reported_sizes,
        positions,
        sources,
        evidence,
        changes,
    )
}


def leaders_attendance(meetings: list[dict[str, str]], attendance: list[dict[str, str]]) -> dict[str, list[str]]:
    """By iso3 the first days of the leaders' meetings that a country is confirmed at; a written message is not attendance."""
    dates = {m["meeting"]: m["start_date"] for m in meetings if m["level"] == "leaders"}
    found = defaultdict(list)
    for a in attendance:
        if a["meeting"] in dates and a["confirmed"] == "true" and a["represented_by"] != "message":
            found[a["iso3"]].append(dates[a["meeting"]])
    return found


def covered(schemas: dict[str, dict]) -> list[str]:
    """The tables whose rows have evidence: the code list of `evidence.table`, as far as the package has them."""
    column = next((f for f in schemas["evidence"]["fields"] if f["name"] == "table"), {})
    listed = column.get("constraints", {}).get("enum", [])
    return [name for name in listed if name in schemas and name != "evidence"]


def _in_organisation(tables: Tables, organisation: str, date: str) -> set[str]:
    rows = (row.values for row in tables["affiliations"])
    return {v["iso3"] for v in rows if v["organisation"] == organisation and spells.on(v, date)}


def _citations(record: dict) -> list[tuple[str, str]]:
    return [(e["source"], e["note"]) for e in record.get("evidence", [])]


def _plain(record: dict) -> dict[str, str]:
    return {k: v for k, v in record.items() if k != "evidence"}


def _agreed(groups: list[dict], key: str) -> str:
    values = {g[key] for g in groups if key in g}
    return values.pop() if len(values) == 1 else ""


def _flag(iso3: str, known: list[str] | None, disputed: Iterable[str]) -> str:
    return "" if known is None or iso3 in disputed else _boolean(iso3 in known)


def _claim(group: dict) -> str:
    return ", ".join(group[k] for k in ("says", "represented_by", "mode") if k in group)


def _about(report: dict) -> str:
    return f"{report['note']} ({report['list']} list)"


def _boolean(value: bool) -> str:
    return "true" if value else "false"
