"""Which countries a text in English speaks of: by their names in the tables, by their people, by their capitals."""

import re
from collections.abc import Callable, Iterable
from functools import cache

from scripts.tables.country_codes import people_and_capitals
from scripts.tables.rows import Rows

_STEM = 6  # letters that a name shares with its adjective and its people: Ruritania, Ruritanian


class Mentions:
    """What calls the countries of the tables: `named` by name, `called` by adjective or name, `meant` in any way at all."""

    def __init__(self, rows: Rows):
        self._names = {(c[k], c["iso3"]) for c in rows["countries"] for k in ("name", "official_name")}
        self._names |= {(n["name"], n["iso3"]) for n in rows["names"] if n["language"] == "en"}
        people = {(word, iso3) for _, iso3 in self._names if (word := people_and_capitals(iso3)[0])}
        self._named = _finder(tuple(sorted(self._names)))
        self._called = _finder(tuple(sorted(self._names | people)), attributes=True)

    def named(self, text: str) -> frozenset[str]:
        """The countries that a text names, iso3: not by the adjective, nor by an initialism that stands for it, as in US support."""
        return self._named(text)

    def called(self, text: str) -> frozenset[str]:
        """The countries that a text names, or calls by the adjective."""
        return self._called(text)

    def meant(self, iso3: str, text: str) -> bool:
        """Whether a text may speak of a country: by a name, its people in any form, or its capital."""
        words = {name for name, owner in self._names if owner == iso3} | {*filter(None, people_and_capitals(iso3))}
        return bool(_pattern(tuple(sorted(word[:_STEM] for word in words)), end="").search(text))


@cache
def _pattern(words: Iterable[str], end: str = r"(?!\w)") -> re.Pattern[str]:
    """Any of the words, the longest first, so that a name inside another is not read."""
    return re.compile(rf"(?<!\w)(?:{'|'.join(re.escape(w) for w in sorted(words, key=len, reverse=True))}){end}")


@cache
def _finder(names: tuple[tuple[str, str], ...], attributes: bool = False) -> Callable[[str], frozenset[str]]:
    """What finds the countries that a text names, and remembers it: the same notes come again and again."""
    owners = dict(names)
    pattern = _pattern(tuple(owners))

    @cache
    def found(text: str) -> frozenset[str]:
        return frozenset(owners[m[0]] for m in pattern.finditer(text) if attributes or not _attribute(m))

    return found


def _attribute(match: re.Match[str]) -> bool:
    """Whether a name is an initialism that stands before a word, as its adjective."""
    return match[0].isupper() and re.match(r" \w", match.string[match.end() :]) is not None
