"""Past releases, told from the table `changes` alone: what each changed, and the rows before and after as far as they are known.

The rows of today are taken back release by release. A row that a release dropped stays unknown: the table names it, no more.
"""

from collections.abc import Iterator
from itertools import groupby
from typing import NamedTuple

from scripts.releases.comparison import ABSENT, DERIVED, LIST, PRESENT, WHOLE, Change
from scripts.releases.policy import parse
from scripts.releases.row_words import Records, Row, Versions, by_record
from scripts.tables.rows import Rows

_WHOLE = {(ABSENT, PRESENT): "added", (PRESENT, ABSENT): "removed"}


class Past(NamedTuple):
    """A release: its version and day, what it was about, what it changed, and the words for that."""

    version: str
    released: str
    summary: str
    changes: list[Change]
    words: Versions


def releases(rows: Rows) -> Iterator[Past]:
    """Every release that the table lists, newest first."""
    after = by_record(rows, rows.schemas)
    listed = sorted(rows[LIST], key=lambda r: parse(r["version"]), reverse=True)
    for version, group in groupby(listed, key=lambda r: r["version"]):
        (own,), others = _parted(list(group))
        changes = [_change(row, rows.schemas) for row in others]
        before = _taken_back(after, changes)
        said = {(r["table"], r["record"], r["field"]): r["reason"] for r in others if r["reason"] != own["reason"]}
        words = Versions(before, after, rows.schemas, rows.codes, said)
        yield Past(version, own["released"], own["reason"], changes, words)
        after = before


def _parted(group: list[Row]) -> tuple[list[Row], list[Row]]:
    """The row that names the release, and those of its changes."""
    own = [r for r in group if (r["table"], r["record"], r["field"]) == (WHOLE, WHOLE, "version")]
    return own, [r for r in group if r not in own]


def _change(row: Row, schemas: dict[str, dict]) -> Change:
    table, record, field, old, new = (row[k] for k in ("table", "record", "field", "old", "new"))
    if record == WHOLE:
        what = _WHOLE.get((old, new))
        if what:
            return Change(table, record, field, old, new, f"{'table' if field == WHOLE else 'field'} {what}")
        return Change(table, record, WHOLE, old, new, "words or rules changed")
    derived = any(f["name"] == field and f.get("derived") for f in schemas.get(table, {}).get("fields", ()))
    return Change(table, record, field, old, new, DERIVED if derived else "value corrected")


def _taken_back(state: Records, changes: list[Change]) -> Records:
    """The rows as they were before the changes."""
    before = {table: dict(rows) for table, rows in state.items()}
    for c in changes:
        rows = before.get(c.table, {})
        if c.record == WHOLE:
            if (c.field, c.new) == (WHOLE, PRESENT):
                rows.clear()
        elif (c.field, c.new) == (WHOLE, PRESENT):
            rows.pop(c.record, None)
        elif c.field in rows.get(c.record, ()):
            rows[c.record] = {**rows[c.record], c.field: c.old}
    return before
