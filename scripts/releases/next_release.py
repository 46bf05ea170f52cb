"""The next release: the package with its version, its list of changes and its section in the changelog. Nothing is written."""

from collections.abc import Iterator
from pathlib import Path
from typing import NamedTuple

from scripts.dataset import Dataset
from scripts.documents import edition
from scripts.problems import Place, Problem, Problems
from scripts.releases import change_list, change_words, comparison, history, policy, reasons, snapshot
from scripts.releases.comparison import Change
from scripts.releases.history import Release
from scripts.releases.policy import Step
from scripts.releases.row_words import Versions
from scripts.releases.snapshot import Snapshot

LOG, README, LISTED, PACKAGE = "CHANGELOG.md", "README.md", "data/changes.yaml", "data/package.yaml"


class Next(NamedTuple):
    """A release that is not written yet: the package as it will be, the authored files that change (None: go), what changed."""

    last: Release
    dataset: Dataset
    authored: dict[str, bytes | None]
    changes: list[Change]

    def __str__(self) -> str:
        package, said = self.dataset.package, change_words.summary(self.changes)
        return f"version {package['version']}, {package['created']}, after {self.last}: {said}"

    @property
    def files(self) -> dict[str, bytes | None]:
        """Every file that the release writes or removes, by path."""
        return self.authored | self.dataset.outputs


def prepared(dataset: Dataset, root: Path, step: Step | None, summary: str, date: str) -> Next:
    """The next release of a folder; the step is the least one where none is given.

    `summary` says in one line what the release is about, and is the reason of every correction that no file in changes/ explains.
    Raises Problems where the step is too small or a reason is missing, NoHistory where there is no release before it.
    """
    last, *_ = history.standing(history.releases(root), _versions(dataset))
    old = snapshot.released(root, last)
    new = Snapshot("the records", dataset.descriptor, dataset.schemas, dataset.rows)
    changed = comparison.between(old, new)
    needed = comparison.least_step(changed)
    why = _reasons(dataset, last, changed)
    silent = [c for c in changed if c.needs_reason and c[:3] not in why and not summary]
    problems = [*_refused(last, step, needed, changed), *reasons.idle(changed, dataset.records), *_unexplained(silent)]
    if problems:
        raise Problems(problems)
    version = policy.free(last.version, step or needed, history.given(root))
    package = {**dataset.records.package[0], "version": version, "created": date, "fingerprint": dataset.fingerprint}
    authored: dict[str, bytes | None] = {**dataset.records.canonical("package", [package])}
    summary = summary or change_words.summary(changed)
    if comparison.LIST in dataset.schemas:
        this = change_list.record(version, date, last.version, changed, summary, why)
        authored |= dataset.records.canonical(comparison.LIST, [*_past(dataset, old, last), this])
    if dataset.tree.has(LOG):
        present = dataset.tree.text(LOG)
        section = change_words.section(Versions.of(old, new, dataset.codes, why), changed, summary)
        authored[LOG] = change_list.renewed(present, version, date, last.version, section).encode()
    if dataset.tree.has(README):
        until = dataset.descriptor.get("documented_until", "")
        authored[README] = edition.renewed(dataset.tree.text(README), until).encode()
    authored |= dict.fromkeys(dataset.records.documents.get(reasons.KIND, ()))
    return Next(last, dataset.with_files(authored), authored, changed)


def _versions(dataset: Dataset) -> list[str]:
    """The releases that the list of changes has."""
    return [release["version"] for release in dataset.records.rows.get(comparison.LIST, ())]


def _begun(dataset: Dataset, last: Release) -> tuple[list[dict], list[dict]]:
    """The rows of the list of changes: those of past releases, and those of a release that was prepared and not committed."""
    past, begun = [], []
    for row in dataset.rows.get(comparison.LIST, ()):
        (begun if policy.parse(row["version"]) > policy.parse(last.version) else past).append(row)
    return past, begun


def _reasons(dataset: Dataset, last: Release, changed: list[Change]) -> dict[tuple[str, ...], str]:
    """The reasons that people wrote, by (table, record, field): in changes/, or in the list of a release that was begun."""
    _, begun = _begun(dataset, last)
    default = {r["reason"] for r in begun if r["field"] == "version"}
    why = {change_list.key(r)[1:]: r["reason"] for r in begun if r["field"] != "version"}
    why = {key: reason for key, reason in why.items() if reason and reason not in default}
    explained = (c for c in changed if c.needs_reason or c.what == comparison.ENDED)
    return why | {c[:3]: reason for c in explained if (reason := reasons.of(c, dataset.records))}


def _past(dataset: Dataset, old: Snapshot, last: Release) -> list[dict]:
    """The records of past releases: the rows that the last one had, with the reasons that stand here, as people edit them."""
    past, _ = _begun(dataset, last)
    kept = {change_list.key(r): r["reason"] for r in past}
    days = {release["version"]: release["released"] for release in dataset.records.rows[comparison.LIST]}
    return change_list.records(old.rows.get(comparison.LIST) or past, kept, days)


def _refused(last: Release, step: Step | None, needed: Step, changed: list[Change]) -> Iterator[Problem]:
    if step is not None and needed > step:
        yield _too_small(last, step, needed, changed)
    if step is None and not changed:
        found = f"nothing that changed since {last}"
        remedy = "name a step to release words and code alone, such as `patch`"
        yield Place(PACKAGE, "release").problem(found, "a change of the tables or their descriptions", remedy)


def _unexplained(silent: list[Change]) -> Iterator[Problem]:
    if silent:
        found = f"{len(silent)} correction(s) or removal(s) without a reason: {reasons.named(silent)}"
        remedy = "write a file as CONTRIBUTING.md shows, or give one reason for all with --reason"
        yield Place(reasons.FOLDER, "release").problem(found, "a reason for each", remedy)


def _too_small(last: Release, step: Step, needed: Step, changed: list[Change]) -> Problem:
    first = next(c for c in changed if c.step == needed)
    found = f"a {step} step, but since {last} a {needed} one is needed: {comparison.counted(changed)}; "
    found += f"the first: {first.what}, {'/'.join(first[:3])}"
    expected = f"version {policy.bump(last.version, needed)}"
    remedy = f"run `python -m scripts.release {str(needed).lower()}`, or undo the change"
    return Place(PACKAGE, "release gate", 0, "version").problem(found, expected, remedy)
