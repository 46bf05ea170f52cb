"""The release commits of a folder: those that gave datapackage.json another released version, on the line of first parents.

Commits with an unreleased version (`-dev`) lie between them and are none.
"""

import re
from collections.abc import Collection
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from scripts.documents.versions import unreleased
from scripts.files import git, strict_json
from scripts.files.git import NoHistory
from scripts.files.trees import DESCRIPTOR

_GIVEN = re.compile(r'^\+  "version": "(\d+\.\d+\.\d+)"', re.MULTILINE)
NO_VERSION = f"no commit has a version in {DESCRIPTOR}"


class Release(NamedTuple):
    """A release commit."""

    version: str
    commit: str

    def __str__(self) -> str:
        return f"release {self.version} ({self.commit[:7]})"


class History(NamedTuple):
    """Releases, newest first. `whole` is false where a shallow clone hides the older ones."""

    releases: list[Release]
    whole: bool


def releases(root: Path) -> History:
    """The release commits that HEAD leads to. Raises NoHistory where none can be known."""
    git.ask(root, "rev-parse", "--verify", "--quiet", "HEAD", reason="no commit yet")
    # -m --first-parent compares a merge with its first parent too; -G keeps commits that touch a line with a version.
    log = ("-c", "log.showSignature=false", "log", "--first-parent", "-m", "--format=%H", '-G"version"')
    touched = git.ask(root, *log, "--", DESCRIPTOR).decode().split()
    if not touched:
        if not git.ask(root, "rev-list", "-1", "HEAD", "--", DESCRIPTOR).strip():
            raise NoHistory(f"git has no commit of {DESCRIPTOR} here")
        raise NoHistory(NO_VERSION)
    versions = [(_version(root, commit), commit) for commit in touched]
    runs = [(version, [commit for _, commit in run]) for version, run in groupby(versions, key=lambda v: v[0])]
    whole = git.ask(root, "rev-parse", "--is-shallow-repository").strip() == b"false"
    known = runs if whole else runs[:-1]  # where a shallow clone ends, the change of version may lie further back
    if not known:
        raise NoHistory("a shallow clone without the last release commit; to compare: git fetch --unshallow")
    found = [Release(version, commits[-1]) for version, commits in known if version and not unreleased(version)]
    if not found:
        raise NoHistory(NO_VERSION)
    return History(found, whole)


def standing(found: History, listed: Collection[str]) -> list[Release]:
    """The releases that were not taken back: those that the list of changes still has. All, where it has none of them."""
    return [r for r in found.releases if r.version in listed] or found.releases


def given(root: Path) -> set[str]:
    """Every version that a tag or a release commit bears, on this line or on one that was merged into it."""
    tags = git.ask(root, "tag", "--list", "v*").decode().split()
    log = ("-c", "log.showSignature=false", "log", "-m", "--format=", "--unified=0", '-G"version"')
    shown = git.ask(root, *log, "--patch", "--", DESCRIPTOR).decode(errors="replace")
    return {tag.removeprefix("v") for tag in tags} | set(_GIVEN.findall(shown))


def _version(root: Path, commit: str) -> str:
    try:
        described = strict_json.parse(git.ask(root, "show", f"{commit}:./{DESCRIPTOR}"))
        return strict_json.the(str, strict_json.the(dict, described, "it").get("version"), "its version")
    except (NoHistory, ValueError):  # the commit has no such file, or none that can be read
        return ""
