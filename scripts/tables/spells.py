"""Spells: stretches of days, both ends included, an empty end open. ISO dates sort as text, so text is compared."""

OPEN = "9999-12-31"


def end(spell: dict[str, str]) -> str:
    """The last day, or one later than any other where the end is open."""
    return spell["end_date"] or OPEN


def on(spell: dict[str, str], day: str) -> bool:
    """Is the day inside the spell?"""
    return spell["start_date"] <= day <= end(spell)
