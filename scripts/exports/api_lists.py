"""What the files of the static JSON interface say that list a whole table: published sizes, stances, sources.

Each has every row, as the files of countries and meetings have it, with what a program needs to choose among them.
"""

from collections.abc import Iterator

from coalition_of_the_willing.claims import SUPPORTS, bearing, decided_by
from scripts.exports.api_records import Answer, Facts, of_country, of_meeting
from scripts.tables.statements import last_positions


def sizes(facts: Facts) -> Answer:
    """Every published size, with the title and file of the meeting that it counts; both null where it counts the coalition."""
    listed = []
    for size in facts.of("reported_sizes"):
        meeting = size["meeting"]
        title = facts.meetings[meeting]["title"] if meeting else None
        listed.append({**size, "meeting_title": title, "address": of_meeting(meeting) if meeting else None})
    return facts.with_sources({"reported_sizes": listed})


def stances(facts: Facts) -> Answer:
    """Every stance, by country and oldest first; `last` where no later one of the country on that force is on record."""
    last = last_positions(facts.rows["positions"])
    listed = [
        {
            **row,
            "name": facts.countries[row["iso3"]]["name"],
            "last": row["position"] in last,
            "address": of_country(row["iso3"]),
        }
        for row in sorted(facts.of("positions"), key=lambda p: (p["iso3"], p["date"], p["position"]))
    ]
    return facts.with_sources({"positions": listed})


def sources(facts: Facts) -> Answer:
    """Every page by its key, with the rows that it bears on, each once."""
    bears: dict[str, dict[tuple[str, str], str]] = {key: {} for key in facts.sources}
    for source, table, record, how in bearings(facts):
        bears[source].setdefault((table, record), how)
    return {
        "sources": {
            key: {
                **facts.page(key),
                "cited_by": [{"table": t, "record": r, "bearing": how} for (t, r), how in sorted(bears[key].items())],
            }
            for key in sorted(bears)
        }
    }


def bearings(facts: Facts) -> Iterator[tuple[str, str, str, str]]:
    """(source, table, record, bearing): of the evidence, then of reports on their meetings, and of claims on attendance."""
    rows = facts.rows
    for e in rows["evidence"]:
        yield e["source"], e["table"], e["record"], e["bearing"]
    for r in rows["reports"]:
        yield r["source"], "meetings", r["meeting"], SUPPORTS
    decided = {rows.key("attendance", a): decided_by(int(a["reported_by"])) for a in rows["attendance"]}
    for c in rows["claims"]:
        record = rows.key("attendance", c)
        if record in decided:  # not so where absence alone is claimed
            yield c["source"], "attendance", record, bearing(c["says"], decided[record])
