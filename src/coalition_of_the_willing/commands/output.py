"""Rows of text on standard output: as columns for people, or as CSV, JSON or Markdown in UTF-8."""

import csv
import json
import sys
from collections.abc import Iterable, Sequence

from ..console import as_utf8
from ..folder import schema
from ..layout import aligned, markdown_table
from ..rows import Row


def write(rows: Iterable[Row], columns: Sequence[str], form: str, table: str) -> None:
    """Write the columns of some rows. In JSON a value has the type of its field in `table`, and a missing one is null."""
    if form == "text":
        print(aligned([columns, *([row[c] for c in columns] for row in rows)]))
        return
    as_utf8()
    if form == "csv":
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerow(columns)
        writer.writerows([row[c] for c in columns] for row in rows)
    elif form == "json":
        types = {field["name"]: field["type"] for field in schema(table)["fields"]}
        records = ({c: _typed(row[c], types.get(c)) for c in columns} for row in rows)
        print("[\n" + ",\n".join(json.dumps(record, ensure_ascii=False) for record in records) + "\n]")
    else:
        print(markdown_table(columns, ([row[c] for c in columns] for row in rows)))


def _typed(value: str, kind: object) -> str | int | bool | None:
    if not value:
        return None
    if kind == "boolean":
        return value == "true"
    return int(value) if kind == "integer" else value
