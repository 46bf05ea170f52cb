"""Rows of text as Python values, by the types of a table schema; what every typed format starts from."""

import datetime
from collections.abc import Callable

from scripts.tables.rows import Rows

Value = str | int | bool | datetime.date | None
Records = dict[str, list[dict[str, Value]]]  # by table

_READ: dict[str, Callable[[str], Value]] = {
    "string": str,
    "integer": int,
    "boolean": {"true": True, "false": False}.__getitem__,
    "date": datetime.date.fromisoformat,
}


def records(schema: dict, rows: list[dict[str, str]]) -> list[dict[str, Value]]:
    """The rows with str, int, bool and date values, in the order of the schema's fields; None where the cell is empty."""
    readers = [(f["name"], _READ[f["type"]]) for f in schema["fields"]]
    return [{name: read(row[name]) if row[name] else None for name, read in readers} for row in rows]


def tables(rows: Rows) -> Records:
    """Every table."""
    return {name: records(schema, rows[name]) for name, schema in rows.schemas.items()}
