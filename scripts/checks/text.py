"""Text of the cells: one line, normalised, and nothing that a spreadsheet takes for a formula."""

import unicodedata
from collections.abc import Callable, Iterator
from functools import partial

from scripts.checks.registry import ALL_TABLES, rule
from scripts.tables.rows import Rows

_cell_rule = partial(rule, ALL_TABLES, remedy="correct the value in the YAML record")


@_cell_rule(
    found="{column}: a cell that a spreadsheet takes for a formula: {value!r}",
    expected="text that does not start with = + - @",
)
def no_cell_is_a_formula(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, _is_formula, str)


@_cell_rule(found="{column}: text that is not in Unicode normal form C: {value!r}", expected="{mended!r}")
def text_is_normalised(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, lambda v: not unicodedata.is_normalized("NFC", v), lambda v: unicodedata.normalize("NFC", v))


@_cell_rule(found="{column}: stray spaces or unprintable characters: {value!r}", expected="{mended!r}")
def text_is_one_printable_line(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, lambda v: v != _spaced(v) or not v.isprintable(), _spaced)


def _is_formula(value: str) -> bool:
    return value.startswith(("=", "+", "-", "@"))


def _spaced(value: str) -> str:
    return " ".join(value.split())


def _cells(
    rows: Rows, wrong: Callable[[str], bool], mended: Callable[[str], str]
) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The cells whose text is wrong. Each text of a column is looked at once: many cells have the same."""
    for table, table_rows in rows.items():
        for column in table_rows[0] if table_rows else ():
            for value in sorted(v for v in rows.distinct(table, column) if wrong(v)):
                for row in table_rows:
                    if row[column] == value:
                        record = next(iter(row.values()))
                        yield (
                            row,
                            {
                                "table": table,
                                "column": column,
                                "value": value,
                                "mended": mended(value),
                                "record": record,
                            },
                        )
