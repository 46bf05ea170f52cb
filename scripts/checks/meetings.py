"""Meetings, attendance, published sizes and stances."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.checks.registry import Rows, at, rule
from scripts.problems import Problem


@rule("meetings", "attendance")
def meetings_and_attendance_agree(rows: Rows) -> Iterator[Problem]:
    """Meetings are named by their first day, end after they start and have attendance; a remote one has no place."""
    present = defaultdict(list)
    for a in rows["attendance"]:
        present[a["meeting"]].append(a)
    for meeting in rows["meetings"]:
        name = meeting["meeting"]
        if meeting["end_date"] < meeting["start_date"]:
            yield at(
                "meetings",
                rows["meetings"],
                meeting,
                name,
                f"ends on {meeting['end_date']}, before it starts",
                "an end on or after the start",
                "correct the dates in data/meetings.yaml",
            )
        if not name.endswith(meeting["start_date"]):
            yield at(
                "meetings",
                rows["meetings"],
                meeting,
                name,
                f"an identifier that does not end in {meeting['start_date']}",
                "place or body, then the first day",
                "correct the identifier or start_date",
            )
        if meeting["format"] == "remote" and meeting["city"]:
            yield at(
                "meetings",
                rows["meetings"],
                meeting,
                name,
                "a place for a remote meeting",
                "no city",
                "remove city and iso3, or correct the format",
            )
        if not present[name]:
            yield at(
                "meetings",
                rows["meetings"],
                meeting,
                name,
                "a meeting without attendance",
                "at least one country",
                "add a report to data/meetings.yaml",
            )


@rule("reported_sizes")
def sizes_make_sense(rows: Rows) -> Iterator[Problem]:
    """A European share is not larger than the whole, and the identifier says day and size."""
    for size in rows["reported_sizes"]:
        name = size["reported_size"]
        numbers = (size["european"], size["size"])
        if all(n.isdecimal() for n in numbers) and int(numbers[0]) > int(numbers[1]):
            yield at(
                "reported_sizes",
                rows["reported_sizes"],
                size,
                name,
                f"{size['european']} European of {size['size']}",
                "at most the size",
                "correct the numbers",
            )
        if not (name.startswith(size["date"]) and name.endswith(f"-{size['size']}")):
            yield at(
                "reported_sizes",
                rows["reported_sizes"],
                size,
                name,
                "an identifier unlike its day and size",
                f"{size['date']}-WHO-{size['size']}",
                "correct the identifier, the date or the size",
            )


@rule("positions")
def positions_are_named_by_what_they_say(rows: Rows) -> Iterator[Problem]:
    """The identifier says country, day or month, and force; a word may follow that tells two apart."""
    for position in rows["positions"]:
        name = position["position"]
        length = {"day": 10, "month": 7, "year": 4}[position["date_precision"]]
        expected = f"{position['iso3'].lower()}-{position['date'][:length]}-{position['force']}"
        if name != expected and not name.startswith(f"{expected}-"):
            yield at(
                "positions",
                rows["positions"],
                position,
                name,
                "an identifier unlike its country, date and force",
                f"{expected}, or that and a word",
                "correct the identifier, the country, the date or the force",
            )
