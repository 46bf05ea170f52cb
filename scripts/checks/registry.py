"""How a rule is listed, and how it says what it found.

A rule takes the tables (rows of text by table name) and yields problems; the decorator names the tables that it reads. A
package without one of them, such as a small example, skips the rule.
"""

from collections.abc import Callable, Iterator

from scripts.problems import Problem

Rows = dict[str, list[dict[str, str]]]
Rule = Callable[[Rows], Iterator[Problem]]
RULES: list[tuple[tuple[str, ...], Rule]] = []


def rule(*needs: str) -> Callable[[Rule], Rule]:
    """List a rule that reads the tables named."""

    def register(function: Rule) -> Rule:
        RULES.append((needs, function))
        return function

    return register


def at(table: str, rows: list[dict], row: dict, record: str, found: str, expected: str, remedy: str) -> Problem:
    """A problem in one row of a table, with the line of the CSV where it stands."""
    return Problem(f"data/{table}.csv", _line(rows, row), record, found, expected, remedy, "rules")


def _line(rows: list[dict], row: dict) -> int:
    """The line of a row, the header being the first. The lines of the last table asked for are kept: many rows can be wrong."""
    if _lines["rows"] is not rows or len(_lines["by_id"]) != len(rows):
        _lines.update(rows=rows, by_id={id(r): i for i, r in enumerate(rows, 2)})
    return _lines["by_id"][id(row)]


_lines: dict = {"rows": None, "by_id": {}}
