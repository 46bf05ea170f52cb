"""Writing files so that a reader, or a kill at any moment, finds each one old or new and never half-written."""

import os
import re
from collections.abc import Iterable, Mapping
from pathlib import Path

from coalition_of_the_willing import interrupts
from scripts.files import turns
from scripts.files.trees import Folder

# A name that nobody gives a file but `replace`, so that what a killed run left can be told from what is somebody's own.
_PART = ".{name}.{run}.being-written"
_LEFTOVER = re.compile(r"\..+\.[0-9a-f]{16}\.being-written")


def replace(root: Path, outputs: Mapping[str, bytes | None]) -> list[str]:
    """Write the files that differ, and remove those that are None; everything is on disk under another name before that.

    Returns the names of the files that changed. Temporary files of a run that was killed are removed. Waits where another command
    is at work in the folder. Raises Problems where a link or the like stands in the place of a file, OSError.
    """
    root.mkdir(parents=True, exist_ok=True)
    with turns.alone(root) as sure:
        if sure:  # else they may be those of a run that is alive
            _remove_leftovers(root, outputs)
        old, run = Folder(root), os.urandom(8).hex()
        changed = [name for name, data in outputs.items() if old.get(name) != data]
        staged: list[tuple[Path, Path]] = []
        with interrupts.undone(lambda: [part.unlink(missing_ok=True) for part, _ in staged]):
            for name in (name for name in changed if outputs[name] is not None):
                target = root / name
                target.parent.mkdir(parents=True, exist_ok=True)
                part = target.with_name(_PART.format(name=target.name, run=run))
                staged.append((part, target))
                with open(part, "xb") as f:
                    f.write(outputs[name])
                    f.flush()
                    os.fsync(f.fileno())
            with interrupts.held_back():  # so that all are old or all new
                for part, target in staged:
                    os.replace(part, target)
                for name in (name for name in changed if outputs[name] is None):
                    (root / name).unlink(missing_ok=True)
    return changed


def is_leftover(name: str) -> bool:
    """Is this the name of a temporary file of `replace`?"""
    return _LEFTOVER.fullmatch(name) is not None


def _remove_leftovers(root: Path, names: Iterable[str]) -> None:
    """Those in the root, and anywhere below the folders in which something is written."""
    folders = {name.partition("/")[0] for name in names if "/" in name}
    found = [path.name for path in root.iterdir()] + [path for folder in folders for path in Folder(root).files(folder)]
    for path in found:
        if is_leftover(path.rpartition("/")[2]):
            (root / path).unlink(missing_ok=True)
