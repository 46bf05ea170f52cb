"""Who had which status on a day."""

import reprlib
import warnings
from collections.abc import Iterable
from datetime import date as Date
from datetime import datetime
from typing import Any

import pandas as pd

from . import edition, folder
from .errors import ImpossibleDate, UnknownStatus
from .folder import documented_until
from .typed import load

Day = str | Date


def as_of(date: Day, status: str | Iterable[str] | None = ("lead", "member")) -> pd.DataFrame:
    """The countries with one of the statuses on a day, one row each, in the order of iso3.

    `date` is "YYYY-MM-DD", a date, or a datetime or Timestamp, of which the calendar day counts. `status` is one or more of
    lead, member, participant, observer, outside; None means any. Both ends of a spell are included; a spell without an end
    goes on, so a day after `documented_until()` gives what the sources last said: silence since is not a finding. A
    UserWarning says so for such a day; `.attrs["documented_until"]` of the frame has that last day ("YYYY-MM-DD").

    One day at a time: docs/recipes.md has an as-of join for a whole column of days.

    Columns: iso3, name (string), then as in the table memberships: spell (string), start_date (datetime64), status (category),
    start_precision (category), end_date (datetime64), end_precision, basis (category), note (string). No rows before the
    first meeting on 2025-03-02.

    Raises ImpossibleDate, UnknownStatus.

    >>> len(as_of("2025-08-12")), len(as_of("2025-09-04", status=["lead", "member", "participant", "observer"]))
    (31, 35)
    """
    day = _day(date)
    spells = load("memberships")
    wanted = _statuses(status, list(spells["status"].cat.categories))
    on = (spells["start_date"] <= day) & (spells["end_date"].isna() | (spells["end_date"] >= day))
    found = spells[on & spells["status"].isin(wanted)].sort_values("iso3", ignore_index=True)
    names = found["iso3"].map(load("countries").set_index("iso3")["name"])
    found = found.assign(name=names)[["iso3", "name", *spells.columns.drop("iso3")]]
    until = documented_until()
    found.attrs["documented_until"] = until.isoformat()
    if day > pd.Timestamp(until):
        warnings.warn(
            f"{day:%Y-%m-%d} is after {edition.day(until.isoformat())}, to which the facts go ({edition.of(folder.descriptor(), '')}): "
            "statuses are as last documented; silence since is not a finding",
            UserWarning,
            stacklevel=2,
        )
    return found


def _day(date: Any) -> pd.Timestamp:
    try:
        if type(date).__name__ == "datetime64":  # numpy's, which pandas hands out; numpy itself need not be imported
            date = pd.Timestamp(date)
        if isinstance(date, str):
            # fromisoformat also reads 20250812 and 2025-W33-2; one spelling only, so that a slip is not taken for a day
            day = Date.fromisoformat(date)
            if day.isoformat() != date:
                raise ValueError
            return pd.Timestamp(day)
        if isinstance(date, datetime) and not pd.isna(date):
            return pd.Timestamp(date.date())
        if type(date) is Date:
            return pd.Timestamp(date)
    except ValueError:
        pass
    if isinstance(date, Iterable) and not isinstance(date, str):
        raise ImpossibleDate(
            f'as_of takes one day, not a {type(date).__name__}; expected "YYYY-MM-DD" or a date; for a column of days see the '
            'recipe "A column of days" in docs/recipes.md'
        )
    raise ImpossibleDate(f'{reprlib.repr(date)} is not a day; expected "YYYY-MM-DD" or a date, such as "2025-08-12"')


def _statuses(status: object, known: list[str]) -> list[str]:
    if status is None:
        return known
    wanted: list[object] = list(status) if isinstance(status, Iterable) and not isinstance(status, str) else [status]
    unknown = [s for s in wanted if s not in known]
    if unknown or not wanted:
        found = ", ".join(map(repr, unknown)) or "none given"
        raise UnknownStatus(f"status {found}; expected one or more of: {', '.join(known)}; or None for any")
    return [s for s in known if s in wanted]
