"""The list of changes: each release names itself once, and whatever is not an addition says why."""

from collections.abc import Iterator

from scripts.checks.registry import Row, rule
from scripts.releases.comparison import ABSENT, PRESENT, ends
from scripts.tables.rows import Rows

_RUN = "run `python -m scripts.release` again, or edit data/changes.yaml"


@rule(
    "changes",
    found="a correction or removal without a reason",
    expected="a reason in one line",
    remedy="add `reason` in data/changes.yaml",
)
def a_correction_or_removal_has_a_reason(rows: Rows) -> Iterator[Row]:
    silent = (c for c in rows["changes"] if (c["old"], c["new"]) != (ABSENT, PRESENT) and not c["reason"])
    return (c for c in silent if not ends(c["field"], c["old"]))


@rule("changes", found="a change from {old!r} to the same", expected="two different values", remedy=_RUN)
def a_change_changes_something(rows: Rows) -> Iterator[Row]:
    return (c for c in rows["changes"] if c["old"] == c["new"])


@rule("changes", found="a whole row that goes from {old!r} to {new!r}", expected="absent and present", remedy=_RUN)
def a_whole_row_is_added_or_dropped(rows: Rows) -> Iterator[Row]:
    whole = (c for c in rows["changes"] if c["field"] == "*" and c["record"] != "*")
    return (c for c in whole if {c["old"], c["new"]} != {"absent", "present"})


@rule(
    "changes",
    found="a change of {version}, which has no row of its own",
    expected='a row with the field "version" and the new value {version}',
    remedy=_RUN,
)
def a_release_has_a_row_of_its_own(rows: Rows) -> Iterator[Row]:
    named = {c["version"] for c in rows["changes"] if c["field"] == "version" and c["new"] == c["version"]}
    return (c for c in rows["changes"] if c["version"] not in named)
