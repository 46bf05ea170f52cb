"""One file written whole or not at all."""

import os
from pathlib import Path

from ..errors import Refused
from ..interrupts import undone


def write(path: str, data: bytes, force: bool) -> None:
    """Write a file beside its place and move it there. Raises Refused where one is there, unless `force`; OSError."""
    place = Path(path).resolve()
    if place.exists() and not place.is_file():
        raise Refused(f"{path} is no file; give another name, or - for standard output")
    if place.exists() and not force:
        raise Refused(f"{path} is there already: give another name with --out, or --force to replace it")
    if not place.parent.is_dir():
        raise Refused(f"there is no folder {place.parent}: make it, or give another name with --out")
    part = place.with_name(f".{place.name}.{os.getpid()}.part")
    with undone(lambda: part.unlink(missing_ok=True)):
        part.write_bytes(data)
        os.replace(part, place)
