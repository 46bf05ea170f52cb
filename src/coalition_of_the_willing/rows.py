"""The tables as rows of text, read with the csv module: what needs no types needs no pandas."""

import csv
import io
from functools import cache

from .folder import columns, csv_path, csv_text, name_of
from .installed import damaged

Row = dict[str, str]


def rows(table: object) -> list[Row]:
    """The rows of a table in the order of its CSV, every value as text, "" where it is missing. Not to be changed.

    Raises UnknownTable, DamagedInstallation.

    >>> rows("members")[0]["iso_numeric"]
    '036'
    """
    return _rows(name_of(table))


@cache
def _rows(table: str) -> list[Row]:
    lines, names = csv.reader(io.StringIO(csv_text(table), newline=""), strict=True), columns(table)
    try:
        next(lines)
        return [dict(zip(names, line, strict=True)) for line in lines]
    except (csv.Error, ValueError) as e:  # ValueError: a row with more or fewer cells
        raise damaged(csv_path(table), f"has at line {lines.line_num} no row of a table ({e})") from None


def column(table: object, key: str, value: str) -> dict[str, str]:
    """One column of a table by another, such as the name by iso3."""
    return {row[key]: row[value] for row in rows(table)}
