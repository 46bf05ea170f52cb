"""What git keeps of a folder: the files that it tracks, and whether they are as the last commit has them."""

import hashlib
from pathlib import Path

from scripts.files import git

_LINK, _FOLDER_OF_GIT = "120000", "160000"  # modes of entries that are no files


def tracked(root: Path) -> set[str]:
    """The paths below a folder that git tracks, also those that no commit has yet. Raises NoHistory."""
    return set(_listed(git.ask(root, "ls-files", "-z")))


def committed(root: Path) -> dict[str, str]:
    """The files below a folder that the last commit has, each with the hash by which git knows its bytes. Raises NoHistory."""
    entries = (entry.partition("\t") for entry in _listed(git.ask(root, "ls-tree", "-r", "-z", "HEAD")))
    told = {path: about.split() for about, _, path in entries}
    return {path: name for path, (mode, _, name) in told.items() if mode not in (_LINK, _FOLDER_OF_GIT)}


def is_of(name: str, data: bytes) -> bool:
    """Are these the bytes that git knows by a hash? It is SHA-1, or SHA-256 in a repository that was made so."""
    kind = hashlib.sha256 if len(name) == 64 else hashlib.sha1
    return kind(b"blob %d\0" % len(data) + data, usedforsecurity=False).hexdigest() == name


def _listed(output: bytes) -> list[str]:
    return [entry for entry in output.decode(errors="surrogateescape").split("\0") if entry]
