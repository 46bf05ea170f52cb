"""Codes and dates in words. One place, so that every page says the same."""

import re
from functools import cache

import pycountry

from scripts.documents.edition import MONTHS, day
from scripts.documents.markdown import listed
from scripts.files.schemas import Codes

__all__ = [
    "MONTHS",
    "NO_STATUS",
    "count",
    "countries",
    "day",
    "language",
    "listed",
    "qualifier",
    "short",
    "size",
    "status",
]

NO_STATUS = "no status on record"


def short(date: str) -> str:
    """A day in few letters, for the head of a column."""
    year, month, number = date.split("-")
    return f"{int(number)} {MONTHS[int(month) - 1][:3]} {year}"


def count(number: int, noun: str) -> str:
    return f"{number} {noun}{'s' * (number != 1)}"


def countries(number: int) -> str:
    return "1 country" if number == 1 else f"{number} countries"


@cache
def language(tag: str) -> str:
    """The English name of a language tag, with its script where the tag has one; the tag where ISO 639 has none such."""
    code, _, letters = tag.partition("-")
    found = pycountry.languages.get(alpha_2=code) or pycountry.languages.get(alpha_3=code)
    script = pycountry.scripts.get(alpha_4=letters)
    name = re.sub(r" \(.*\)$", "", found.name) if found else code
    return f"{name} ({script.name})" if script else name


def size(codes: Codes, row: dict) -> str:
    """A published size as it was given."""
    return f"{qualifier(codes, row['qualifier'])} {row['size']}".strip()


def qualifier(codes: Codes, code: str) -> str:
    """How a number was given; empty for an exact one."""
    return "" if code == "exact" else codes["qualifier"][code].title


def status(codes: Codes, code: str) -> str:
    """A status in words, "" being none."""
    return codes["status"][code].title if code else NO_STATUS
