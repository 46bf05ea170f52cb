"""`python -m scripts.release STEP --reason TEXT`: give what changed since the last release its version.

Writes `version` and `created` into data/package.yaml, the list of changes into data/changes.yaml, a section into CHANGELOG.md,
and everything that the build makes of them; all or nothing. Refuses a step that is too small. Run again after further edits: it
renews the list and keeps reasons that a person has edited. Commit the result; that commit is the release.
Exit status: 0 fine, 1 the data is wrong or the step too small, 2 could not run.
"""

import datetime
import sys

from scripts import checks, cli
from scripts.dataset import Dataset
from scripts.files import writing
from scripts.files.git import NoHistory
from scripts.problems import CannotRun
from scripts.releases import comparison, next_release
from scripts.releases.policy import Step


def _date(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


@cli.command("release")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("release", __doc__)
    parser.add_argument(
        "step", choices=["major", "minor", "patch"], help="how far the version rises (see RELEASING.md)"
    )
    parser.add_argument("--reason", required=True, help="why, in one line; stands for every correction and removal")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="day of the release (default: today, UTC)")
    args = parser.parse_args(argv)
    reason = " ".join(args.reason.split())
    if not reason:
        parser.error("--reason must say why")
    date = args.date or datetime.datetime.now(datetime.UTC).date().isoformat()
    dataset = Dataset.at(args.root)
    checks.demand_sound_records(dataset)
    try:
        release = next_release.prepared(dataset, args.root, Step[args.step.upper()], reason, date)
    except NoHistory as e:
        raise CannotRun(f"nothing to compare with: {e}") from None
    checks.demand_buildable(release.dataset)
    writing.replace(args.root, release.files)
    print(comparison.counted(release.changes))
    print(
        f"version {release.dataset.package['version']}, {date}: see {next_release.LISTED} for reasons, "
        f"{next_release.LOG} for the words"
    )
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
