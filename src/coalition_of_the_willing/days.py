"""Days and statuses as people give them, and the spells that hold on a day. Without pandas."""

from collections.abc import Iterable
from datetime import date as Date

from . import edition, folder
from .errors import ImpossibleDate, UnknownStatus, kind, shown
from .folder import documented_until
from .given import as_text, is_a, listed
from .rows import Row, column, rows

IN = ("lead", "member")


def day_of(date: object) -> Date:
    """The day that a text, a date, a datetime, a Timestamp or a numpy.datetime64 names. Raises ImpossibleDate."""
    try:
        if day := _day(date):
            return day
    except Exception:  # an object may do anything where it is asked
        pass
    if is_a(date, Iterable) and as_text(date) is None and not is_a(date, bytes):
        raise ImpossibleDate(
            f'as_of takes one day, not a {kind(date)}; expected "YYYY-MM-DD" or a date; for a column of days see the '
            'recipe "A column of days" in docs/recipes.md'
        )
    raise ImpossibleDate(f'{shown(date)} is not a day; expected "YYYY-MM-DD" or a date, such as "2025-08-12"')


def _day(date: object) -> Date | None:
    if isinstance(date, Date):  # a datetime too; NaT is one, whose year is no number
        return Date(date.year, date.month, date.day)
    # numpy's datetime64; numpy itself need not be imported
    written = str(date).partition("T")[0] if type(date).__name__ == "datetime64" else as_text(date)
    # fromisoformat also reads 20250812 and 2025-W33-2; one spelling only, so that a slip is not taken for a day
    day = Date.fromisoformat(written) if written is not None else None
    return day if day and day.isoformat() == written else None


def statuses(status: object, known: list[str]) -> list[str]:
    """The statuses asked for, in the order of the code list. Raises UnknownStatus."""
    if status is None:
        return known
    wanted = listed(status)
    unknown = [s for s in wanted if as_text(s) not in known]
    if unknown or not wanted:
        found = ", ".join(map(shown, unknown)) or "none given"
        raise UnknownStatus(f"status {found}; expected one or more of: {', '.join(known)}; or None for any")
    return [s for s in known if s in wanted]


def holding(day: Date, wanted: Iterable[str]) -> list[Row]:
    """The spells of some statuses that hold on a day, as rows of text, each with the name of its country, by iso3."""
    on, names = day.isoformat(), column("countries", "iso3", "name")
    found = [
        row | {"name": names[row["iso3"]]}
        for row in rows("memberships")
        if row["status"] in wanted and row["start_date"] <= on and (not row["end_date"] or row["end_date"] >= on)
    ]
    return sorted(found, key=lambda row: row["iso3"])


def silence_after(day: Date) -> str | None:
    """What to say of a day after the last that the facts cover; None for a day that they do."""
    until = documented_until()
    if day <= until:
        return None
    return (
        f"{day} is after {edition.day(until.isoformat())}, to which the facts go ({edition.of(folder.descriptor(), '')}): "
        "statuses are as last documented; silence since is not a finding"
    )
