"""Meetings, published sizes and stances."""

from collections.abc import Iterator

from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows


@rule(
    "meetings",
    found="ends on {end_date}, before it starts",
    expected="an end on or after the start",
    remedy="correct the dates in data/meetings/",
)
def a_meeting_ends_after_it_starts(rows: Rows) -> Iterator[Row]:
    return (m for m in rows["meetings"] if m["end_date"] < m["start_date"])


@rule(
    "meetings",
    found="a place for a remote meeting",
    expected="no city",
    remedy="remove city and iso3, or correct the format",
)
def a_remote_meeting_has_no_place(rows: Rows) -> Iterator[Row]:
    return (m for m in rows["meetings"] if m["format"] == "remote" and m["city"])


@rule(
    "meetings, attendance",
    found="a meeting without attendance",
    expected="at least one country",
    remedy="add a report to the record in data/meetings/",
)
def a_meeting_has_attendance(rows: Rows) -> Iterator[Row]:
    attended = rows.distinct("attendance", "meeting")
    return (m for m in rows["meetings"] if m["meeting"] not in attended)


@rule(
    "reported_sizes", found="{european} European of {size}", expected="at most the size", remedy="correct the numbers"
)
def a_european_share_is_not_larger_than_the_whole(rows: Rows) -> Iterator[Row]:
    numbers = (s for s in rows["reported_sizes"] if s["european"].isdecimal() and s["size"].isdecimal())
    return (s for s in numbers if int(s["european"]) > int(s["size"]))
