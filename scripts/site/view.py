"""What the page says, as plain values: from the tables to the words that a reader sees."""

from collections import defaultdict

from scripts.documents import edition
from scripts.files.schemas import ROSTER, WIDER
from scripts.site import words
from scripts.site.pictures.maps import Place
from scripts.tables import meetings, spells
from scripts.tables.rows import Rows

LEAD = "lead"  # the status of those that the first page names


def status(rows: Rows, iso3: str, date: str) -> str:
    """The status of a country on a day, "" for none; both ends of a spell are included."""
    found = spell(rows, iso3, date)
    return found["status"] if found else ""


def spell(rows: Rows, iso3: str, date: str) -> dict[str, str] | None:
    """The spell of a country that a day is in."""
    return next((s for s in rows["memberships"] if s["iso3"] == iso3 and spells.on(s, date)), None)


def covered(until: str) -> str:
    """How far the facts go, in a sentence; "" where they have no end."""
    return edition.sentence(edition.facts(until))


def last_day(rows: Rows) -> str:
    """The last day on which the record shows the coalition at leaders' level: what the page opens with."""
    return max(m["end_date"] for m in meetings.held(rows) if m["level"] == "leaders")


def first_day(rows: Rows) -> str:
    return min(s["start_date"] for s in rows["memberships"] if s["status"] in rows.codes.counted(ROSTER))


def places(rows: Rows, date: str) -> list[Place]:
    """The countries for the map, as on a day."""
    disputed = {s["record"] for s in rows["support"] if s["table"] == "memberships" and s["disputed"] == "true"}
    held, contested = defaultdict(set), defaultdict(set)
    for spell in rows["memberships"]:
        held[spell["iso3"]].add(spell["status"])
        if spell["spell"] in disputed:
            contested[spell["iso3"]].add(spell["status"])
    return [
        Place(
            c["iso3"],
            c["iso_numeric"],
            c["name"],
            status(rows, c["iso3"], date),
            sorted(held[c["iso3"]]),
            sorted(contested[c["iso3"]]),
        )
        for c in rows["countries"]
    ]


def leads(rows: Rows, date: str) -> list[dict[str, str]]:
    """The countries that lead on a day, by name."""
    return on(rows, date)[LEAD]


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
    return f"{words.countries(n['roster'])}: {' and '.join(parts)}." + (
        f" With {' and '.join(others)}: {n['all']}." if others else ""
    )


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


def sizes(rows: Rows) -> list[dict[str, str]]:
    """The published sizes, oldest first, with their day, number and subject in words."""
    titles = {m["meeting"]: m["title"] for m in rows["meetings"]}
    return [
        {
            **size,
            "day": words.day(size["date"]),
            "words": words.size(rows.codes, size),
            "of": titles.get(size["meeting"], "the coalition"),
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
