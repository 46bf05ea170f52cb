"""Which countries a text in English speaks of: by their names in the tables, by their people, by their capitals."""

import re
from collections.abc import Iterable
from functools import cache

from countryinfo import CountryInfo, CountryNotFoundError

from scripts.tables.rows import Rows

_STEM = 6  # letters that a name shares with its adjective and its people: Ruritania, Ruritanian


class Mentions:
    """What calls the countries of the tables: `named` by name, `called` by adjective or name, `meant` in any way at all."""

    def __init__(self, rows: Rows):
        self._names = {(c[k], c["iso3"]) for c in rows["countries"] for k in ("name", "official_name")}
        self._names |= {(n["name"], n["iso3"]) for n in rows["names"] if n["language"] == "en"}
        people = {(word, iso3) for _, iso3 in self._names if (word := about(iso3)[0])}
        self._by_name, self._by_any = tuple(sorted(self._names)), tuple(sorted(self._names | people))

    def named(self, text: str) -> frozenset[str]:
        """The countries that a text names, iso3: not by the adjective, nor by an initialism that stands for it, as in US support."""
        return _found(text, self._by_name)

    def called(self, text: str) -> frozenset[str]:
        """The countries that a text names, or calls by the adjective."""
        return _found(text, self._by_any, attributes=True)

    def meant(self, iso3: str, text: str) -> bool:
        """Whether a text may speak of a country: by a name, its people in any form, or its capital."""
        words = {name for name, owner in self._names if owner == iso3} | {*filter(None, about(iso3))}
        return bool(_pattern(tuple(sorted(word[:_STEM] for word in words)), end="").search(text))


@cache
def about(iso3: str) -> tuple[str, str]:
    """The people of a country, as an adjective in most cases, and its capital; empty where they are not known."""
    try:
        country = CountryInfo(iso3)
    except CountryNotFoundError:
        return "", ""
    return country.demonym() or "", country.capital() or ""


@cache
def _pattern(words: Iterable[str], end: str = r"(?!\w)") -> re.Pattern[str]:
    """Any of the words, the longest first, so that a name inside another is not read."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))}){end}")


@cache
def _found(text: str, names: tuple[tuple[str, str], ...], attributes: bool = False) -> frozenset[str]:
    owners = dict(names)
    found = (m for m in _pattern(tuple(owners)).finditer(text) if attributes or not _attribute(m))
    return frozenset(owners[m[0]] for m in found)


def _attribute(match: re.Match[str]) -> bool:
    """Whether a name is an initialism that stands before a word, as its adjective."""
    return match[0].isupper() and re.match(r" \w", match.string[match.end() :]) is not None
