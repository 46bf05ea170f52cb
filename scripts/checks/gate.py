"""The release gate: do the tables differ from the last release by more than the version in datapackage.json admits?

Compared are the tables as they lie in the folder with those of the last release commit. Where that commit has the version of the
folder, nothing may differ, and the release before it is compared too: so a step that was too small is found after it was committed.
Without git history there is nothing to compare with: the gate says so and lets pass.
"""

from pathlib import Path
from typing import NamedTuple

from scripts.files.trees import DESCRIPTOR, Folder
from scripts.problems import CannotRun, Place, Problem
from scripts.releases import change_list, comparison, history, policy, snapshot
from scripts.releases.comparison import Change
from scripts.releases.history import History, Release
from scripts.releases.next_release import LISTED
from scripts.releases.policy import Step
from scripts.releases.snapshot import Snapshot

CHECK = "release gate"
SHOWN = 3  # changes named in a message


class Gate(NamedTuple):
    """What the gate found. `compared` are the releases looked at; `reason` says why there are none."""

    problems: list[Problem]
    compared: list[str]
    reason: str = ""

    def __str__(self) -> str:
        return f"release gate: {'compared with ' + ', '.join(self.compared) if self.compared else f'not compared: {self.reason}'}"

    def as_dict(self) -> dict:
        return {"compared": self.compared, "reason": self.reason or None}


def check(root: Path) -> Gate:
    """Compare a folder with its releases. Never raises: what cannot be compared is not compared, and why is in the answer."""
    try:
        found = history.releases(root)
        now = snapshot.of(Folder(root))
        policy.parse(now.version)
        problems, compared = [], []
        for release in _bases(found, now.version):
            base = snapshot.released(root, release) if release.commit else Snapshot("no release")
            problems = compare(release, base, now)
            compared += [str(release)] if release.commit else []
            if problems:
                break
    except (CannotRun, ValueError) as e:
        return Gate([], [], str(e))
    return Gate(problems, compared)


def _bases(found: History, version: str) -> list[Release]:
    """The releases to compare with: the last, and where it is the present version the one before, or none before the first."""
    last, *earlier = found.releases
    if last.version != version:
        return [last]
    return [last, *(earlier[:1] or ([Release("none", "")] if found.whole else []))]


def compare(release: Release, old: Snapshot, new: Snapshot) -> list[Problem]:
    """What is wrong with going from a release to the present tables under the present version."""
    found = comparison.between(old, new)
    if release.commit:
        try:
            admitted = policy.between(release.version, new.version)
        except ValueError:
            lower = f"version {new.version}, lower than {release}"
            return [_problem(lower, f"{release.version} or later", "raise `version`")]
        if (needed := comparison.least_step(found)) > admitted:
            return [_too_small(release, new.version, found, needed)]
    return _unlisted(release, old, new, found)


def _too_small(release: Release, version: str, found: list[Change], needed: Step) -> Problem:
    telling = sorted(found, key=lambda c: -c.step)
    why = "; ".join(f"{c.what}: {'/'.join((c.table, c.record, c.field))}" for c in telling[:SHOWN])
    more = f" and {len(found) - SHOWN} more" if len(found) > SHOWN else ""
    verb = "no step" if version == release.version else f"a {policy.between(release.version, version)} step only"
    return _problem(
        f"version {version} ({verb} since {release}), but a {needed} step is needed: {why}{more}",
        f"version {policy.bump(release.version, needed)} or later",
        f'run `python -m scripts.release {str(needed).lower()} --reason "..."`; '
        f"`python -m scripts.diff {release.commit[:7]} .` lists every change",
    )


def _unlisted(release: Release, old: Snapshot, new: Snapshot, found: list[Change]) -> list[Problem]:
    """The table `changes` must have the rows of the old release, and for a new version exactly what changed."""
    if comparison.LIST not in new.rows:
        return []
    wanted = change_list.listed(old.rows)
    if new.version != release.version:
        before = release.version if release.commit else ""
        wanted |= change_list.expected(new.version, before, found)
    if comparison.LIST not in old.rows:  # the list began later than the release
        wanted |= {k: v for k, v in change_list.listed(new.rows).items() if k[0] != new.version}
    have = change_list.listed(new.rows)
    wrong = [k for k in sorted(wanted.keys() | have.keys()) if wanted.get(k) != have.get(k)]
    if not wrong:
        return []
    first, since = wrong[0], release if release.commit else "nothing"
    found = (
        f"{len(wrong)} row(s) of the list of changes unlike what changed since {since}; here {_said(have.get(first))}"
    )
    remedy = "run `python -m scripts.release` with the step and the reason again: it renews the list"
    return [Place(LISTED, CHECK, 0, "/".join(first)).problem(found, _said(wanted.get(first)), remedy)]


def _said(row: tuple[str, str] | None) -> str:
    return "no such row" if row is None else f"from {row[0]!r} to {row[1]!r}"


def _problem(found: str, expected: str, remedy: str) -> Problem:
    return Place(DESCRIPTOR, CHECK, 0, "version").problem(found, expected, remedy)
