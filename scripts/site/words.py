"""Codes and dates in words. One place, so that every part of the page says the same."""

MONTHS = (
    "January",
    "February",
    "March",
    "April",
    "May",
    "June",
    "July",
    "August",
    "September",
    "October",
    "November",
    "December",
)

STATUS = {
    "lead": "lead",
    "member": "member",
    "participant": "participant",
    "observer": "observer",
    "outside": "outside",
    "": "no status on record",
}
STATUS_PLURAL = {"lead": "leads", "member": "members", "participant": "participants", "observer": "observers"}
LEVEL = {
    "leaders": "Leaders",
    "foreign-ministers": "Foreign ministers",
    "defence-ministers": "Defence ministers",
    "chiefs-of-defence": "Chiefs of defence",
    "advisers": "Advisers",
    "planning": "Planning",
}
BASIS = {
    "attendance": "attendance at a leaders' meeting",
    "roster": "a page that lists or counts members",
    "statement": "a statement",
}
QUALIFIER = {"exact": "", "about": "about", "more-than": "more than", "at-least": "at least"}


def day(date: str, precision: str = "day") -> str:
    """An ISO date in words, no more exact than it is known."""
    year, month, number = date.split("-")
    if precision == "year":
        return year
    return (
        f"{MONTHS[int(month) - 1]} {year}" if precision == "month" else f"{int(number)} {MONTHS[int(month) - 1]} {year}"
    )


def short(date: str) -> str:
    """A day in few letters, for the head of a column."""
    year, month, number = date.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1][:3]} {year}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def listed(items: list[str]) -> str:
    """a, b and c"""
    return items[0] if len(items) == 1 else ", ".join(items[:-1]) + f" and {items[-1]}" if items else "none"


def size(row: dict[str, str]) -> str:
    """A published size as it was given."""
    return f"{QUALIFIER[row['qualifier']]} {row['size']}".strip()
