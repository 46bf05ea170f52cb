"""Writing files so that a reader, or a kill at any moment, finds each one old or new and never half-written."""

import os
from collections.abc import Mapping
from pathlib import Path

PART = ".part"


def replace(root: Path, outputs: Mapping[str, bytes | None]) -> list[str]:
    """Write the files that differ, and remove those that are None; everything is on disk under another name before that.

    Returns the names of the files that changed. Temporary files of an interrupted run are removed.
    """
    for folder in sorted({(root / name).parent for name, data in outputs.items() if data is not None}):
        folder.mkdir(parents=True, exist_ok=True)
        for leftover in folder.glob(f".*{PART}"):
            leftover.unlink()
    changed = [name for name, data in outputs.items() if not _same(root / name, data)]
    staged = []
    try:
        for name in (name for name in changed if outputs[name] is not None):
            target = root / name
            part = target.with_name(f".{target.name}{PART}")
            staged.append((part, target))
            with open(part, "wb") as f:
                f.write(outputs[name])
                f.flush()
                os.fsync(f.fileno())
    except BaseException:
        for part, _ in staged:
            part.unlink(missing_ok=True)
        raise
    for part, target in staged:
        os.replace(part, target)
    for name in (name for name in changed if outputs[name] is None):
        (root / name).unlink(missing_ok=True)
    return changed


def _same(path: Path, data: bytes | None) -> bool:
    try:
        return path.read_bytes() == data
    except FileNotFoundError:
        return data is None
