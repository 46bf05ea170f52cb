"""Where files are read from: a folder, a zip, a revision of git, or another tree with some files replaced in memory.

Paths are relative to the tree's root, with forward slashes. `read` raises OSError where a file cannot be read.
"""

import errno
import io
import os
import zipfile
import zlib
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from scripts.files import git
from scripts.problems import CannotRun, Place, Problems

DESCRIPTOR = "datapackage.json"


class Tree(ABC):
    """Files by path. `label` names the tree in messages."""

    label: str

    @abstractmethod
    def read(self, path: str) -> bytes:
        """The bytes of a file."""

    @abstractmethod
    def files(self, folder: str) -> list[str]:
        """The paths of all files below a folder, sorted; empty where there is no such folder."""

    def json_files(self, folder: str) -> dict[str, str]:
        """The paths of the JSON files in a folder, by their names without the ending. Other files, such as backups, are not."""
        stems = {path.removeprefix(f"{folder}/").removesuffix(".json"): path for path in self.files(folder)}
        return {stem: path for stem, path in stems.items() if path == f"{folder}/{stem}.json" and "/" not in stem}

    def has(self, path: str) -> bool:
        """Is there a file of this path?"""
        try:
            self.read(path)
        except OSError:
            return False
        return True

    def get(self, path: str) -> bytes | None:
        """The bytes of a file, None where there is none."""
        try:
            return self.read(path)
        except FileNotFoundError:
            return None

    def text(self, path: str) -> str:
        """A document as text. Raises Problems where it is not UTF-8."""
        data = self.read(path)
        try:
            return data.decode()
        except UnicodeDecodeError as e:
            place = Place(path, "documents", data[: e.start].count(b"\n") + 1)
            found = f"byte {data[e.start]:#04x}, which is not UTF-8"
            raise Problems([place.problem(found, "UTF-8", "save the file as UTF-8")]) from None


class Folder(Tree):
    """A folder on disk."""

    def __init__(self, root: Path):
        self.root, self.label = root, f"folder {root}"

    def read(self, path: str) -> bytes:
        return (self.root / path).read_bytes()

    def has(self, path: str) -> bool:
        return (self.root / path).is_file()

    def files(self, folder: str) -> list[str]:
        found = (p.relative_to(self.root).as_posix() for p in (self.root / folder).rglob("*") if p.is_file())
        return sorted(found)


class Memory(Tree):
    """Files held in memory."""

    def __init__(self, contents: Mapping[str, bytes], label: str = "memory"):
        self.contents, self.label = contents, label

    def read(self, path: str) -> bytes:
        return _present(self.contents.get(path), path)

    def files(self, folder: str) -> list[str]:
        return sorted(path for path in self.contents if path.startswith(f"{folder}/"))


class Overlay(Tree):
    """Another tree with some files replaced; None takes a file away."""

    def __init__(self, below: Tree, replaced: Mapping[str, bytes | None]):
        self.below, self.replaced, self.label = below, replaced, below.label

    def read(self, path: str) -> bytes:
        return _present(self.replaced[path], path) if path in self.replaced else self.below.read(path)

    def files(self, folder: str) -> list[str]:
        kept = {path for path in self.below.files(folder) if path not in self.replaced}
        new = {p for p, data in self.replaced.items() if data is not None and p.startswith(f"{folder}/")}
        return sorted(kept | new)


def _present(data: bytes | None, path: str) -> bytes:
    if data is None:
        raise FileNotFoundError(errno.ENOENT, os.strerror(errno.ENOENT), path)
    return data


def archive(data: Path | bytes, label: str) -> Memory:
    """The files of a zip with the descriptor at its top or in one folder of it. Raises CannotRun for anything else."""
    try:
        with zipfile.ZipFile(io.BytesIO(data) if isinstance(data, bytes) else data) as file:
            names = [name for name in file.namelist() if not name.endswith("/")]
            tops = sorted((n for n in names if n.split("/")[-1] == DESCRIPTOR), key=lambda n: n.count("/"))
            if not tops:
                raise CannotRun(f"{label} has no {DESCRIPTOR}")
            top = tops[0].removesuffix(DESCRIPTOR)
            return Memory({n.removeprefix(top): file.read(n) for n in names if n.startswith(top)}, label)
    except (zipfile.BadZipFile, zlib.error, NotImplementedError, RuntimeError) as e:
        raise CannotRun(f"{label} is not a release zip: {e}") from None


def revision(root: Path, commit: str, label: str) -> Memory:
    """The package in the folder `root` as it stood in a commit. Raises NoHistory where git cannot give it."""
    present = git.ask(root, "ls-tree", "-z", "--name-only", commit).decode().split("\0")
    parts = [part for part in (DESCRIPTOR, "data", "schema") if part in present]
    if not parts:
        return Memory({}, label)
    return archive(git.ask(root, "archive", "--format=zip", "-0", commit, "--", *parts), label)
