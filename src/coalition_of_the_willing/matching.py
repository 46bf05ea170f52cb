"""A whole column of names and codes to iso3, with a report."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping
from dataclasses import dataclass

import pandas as pd

from .errors import NotAColumn, UnknownName, shown
from .given import is_a
from .lookup import schemes_of
from .report import Lost, told, tried
from .typed import as_series


@dataclass(frozen=True, eq=False, repr=False)
class Match:
    """What `match` found. `str()` of it is the report.

    iso3: Series of "string" named iso3 with the index of the input; missing where nothing matched or nothing was given.
    unmatched: DataFrame, one row per distinct value that did not match, commonest first; columns value (as given), rows
    (Int64, how many rows have it), reason (string), beyond (string: iso3 of the country that is meant and that the data lack).

    Compared and hashed as the object that it is: equal to itself alone, as its frames may change. To compare what two found,
    compare their frames, as with `a.iso3.equals(b.iso3)`.
    """

    iso3: pd.Series
    unmatched: pd.DataFrame

    def __str__(self) -> str:
        lost = [Lost(*row) for row in self.unmatched.itertuples(index=False, name=None)]
        blank = int(self.iso3.isna().sum()) - sum(row.rows for row in lost)
        return told(len(self.iso3), blank, lost, "all are in .unmatched")

    __repr__ = __str__

    def all(self) -> pd.Series:
        """`iso3` if every value matched, else UnknownName with the report. Empty cells are let through."""
        if len(self.unmatched):
            raise UnknownName(f"{self}\nto mend: correct the values, or take .iso3 and leave these rows missing")
        return self.iso3


def match(values: pd.Series | Iterable[object], scheme: str | Iterable[str] | None = None) -> Match:
    """`find` for a whole column, with a report instead of an exception.

    `values`: a Series of any dtype or any list of values, n of them; `scheme` as in `find`. Missing and blank values stay
    missing and are not reported. Returns a Match; `.iso3` has n values and the index of the Series. The report
    tells a country that no table has from what is no country.

    Raises NotAColumn for one name, a mapping, a DataFrame, or an iterator that fails; UnknownScheme; DamagedInstallation.

    >>> print(match(["Holland", "Türkiye", "Mexique", "Atlantis"]))
    2 of 4 rows matched, 2 not matched, 0 empty
      'Mexique' (1 row): Mexico (MEX) is a country, but no table has it
      'Atlantis' (1 row): no country here has this name or code
    """
    schemes = schemes_of(scheme)
    series = _column(values)
    codes, uniques = _distinct(series)
    found, lost = tried(uniques, Counter(codes), schemes)
    iso3 = pd.Series([*found, None], dtype="string").take(codes)  # code -1, missing, takes the last one
    iso3.index, iso3.name = series.index, "iso3"
    unmatched = pd.DataFrame(
        {
            "value": pd.Series([row.value for row in lost], dtype="object"),
            "rows": pd.Series([row.rows for row in lost], dtype="Int64"),
            "reason": pd.Series([row.reason for row in lost], dtype="string"),
            "beyond": pd.Series([row.beyond for row in lost], dtype="string"),
        }
    )
    return Match(iso3, unmatched)


def _distinct(series: pd.Series) -> tuple[list[int], list[object]]:
    """The position of each value among the distinct ones, -1 where it is missing, and those."""
    try:
        codes, uniques = pd.factorize(series)
    except Exception:  # values that cannot be compared, such as lists; an object may do anything there
        return list(range(len(series))), list(series)
    return codes.tolist(), list(uniques)


def _column(values: object) -> pd.Series:
    if (series := as_series(values)) is not None:
        return series
    if is_a(values, pd.DataFrame):
        raise NotAColumn(
            'match takes one column, not a DataFrame; pass the column with the names, such as df["country"]'
        )
    if is_a(values, Mapping):
        raise NotAColumn("match takes a list or a Series, not a mapping; pass list(d) or list(d.values())")
    try:
        if isinstance(values, Iterable) and not isinstance(values, str | bytes | bytearray):
            return pd.Series(list(values), dtype="object")
        why = None
    except Exception as e:  # an array of no dimension, a generator that fails
        why = e
    one = "" if values is None else f"; for one name use find({shown(values)})"
    raise NotAColumn(f"match takes a list or a Series of values, not {shown(values)}{one}") from why
