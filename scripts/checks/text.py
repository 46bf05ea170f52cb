"""Text of the cells: one line, normalised, and nothing that a spreadsheet takes for a formula."""

import unicodedata

from scripts.checks.registry import Rows
from scripts.problems import Problem


def cells(rows: Rows) -> list[Problem]:
    """Cells hold one line of normalised text that no spreadsheet takes for a formula."""
    problems = []
    for table, table_rows in rows.items():
        for i, row in enumerate(table_rows):
            for column, value in row.items():
                if not value or (value.isascii() and value.isalnum()):
                    continue
                if value[0] in "=+-@":
                    wrong = ("a cell that a spreadsheet takes for a formula", "text that does not start with = + - @")
                elif not unicodedata.is_normalized("NFC", value):
                    wrong = ("text that is not in Unicode normal form C", repr(unicodedata.normalize("NFC", value)))
                elif value != " ".join(value.split()) or not value.isprintable():
                    wrong = ("stray spaces or unprintable characters", repr(" ".join(value.split())))
                else:
                    continue
                problems.append(
                    Problem(
                        f"data/{table}.csv",
                        i + 2,
                        next(iter(row.values())),
                        f"{column}: {wrong[0]}: {value!r}",
                        wrong[1],
                        "correct the value in the YAML record",
                        "rules",
                    )
                )
    return problems
