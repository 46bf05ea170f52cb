"""CSV as this package ships it: UTF-8, LF, comma, quotes only where needed, one trailing newline."""

import csv
import io
from collections.abc import Iterable
from functools import lru_cache

DIALECT = {  # the same in the words of the Table Dialect standard, in full
    "header": True,
    "delimiter": ",",
    "lineTerminator": "\n",
    "quoteChar": '"',
    "doubleQuote": True,
    "skipInitialSpace": False,
}
MAX_COLUMNS = 1000
MISSING = [""]  # what stands in a cell that has no value, in the words of the Table Schema standard


def write(columns: list[str], rows: Iterable[dict[str, str]]) -> bytes:
    """The bytes of a table: header, then the rows in the order given."""
    buffer = io.StringIO(newline="")
    writer = csv.writer(buffer, lineterminator="\n")
    writer.writerow(columns)
    writer.writerows([row[c] for c in columns] for row in rows)
    return buffer.getvalue().encode()


@lru_cache(maxsize=64)
def read(data: bytes) -> tuple[list[str], list[dict[str, str]]]:
    """(columns, rows) of a table, all values as text. Row i stands on line i + 2: no cell holds a line break.

    Cached by the bytes: a release and the folder mostly have the same tables. Callers must not change the result.
    Raises ValueError for what is not a table, with the line where one can be named.
    """
    reader = csv.reader(io.StringIO(data.decode(), newline=""), strict=True)
    rows = []
    try:
        columns = next(reader, [])
        if len(columns) > MAX_COLUMNS:
            raise ValueError(f"{len(columns)} columns, more than {MAX_COLUMNS}")
        for row in reader:
            if len(row) != len(columns):
                raise ValueError(f"line {reader.line_num}: {len(row)} cells under {len(columns)} columns")
            rows.append(dict(zip(columns, row, strict=True)))
    except csv.Error as e:
        raise ValueError(f"line {reader.line_num}: {e}") from None
    return columns, rows
