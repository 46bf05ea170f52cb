"""Where files are read from: a folder, a zip, a revision of git, or another tree with some files replaced in memory.

Paths are relative to the tree's root, with forward slashes. `read` raises OSError where a file cannot be read.
"""

import errno
import io
import os
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Mapping
from pathlib import Path

from scripts.files import git
from scripts.problems import CannotRun, Place, Problems

DESCRIPTOR = "datapackage.json"
MAX_BYTES = 500_000_000  # of the files of a zip or revision, unpacked


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
        files = _unpacked(io.BytesIO(data) if isinstance(data, bytes) else data)
    except Exception as e:  # for broken bytes zipfile and zlib raise errors of ten classes, and promise none
        raise CannotRun(f"{label} is not a release zip: {e or type(e).__name__}") from None
    tops = sorted((n for n in files if n.split("/")[-1] == DESCRIPTOR), key=lambda n: n.count("/"))
    if not tops:
        raise CannotRun(f"{label} has no {DESCRIPTOR}")
    top = tops[0].removesuffix(DESCRIPTOR)
    return Memory({n.removeprefix(top): data for n, data in files.items() if n.startswith(top)}, label)


def _unpacked(source: Path | io.BytesIO) -> dict[str, bytes]:
    """The files of a zip by path. Raises what zipfile raises, and ValueError for what no release zip has."""
    found: dict[str, bytes] = {}
    left = MAX_BYTES
    with zipfile.ZipFile(source) as file:
        for entry in file.infolist():
            name = entry.filename
            if name in found:
                raise ValueError(f"it has {name!r} twice")
            if name.startswith("/") or "\\" in name or ".." in name.split("/"):
                raise ValueError(f"it has the path {name!r}, which leads out of it")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError(f"{name!r} is neither stored nor deflated")
            if not entry.is_dir():
                with file.open(entry) as packed:
                    found[name] = packed.read(left + 1)  # counted, since what a header says of the size may be wrong
                left -= len(found[name])
            if left < 0:
                raise ValueError(f"it unpacks to more than {MAX_BYTES} bytes")
    return found


def revision(root: Path, commit: str, label: str) -> Memory:
    """The package in the folder `root` as it stood in a commit. Raises NoHistory where git cannot give it."""
    parts = (DESCRIPTOR, "data", "schema")
    listed = git.ask(root, "ls-tree", "-r", "-l", "-z", commit, "--", *parts).decode(errors="replace").split("\0")
    files = [line.partition("\t") for line in listed if line]  # mode, type, object, size; tab; path
    if sum(int(size) for *_, size in (about.split() for about, *_ in files) if size.isdigit()) > MAX_BYTES:
        raise CannotRun(f"{label} has more than {MAX_BYTES} bytes")
    present = {path.split("/")[0] for *_, path in files}
    parts = tuple(part for part in parts if part in present)
    if not parts:
        return Memory({}, label)
    return archive(git.ask(root, "archive", "--format=zip", "-0", commit, "--", *parts), label)
