"""What the records say of a day, a page could know: nobody has come to a meeting before it begins, an end has been seen, and
nothing lies ahead.
"""

from collections.abc import Iterator
from datetime import UTC, date, datetime, timedelta
from typing import Any

from coalition_of_the_willing.claims import SUPPORTS
from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files.records import Records
from scripts.problems import Problem
from scripts.tables.sources import written

CHECK = "times"
_DAYS = ("published", "consulted", "start_date", "end_date", "date")  # keys of a record whose value has been
BEFOREHAND = {"attended": "announced", "absent": "announced-absent"}  # what a page written beforehand can say instead


@check(CHECK, needs=("references",))
def what_is_said_could_be_known(dataset: Dataset) -> Iterator[Problem]:
    """Attendance that a page cannot have seen, and ends of a spell that nothing documents."""
    yield from _foretold(dataset.records)
    yield from _undocumented_ends(dataset.records)


def tomorrow() -> date:
    """The day after today in London: somewhere it has begun."""
    return datetime.now(UTC).date() + timedelta(days=1)


@check("days", needs=("tables",))
def nothing_lies_ahead(dataset: Dataset) -> Iterator[Problem]:
    """Days after the release or, between releases, after today. A meeting that is only announced may lie ahead."""
    released = dataset.package.get("created")
    last = released or max(dataset.records.package[0].get("created", ""), tomorrow().isoformat())
    until = f"a day up to {last}, {'on which this version was released' if released else 'tomorrow'}"
    for name, rows in dataset.records.rows.items():
        for i, row in enumerate(rows):
            if name == "meetings" and not any(_has_begun(report) for report in row["reports"]):
                continue
            for path, day in _dated(row, (i,)):
                if day > last:
                    remedy = "correct it: what lies ahead is not known"
                    yield dataset.records.place(name, path, "days").problem(f"{path[-1]}: {day}", until, remedy)


def _has_begun(report: dict) -> bool:
    return any(group["says"] in BEFOREHAND for group in report["presence"])


def _dated(value: Any, path: tuple) -> Iterator[tuple[tuple, str]]:
    """The days in a record, each with the path that leads to it."""
    if isinstance(value, dict | list):
        for key, inner in value.items() if isinstance(value, dict) else enumerate(value):
            if key in _DAYS and isinstance(inner, str):
                yield (*path, key), inner
            else:
                yield from _dated(inner, (*path, key))


def _foretold(records: Records) -> Iterator[Problem]:
    """Attendance or absence at a meeting that had not begun when the page was published or, where that is unknown, read."""
    days_of = written(records.sources)
    for i, meeting in enumerate(records.meetings):
        for j, report in enumerate(meeting["reports"]):
            day = days_of[report["source"]]
            for k, group in enumerate(report["presence"]):
                before = BEFOREHAND.get(group["says"])
                if before and day < meeting["start_date"]:
                    found = f"{group['says']}, by the page {report['source']!r} of {day}: the meeting begins on {meeting['start_date']}"
                    remedy = f"say `{before}`, or correct the dates of the page or of the meeting"
                    place = records.place("meetings", (i, "reports", j, "presence", k, "says"), CHECK)
                    yield place.problem(found, "a page of that day or later", remedy)


def _undocumented_ends(records: Records) -> Iterator[Problem]:
    """Ends without a page that can know them, where no spell of the country begins the day after: its pages would say what followed."""
    days_of = written(records.sources)
    for name in ("members", "others"):
        for i, country in enumerate(records.rows[name]):
            spells = country.get("spells", [])
            starts = {date.fromisoformat(spell["start_date"]).toordinal() for spell in spells}
            for k, spell in enumerate(spells):
                if "end_date" not in spell:
                    continue
                end, place = spell["end_date"], records.place(name, (i, "spells", k, "end_date"), CHECK)
                pages = [e["source"] for e in spell.get("end_evidence", ()) if e.get("bearing", SUPPORTS) == SUPPORTS]
                if pages and max(latest := [days_of[page] for page in pages]) < end:
                    found = f"an end on {end}, after the last day of a page that says so: {max(latest)}"
                    remedy = "correct the day, or cite a page that can know it in `end_evidence`"
                    yield place.problem(found, "a page of that day or later", remedy)
                elif not pages and date.fromisoformat(end).toordinal() + 1 not in starts:
                    found = f"an end on {end} that no page documents"
                    remedy = "add `end_evidence` to the spell, or the spell that follows, or leave the end open"
                    yield place.problem(found, "a page that says so, or a spell that begins the day after", remedy)
