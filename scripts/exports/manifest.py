"""Which files go into the zip of a release: the package, its documents, the Python package, as far as git keeps them.

A draft that git does not track stays out, and a version that is released holds its files as the last commit has them. Where
git does not keep the package, as in a release that was unzipped, all that lies there goes in.
"""

import re
import tomllib
from collections.abc import Callable, Collection, Iterator
from pathlib import Path
from typing import TypeVar

from scripts.documents.descriptor import paths_of
from scripts.files import committed
from scripts.files.git import NoHistory
from scripts.files.trees import DESCRIPTOR, Tree
from scripts.problems import Place, Problem

_DOCUMENTS = ("README.md", "CHANGELOG.md", "CITATION.cff", "LICENSE", "LICENSE-DATA", "RELEASING.md", "CONTRIBUTING.md")
LOOSE = (*_DOCUMENTS, ".zenodo.json", "pyproject.toml", "hatch_build.py")
FOLDERS = ("schema", "docs", "figures", "examples", "src")
# Hidden, made by Python, drawn by an example, or there as SVG already.
_NOT_OURS = re.compile(r"(^|/)(\.|__pycache__/)|^(examples|figures)/.*\.png$")

Known = TypeVar("Known", bound=Collection[str])


def contents(tree: Tree, descriptor: dict) -> tuple[set[str], set[str]]:
    """The files that go into the zip, and those that stay out since git does not track them.

    What the descriptor lists goes in always: without it there is no package.
    """
    package = {DESCRIPTOR, *(path for r in descriptor["resources"] for path in paths_of(r))}
    there: set[str] = set()
    for path in _wanted(tree):
        there |= {path} if tree.has(path) else {name for name in tree.files(path) if not _NOT_OURS.search(name)}
    tracked = known(tree, committed.tracked)
    untracked = set() if tracked is None else there - package - tracked
    return package | (there - untracked), untracked


def uncommitted(tree: Tree, descriptor: dict) -> Iterator[Problem]:
    """The files of the zip that are not as the last commit has them, and those that it has and the folder lacks."""
    there = known(tree, committed.committed)
    if there is None:
        return
    parts = tuple(f"{part}/" for part in _wanted(tree))
    ours = {name for name in there if f"{name}/".startswith(parts) and not _NOT_OURS.search(name)}
    names = contents(tree, descriptor)[0] | ours | (there.keys() & set(LOOSE))  # .zenodo.json is hidden, and ours
    for name in sorted(names):
        data, place, restored = tree.get(name), Place(name, "committed"), f"`git restore {name}`"
        if data is None:
            found, remedy = "no such file", f"{restored}, or commit that it is gone"
            yield place.problem(found, "the file that the last commit has", remedy)
        elif name not in there:
            yield place.problem("a file that no commit has", "committed files in a release", "commit it, or remove it")
        elif not committed.is_of(there[name], data):
            found, remedy = "not as the last commit has it", f"commit the edit, or take it back: {restored}"
            yield place.problem(found, "committed files in a release", remedy)


def known(tree: Tree, ask: Callable[[Path], Known]) -> Known | None:
    """What git says of the folder of a package; None where it does not keep the package."""
    try:
        found = ask(tree.root) if tree.root else None
    except NoHistory:
        return None
    return found if found and DESCRIPTOR in found else None


def packaged(tree: Tree) -> list[str]:
    """The files and folders that the wheel takes in beside the Python package, by pyproject.toml."""
    wheel = tomllib.loads((tree.get("pyproject.toml") or b"").decode())
    for key in ("tool", "hatch", "build", "targets", "wheel", "force-include"):
        wheel = wheel.get(key, {})
    return list(wheel)


def _wanted(tree: Tree) -> tuple[str, ...]:
    """The files and folders whose files go into the zip beside what the descriptor lists."""
    return (*LOOSE, *FOLDERS, *packaged(tree))
