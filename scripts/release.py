"""`python -m scripts.release`: give what changed since the last release its version.

Writes version, day and fingerprint into data/package.yaml, the list of changes into data/changes.yaml, a section into
CHANGELOG.md, and everything that the build makes of them; takes up and removes the reasons in changes/; all or nothing.
Without a step it takes the least one; a step that is too small, a correction without a reason, and a version that was given
before are refused. Run again after further edits: it renews the list and keeps reasons that a person has edited. Commit the
result; that commit is the release. `--check` says what it would do. Exit status: 0 fine, 1 refused, 2 could not run.
"""

import datetime
import sys
from pathlib import Path

from scripts import checks, cli
from scripts.dataset import Dataset
from scripts.files import turns, writing
from scripts.files.git import NoHistory
from scripts.problems import CannotRun
from scripts.releases import next_release
from scripts.releases.policy import Step


def _date(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


@cli.command("release", "nothing written")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("release", __doc__)
    steps, least = ["major", "minor", "patch"], "how far the version rises (default: as far as it must)"
    parser.add_argument("step", nargs="?", choices=steps, help=least)
    about = "what the release is about, in one line; the reason of corrections that changes/ does not explain"
    parser.add_argument("--reason", default="", metavar="TEXT", help=about)
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="day of the release (default: today, UTC)")
    parser.add_argument("--check", action="store_true", help="say what a release would do; write nothing")
    args = parser.parse_args(argv)
    date = args.date or datetime.datetime.now(datetime.UTC).date().isoformat()
    step = Step[args.step.upper()] if args.step else None
    with (turns.beside if args.check else turns.alone)(args.root):
        return released(args.root, step, " ".join(args.reason.split()), date, write=not args.check)


def released(root: Path, step: Step | None, reason: str, date: str, write: bool) -> int:
    """Say what a release does, and do it where it is to be written."""
    dataset = Dataset.at(root)
    checks.demand_sound_records(dataset)
    try:
        release = next_release.prepared(dataset, root, step, reason, date)
    except NoHistory as e:
        raise CannotRun(f"nothing to compare with: {e}") from None
    checks.demand_buildable(release.dataset)
    print(release)
    if not write:
        print("nothing written")
        return cli.FINE
    writing.replace(root, release.files)
    print(f"now: read {next_release.LISTED} and {next_release.LOG}, draw the figures, commit (RELEASING.md)")
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
