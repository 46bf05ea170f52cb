"""What the page says, as plain values: from the tables to the words that a reader sees."""

from collections import defaultdict
from typing import NamedTuple

from coalition_of_the_willing.claims import ANNOUNCED, ATTENDED, CONTEXT, SUPPORTS, bearing
from scripts.files.schemas import ROSTER, WIDER
from scripts.site import words
from scripts.site.pictures.maps import Place
from scripts.tables import meetings, spells
from scripts.tables.rows import Rows


class Cited(NamedTuple):
    """A page that speaks of a fact. `note` is what it says of it; `bearing` how it bears on it, in words, empty where it says so."""

    title: str
    publisher: str
    url: str
    published: str
    note: str
    bearing: str


def status(rows: Rows, iso3: str, date: str) -> str:
    """The status of a country on a day, "" for none; both ends of a spell are included."""
    return next((s["status"] for s in rows["memberships"] if s["iso3"] == iso3 and spells.on(s, date)), "")


def last_day(rows: Rows) -> str:
    """The last day on which the record shows the coalition at leaders' level: what the page opens with."""
    return max(m["end_date"] for m in meetings.held(rows) if m["level"] == "leaders")


def first_day(rows: Rows) -> str:
    return min(s["start_date"] for s in rows["memberships"] if s["status"] in rows.codes.counted(ROSTER))


def places(rows: Rows, date: str) -> list[Place]:
    """The countries for the map, as on a day."""
    held = defaultdict(set)
    for spell in rows["memberships"]:
        held[spell["iso3"]].add(spell["status"])
    return [
        Place(c["iso3"], c["iso_numeric"], c["name"], status(rows, c["iso3"], date), sorted(held[c["iso3"]]))
        for c in rows["countries"]
    ]


def on(rows: Rows, date: str) -> dict[str, list[dict[str, str]]]:
    """The countries of each status on a day, by name."""
    by_name = sorted(rows["countries"], key=lambda c: c["name"])
    return {s: [c for c in by_name if status(rows, c["iso3"], date) == s] for s in rows.codes["status"]}


def lines(rows: Rows) -> tuple[str, str]:
    """What the tables count, in words: those of the roster, and with the wider statuses too."""
    roster, wider = ([rows.codes["status"][s].plural for s in rows.codes.counted(c)] for c in (ROSTER, WIDER))
    return words.listed(roster), f"with {words.listed(wider)}"


def numbers(rows: Rows, date: str) -> dict[str, int]:
    """How many countries have each status on a day; `roster` are those of its statuses, `all` has the wider ones too."""
    found = {status: len(countries) for status, countries in on(rows, date).items()}
    found["roster"] = sum(found[s] for s in rows.codes.counted(ROSTER))
    found["all"] = found["roster"] + sum(found[s] for s in rows.codes.counted(WIDER))
    return found


def sentence(rows: Rows, date: str) -> str:
    """The answer to "who was in on …", in numbers. The page's script says the same for other days."""
    n, titles = numbers(rows, date), rows.codes.titles("status")
    parts = [words.count(n[s], titles[s]) for s in rows.codes.counted(ROSTER)]
    others = [words.count(n[s], titles[s]) for s in rows.codes.counted(WIDER) if n[s]]
    countries = "1 country" if n["roster"] == 1 else f"{n['roster']} countries"
    return f"{countries}: {' and '.join(parts)}." + (f" With {' and '.join(others)}: {n['all']}." if others else "")


def marked_days(rows: Rows) -> list[tuple[str, str]]:
    """(day, label) for the buttons beside the date: the roster's day and the leaders' meetings with a whole list."""
    whole = [
        (m["start_date"], m["city"] or "online")
        for m in rows["meetings"]
        if m["level"] == "leaders" and m["list_complete"] == "true"
    ]
    return sorted({*whole, (rows.roster["date"], "reference roster"), (last_day(rows), "last meeting on record")})


def own_counts(rows: Rows) -> list[dict[str, str | int]]:
    """How many countries the tables have, on each day on which that changes: to set beside the published sizes."""
    days = {*spells.changes(rows["memberships"]), last_day(rows)}
    of_roster, of_all = lines(rows)
    found = []
    for date in sorted(d for d in days if first_day(rows) <= d <= last_day(rows)):
        n = numbers(rows, date)
        found += [
            {"date": date, "size": n["roster"], "line": of_roster},
            {"date": date, "size": n["all"], "line": of_all},
        ]
    return found


def sizes(rows: Rows) -> list[dict]:
    """The published sizes, oldest first, with their sources."""
    titles = {m["meeting"]: m["title"] for m in rows["meetings"]}
    backing = backed(rows)
    return [
        {
            **size,
            "day": words.day(size["date"]),
            "words": words.size(rows.codes, size),
            "of": titles.get(size["meeting"], "the coalition"),
            **backing["reported_sizes", size["reported_size"]],
        }
        for size in sorted(rows["reported_sizes"], key=lambda s: (s["date"], s["reported_size"]))
    ]


def ranges(rows: Rows) -> dict[str, tuple[int, int]]:
    """From which to which number the exact ones run: the countries of the coalition, and whatever was counted of its meetings."""
    exact = [s for s in rows["reported_sizes"] if s["qualifier"] == "exact"]
    found = {
        "coalition": [int(s["size"]) for s in exact if not s["meeting"] and s["counted"] == "countries"],
        "meetings": [int(s["size"]) for s in exact if s["meeting"]],
    }
    return {name: (min(numbers), max(numbers)) for name, numbers in found.items() if numbers}


def speakers(rows: Rows) -> list[dict]:
    """Who gave the numbers that matter most, exactly and of countries: the roster's, the wider one's, and the latest.

    At most three speakers are named: the article of the roster's day, then offices before publishers, the earliest first.
    """
    exact = [s for s in rows["reported_sizes"] if (s["qualifier"], s["counted"]) == ("exact", "countries")]
    if not exact:
        return []
    latest = max(exact, key=lambda s: (s["date"], int(s["size"])))["size"]
    n = numbers(rows, last_day(rows))
    meant = {latest: "the latest number on record"}
    meant |= {
        str(n["all"]): f"{' '.join(lines(rows))} in these tables",
        str(len(rows["members"])): "the reference roster",
    }
    publishers = {s["publisher"] for s in rows["sources"]}
    found = []
    for size in sorted(meant, key=int):
        said = [s for s in exact if s["size"] == size]
        said.sort(
            key=lambda s: (s["date"] != rows.roster["date"], s["said_by"] in publishers, s["date"], s["reported_size"])
        )
        first: dict[str, str] = {}
        for s in said:
            first.setdefault(s["said_by"], f"{s['said_by']} ({words.day(s['date'])})")
        named = list(first.values())
        more = [f"{len(named) - 3} more"] if len(named) > 3 else []
        if named:
            found.append({"size": size, "meaning": meant[size], "said_by": "; ".join(named[:3] + more)})
    return found


def cited(rows: Rows) -> dict[tuple[str, str], list[Cited]]:
    """The pages that speak of each row of each table, by (table, record): its evidence, and reports and claims of meetings."""
    pages = {s["source"]: s for s in rows["sources"]}
    words_for = rows.codes.titles("bearing") | {SUPPORTS: ""}
    notes: dict[tuple[str, str], dict[tuple[str, str], list[str]]] = defaultdict(lambda: defaultdict(list))
    for e in rows["evidence"]:
        notes[e["table"], e["record"]][e["source"], words_for[e["bearing"]]].append(e["note"])
    for r in rows["reports"]:
        notes["meetings", r["meeting"]][r["source"], ""].append(r["note"])
    decided_by = {
        f"{a['meeting']}/{a['iso3']}": ANNOUNCED if a["confirmed"] == "false" else ATTENDED for a in rows["attendance"]
    }
    for c in rows["claims"]:
        if by := decided_by.get(record := f"{c['meeting']}/{c['iso3']}"):
            said = ", ".join(filter(None, (c["says"], c["represented_by"], c["mode"])))
            how = bearing(c["says"], by)
            beside = rows.codes["says"][c["says"]].title if how == CONTEXT else words_for[how]
            notes["attendance", record][c["source"], beside].append(said)
    return {
        record: [_cited(pages[source], " ".join(said), how) for (source, how), said in sorted(of.items())]
        for record, of in notes.items()
    }


def backed(rows: Rows) -> dict[tuple[str, str], dict]:
    """What stands under each supported row, by (table, record): the pages `cited`, and whether they are `weak` support."""
    pages = cited(rows)
    records = ((s["table"], s["record"], s["weak"]) for s in rows["support"])
    return {(table, record): {"cited": pages[table, record], "weak": weak == "true"} for table, record, weak in records}


def _cited(page: dict[str, str], note: str, bearing: str) -> Cited:
    published = words.day(page["published"]) if page["published"] else ""
    return Cited(page["title"], page["publisher"], page["url"], published, note, bearing)
