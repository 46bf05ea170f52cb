"""What each release changed, in short: its step, its own words in CHANGELOG.md, and counts by table from the table of changes."""

from collections import Counter
from itertools import pairwise

from scripts.documents import edition, markdown_tree, versions
from scripts.files.trees import Tree
from scripts.releases import policy
from scripts.releases.comparison import ABSENT, PRESENT, WHOLE

CHANGELOG = "CHANGELOG.md"
_PRESENCE = {(ABSENT, PRESENT): "added", (PRESENT, ABSENT): "removed"}
COUNTED = (
    "variables added",
    "variables removed",
    "definitions revised",
    "observations added",
    "observations removed",
    "values corrected",
)


def releases(tree: Tree, changes: list[dict[str, str]]) -> list[dict]:
    """The releases, newest first: version, day, step, `words` (blocks of markdown_tree), what became of tables.

    `columns` are those of COUNTED that a table has any of, `tables` its counts in that order by name of the table.
    """
    days = {row["version"]: row["released"] for row in changes}
    known = sorted(days, key=versions.parse)
    steps = {new: str(policy.between(old, new)) for old, new in pairwise(known)}
    said = _said(tree)
    return [
        {
            "version": version,
            "released": edition.day(days[version]),
            "step": steps.get(version, "first release"),
            "words": said.get(version, []),
            **_by_table([row for row in changes if row["version"] == version]),
        }
        for version in reversed(known)
    ]


def _said(tree: Tree) -> dict[str, list[dict]]:
    """What CHANGELOG.md says of a version before it goes into the parts: what it is, and who has to act."""
    if not tree.has(CHANGELOG):
        return {}
    found = {}
    for heading, blocks in markdown_tree.sections(markdown_tree.read(tree.text(CHANGELOG), CHANGELOG), 2):
        version = heading.split(" - ")[0].strip("[] ")
        found[version] = markdown_tree.sections(blocks, 6)[0][1]
    return found


def _by_table(changes: list[dict[str, str]]) -> dict:
    counted: dict[str, Counter] = {}
    for row in changes:
        if row["table"] != WHOLE:
            counted.setdefault(row["table"], Counter())[_kind(row)] += 1
    columns = [kind for kind in COUNTED if any(counts[kind] for counts in counted.values())]
    return {
        "added": [table for table, counts in sorted(counted.items()) if counts["tables added"]],
        "removed": [table for table, counts in sorted(counted.items()) if counts["tables removed"]],
        "columns": columns,
        "tables": {
            table: [f"{counts[kind]:,}" for kind in columns]
            for table, counts in sorted(counted.items())
            if any(counts[kind] for kind in columns)
        },
    }


def _kind(row: dict[str, str]) -> str:
    """What a row of the table of changes is about: a table, a variable, an observation or a value, and what became of it."""
    became = _PRESENCE.get((row["old"], row["new"]))
    if row["record"] != WHOLE:
        return f"observations {became}" if row["field"] == WHOLE and became else "values corrected"
    what = "tables" if row["field"] == WHOLE else "variables"
    return f"{what} {became}" if became else "definitions revised"
