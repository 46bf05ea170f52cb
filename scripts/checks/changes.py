"""The list of changes: each release names itself once, and whatever is not an addition says why."""

from collections.abc import Iterator

from scripts.checks.registry import Rows, at, rule
from scripts.problems import Problem

_RUN = "run `python -m scripts.release` again, or edit data/changes.yaml"


@rule("changes")
def changes_are_explained(rows: Rows) -> Iterator[Problem]:
    """Corrections and removals have a reason, what changed differs, and whole rows are absent or present."""
    named = {c["version"] for c in rows["changes"] if c["field"] == "version" and c["new"] == c["version"]}
    for change in rows["changes"]:
        record = "/".join(change[k] for k in ("version", "table", "record", "field"))
        states = (change["old"], change["new"])
        whole = change["field"] == "*" and change["record"] != "*"
        for wrong, found, expected, remedy in (
            (
                states != ("absent", "present") and not change["reason"],
                "a correction or removal without a reason",
                "a reason in one line",
                "add `reason` in data/changes.yaml",
            ),
            (states[0] == states[1], f"a change from {states[0]!r} to the same", "two different values", _RUN),
            (
                whole and set(states) != {"absent", "present"},
                f"a whole row that goes from {states[0]!r} to {states[1]!r}",
                "absent and present",
                _RUN,
            ),
            (
                change["version"] not in named,
                f"a change of {change['version']}, which has no row of its own",
                'a row with the field "version" and the new value ' + change["version"],
                _RUN,
            ),
        ):
            if wrong:
                yield at("changes", rows["changes"], change, record, found, expected, remedy)
