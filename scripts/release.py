"""`python -m scripts.release STEP --reason TEXT`: give what changed since the last release its version.

Writes `version` and `created` into datapackage.json, the list of changes into data/changes.yaml, a section into CHANGELOG.md, and
everything that the build makes of them; all or nothing. Refuses a step that is too small. Run again after further edits: it
renews the list and keeps reasons that a person has edited. Commit the result; that commit is the release.
Exit status: 0 fine, 1 the data is wrong or the step too small, 2 could not run.
"""

import argparse
import datetime
import json
import shutil
import sys
import tempfile
from pathlib import Path

from scripts import build, diff
from scripts import dataset as package
from scripts.files import descriptor, yaml_text
from scripts.files import writing as files
from scripts.files.records import in_order
from scripts.problems import FINE, CannotRun, Problem, Problems, command
from scripts.releases import change_list as changelog
from scripts.releases import comparison as changes
from scripts.releases import history, snapshot
from scripts.releases import policy as semver
from scripts.releases.comparison import Change
from scripts.releases.history import NoHistory, Release
from scripts.releases.policy import Step
from scripts.releases.snapshot import Snapshot

LOG, LISTED = "CHANGELOG.md", "data/changes.yaml"


def outputs(root: Path, step: Step, reason: str, date: str) -> tuple[dict[str, bytes], list[Change]]:
    """(every file of the new release by path, what changed). Writes nothing. Raises Problems, CannotRun or NoHistory."""
    found = history.releases(root).releases
    if not found:
        raise NoHistory("no commit has a version in datapackage.json")
    last = found[0]
    old = snapshot.revision(root, last.commit, str(last))
    computed = package.compute(root)
    new = snapshot.computed(computed)
    changed = changes.between(old, new)
    if (needed := changes.least_step(changed)) > step:
        raise Problems([_too_small(last, step, needed, changed)])
    version = semver.bump(last.version, step)
    released = {**computed.descriptor, "version": version, "created": f"{date}T00:00:00Z"}
    authored = {descriptor.FILE: descriptor.text(released)}
    if changes.LIST in computed.schemas:
        authored[LISTED] = _list(computed, old, last, version, changed, reason).encode()
    if (root / LOG).exists():
        present = files.text(root, LOG)
        authored[LOG] = changelog.renewed(present, version, date, last.version, changed, reason).encode()
    return authored | _built(root, authored), changed


def _list(
    computed: package.Package, old: Snapshot, last: Release, version: str, changed: list[Change], reason: str
) -> str:
    """data/changes.yaml: the rows that the last release had, then those of this one. Reasons are as the folder has them."""
    rows = computed.rows()[changes.LIST]
    begun = [r for r in rows if semver.parse(r["version"]) > semver.parse(last.version)]
    default = {r["reason"] for r in begun if r["field"] == "version"}
    kept = {tuple(r.values())[:4]: r["reason"] for r in rows if r not in begun}
    kept |= {
        (version, r["table"], r["record"], r["field"]): r["reason"]
        for r in begun
        if r["field"] != "version" and r["reason"] not in default
    }
    past = old.rows.get(changes.LIST) or [r for r in rows if r not in begun]
    records = [*changelog.records(past, kept), changelog.record(version, last.version, changed, reason, kept)]
    schema, header = computed.records.schemas[changes.LIST], yaml_text.header(computed.records.text[changes.LIST])
    return yaml_text.write(in_order(records, schema), header)


def _built(root: Path, authored: dict[str, bytes]) -> dict[str, bytes]:
    """What the build makes of the folder with the authored files replaced; checked like any build."""
    with tempfile.TemporaryDirectory() as folder:
        there = Path(folder)
        for part in ("data", "schema"):
            shutil.copytree(root / part, there / part)
        for name in filter(lambda n: (root / n).exists(), (*package.DOCUMENTS, LOG)):
            (there / name).parent.mkdir(parents=True, exist_ok=True)
            shutil.copyfile(root / name, there / name)
        for name, data in authored.items():
            (there / name).write_bytes(data)
        computed = package.compute(there)
        build.check(there, computed, build.stale(there, computed))
        return computed.outputs


def _too_small(last: Release, step: Step, needed: Step, changed: list[Change]) -> Problem:
    first = next(c for c in changed if c.step == needed)
    return Problem(
        descriptor.FILE,
        0,
        "version",
        f"a {step} step, but since {last} a {needed} one is needed: {diff.counted(changed)}; "
        f"the first: {first.what}, {'/'.join(first[:3])}",
        f"version {semver.bump(last.version, needed)}",
        f"run `python -m scripts.release {str(needed).lower()} --reason ...`, or undo the change",
        "release gate",
    )


def _date(text: str) -> str:
    return datetime.date.fromisoformat(text).isoformat()


@command("release")
def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.release", description=__doc__.split("\n")[0])
    parser.add_argument(
        "step", choices=["major", "minor", "patch"], help="how far the version rises (see RELEASING.md)"
    )
    parser.add_argument("--reason", required=True, help="why, in one line; stands for every correction and removal")
    parser.add_argument("--date", type=_date, metavar="YYYY-MM-DD", help="day of the release (default: today, UTC)")
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder of the package (default: .)")
    args = parser.parse_args(argv)
    reason = " ".join(args.reason.split())
    if not reason:
        parser.error("--reason must say why")
    date = args.date or datetime.datetime.now(datetime.UTC).date().isoformat()
    try:
        written, changed = outputs(args.root, Step[args.step.upper()], reason, date)
    except NoHistory as e:
        raise CannotRun(f"nothing to compare with: {e}") from None
    files.replace(args.root, written)
    print(diff.counted(changed))
    print(
        f"version {json.loads(written[descriptor.FILE])['version']}, {date}: see {LISTED} for reasons, {LOG} for the words"
    )
    return FINE


if __name__ == "__main__":
    sys.exit(main())
