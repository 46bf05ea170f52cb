"""datapackage.json: the record of the package, and a resource for every file in data/ with its size and hash.

The record comes with `documented_until`, the day to which the facts go, which no person writes.
"""

import hashlib
import json
from typing import Any

from scripts.files import csv_text

PROFILE = "https://datapackage.org/profiles/2.0/datapackage.json"
_STAMPS = ("version", "created", "documented_until")  # what a version has of its own
_KEYS = ("name", "id", "title", "description", "homepage", *_STAMPS, "keywords", "licenses", "contributors")


def describe(
    package: dict, tables: dict[str, dict], records: dict[str, tuple[dict, list[str]]], contents: dict[str, bytes]
) -> dict[str, Any]:
    """The descriptor, for Table Schemas by name, record schemas with the paths of their files, and the bytes of those files."""
    described = {"$schema": PROFILE, **{key: package[key] for key in _KEYS if package.get(key)}}
    if "created" in described:  # absent between releases
        described["created"] += "T00:00:00Z"
    pages = "Public pages listed in data/sources.csv and linked to facts by data/evidence.csv and data/claims.csv"
    described["sources"] = [{"title": pages, "path": "data/sources.csv"}]
    resources = [_table(name, schema) for name, schema in tables.items()]
    resources += [_records(name, schema, paths) for name, (schema, paths) in records.items()]
    described["resources"] = [r | stamp(b"".join(contents[path] for path in paths_of(r))) for r in resources]
    return described


def fingerprint(package: dict, tables: dict[str, dict], csvs: dict[str, bytes]) -> str:
    """The hash of what users of a version rely on: the words of the descriptor, the Table Schemas, the rows."""
    words = {key: package[key] for key in _KEYS if key in package and key not in _STAMPS}
    rows = {path: stamp(data)["hash"] for path, data in csvs.items()}
    whole = json.dumps([words, tables, rows], sort_keys=True, ensure_ascii=False)
    return stamp(whole.encode())["hash"]


def paths_of(resource: dict[str, Any]) -> list[str]:
    """The files of a resource: by the standard they count as one, joined."""
    path = resource["path"]
    return [path] if isinstance(path, str) else path


def stamp(data: bytes) -> dict[str, Any]:
    """What a resource says of the bytes of its file."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def _table(name: str, schema: dict) -> dict[str, Any]:
    # `profile` says what `type` says, to tools of version 1 of the standard: R's and JavaScript's read no table without it.
    kind = {"type": "table", "profile": "tabular-data-resource"}
    written = {"format": "csv", "mediatype": "text/csv", "encoding": "utf-8", "dialect": csv_text.DIALECT}
    where = {"path": f"data/{name}.csv"}
    return (
        {"name": name} | kind | {"title": schema["title"]} | where | written | {"schema": f"schema/tables/{name}.json"}
    )


def _records(name: str, schema: dict, paths: list[str]) -> dict[str, Any]:
    path = paths if "x-folder" in schema else paths[0]
    named = {"name": f"{name}-yaml", "title": schema["title"], "path": path}
    # frictionless reads every resource of the format `yaml` with PyYAML's slow loader, to find out whether it is
    # metadata, which takes longer than all its checks; `yml` is as standard and is left alone.
    return named | {"format": "yml", "mediatype": "application/yaml", "encoding": "utf-8"}
