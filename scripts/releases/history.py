"""What git knows of the package: its release commits, and its files as they stood in a revision.

A release commit is a commit that changed `version` in datapackage.json, on the line of first parents. Nothing here writes, and
nothing needs git until it is asked: NoHistory says in one line why there is nothing to compare with.
"""

import json
import os
import subprocess
from collections.abc import Iterable
from itertools import groupby
from pathlib import Path
from typing import NamedTuple

from scripts.problems import CannotRun

FILE = "datapackage.json"


class NoHistory(CannotRun):
    """There is no git history to look at; the text is the reason."""


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
    _git(root, "rev-parse", "--verify", "--quiet", "HEAD", reason="no commit yet")
    found = _git(root, "rev-list", "--first-parent", "HEAD", "--", FILE).decode().split()
    if not found:
        raise NoHistory(f"git has no commit of {FILE} here")
    texts = _batch(root, [f"{commit}:./{FILE}" for commit in found])
    versions = [(_version(text), commit) for text, commit in zip(texts, found, strict=True)]
    runs = [(version, [commit for _, commit in run]) for version, run in groupby(versions, key=lambda v: v[0])]
    whole = _git(root, "rev-parse", "--is-shallow-repository").strip() == b"false"
    known = runs if whole else runs[:-1]  # where a shallow clone ends, the change of version may lie further back
    if not known:
        raise NoHistory("a shallow clone without the last release commit; to compare: git fetch --unshallow")
    return History([Release(version, commits[-1]) for version, commits in known if version], whole)


def resolve(root: Path, revision: str) -> str:
    """The full name of a commit. Raises NoHistory if there is none of that name."""
    missing = f"no revision {revision!r}"
    return (
        _git(root, "rev-parse", "--verify", "--quiet", "--end-of-options", f"{revision}^{{commit}}", reason=missing)
        .decode()
        .strip()
    )


def read(root: Path, commit: str, paths: Iterable[str]) -> dict[str, bytes]:
    """Files of the package as they stood in a commit, by path; those not there are left out."""
    paths = list(paths)
    contents = _batch(root, [f"{commit}:./{path}" for path in paths])
    return {path: data for path, data in zip(paths, contents, strict=True) if data is not None}


def _batch(root: Path, names: list[str]) -> list[bytes | None]:
    """The contents of objects, None for one that is not there."""
    if any("\n" in name for name in names):
        raise NoHistory("a path with a line break")
    out = _git(root, "cat-file", "--batch", stdin="".join(f"{n}\n" for n in names).encode())
    contents, at = [], 0
    for _ in names:
        end = out.index(b"\n", at)
        head, at = out[at:end], end + 1
        if head.endswith((b" missing", b" ambiguous")):
            contents.append(None)
            continue
        size = int(head.split()[-1])
        contents.append(out[at : at + size])
        at += size + 1
    return contents


def _version(text: bytes | None) -> str:
    try:
        version = json.loads(text or b"")["version"]
    except (ValueError, KeyError, TypeError):
        return ""
    return version if isinstance(version, str) else ""


def _git(root: Path, *arguments: str, stdin: bytes = b"", reason: str = "") -> bytes:
    if not root.is_dir():
        raise NoHistory(f"{root} is not a folder")
    # a hook sets GIT_DIR and the like for its own repository, which need not be that of `root`
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {"LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *arguments], cwd=root, input=stdin, capture_output=True, env=environment, check=False
        )
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        if "not a git repository" in said:
            raise NoHistory("no git history here")
        # asked quietly, git says nothing where the name is unknown: `reason` is for that, and hides no other trouble
        raise NoHistory(
            f"git {arguments[0]}: {said.splitlines()[0]}" if said else reason or f"git {arguments[0]}: failed"
        )
    return done.stdout
