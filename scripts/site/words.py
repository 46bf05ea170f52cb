"""Codes and dates in words. One place, so that every part of the page says the same."""

from scripts.documents.edition import MONTHS, day
from scripts.documents.markdown import listed
from scripts.files.schemas import Codes

__all__ = ["MONTHS", "NO_STATUS", "count", "day", "listed", "qualifier", "short", "size", "status"]

NO_STATUS = "no status on record"


def short(date: str) -> str:
    """A day in few letters, for the head of a column."""
    year, month, number = date.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1][:3]} {year}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def size(codes: Codes, row: dict[str, str]) -> str:
    """A published size as it was given."""
    return f"{qualifier(codes, row['qualifier'])} {row['size']}".strip()


def qualifier(codes: Codes, code: str) -> str:
    """How a number was given; empty for an exact one."""
    return "" if code == "exact" else codes["qualifier"][code].title


def status(codes: Codes, code: str) -> str:
    """A status in words, "" being none."""
    return codes["status"][code].title if code else NO_STATUS
