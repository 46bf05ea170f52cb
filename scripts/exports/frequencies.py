"""What the values of a field are, counted over its rows: what a codebook says of a variable beside its meaning.

Shares are of all rows. Missing is the empty cell.
"""

import statistics
import unicodedata
from collections import Counter
from textwrap import shorten

from scripts.files.schemas import Code

_LONGEST = 160  # characters of an example
_LETTERS = ("LATIN", "GREEK", "CYRILLIC")  # those that the fonts of the codebook have


def share(count: int, of: int) -> str:
    """A count as a percentage with one decimal, "" where there is nothing to count."""
    return f"{100 * count / of:.1f}" if of else ""


def values(column: list[str], codes: dict[str, Code]) -> list[dict[str, str]]:
    """A line for every code of a list, used or not, in its order, and for the missing: code, label, meaning, count, percent."""
    counted = Counter(column)
    said = [(c.code, c.title, c.meaning) for c in codes.values()] + [("", "missing", "the cell is empty")]
    return [
        {
            "code": code,
            "label": label,
            "meaning": meaning,
            "count": f"{(n := counted[code]):,}",
            "percent": share(n, len(column)),
        }
        for code, label, meaning in said
    ]


def figures(kind: str, column: list[str]) -> dict[str, str]:
    """Figures of a field that has no code list, by what they are called; `kind` is the type of the Table Schema."""
    there = [value for value in column if value]
    if kind == "boolean":
        return {
            name: _counted(column, value) for name, value in (("true", "true"), ("false", "false"), ("missing", ""))
        }
    found = {"integer": _integers, "date": _dates, "string": _texts}[kind](there) if there else {}
    example = _example(there) if kind == "string" else {}
    return {**found, "missing": _counted(column, ""), **example}


def _counted(column: list[str], value: str) -> str:
    count = column.count(value)
    return f"{count:,} ({share(count, len(column))} %)" if column else "0"


def _integers(there: list[str]) -> dict[str, str]:
    numbers = [int(value) for value in there]
    return {"range": f"{min(numbers):,} to {max(numbers):,}", "median": f"{statistics.median(numbers):,g}"}


def _dates(there: list[str]) -> dict[str, str]:
    return {"first": min(there), "last": max(there)}


def _texts(there: list[str]) -> dict[str, str]:
    return {"distinct values": f"{len(set(there)):,}"}


def _example(there: list[str]) -> dict[str, str]:
    first = next(filter(_shown, there), "")
    return {"example": shorten(first, _LONGEST, placeholder=" …")} if first else {}


def _shown(text: str) -> bool:
    """Do the fonts of the codebook have its letters? A codebook that shows boxes is worse than one with another example."""
    return all(
        c.isascii() or unicodedata.category(c)[0] == "P" or unicodedata.name(c, "").startswith(_LETTERS) for c in text
    )
