"""Which edition of the data this is, in words: its version, the day of its release, and the day to which its facts go.

`package` is the descriptor (datapackage.json) or the record that it is made of; between releases it has no `created`, and
the words say "unreleased". `until` is the day to which the facts go (YYYY-MM-DD); where it is "", nothing is said of it.
"""

from __future__ import annotations

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from collections.abc import Mapping
    from typing import Any

_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())


def of(package: Mapping[str, Any], until: str) -> str:
    """version 1.2.3, released 5 June 2031, facts to 4 May 2031"""
    return _joined(package, facts(until))


def in_full(package: Mapping[str, Any], until: str) -> str:
    """The same, and what a reader must not conclude from the end of the facts."""
    return _joined(package, silence(until))


def facts(until: str) -> str:
    """facts to 4 May 2031"""
    return f"facts to {day(until)}" if until else ""


def silence(until: str) -> str:
    """facts to 4 May 2031; silence after that day is not a finding"""
    return f"{facts(until)}; silence after that day is not a finding" if until else ""


def sentence(words: str) -> str:
    """Words with a capital and a full stop."""
    return f"{words[0].upper()}{words[1:]}." if words else ""


def released(package: Mapping[str, Any]) -> str:
    """The day of the release as ISO date, "" between releases."""
    return str(package.get("created", ""))[:10]


def day(date: str, precision: str = "day") -> str:
    """An ISO date in words, in English whatever the locale, no more exact than it is known."""
    year, month, number = date.split("-")
    words = [str(int(number)), MONTHS[int(month) - 1], year]
    return " ".join(words[("day", "month", "year").index(precision) :])


def _joined(package: Mapping[str, Any], facts_go: str) -> str:
    when = f"released {day(released(package))}" if released(package) else "unreleased"
    return ", ".join(filter(None, (f"version {package['version']}", when, facts_go)))
