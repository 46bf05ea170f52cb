"""The files that came with this package, read whole; a damaged one is named, with what to do.

In a wheel the package folder (datapackage.json, data/, schema/) is beside this file; in a checkout it is the repository.
"""

from __future__ import annotations

import json
from functools import cache
from pathlib import Path

from .errors import DamagedInstallation

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from typing import Any

_PLACES = (Path(__file__).parent / "package", Path(__file__).resolve().parents[2])
_REMEDY = "install the package anew; in a clone of the repository, restore or rebuild the file"


def damaged(path: Path, found: str) -> DamagedInstallation:
    """The error that says which file is damaged, how, and what to do."""
    return DamagedInstallation(f"{path} {found}; expected the file that came with this package: {_REMEDY}")


@cache
def data_path() -> Path:
    """The folder with `datapackage.json`, `data/` (CSV and YAML) and `schema/`, for those who want the files themselves.

    Raises DamagedInstallation, which is also a FileNotFoundError, if the installation has lost them.

    >>> (data_path() / "data" / "members.csv").is_file()
    True
    """
    for place in _PLACES:
        if (place / "datapackage.json").is_file():
            return place
    raise damaged(_PLACES[0] / "datapackage.json", f"is not there, nor in {_PLACES[1]}")


def content(path: Path, size: object = None) -> str:
    """The text of a file, of so many bytes where that is known. Raises DamagedInstallation."""
    try:
        data = path.read_bytes()
    except (OSError, ValueError) as e:  # ValueError: a path that cannot be
        raise damaged(path, f"cannot be read ({getattr(e, 'strerror', None) or e})") from None
    if size is not None and len(data) != size:
        # a table cut short at the end of a line would else be a table of fewer rows
        raise damaged(path, f"has {len(data)} bytes instead of {size}")
    try:
        return data.decode()
    except UnicodeDecodeError as e:
        raise damaged(path, f"is not UTF-8 at byte {e.start}") from None


def json_content(path: Path, shape: Any) -> Any:
    """The content of a JSON file, which has at least what `shape` says. Raises DamagedInstallation."""
    text = content(path)
    try:
        read = json.loads(text)
    except (ValueError, RecursionError) as e:
        raise damaged(path, f"is not JSON ({e})" if text.strip() else "is empty") from None
    require(path, read, shape)
    return read


def require(path: Path, value: Any, shape: Any, at: str = "") -> None:
    """Refuse what stands in a file at some place, where it has not what `shape` says. Raises DamagedInstallation.

    A shape is "" for text, 0 for a number, a list of as many equal shapes as must be there at least, or a mapping of shapes, in
    which a key that ends in "?" may be missing.
    """
    if wrong := _misfit(value, shape, at):
        raise damaged(path, wrong)


def _misfit(value: Any, shape: Any, at: str) -> str:
    name = type(shape).__name__
    if type(value).__name__ != name:
        return f"has no {_KINDS[name]} at {at or 'its top'}"
    inner: list[tuple[str, Any, Any]] = []
    if name == "list":
        if len(value) < len(shape):
            return f"has {len(value)} entries at {at}"
        inner = [(f"{at}[{i}]", part, shape[0]) for i, part in enumerate(value)]
    if name == "dict":
        asked = [(key.removesuffix("?"), part) for key, part in shape.items() if key[-1] != "?" or key[:-1] in value]
        inner = [(f"{at}.{key}".removeprefix("."), value.get(key), part) for key, part in asked]
    return next(filter(None, (_misfit(part, wanted, where) for where, part, wanted in inner)), "")


_KINDS = {"str": "text", "int": "number", "list": "list", "dict": "object"}
