"""The list of changes of each release: rows of the table `changes`, and the heading in CHANGELOG.md that goes with them.

A release has one row that names it (table, record "*", field "version") and one for each change that scripts/releases/comparison.py finds.
"""

import re

from scripts.releases.comparison import DERIVED, LIST, WHOLE, Change
from scripts.releases.policy import parse

Key = tuple[str, str, str, str]  # version, table, record, field
COLUMNS = ("table", "record", "field", "old", "new", "reason")
UNRELEASED = "## [Unreleased]\n"
HEADING = re.compile(r"^## \[(?P<version>\d+\.\d+\.\d+)\] - (?P<date>\d{4}-\d\d-\d\d)$", re.MULTILINE)


def key(row: dict[str, str]) -> Key:
    return row["version"], row["table"], row["record"], row["field"]


def expected(version: str, before: str, found: list[Change]) -> dict[Key, tuple[str, str]]:
    """(old, new) of every row that the table must have for a release, by key."""
    rows = {(version, WHOLE, WHOLE, "version"): (before, version)}
    return rows | {(version, c.table, c.record, c.field): (c.old, c.new) for c in found}


def listed(rows: dict[str, list[dict[str, str]]]) -> dict[Key, tuple[str, str]]:
    """(old, new) of every row that the table has, by key."""
    return {key(r): (r["old"], r["new"]) for r in rows.get(LIST, ())}


def record(
    version: str, date: str, before: str, found: list[Change], summary: str, why: dict[tuple[str, ...], str]
) -> dict:
    """The record of a new release for data/changes.yaml. `why` are the reasons by (table, record, field); else the summary is."""
    rows = [Change(WHOLE, WHOLE, "version", before, version, "description changed"), *found]
    entries = [_entry(*c[:5], why.get(c[:3]) or _reason(c, summary)) for c in rows]
    return {"version": version, "released": date, "changes": entries}


def _reason(change: Change, summary: str) -> str:
    return "Follows from other changes." if change.what == DERIVED else summary if change.needs_reason else ""


def records(rows: list[dict[str, str]], kept: dict[Key, str], days: dict[str, str]) -> list[dict]:
    """The records of past releases, from the rows of the table; reasons as in `kept` where it has them.

    `days` are those of the releases, for rows of a release that had no column for them.
    """
    found: dict[str, list[dict]] = {}
    for row in rows:
        *values, reason = (row[k] for k in COLUMNS)
        found.setdefault(row["version"], []).append(_entry(*values, kept.get(key(row), reason)))
    days = days | {row["version"]: row["released"] for row in rows if "released" in row}
    return [{"version": v, "released": days.get(v, ""), "changes": entries} for v, entries in found.items()]


def _entry(table: str, record: str, field: str, old: str, new: str, reason: str) -> dict[str, str]:
    whole = {"record": record, "field": field}
    said = {"old": old, "new": new, "reason": reason}
    return {"table": table, **{k: v for k, v in whole.items() if v != WHOLE}, **{k: v for k, v in said.items() if v}}


def renewed(present: str, version: str, date: str, last: str, section: str) -> str:
    """CHANGELOG.md with a section for the release. A section begun for an unreleased version keeps its text.

    What stands under UNRELEASED, of changes beside the tables, ends the section of the release.
    """
    heading = f"## [{version}] - {date}"
    if UNRELEASED in present:
        return present.replace(UNRELEASED, f"{heading}\n\n{section}", 1)
    newest = HEADING.search(present)
    if newest and parse(newest["version"]) > parse(last):
        return present[: newest.start()] + heading + present[newest.end() :]
    at = newest.start() if newest else len(present)
    return present[:at] + f"{heading}\n\n{section}\n" + present[at:]
