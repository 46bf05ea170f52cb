"""Commands that work in one folder at the same time take turns: those that write alone, those that read beside each other.

The lock is one of the system on the folder itself: it leaves no file, and is gone with its process however that ends. Where
there is no such lock (Windows, some network drives) nobody waits.
"""

import os
import sys
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

try:
    import fcntl
except ImportError:  # Windows
    fcntl = None

READING, WRITING = 1, 2
SILENT = 1.0  # seconds of waiting before it is said
_LOOK = 0.05  # seconds between two looks
_held: dict[Path, tuple[int, int]] = {}  # folder -> (handle, READING or WRITING), of this process


@contextmanager
def alone(folder: Path) -> Iterator[bool]:
    """Within, no other command reads or writes the folder. Gives False where there is no lock, so that nothing is sure."""
    with _turn(folder.resolve(), WRITING) as held:
        yield held == WRITING


@contextmanager
def beside(folder: Path) -> Iterator[None]:
    """Within, no other command writes the folder; others may read it."""
    with _turn(folder.resolve(), READING):
        yield


@contextmanager
def _turn(folder: Path, wanted: int) -> Iterator[int]:
    """Hold the lock at least as strictly as wanted, and afterwards as before. Gives how it is held, 0 for not at all."""
    handle, before = _held.get(folder) or (_opened(folder), 0)
    held = max(before, wanted) if handle is not None else 0
    try:
        if held != before and not _locked(handle, held, folder):
            held = before
        if held:
            _held[folder] = handle, held
        yield held
    finally:
        if before:
            _locked(handle, before, folder)
            _held[folder] = handle, before
        elif handle is not None:
            _held.pop(folder, None)
            os.close(handle)


def _opened(folder: Path) -> int | None:
    """The folder, for its lock; None where it has none, or where there is no folder, which the command says in its own words."""
    try:
        return os.open(folder, os.O_RDONLY | os.O_DIRECTORY) if fcntl else None
    except OSError:
        return None


def _locked(handle: int, how: int, folder: Path) -> bool:
    """Lock it, and wait for that if need be; False where it cannot be locked."""
    mode = fcntl.LOCK_EX if how == WRITING else fcntl.LOCK_SH
    late = time.monotonic() + SILENT
    try:
        while time.monotonic() < late:
            try:
                fcntl.flock(handle, mode | fcntl.LOCK_NB)
                return True
            except BlockingIOError:
                time.sleep(_LOOK)
        print(f"waiting for another command that is at work in {folder} ...", file=sys.stderr, flush=True)
        fcntl.flock(handle, mode)
        return True
    except OSError:
        return False
