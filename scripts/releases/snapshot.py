"""One version of the package to compare: the tables of a folder, a release zip or a git revision.

Read leniently, since an old version need not satisfy today's rules: descriptor, Table Schemas, and rows of text.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path

from scripts.files import csv_text, git
from scripts.files.trees import DESCRIPTOR, Folder, Tree, archive, revision
from scripts.problems import CannotRun, Problems
from scripts.releases.history import Release


@dataclass(frozen=True)
class Snapshot:
    """Descriptor, Table Schemas and rows by table name. `label` says where they come from."""

    label: str
    descriptor: dict = field(default_factory=dict)
    schemas: dict[str, dict] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        return self.descriptor.get("version", "none")


def named(side: str, root: Path) -> Snapshot:
    """A side of a comparison by its name: a folder, a zip or a revision. Raises CannotRun if it is none of them."""
    path = Path(side)
    if path.is_dir():
        return of(Folder(path))
    if path.is_file():
        return of(archive(path, f"zip {path}"))
    try:
        return of(revision(root, git.resolve(root, side), side))
    except git.NoHistory as e:
        raise CannotRun(
            f"{side!r} is neither a folder with {DESCRIPTOR}, a release zip nor a git revision ({e})"
        ) from None


def released(root: Path, release: Release) -> Snapshot:
    """The tables as a release commit has them."""
    return of(revision(root, release.commit, str(release)))


def of(tree: Tree) -> Snapshot:
    """The tables of a tree. Raises CannotRun where it has no package that can be read."""
    try:
        descriptor = _json(tree, DESCRIPTOR)
        schemas, rows = {}, {}
        for resource in descriptor["resources"]:
            if resource.get("type") == "table":
                name, schema = resource["name"], resource["schema"]
                schemas[name] = schema if isinstance(schema, dict) else _json(tree, schema)
                columns, rows[name] = csv_text.read(tree.read(resource["path"]))
                if columns != (fields := [f["name"] for f in schemas[name]["fields"]]):
                    raise ValueError(f"{resource['path']} has the columns {columns}, its schema the fields {fields}")
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as e:
        raise CannotRun(f"{tree.label}: not a package that can be read: {e}") from None
    except Problems as e:  # what stands there is not read
        raise CannotRun(
            f"{tree.label}: {e.problems[0].file}: {e.problems[0].found}; expected {e.problems[0].expected}"
        ) from None
    return Snapshot(tree.label, descriptor, schemas, rows)


def _json(tree: Tree, file: str) -> dict:
    try:
        return json.loads(tree.read(file))
    except ValueError as e:
        raise CannotRun(f"{tree.label}: not readable as JSON: {e}") from None
