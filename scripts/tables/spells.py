"""Spells: stretches of days, both ends included, an empty end open. ISO dates sort as text, so text is compared."""

import datetime
from collections.abc import Iterable, Sequence

OPEN = "9999-12-31"


def end(spell: dict[str, str]) -> str:
    """The last day, or one later than any other where the end is open."""
    return spell["end_date"] or OPEN


def in_order(spells: Iterable[dict[str, str]], *owner: str) -> list[dict[str, str]]:
    """The spells of each owner (named by its columns), oldest first."""
    return sorted(spells, key=lambda spell: [spell[k] for k in (*owner, "start_date")])


def on(spell: dict[str, str], day: str) -> bool:
    """Is the day inside the spell?"""
    return spell["start_date"] <= day <= end(spell)


def changes(spells: Sequence[dict[str, str]]) -> list[str]:
    """The days on which a spell begins or has ended, in order, each once."""
    ends = {beside(spell["end_date"], 1) for spell in spells if spell["end_date"]}
    return sorted(ends | {spell["start_date"] for spell in spells})


def beside(day: str, distance: int) -> str:
    """The day so many days later, or earlier where the distance is negative."""
    return (datetime.date.fromisoformat(day) + datetime.timedelta(days=distance)).isoformat()
