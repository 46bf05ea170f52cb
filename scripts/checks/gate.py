"""The release gate: do the tables differ from the last release by more than the version in datapackage.json admits?

Compared are the tables as they lie in the folder with those of the last release commit. Where that commit has the version of the
folder, nothing may differ, and the release before it is compared too: so a step that was too small is found after it was committed.
An unreleased version (`-dev`) may have any change: the gate says which step the next release will need, and what it still lacks.
Without git history there is nothing to compare with: the gate says so and lets pass.
"""

from pathlib import Path
from typing import NamedTuple

from scripts.dataset import Dataset
from scripts.documents import versions
from scripts.files.records import Records
from scripts.files.trees import DESCRIPTOR
from scripts.problems import CannotRun, Place, Problem, Problems
from scripts.releases import change_list, change_words, comparison, history, policy, reasons, snapshot
from scripts.releases.comparison import Change
from scripts.releases.history import History, Release
from scripts.releases.next_release import LISTED
from scripts.releases.policy import Step
from scripts.releases.snapshot import Snapshot

CHECK = "release gate"


class Unreleased(NamedTuple):
    """What no release has: the changes since one, the step that they need, the corrections that have no reason yet."""

    since: Release
    changes: list[Change]
    silent: list[Change]

    @property
    def step(self) -> Step:
        return comparison.least_step(self.changes)

    def __str__(self) -> str:
        if not self.changes:
            return f"unreleased: nothing that changed since {self.since}"
        said = f"unreleased since {self.since}: {change_words.summary(self.changes)} The release will need a {self.step} step."
        if self.silent:
            said += f"\nno reason in {reasons.FOLDER} yet for {len(self.silent)} of them: {reasons.named(self.silent)}"
        return f"{said}\n`python -m scripts.diff {self.since.commit[:7]} .` lists every change"

    def as_dict(self) -> dict:
        silent = ["/".join(c[:3]) for c in self.silent]
        return {
            "since": self.since.version,
            "step": str(self.step),
            "changes": len(self.changes),
            "without_reason": silent,
        }


class Gate(NamedTuple):
    """What the gate found. `compared` are the releases looked at; `reason` says why there are none."""

    problems: list[Problem]
    compared: list[str]
    reason: str = ""
    unreleased: Unreleased | None = None

    def __str__(self) -> str:
        compared = f"compared with {', '.join(self.compared)}" if self.compared else f"not compared: {self.reason}"
        return f"release gate: {compared}" + (f"\n{self.unreleased}" if self.unreleased else "")

    def as_dict(self) -> dict:
        unreleased = self.unreleased.as_dict() if self.unreleased else None
        return {"compared": self.compared, "reason": self.reason or None, "unreleased": unreleased}


def check(dataset: Dataset, root: Path) -> Gate:
    """Compare the package in a folder with its releases.

    Never raises: what cannot be compared is not compared, and why is in the answer.
    """
    try:
        found = history.releases(root)
        now = snapshot.of(dataset.tree)
        policy.parse(base := versions.before(now.version))
        if base != now.version:
            return _unreleased(dataset, root, found, base, now)
        problems, compared = [], []
        for release in _bases(found, now):
            old = snapshot.released(root, release) if release.commit else Snapshot("no release")
            problems = compare(release, old, now)
            compared += [str(release)] if release.commit else []
            if problems:
                break
    except (CannotRun, ValueError) as e:
        return Gate([], [], str(e))
    return Gate(problems, compared)


def demand_released(dataset: Dataset) -> None:
    """Raise Problems for a version that no release has."""
    if versions.unreleased(version := dataset.package["version"]):
        remedy = "run `python -m scripts.release` first, or bundle it as unreleased with --dev"
        raise Problems([_problem(f"version {version}, which is not released", "a released version", remedy)])


def _unreleased(dataset: Dataset, root: Path, found: History, base: str, now: Snapshot) -> Gate:
    """What no release has, since the release that the version comes after."""
    release = next((r for r in found.releases if r.version == base), None)
    if release is None:
        said = f"version {now.version}, but no commit released {base}"
        remedy = "run `python -m scripts.release` again, or restore data/package.yaml and data/changes.yaml"
        return Gate([_problem(said, f"what comes after {found.releases[0]}", remedy)], [])
    old = snapshot.released(root, release)
    changed = comparison.between(old, now)
    try:
        records = dataset.records
    except Problems:  # the check of the records reports them
        records = Records({})
    problems = [*_unlisted(release, old, now, changed), *reasons.idle(changed, records)]
    return Gate(problems, [str(release)], "", Unreleased(release, changed, reasons.missing(changed, records)))


def _bases(found: History, now: Snapshot) -> list[Release]:
    """The releases to compare with: the last, and where it is the present version the one before, or none before the first.

    A release that was taken back is not in the list of changes any more, and is passed over.
    """
    listed = {row["version"] for row in now.rows.get(comparison.LIST, ())}
    last, *earlier = history.standing(found, listed)
    if last.version != now.version:
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
    why = reasons.named(sorted(found, key=lambda c: -c.step))
    verb = "no step" if version == release.version else f"a {policy.between(release.version, version)} step only"
    return _problem(
        f"version {version} ({verb} since {release}), but a {needed} step is needed: {why}",
        f"version {policy.bump(release.version, needed)} or later",
        f"run `python -m scripts.release {str(needed).lower()}`; "
        f"`python -m scripts.diff {release.commit[:7]} .` lists every change",
    )


def _unlisted(release: Release, old: Snapshot, new: Snapshot, found: list[Change]) -> list[Problem]:
    """The table `changes` must have the rows of the old release, and for a new version exactly what changed."""
    if comparison.LIST not in new.rows:
        return []
    wanted = change_list.listed(old.rows)
    if versions.before(new.version) != release.version:
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
