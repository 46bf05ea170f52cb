"""Where the data lies, and what the descriptor and the table schemas say of it.

In a wheel the package folder (datapackage.json, data/, schema/) is beside this file; in a checkout it is the repository.
"""

from __future__ import annotations

import json
from datetime import date as Date
from functools import cache
from pathlib import Path

from .errors import UnknownTable, shown

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from typing import Any

    from .table_names import Table

_PLACES = (Path(__file__).parent / "package", Path(__file__).resolve().parents[2])


@cache
def data_path() -> Path:
    """The folder with `datapackage.json`, `data/` (CSV and YAML) and `schema/`, for those who want the files themselves.

    Raises FileNotFoundError if the installation has lost them.

    >>> (data_path() / "data" / "members.csv").is_file()
    True
    """
    for place in _PLACES:
        if (place / "datapackage.json").is_file():
            return place
    raise FileNotFoundError(f"datapackage.json is in neither {_PLACES[0]} nor {_PLACES[1]}: install the package anew")


@cache
def descriptor() -> dict[str, Any]:
    """The content of `datapackage.json`, read once; callers must not change it."""
    return _json("datapackage.json")


def version() -> str:
    """The version of the data, which is also that of this package."""
    return str(descriptor()["version"])


def documented_until() -> Date:
    """The day to which the facts go: the last of the meetings with a confirmed attendance. Silence after it is not a finding.

    >>> documented_until().isoformat() > "2025-08-12"
    True
    """
    return Date.fromisoformat(descriptor()["documented_until"])


def tables() -> list[Table]:
    """The names of the tables, in the order of `datapackage.json`.

    >>> tables()[:3]
    ['members', 'countries', 'names']
    """
    names: Any = list(_resources())
    listed: list[Table] = names
    return listed


def csv_path(table: object) -> Path:
    """The CSV of a table. Raises UnknownTable."""
    return data_path() / str(_resource(table)["path"])


def schema(table: object) -> dict[str, Any]:
    """The Table Schema of a table, as a dictionary. Raises UnknownTable."""
    return _json(str(_resource(table)["schema"]))


def columns(table: object) -> list[str]:
    """The names of the fields of a table, in order. Raises UnknownTable."""
    return [field["name"] for field in schema(table)["fields"]]


def codes(table: object, field: str) -> list[str]:
    """The code list of a field, in its order. Raises UnknownTable."""
    listed: list[str] = next(f["constraints"]["enum"] for f in schema(table)["fields"] if f["name"] == field)
    return listed


def _resource(table: object) -> dict[str, Any]:
    if not isinstance(table, str) or table not in _resources():
        raise UnknownTable(f"no table {shown(table)}; expected one of: {', '.join(_resources())}")
    return _resources()[table]


@cache
def _resources() -> dict[str, dict[str, Any]]:
    return {r["name"]: r for r in descriptor()["resources"] if r.get("type") == "table"}


def _json(name: str) -> dict[str, Any]:
    read: dict[str, Any] = json.loads((data_path() / name).read_text(encoding="utf-8"))
    return read
