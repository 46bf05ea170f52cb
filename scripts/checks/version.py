"""The version: written by hand in datapackage.json alone, and the same in the changelog, the citation and the package."""

import re
from pathlib import Path

from scripts.files import csv_text
from scripts.files import writing as files
from scripts.problems import Problem
from scripts.releases import change_list as changelog


def check(root: Path, package: dict) -> list[Problem]:
    """Problems for every file below `root` that names another version than datapackage.json. Files not there are skipped."""
    version, created = package["version"], package["created"][:10]
    problems = []
    for file, pattern, expected in (
        ("CHANGELOG.md", r"^## \[(?P<found>\d+\.\d+\.\d+\] - \d{4}-\d\d-\d\d)$", f"{version}] - {created}"),
        ("CITATION.cff", r"^version: (?P<found>\S+)$", version),
    ):
        if not (root / file).exists():
            continue
        text = files.text(root, file)
        match = re.search(pattern, text, re.MULTILINE)
        found = match["found"] if match else "none"
        if found != expected:
            line = text[: match.start()].count("\n") + 1 if match else 0
            problems.append(
                Problem(
                    file,
                    line,
                    "",
                    f"version {found}",
                    f"{expected}, as in datapackage.json",
                    "set `version` and `created` in datapackage.json, write the changelog entry, then run "
                    "`python -m scripts.build`",
                    "version",
                )
            )
    return problems + _listed(root, version)


def _listed(root: Path, version: str) -> list[Problem]:
    """Each version in the table `changes` has its section in the changelog and the other way round; the version is among them."""
    table = root / "data/changes.csv"
    if not table.exists():
        return []
    try:
        listed = {row["version"] for row in csv_text.read(table.read_bytes())[1]}
    except (ValueError, KeyError):  # said by the layer that reads the tables
        return []
    told = listed
    if (root / "CHANGELOG.md").exists():
        told = {m["version"] for m in changelog.HEADING.finditer(files.text(root, "CHANGELOG.md"))}
    found = [("CHANGELOG.md", v, f"a section on {v}, which data/changes.yaml does not have") for v in told - listed]
    found += [("data/changes.yaml", v, f"changes of {v}, on which CHANGELOG.md has no section") for v in listed - told]
    if version not in listed:
        found.append(("data/changes.yaml", version, f"version {version} without a row"))
    expected = "each version in both, that of datapackage.json among them"
    remedy = "run `python -m scripts.release`, which writes both"
    return [Problem(file, 0, v, said, expected, remedy, "version") for file, v, said in sorted(found)]
