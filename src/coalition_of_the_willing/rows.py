"""The tables as rows of text, read with the csv module: what needs no types needs no pandas."""

import csv
from functools import cache

from .folder import csv_path

Row = dict[str, str]


@cache
def rows(table: object) -> list[Row]:
    """The rows of a table in the order of its CSV, every value as text, "" where it is missing. Not to be changed.

    Raises UnknownTable.

    >>> rows("members")[0]["iso_numeric"]
    '036'
    """
    with open(csv_path(table), encoding="utf-8", newline="") as file:
        return list(csv.DictReader(file))


def column(table: object, key: str, value: str) -> dict[str, str]:
    """One column of a table by another, such as the name by iso3."""
    return {row[key]: row[value] for row in rows(table)}
