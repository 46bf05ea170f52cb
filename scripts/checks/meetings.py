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
    found="an identifier that does not end in {start_date}",
    expected="place or body, then the first day",
    remedy="correct the identifier or start_date",
)
def a_meeting_is_named_by_its_first_day(rows: Rows) -> Iterator[Row]:
    return (m for m in rows["meetings"] if not m["meeting"].endswith(m["start_date"]))


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


@rule(
    "reported_sizes",
    found="an identifier unlike its day and size",
    expected="{date}-WHO-{size}",
    remedy="correct the identifier, the date or the size",
)
def a_size_is_named_by_its_day_and_number(rows: Rows) -> Iterator[Row]:
    for size in rows["reported_sizes"]:
        name = size["reported_size"]
        if not (name.startswith(size["date"]) and name.endswith(f"-{size['size']}")):
            yield size


@rule(
    "positions",
    found="an identifier unlike its country, date and force",
    expected="{name}, or that and a word",
    remedy="correct the identifier, the country, the date or the force",
)
def a_stance_is_named_by_its_country_date_and_force(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """A word may follow that tells two apart."""
    for position in rows["positions"]:
        length = {"day": 10, "month": 7, "year": 4}[position["date_precision"]]
        name = f"{position['iso3'].lower()}-{position['date'][:length]}-{position['force']}"
        if position["position"] != name and not position["position"].startswith(f"{name}-"):
            yield position, {"name": name}
