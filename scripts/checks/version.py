"""The version of the last release: given once, in data/package.yaml, and the same in the changelog and the list of changes."""

import re
from collections.abc import Iterator

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.problems import Place, Problem
from scripts.releases import change_list, comparison
from scripts.releases.next_release import LISTED, LOG, PACKAGE

_RELEASED = re.compile(r"^## \[(?P<found>\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)$", re.MULTILINE)


@check("version", needs=("schemas", "records"))
def version_is_the_same_everywhere(dataset: Dataset) -> Iterator[Problem]:
    """Problems for every file that names another version than data/package.yaml. Files not there are skipped."""
    package = dataset.records.package[0]
    expected = f"{package['version']}] - {package['created']}"
    if dataset.tree.has(LOG):
        text = dataset.tree.text(LOG)
        match = _RELEASED.search(text)
        found = match["found"] if match else "none"
        if found != expected:
            place = Place(LOG, "version", text[: match.start()].count("\n") + 1 if match else 0)
            remedy = "run `python -m scripts.release`, which writes both; nothing else does"
            yield place.problem(f"version {found}", f"{expected}, as in {PACKAGE}", remedy)
    yield from _listed(dataset, package)


def _listed(dataset: Dataset, package: dict) -> Iterator[Problem]:
    """Each version of the list of changes has its section in the changelog, of the same day, and the other way round.

    So has the present version, of the day that data/package.yaml gives.
    """
    if comparison.LIST not in dataset.records.rows:
        return
    version = package["version"]
    told = listed = {release["version"]: release["released"] for release in dataset.records.rows[comparison.LIST]}
    if dataset.tree.has(LOG):
        told = dict(m.group("version", "date") for m in change_list.HEADING.finditer(dataset.tree.text(LOG)))
    found = [(LOG, v, f"a section on {v}, which {LISTED} does not have") for v in told.keys() - listed.keys()]
    found += [(LISTED, v, f"changes of {v}, on which {LOG} has no section") for v in listed.keys() - told.keys()]
    days = told | {version: package["created"]}
    differing = (v for v in listed.keys() & days.keys() if listed[v] != days[v])
    found += [(LISTED, v, f"{v} released on {listed[v]}, elsewhere on {days[v]}") for v in differing]
    if version not in listed:
        found.append((LISTED, version, f"version {version} without a row"))
    expected = f"each version and its day in both, that of {PACKAGE} among them"
    for file, v, said in sorted(found):
        place = Place(file, "version", 0, v)
        yield place.problem(
            said, expected, "run `python -m scripts.release`, which writes both; correct a wrong day by hand"
        )
