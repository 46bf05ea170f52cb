"""`python -m scripts.diff OLD NEW`: what changed between two versions, and the least version step that it demands.

Each side is a folder, a release zip or a git revision. Changes are listed by table and primary key; the version policy is in
RELEASING.md. It needs Python alone, so that a nightly job can run it without installing anything. Exit status: 0 compared
(whatever it found, unless `--fail-on` names a step), 1 the step is that one or larger, 2 could not run.
"""

import json
import sys

from coalition_of_the_willing.layout import aligned
from scripts import cli
from scripts.documents import versions
from scripts.releases import comparison, policy, snapshot
from scripts.releases.comparison import Change
from scripts.releases.policy import Step
from scripts.releases.snapshot import Snapshot

WIDTH = 44  # of a column on screen; JSON has the whole text


def text(old: Snapshot, new: Snapshot, found: list[Change]) -> str:
    """The list for people, closed by counts and the version that it needs."""
    lines = [f"old: {old.label}, version {old.version}", f"new: {new.label}, version {new.version}", ""]
    if not found:
        return "\n".join([*lines, "no change"])
    rows = [("step", "table", "record", "field", "old", "new", "change")]
    rows += [(str(c.step), c.table, c.record, c.field, c.old, c.new, c.what) for c in found]
    lines.append(aligned([[_short(cell) for cell in row] for row in rows]))
    return "\n".join([*lines, "", comparison.counted(found), needed(old.version, found)])


def needed(version: str, found: list[Change]) -> str:
    """The least step, and the version that it leads to."""
    step = comparison.least_step(found)
    try:
        return f"least step: {step}, from {version} to {policy.bump(versions.before(version), step)} or later"
    except ValueError:
        return f"least step: {step}"


def as_json(old: Snapshot, new: Snapshot, found: list[Change]) -> str:
    """The list for machines, values in full."""
    sides = {name: {"label": s.label, "version": s.version} for name, s in (("old", old), ("new", new))}
    listed = [c._asdict() | {"step": str(c.step)} for c in found]
    report = {**sides, "step": str(comparison.least_step(found)), "changes": listed}
    return json.dumps(report, indent=2)  # ASCII, so that any pipe can take it


def _short(cell: str) -> str:
    return cell if len(cell) <= WIDTH else cell[: WIDTH - 1] + "…"


@cli.command("diff")
def main(argv: list[str] | None = None) -> int:
    examples = ("v1 HEAD", "old.zip new.zip --json", "my/copy new.zip --fail-on major")
    parser = cli.parser("diff", __doc__, root="folder of the repository (default: .)", examples=examples)
    parser.add_argument("old", metavar="OLD", help="folder, release zip or git revision")
    parser.add_argument("new", metavar="NEW", help="folder, release zip or git revision")
    parser.add_argument("--json", action="store_true", help="the changes as JSON, values in full")
    failing = "exit with 1 where the changes need this step or a larger one"
    parser.add_argument("--fail-on", choices=["major", "minor", "patch"], metavar="STEP", help=failing)
    args = parser.parse_args(argv)
    old, new = (snapshot.named(side, args.root) for side in (args.old, args.new))
    found = comparison.between(old, new)
    print((as_json if args.json else text)(old, new, found))
    return cli.WRONG if args.fail_on and comparison.least_step(found) >= Step[args.fail_on.upper()] else cli.FINE


if __name__ == "__main__":
    sys.exit(main())
