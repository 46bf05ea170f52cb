"""What the descriptor and the table schemas say of the data. Every function raises DamagedInstallation where their files are damaged."""

from __future__ import annotations

from datetime import date as Date
from functools import cache

from .errors import UnknownTable, shown
from .given import as_text
from .installed import content, damaged, data_path, json_content, require

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from pathlib import Path
    from typing import Any

    from .table_names import Table

# What this package takes from these files: it is looked for when they are read, and can be relied on afterwards.
_DESCRIPTOR = {
    **dict.fromkeys(("name", "title", "version", "documented_until", "created?", "id?", "homepage?"), ""),
    "licenses": [{"name": ""}],
    "contributors": [{"title": ""}],
    "resources": [{"name": "", "type?": ""}],
}
_TABLE = {"path": "", "schema": "", "bytes": 0}
_SCHEMA = {"description": "", "fields": [{"name": "", "type": "", "constraints?": {"enum?": [""]}}], "primaryKey": [""]}


@cache
def descriptor() -> dict[str, Any]:
    """The content of `datapackage.json`, read once; callers must not change it."""
    read: dict[str, Any] = json_content(_place(), _DESCRIPTOR)
    days = {"documented_until": read["documented_until"], "created": read.get("created", "")[:10]}
    for key, day in days.items():
        if key in read and not _is_day(day):
            raise damaged(_place(), f"has no day at {key}")
    return read


def version() -> str:
    """The version of the data, which is also that of this package."""
    return str(descriptor()["version"])


def documented_until() -> Date:
    """The day to which the facts go: the last of the meetings with a confirmed attendance. Silence after it is not a finding.

    Raises DamagedInstallation.

    >>> documented_until().isoformat() > "2025-08-12"
    True
    """
    return Date.fromisoformat(descriptor()["documented_until"])


def tables() -> list[Table]:
    """The names of the tables, in the order of `datapackage.json`. Raises DamagedInstallation.

    >>> tables()[:3]
    ['members', 'countries', 'names']
    """
    names: Any = list(_resources())
    listed: list[Table] = names
    return listed


def name_of(table: object) -> str:
    """The name of a table as plain text. Raises UnknownTable."""
    return str(_resource(table)["name"])


def csv_path(table: object) -> Path:
    """The CSV of a table. Raises UnknownTable."""
    return data_path() / str(_resource(table)["path"])


def schema_path(table: object) -> Path:
    """The JSON of the Table Schema of a table. Raises UnknownTable."""
    return data_path() / str(_resource(table)["schema"])


def csv_text(table: object) -> str:
    """The text of the CSV of a table, under the columns of its schema. Raises UnknownTable."""
    path = csv_path(table)
    read = content(path, _resource(table)["bytes"])
    header, expected = read.partition("\n")[0], ",".join(columns(table))
    if header != expected:
        raise damaged(path, f"has the columns {shown(header)} instead of those of {schema_path(table)}: {expected}")
    return read


def schema(table: object) -> dict[str, Any]:
    """The Table Schema of a table, as a dictionary. Raises UnknownTable."""
    path = schema_path(table)
    read: dict[str, Any] = json_content(path, _SCHEMA)
    if lost := {*read["primaryKey"]} - {field["name"] for field in read["fields"]}:
        raise damaged(path, f"has no field {', '.join(sorted(lost))}, of which its key is made")
    return read


def columns(table: object) -> list[str]:
    """The names of the fields of a table, in order. Raises UnknownTable."""
    return [field["name"] for field in schema(table)["fields"]]


def codes(table: object, field: str) -> list[str]:
    """The code list of a field, in its order. Raises UnknownTable."""
    for there in schema(table)["fields"]:
        if there["name"] == field and "enum" in there.get("constraints", {}):
            listed: list[str] = there["constraints"]["enum"]
            return listed
    raise damaged(schema_path(table), f"has no code list for {field}")


def _resource(table: object) -> dict[str, Any]:
    name = as_text(table)
    if name is None or name not in _resources():
        _refuse_if_lost(name)
        raise UnknownTable(f"no table {shown(table)}; expected one of: {', '.join(_resources())}")
    return _resources()[name]


def _refuse_if_lost(name: str | None) -> None:
    """A table that this package was built with, and that the descriptor does not have, is no slip of the user's."""
    from typing import get_args  # slow to load, and only where something went wrong

    from .table_names import Table

    if name in get_args(Table):
        raise damaged(_place(), f"has no table {name}")


@cache
def _resources() -> dict[str, dict[str, Any]]:
    tables = {r["name"]: r for r in descriptor()["resources"] if r.get("type") == "table"}
    for name, resource in tables.items():
        require(_place(), resource, _TABLE, name)
    return tables


def _place() -> Path:
    return data_path() / "datapackage.json"


def _is_day(text: str) -> bool:
    try:
        return Date.fromisoformat(text).isoformat() == text
    except ValueError:
        return False
