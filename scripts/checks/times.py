"""What the records say of a day, a page could know: nobody has come to a meeting before it begins, and an end has been seen."""

from collections.abc import Iterator
from datetime import date

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files.records import Records
from scripts.problems import Problem

CHECK = "times"
_BEFOREHAND = {"attended": "announced", "absent": "announced-absent"}  # what a page written beforehand can say instead


@check(CHECK, needs=("references",))
def what_is_said_could_be_known(dataset: Dataset) -> Iterator[Problem]:
    """Attendance that a page cannot have seen, and ends of a spell that nothing documents."""
    yield from _foretold(dataset.records)
    yield from _undocumented_ends(dataset.records)


def _foretold(records: Records) -> Iterator[Problem]:
    """Attendance or absence at a meeting that had not begun when the page was published or, where that is unknown, read."""
    written = {s["source"]: s.get("published", s["consulted"]) for s in records.sources}
    for i, meeting in enumerate(records.meetings):
        for j, report in enumerate(meeting["reports"]):
            day = written[report["source"]]
            for k, group in enumerate(report["presence"]):
                before = _BEFOREHAND.get(group["says"])
                if before and day < meeting["start_date"]:
                    found = f"{group['says']}, by the page {report['source']!r} of {day}: the meeting begins on {meeting['start_date']}"
                    remedy = f"say `{before}`, or correct the dates of the page or of the meeting"
                    place = records.place("meetings", (i, "reports", j, "presence", k, "says"), CHECK)
                    yield place.problem(found, "a page of that day or later", remedy)


def _undocumented_ends(records: Records) -> Iterator[Problem]:
    """Ends without a page of their own, where no spell of the country begins the day after: its pages would say what followed."""
    for name in ("members", "others"):
        for i, country in enumerate(records.rows[name]):
            spells = country.get("spells", [])
            starts = {date.fromisoformat(spell["start_date"]).toordinal() for spell in spells}
            for k, spell in enumerate(spells):
                if "end_date" not in spell or "end_evidence" in spell:
                    continue
                if date.fromisoformat(spell["end_date"]).toordinal() + 1 not in starts:
                    found = f"an end on {spell['end_date']} that no page documents"
                    remedy = "add `end_evidence` to the spell, or the spell that follows, or leave the end open"
                    place = records.place(name, (i, "spells", k, "end_date"), CHECK)
                    yield place.problem(found, "a page that says so, or a spell that begins the day after", remedy)
