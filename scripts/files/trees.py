"""Where files are read from: a folder, a zip, a revision of git, or another tree with some files replaced in memory.

Paths are relative to the tree's root, with forward slashes. `read` raises OSError where a file cannot be read, and
Problems where something stands in its place that is not read: a link, a pipe, a file without end.
"""

import errno
import io
import os
import re
import stat
import zipfile
from abc import ABC, abstractmethod
from collections.abc import Iterator, Mapping
from pathlib import Path

from scripts.files import git
from scripts.problems import CannotRun, Place, Problem, Problems

DESCRIPTOR = "datapackage.json"
MAX_BYTES = 256_000_000  # of a file: a thousand times as many records as there are stay below
_KINDS = {
    stat.S_IFDIR: "a folder",
    stat.S_IFIFO: "a pipe",
    stat.S_IFSOCK: "a socket",
    stat.S_IFBLK: "a device",
    stat.S_IFCHR: "a device",
}
_RESTORE = "restore the file, or remove what stands there"
MAX_UNPACKED = 500_000_000  # bytes of the files of a zip or revision


class Tree(ABC):
    """Files by path. `label` names the tree in messages; `root` is its folder, None where it has none on disk."""

    label: str
    root: Path | None = None

    @abstractmethod
    def read(self, path: str) -> bytes:
        """The bytes of a file."""

    @abstractmethod
    def files(self, folder: str) -> list[str]:
        """The paths of all files below a folder, sorted; empty where there is no such folder."""

    def empty_folders(self, folder: str) -> list[str]:
        """The paths of all folders below a folder, itself included, that have nothing in them, sorted."""
        return []

    def refused(self, path: str) -> Problem | None:
        """Why a file is not read although something stands there; None where it can be read, and where nothing does."""
        return None

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
    """A folder on disk. Only regular files in it are read, so that no link leads out of it and no pipe holds a command up.

    `read` raises Problems for what stands there and is not read; `files` lists it all the same, so that nobody passes it over.
    """

    def __init__(self, root: Path):
        self.root, self.label = root, f"folder {root}"

    def read(self, path: str) -> bytes:
        if problem := self.refused(path):
            raise Problems([problem])
        # Something else may have come there since: it must not be waited for, nor read for ever.
        with open(self._at(path), "rb", opener=_at_once) as file:
            data = file.read(MAX_BYTES + 1)
        if len(data) > MAX_BYTES:
            raise Problems([_too_large(path, f"more than {MAX_BYTES}")])
        return data

    def has(self, path: str) -> bool:
        return os.path.lexists(self._at(path)) and (self._at(path).is_symlink() or not self._at(path).is_dir())

    def files(self, folder: str) -> list[str]:
        return sorted(path for path, empty in self._below(folder) if not empty)

    def empty_folders(self, folder: str) -> list[str]:
        return sorted(path for path, empty in self._below(folder) if empty)

    def refused(self, path: str) -> Problem | None:
        if leads_out(path):
            place, remedy = Place(path, "files"), "correct the path"
            return place.problem("a path that leads out of the folder", "a path below the folder", remedy)
        whole = "/".join(part for part in path.split("/") if part not in ("", "."))
        for at in (*(whole[: m.start()] for m in re.finditer("/", whole)), whole):
            try:
                status = os.lstat(self._at(at))
            except FileNotFoundError:
                return None
            if problem := _unlike(at, self._at(at), status, whole):
                return problem
        return None

    def _at(self, path: str) -> Path:
        return self.root / path

    def _below(self, folder: str) -> Iterator[tuple[str, bool]]:
        """Whatever is no folder, and the folders with nothing in them; for each whether it is such a folder. Follows no link."""
        left = [folder]
        while left:
            at = left.pop()
            try:
                with os.scandir(self._at(at)) as found:
                    entries = [(f"{at}/{entry.name}", entry.is_dir(follow_symlinks=False)) for entry in found]
            except (FileNotFoundError, NotADirectoryError):
                continue
            left += [path for path, is_folder in entries if is_folder]
            yield from ((path, False) for path, is_folder in entries if not is_folder)
            if not entries:
                yield at, True


def _unlike(path: str, place: Path, status: os.stat_result, whole: str) -> Problem | None:
    """What is wrong with a part of the path `whole`: it must be a file at the end, and a folder before that."""
    at, kind = Place(path, "files"), stat.S_IFMT(status.st_mode)
    if kind == stat.S_IFLNK:
        found, remedy = f"a link to {place.readlink()}", "put what it leads to in its place, or remove it"
        return at.problem(found, "no link: none is followed, whether it leads out of the folder or not", remedy)
    if path != whole:
        found, expected = "something else in the place of a folder", "a folder"
        return None if kind == stat.S_IFDIR else at.problem(found, expected, "restore the folder")
    if kind != stat.S_IFREG:
        return at.problem(f"{_KINDS.get(kind, 'something special')} in the place of a file", "a regular file", _RESTORE)
    return _too_large(path, str(status.st_size)) if status.st_size > MAX_BYTES else None


def _too_large(path: str, size: str) -> Problem:
    return Place(path, "files").problem(f"{size} bytes", f"at most {MAX_BYTES} bytes", _RESTORE)


def _at_once(path: str, flags: int) -> int:
    """Open without waiting for the other end of a pipe, and without following a link."""
    return os.open(path, flags | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_NOFOLLOW", 0))


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
        self.below, self.replaced, self.label, self.root = below, replaced, below.label, below.root

    def read(self, path: str) -> bytes:
        return _present(self.replaced[path], path) if path in self.replaced else self.below.read(path)

    def has(self, path: str) -> bool:
        return self.replaced[path] is not None if path in self.replaced else self.below.has(path)

    def files(self, folder: str) -> list[str]:
        kept = {path for path in self.below.files(folder) if path not in self.replaced}
        new = {p for p, data in self.replaced.items() if data is not None and p.startswith(f"{folder}/")}
        return sorted(kept | new)

    def empty_folders(self, folder: str) -> list[str]:
        return self.below.empty_folders(folder)

    def refused(self, path: str) -> Problem | None:
        return None if path in self.replaced else self.below.refused(path)


def leads_out(path: str) -> bool:
    """Does a path lead out of the tree that it is of?"""
    return path.startswith("/") or ".." in path.split("/") or Path(path).is_absolute()


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
    left = MAX_UNPACKED
    with zipfile.ZipFile(source) as file:
        for entry in file.infolist():
            name = entry.filename
            if name in found:
                raise ValueError(f"it has {name!r} twice")
            if "\\" in name or leads_out(name):
                raise ValueError(f"it has the path {name!r}, which leads out of it")
            if entry.compress_type not in (zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED):
                raise ValueError(f"{name!r} is neither stored nor deflated")
            if not entry.is_dir():
                with file.open(entry) as packed:
                    found[name] = packed.read(left + 1)  # counted, since what a header says of the size may be wrong
                left -= len(found[name])
            if left < 0:
                raise ValueError(f"it unpacks to more than {MAX_UNPACKED} bytes")
    return found


def revision(root: Path, commit: str, label: str) -> Memory:
    """The package in the folder `root` as it stood in a commit. Raises NoHistory where git cannot give it."""
    parts = (DESCRIPTOR, "data", "schema")
    listed = git.ask(root, "ls-tree", "-r", "-l", "-z", commit, "--", *parts).decode(errors="replace").split("\0")
    files = [line.partition("\t") for line in listed if line]  # mode, type, object, size; tab; path
    if sum(int(size) for *_, size in (about.split() for about, *_ in files) if size.isdigit()) > MAX_UNPACKED:
        raise CannotRun(f"{label} has more than {MAX_UNPACKED} bytes")
    present = {path.split("/")[0] for *_, path in files}
    parts = tuple(part for part in parts if part in present)
    if not parts:
        return Memory({}, label)
    return archive(git.ask(root, "archive", "--format=zip", "-0", commit, "--", *parts), label)
