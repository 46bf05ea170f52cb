"""datapackage.json: the record of the package, and a resource for every file in data/ with its size and hash.

The record comes with `documented_until`, the day to which the facts go, which no person writes.
"""

import hashlib
from typing import Any

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_GIVEN = "name title description homepage version created documented_until keywords licenses contributors"


def describe(
    package: dict, tables: dict[str, dict], records: dict[str, dict], contents: dict[str, bytes]
) -> dict[str, Any]:
    """The descriptor, for Table Schemas and record schemas by name, and the bytes of every file in data/ by path."""
    described = {"$schema": PROFILE, **{key: package[key] for key in _GIVEN.split() if package.get(key)}}
    if "created" in described:  # absent between releases
        described["created"] += "T00:00:00Z"
    pages = "Public pages listed in data/sources.csv and linked to facts by data/evidence.csv"
    described["sources"] = [{"title": pages, "path": "data/sources.csv"}]
    resources = [_table(name, schema) for name, schema in tables.items()]
    resources += [_records(name, schema) for name, schema in records.items()]
    described["resources"] = [r | stamp(contents[r["path"]]) for r in resources]
    return described


def stamp(data: bytes) -> dict[str, Any]:
    """What a resource says of the bytes of its file."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _table(name: str, schema: dict) -> dict[str, Any]:
    named = {"name": name, "type": "table", "title": schema["title"], "path": f"data/{name}.csv"}
    written = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8"}
    return named | written | {"schema": f"schema/tables/{name}.json"}


def _records(name: str, schema: dict) -> dict[str, Any]:
    named = {"name": f"{name}-yaml", "title": schema["title"], "path": f"data/{name}.yaml"}
    # frictionless reads every resource of the format `yaml` with PyYAML's slow loader, to find out whether it is
    # metadata, which takes longer than all its checks; `yml` is as standard and is left alone.
    return named | {"format": "yml", "mediatype": "application/yaml", "encoding": "utf-8"}
