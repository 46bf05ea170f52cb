"""From what a table calls a country to its iso3, never by a guess.

Read by default: every name in `countries` and `names`, and the codes iso3, iso2, eurostat and wikidata. The numbers of COW,
Gleditsch-Ward and ISO overlap (380 is Sweden in COW, Italy in ISO), so they are read only where `scheme` says which they are.
A new column of names or codes in `countries` goes into one of the two tuples below.
"""

import unicodedata
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any

import pandas as pd

from .errors import NotAColumn, UnknownName, UnknownScheme
from .typed import load

_NAMES = ("name", "official_name", "name_fr", "name_uk")
_LETTERS, _NUMBERS = ("iso3", "iso2", "eurostat", "wikidata"), ("iso_numeric", "cow", "gw")
SCHEMES = ("name", *_LETTERS, *_NUMBERS)
_DEFAULT = ("name", *_LETTERS)
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "’": "'"})
_SHOWN = 10


@dataclass(frozen=True)
class Match:
    """What `match` found. `str()` of it is the report.

    iso3: Series of "string" named iso3 with the index of the input; missing where nothing matched or nothing was given.
    unmatched: DataFrame, one row per distinct value that did not match, commonest first; columns value (as given), rows
    (Int64, how many rows have it), reason (string).
    """

    iso3: pd.Series
    unmatched: pd.DataFrame

    def __str__(self) -> str:
        lost = int(self.unmatched["rows"].sum())
        blank = int(self.iso3.isna().sum()) - lost
        lines = [f"{len(self.iso3) - lost - blank} of {len(self.iso3)} rows matched, {lost} not matched, {blank} empty"]
        if lost:
            lines[0] += " (known here are the countries that a source mentions)"
        for row in self.unmatched.head(_SHOWN).itertuples():
            lines.append(f"  {row.value!r} ({row.rows} row{'' if row.rows == 1 else 's'}): {row.reason}")
        if (more := len(self.unmatched) - _SHOWN) > 0:
            lines.append(f"  and {more} more values; all are in .unmatched")
        return "\n".join(lines)

    __repr__ = __str__

    def all(self) -> pd.Series:
        """`iso3` if every value matched, else UnknownName with the report. Empty cells are let through."""
        if len(self.unmatched):
            raise UnknownName(f"{self}\nto mend: correct the values, or take .iso3 and leave these rows missing")
        return self.iso3


def find(name: object, scheme: str | Iterable[str] | None = None) -> str:
    """The iso3 of the country with this name or code. Accents, case and stray spaces are ignored, nothing else is.

    `scheme` restricts the reading to one or more of name, iso3, iso2, iso_numeric, cow, gw, eurostat, wikidata, in capitals
    or not. By default all but the three numeric ones are read. Numbers may be given as 36, 36.0, "36" or "036". Three letters are read as ISO,
    not as the letters of COW or of the Olympics: there AUS is Austria in the one and GER Germany in the other.

    Raises UnknownName for a value that leads nowhere, or to two countries; UnknownScheme.

    >>> find("Czech Republic"), find("turkiye"), find("EL"), find(200, scheme="cow"), find("036", scheme="iso_numeric")
    ('CZE', 'TUR', 'GRC', 'GBR', 'AUS')
    """
    iso3, reason = _look(name, _schemes(scheme))
    if iso3 is None:
        raise UnknownName(f"{name!r}: {reason}")
    return iso3


def match(values: pd.Series | Iterable[object], scheme: str | Iterable[str] | None = None) -> Match:
    """`find` for a whole column, with a report instead of an exception.

    `values`: a Series of any dtype or any list of values, n of them; `scheme` as in `find`. Missing and blank values stay
    missing and are not reported. Returns a Match; `.iso3` has n values and the index of the Series. Only the countries that a
    source of this dataset mentions are known, so that a right name of another one does not match either.

    Raises NotAColumn for one name, a mapping or a DataFrame; UnknownScheme.

    >>> print(match(["Holland", "Türkiye", "Atlantis"]))
    2 of 3 rows matched, 1 not matched, 0 empty (known here are the countries that a source mentions)
      'Atlantis' (1 row): no country here has this name or code
    """
    schemes = _schemes(scheme)
    series = _column(values)
    codes, uniques = pd.factorize(series)
    found = [(None, "") if _key(u) == "" else _look(u, schemes) for u in uniques]
    iso3 = pd.Series([f[0] for f in found] + [None], dtype="string").take(codes)  # code -1, missing, takes the last one
    iso3.index, iso3.name = series.index, "iso3"
    counts = pd.Series(codes).value_counts()
    lost = [(u, int(counts[i]), f[1]) for i, (u, f) in enumerate(zip(uniques, found, strict=True)) if f[1]]
    lost.sort(key=lambda row: -row[1])
    unmatched = pd.DataFrame(
        {
            "value": pd.Series([u for u, _, _ in lost], dtype="object"),
            "rows": pd.Series([n for _, n, _ in lost], dtype="Int64"),
            "reason": pd.Series([r for _, _, r in lost], dtype="string"),
        }
    )
    return Match(iso3, unmatched)


def _column(values: object) -> pd.Series:
    if isinstance(values, pd.Series):
        return values  # pyright: ignore[reportUnknownVariableType] isinstance cannot tell what the Series holds
    if isinstance(values, pd.DataFrame):
        raise NotAColumn(
            'match takes one column, not a DataFrame; pass the column with the names, such as df["country"]'
        )
    if isinstance(values, Mapping):
        raise NotAColumn("match takes a list or a Series, not a mapping; pass list(d) or list(d.values())")
    if isinstance(values, str | bytes) or not isinstance(values, Iterable):
        one = "" if values is None else f"; for one name use find({values!r})"
        raise NotAColumn(f"match takes a list or a Series of values, not {values!r}{one}")
    return pd.Series(list(values), dtype="object")


def _schemes(scheme: str | Iterable[str] | None) -> tuple[str, ...]:
    if scheme is None:
        return _DEFAULT
    given: list[object] = [scheme] if isinstance(scheme, str) else list(scheme)
    lowered = [s.lower() if isinstance(s, str) else s for s in given]
    schemes = tuple(s for s in lowered if isinstance(s, str) and s in SCHEMES)
    unknown = [s for s in lowered if s not in SCHEMES]
    if unknown or not schemes:
        found = ", ".join(map(repr, unknown)) or "none given"
        raise UnknownScheme(f"scheme {found}; expected one or more of: {', '.join(SCHEMES)}")
    return schemes


def _look(value: object, schemes: tuple[str, ...]) -> tuple[str | None, str]:
    """(iso3, "") or (None, why not)."""
    key = _key(value)
    found = sorted({iso3 for scheme in schemes for iso3 in _index(scheme).get(_digits(key, scheme), ())})
    if len(found) == 1:
        return found[0], ""
    if found:
        return None, f"ambiguous: {' or '.join(found)}; say which scheme it is of"
    if key.isdigit() and not set(schemes) & set(_NUMBERS):
        return None, f"a number: say which one it is with scheme={' or '.join(map(repr, _NUMBERS))}"
    here = "" if schemes == _DEFAULT else f" as {' or '.join(schemes)}"
    return None, f"no country here has this name or code{here}{_hint(key, schemes)}"


def _hint(key: str, schemes: tuple[str, ...]) -> str:
    """What was perhaps meant: the reading in another scheme, or the nearest name."""
    others = {s: min(found) for s in SCHEMES if s not in schemes and (found := _index(s).get(_digits(key, s)))}
    if others:
        return "; but " + ", ".join(f"{iso3} as {scheme}" for scheme, iso3 in others.items())
    if "name" in schemes and len(key) >= 4:
        from difflib import get_close_matches

        for close in get_close_matches(key, list(_index("name")), n=1, cutoff=0.8):
            return f"; did you mean {_written()[close]!r} ({min(_index('name')[close])})?"
    return ""


def _key(value: Any) -> str:
    """A name or code as it is compared: 36.0 is 36, Türkiye is turkiye, missing is the empty text."""
    if isinstance(value, float) and value.is_integer():
        value = int(value)
    elif not isinstance(value, str) and pd.api.types.is_scalar(value) and pd.isna(value):
        return ""
    text = unicodedata.normalize("NFKD", str(value).casefold()).translate(_PLAIN)
    return " ".join("".join(c for c in text if not unicodedata.combining(c)).split())


def _digits(key: str, scheme: str) -> str:
    return key.lstrip("0") if scheme in _NUMBERS and key.isascii() and key.isdigit() else key


@cache
def _index(scheme: str) -> dict[str, set[str]]:
    """key -> the iso3 that it may stand for."""
    index: dict[str, set[str]] = {}
    for value, iso3 in _pairs(scheme):
        index.setdefault(_digits(_key(value), scheme), set()).add(iso3)
    return index


@cache
def _written() -> dict[str, str]:
    """key -> the name as the tables first write it."""
    return {_key(name): name for name, _ in reversed(_pairs("name"))}


def _pairs(scheme: str) -> list[tuple[str, str]]:
    """(name or code as written, iso3)"""
    countries = load("countries")
    pairs = [
        (v, i)
        for c in (_NAMES if scheme == "name" else (scheme,))
        for v, i in zip(countries[c], countries["iso3"], strict=True)
    ]
    if scheme == "name":
        names = load("names")
        pairs += zip(names["name"], names["iso3"], strict=True)
    return [(value, iso3) for value, iso3 in pairs if pd.notna(value)]
