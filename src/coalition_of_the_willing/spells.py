"""Who had which status on a day."""

from __future__ import annotations

import warnings
from collections.abc import Iterable
from datetime import date as Date
from typing import TYPE_CHECKING

import pandas as pd

from .days import IN, day_of, silence_after, statuses
from .folder import codes, documented_until
from .typed import load

if TYPE_CHECKING:
    import numpy as np

    Day = str | Date | np.datetime64


def as_of(date: Day, status: str | Iterable[str] | None = IN) -> pd.DataFrame:
    """The countries with one of the statuses on a day, one row each, in the order of iso3.

    `date` is "YYYY-MM-DD", a date, or a datetime, Timestamp or numpy.datetime64, of which the calendar day counts. `status` is
    one or more of lead, member, participant, observer, outside; None means any. Both ends of a spell are included; a spell
    without an end goes on, so a day after `documented_until()` gives what the sources last said: silence since is not a
    finding. A UserWarning says so for such a day; `.attrs["documented_until"]` of the frame has that last day ("YYYY-MM-DD").

    One day at a time: docs/recipes.md has an as-of join for a whole column of days.

    Columns: iso3, name (string), then as in the table memberships: spell (string), start_date (datetime64), status (category),
    start_precision (category), end_date (datetime64), end_precision, basis (category), note (string). No rows before the
    first meeting on 2025-03-02.

    Raises ImpossibleDate, UnknownStatus, DamagedInstallation.

    >>> len(as_of("2025-08-12")), len(as_of("2025-09-04", status=["lead", "member", "participant", "observer"]))
    (31, 35)
    """
    day = day_of(date)
    spells = load("memberships")
    wanted = statuses(status, codes("memberships", "status"))
    when = pd.Timestamp(day)
    on = (spells["start_date"] <= when) & (spells["end_date"].isna() | (spells["end_date"] >= when))
    found = spells[on & spells["status"].isin(wanted)].sort_values("iso3", ignore_index=True)
    names = found["iso3"].map(load("countries").set_index("iso3")["name"])
    found = found.assign(name=names)[["iso3", "name", *spells.columns.drop("iso3")]]
    found.attrs["documented_until"] = documented_until().isoformat()
    if silence := silence_after(day):
        warnings.warn(silence, UserWarning, stacklevel=2)
    return found
