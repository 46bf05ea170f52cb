"""The next release: the package with its version, its list of changes and its section in the changelog. Nothing is written."""

from pathlib import Path
from typing import NamedTuple

from scripts.dataset import Dataset
from scripts.problems import Place, Problem, Problems
from scripts.releases import change_list, comparison, history, policy, snapshot
from scripts.releases.comparison import Change
from scripts.releases.history import Release
from scripts.releases.policy import Step
from scripts.releases.snapshot import Snapshot

LOG, LISTED, PACKAGE = "CHANGELOG.md", "data/changes.yaml", "data/package.yaml"


class Next(NamedTuple):
    """A release that is not written yet: the package as it will be, the authored files that change, and what changed."""

    dataset: Dataset
    authored: dict[str, bytes]
    changes: list[Change]

    @property
    def files(self) -> dict[str, bytes]:
        """Every file that the release writes, by path."""
        return self.authored | self.dataset.outputs


def prepared(dataset: Dataset, root: Path, step: Step, reason: str, date: str) -> Next:
    """The next release of a folder. Raises Problems where the step is too small, NoHistory where there is none before it."""
    last = history.releases(root).releases[0]
    old, new = snapshot.released(root, last), snapshot.rebuilt(dataset)
    changed = comparison.between(old, new)
    if (needed := comparison.least_step(changed)) > step:
        raise Problems([_too_small(last, step, needed, changed)])
    version = policy.bump(last.version, step)
    package = {**dataset.package, "version": version, "created": date}
    authored = dataset.records.canonical("package", [package])
    if comparison.LIST in dataset.schemas:
        listed = _list(dataset, old, last, version, changed, reason)
        authored |= dataset.records.canonical(comparison.LIST, listed)
    if dataset.tree.has(LOG):
        present = dataset.tree.text(LOG)
        authored[LOG] = change_list.renewed(present, version, date, last.version, changed, reason).encode()
    return Next(dataset.with_files(authored), authored, changed)


def _list(
    dataset: Dataset, old: Snapshot, last: Release, version: str, changed: list[Change], reason: str
) -> list[dict]:
    """The records of data/changes.yaml: the rows that the last release had, then those of this one. Edited reasons stay."""
    rows = dataset.rows[comparison.LIST]
    begun = [r for r in rows if policy.parse(r["version"]) > policy.parse(last.version)]
    default = {r["reason"] for r in begun if r["field"] == "version"}
    kept = {tuple(r.values())[:4]: r["reason"] for r in rows if r not in begun}
    kept |= {
        (version, r["table"], r["record"], r["field"]): r["reason"]
        for r in begun
        if r["field"] != "version" and r["reason"] not in default
    }
    past = old.rows.get(comparison.LIST) or [r for r in rows if r not in begun]
    return [*change_list.records(past, kept), change_list.record(version, last.version, changed, reason, kept)]


def _too_small(last: Release, step: Step, needed: Step, changed: list[Change]) -> Problem:
    first = next(c for c in changed if c.step == needed)
    found = f"a {step} step, but since {last} a {needed} one is needed: {comparison.counted(changed)}; "
    found += f"the first: {first.what}, {'/'.join(first[:3])}"
    expected = f"version {policy.bump(last.version, needed)}"
    remedy = f"run `python -m scripts.release {str(needed).lower()} --reason ...`, or undo the change"
    return Place(PACKAGE, "release gate", 0, "version").problem(found, expected, remedy)
