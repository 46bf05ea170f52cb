"""Which edition of the data this is, in words: its version, the day of its release, and the day to which its facts go.

`package` is the record of the package or the descriptor; between releases it has no `created`, and the words say "unreleased".
`until` is the day of `meetings.documented_until`; where there is none, nothing is said of it.
"""

import re

_MONTHS = "January February March April May June July August September October November December"
MONTHS = tuple(_MONTHS.split())
_FACTS_TO = re.compile(rf"\b([Ff]acts\s+to\s+)\d{{1,2}}\s+(?:{'|'.join(MONTHS)})\s+\d{{4}}\b")


def of(package: dict, until: str) -> str:
    """version 1.2.3, released 5 June 2031, facts to 4 May 2031"""
    return _joined(package, facts(until))


def in_full(package: dict, until: str) -> str:
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


def released(package: dict) -> str:
    """The day of the release as ISO date, "" between releases."""
    return package.get("created", "")[:10]


def day(date: str, precision: str = "day") -> str:
    """An ISO date in words, no more exact than it is known."""
    year, month, number = date.split("-")
    words = [str(int(number)), MONTHS[int(month) - 1], year]
    return " ".join(words[("day", "month", "year").index(precision) :])


def renewed(text: str, until: str) -> str:
    """A text in which every "facts to 4 May 2031" names the day to which the facts go now."""
    return _FACTS_TO.sub(lambda found: found[1] + day(until), text) if until else text


def _joined(package: dict, facts_go: str) -> str:
    when = f"released {day(released(package))}" if released(package) else "unreleased"
    return ", ".join(filter(None, (f"version {package['version']}", when, facts_go)))
