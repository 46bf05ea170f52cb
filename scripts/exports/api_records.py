"""What a file of the static JSON interface says of one country, one meeting or one day: plain values, from the tables.

A row has the columns of its table, typed, and beside them `cited` (the pages that speak of it, by the keys of `sources`) and
`support` (how well they do). Every key is there in every file of a kind; null stands for what is unknown.
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Any

from scripts.exports import typed
from scripts.exports.typed import Value
from scripts.files.schemas import ROSTER, WIDER
from scripts.tables import meetings, spells
from scripts.tables.rows import Rows

MEETING = ("title", "start_date", "end_date", "level")  # what is said of a meeting where a country is the subject
ROLE = ("european", "role", "named_in_source", "first_documented", "last_documented")  # of a country in the roster
SPELL = ("status", "spell", "start_date", "start_precision")
CLAIM = ("says", "represented_by", "mode")
SUPPORT = ("pages", "publishers", "best_kind", "official", "disputed", "weak")
REPORT = ("source", "says_complete", "eu", "nato", "note")

Answer = dict[str, Any]
NO_STATUS = {"status": None, "spell": None}


@dataclass(frozen=True)
class Address:
    """A file of the interface, by its path: written as an address by whoever knows where the files lie."""

    path: str


def of_country(iso3: str) -> Address:
    return Address(f"countries/{iso3}.json")


def of_meeting(meeting: str) -> Address:
    return Address(f"meetings/{meeting}.json")


def of_day(day: str) -> Address:
    return Address(f"as-of/{day}.json")


def of_schema(kind: str) -> Address:
    return Address(f"schema/{kind}.json")


class Facts:
    """The tables as typed records, with what stands under each row at hand."""

    def __init__(self, rows: Rows):
        self.rows, self.tables = rows, typed.tables(rows)
        self.sources = {s["source"]: s for s in self.tables["sources"]}
        self.countries = {c["iso3"]: c for c in self.tables["countries"]}
        self.meetings = {m["meeting"]: m for m in self.tables["meetings"]}
        self.members = {m["iso3"]: m for m in self.tables["members"]}
        self.until = meetings.documented_until(rows)
        self._support = {(s["table"], s["record"]): part(s, SUPPORT) for s in self.tables["support"]}
        self._cited = defaultdict(list)
        for e in self.tables["evidence"]:
            self._cited[e["table"], e["record"]].append(part(e, ("source", "bearing", "note")))
        self._claims = defaultdict(list)
        for c in self.tables["claims"]:
            self._claims[c["meeting"], c["iso3"]].append(part(c, ("source", *CLAIM)))

    def of(self, table: str, **values: str) -> list[Answer]:
        """The rows of a table with these values, in its order, each with the pages that speak of it."""
        return [self.backed(table, row) for row in self.tables[table] if all(row[k] == v for k, v in values.items())]

    def backed(self, table: str, row: dict[str, Value]) -> Answer:
        """A row with its pages: those of `evidence`, for attendance those of `claims`."""
        record = "/".join(str(row[k]) for k in self.rows.schemas[table]["primaryKey"])
        claims = {"claims": self._claims[row["meeting"], row["iso3"]]} if table == "attendance" else {}
        cited = claims or {"cited": self._cited[table, record]}
        return {**row, **cited, "support": self._support.get((table, record))}

    def country(self, iso3: str) -> Answer:
        """Everything about a country; its status is that of the last documented day."""
        member = self.members.get(iso3)
        attended = self.of("attendance", iso3=iso3)
        attended.sort(key=lambda a: (self.meetings[a["meeting"]]["start_date"], a["meeting"]))
        now = next((s for s in self.rows["memberships"] if s["iso3"] == iso3 and spells.on(s, self.until)), None)
        return self.with_sources(
            {
                "country": self.countries[iso3],
                "other_names": [
                    part(n, ("name", "language", "kind")) for n in self.tables["names"] if n["iso3"] == iso3
                ],
                "status": {"date": self.until or None, **(part(now, ("status", "spell")) if now else NO_STATUS)},
                "roster": member and part(self.backed("members", member), (*ROLE, "cited", "support")),
                "spells": sorted(self.of("memberships", iso3=iso3), key=lambda s: s["start_date"]),
                "affiliations": self.of("affiliations", iso3=iso3),
                "attendance": [
                    {**a, **part(self.meetings[a["meeting"]], MEETING), "address": of_meeting(a["meeting"])}
                    for a in attended
                ],
                "positions": sorted(self.of("positions", iso3=iso3), key=lambda p: (p["date"], p["position"])),
            }
        )

    def meeting(self, meeting: str) -> Answer:
        """Everything about a meeting: its record, who came, what each page says, the sizes that were published of it."""
        (record,) = self.of("meetings", meeting=meeting)
        said = defaultdict(list)
        for c in self.tables["claims"]:
            if c["meeting"] == meeting:
                said[c["source"]].append(part(c, ("iso3", *CLAIM)))
        pages = [part(r, REPORT) for r in self.tables["reports"] if r["meeting"] == meeting]
        attended = self.of("attendance", meeting=meeting)
        return self.with_sources(
            {
                "meeting": record,
                "attendance": [
                    {**a, "name": self.countries[a["iso3"]]["name"], "address": of_country(a["iso3"])} for a in attended
                ],
                "pages": [{**page, "claims": said[page["source"]]} for page in pages],
                "reported_sizes": self.of("reported_sizes", meeting=meeting),
            }
        )

    def day(self, date: str) -> Answer:
        """Who had which status on a day, with the numbers that follow."""
        both = zip(self.rows["memberships"], self.tables["memberships"], strict=True)  # as text, and typed
        on = {spell["iso3"]: spell for text, spell in both if spells.on(text, date)}
        statuses = {
            status: {
                **{"title": code.title, "counts": code.counts},
                "number": len(held := [iso3 for iso3, s in on.items() if s["status"] == status]),
                "countries": sorted(held),
            }
            for status, code in self.rows.codes["status"].items()
        }
        counted = {c: sum(s["number"] for s in statuses.values() if s["counts"] == c) for c in (ROSTER, WIDER)}
        inside = [iso3 for s in statuses.values() if s["counts"] == ROSTER for iso3 in s["countries"]]
        european = [self.members.get(iso3, {}).get("european") for iso3 in inside]
        split = {"yes": european.count(True), "no": european.count(False), "unknown": european.count(None)}
        return {
            "date": date,
            "numbers": {"roster": counted[ROSTER], "all": sum(counted.values()), "roster_european": split},
            "statuses": statuses,
            "countries": [
                {"iso3": iso3, "name": c["name"], **part(on[iso3], SPELL), "address": of_country(iso3)}
                for iso3, c in self.countries.items()
                if iso3 in on
            ],
        }

    def with_sources(self, answer: Answer) -> Answer:
        """An answer with every page whose key it names, by key."""
        return {**answer, "sources": {key: self.page(key) for key in sorted(set(_sources(answer)))}}

    def page(self, key: str) -> Answer:
        """A page, without the key under which it stands."""
        return {k: v for k, v in self.sources[key].items() if k != "source"}


def part(row: dict[str, Any], keys: tuple[str, ...]) -> Answer:
    """Some keys of a row."""
    return {key: row[key] for key in keys}


def _sources(value: Any) -> Iterator[str]:
    """Every value of a key `source`, at any depth."""
    if isinstance(value, dict):
        yield from ([value["source"]] if "source" in value else [])
        value = list(value.values())
    if isinstance(value, list):
        for inner in value:
            yield from _sources(inner)
