"""One version of the package to compare: from a folder, a release zip, a git revision, or from what the build computed.

Read leniently, since an old version need not satisfy today's rules: descriptor, table schemas, and rows of text.
"""

import json
import zipfile
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from scripts import dataset as package
from scripts.files import csv_text
from scripts.problems import CannotRun
from scripts.releases import history

FILE = "datapackage.json"


@dataclass(frozen=True)
class Snapshot:
    """Descriptor, table schemas and rows by table name. `label` says where they come from."""

    label: str
    descriptor: dict = field(default_factory=dict)
    schemas: dict[str, dict] = field(default_factory=dict)
    rows: dict[str, list[dict[str, str]]] = field(default_factory=dict)

    @property
    def version(self) -> str:
        return self.descriptor.get("version", "none")


def read(side: str, root: Path) -> Snapshot:
    """What a person names on the command line: a folder, a zip or a revision. Raises CannotRun if it is none of them."""
    path = Path(side)
    if path.is_dir():
        return folder(path)
    if path.is_file():
        return archive(path)
    try:
        return revision(root, history.resolve(root, side), side)
    except history.NoHistory as e:
        raise CannotRun(f"{side!r} is neither a folder with {FILE}, a release zip nor a git revision ({e})") from None


def folder(root: Path) -> Snapshot:
    """The tables as they lie in a folder."""
    return _parsed(f"folder {root}", lambda path: (root / path).read_bytes())


def archive(path: Path) -> Snapshot:
    """The tables in a release zip, at its top or in one folder of it."""
    try:
        with zipfile.ZipFile(path) as file:
            found = sorted((n for n in file.namelist() if n.split("/")[-1] == FILE), key=lambda n: n.count("/"))
            if not found:
                raise CannotRun(f"{path} is a zip without {FILE}")
            top = found[0].removesuffix(FILE)
            return _parsed(f"zip {path}", lambda name: file.read(top + name))
    except (zipfile.BadZipFile, NotImplementedError, RuntimeError) as e:
        raise CannotRun(f"{path} is not a release zip: {e}") from None


def revision(root: Path, commit: str, label: str = "") -> Snapshot:
    """The tables as they stood in a commit. Raises NoHistory where git cannot give it."""

    def content(path: str) -> bytes:
        try:
            return files[path]
        except KeyError:
            raise FileNotFoundError(f"no {path}") from None

    files = history.read(root, commit, [FILE])
    # two questions to git: what the descriptor lists, then all of that
    if FILE in files:
        listed = [r for r in _json(label, files[FILE]).get("resources", []) if r.get("type") == "table"]
        paths = [p for r in listed for p in (r.get("path"), r.get("schema")) if isinstance(p, str)]
        files |= history.read(root, commit, paths)
    return _parsed(label or f"revision {commit[:7]}", content)


def computed(package: package.Package) -> Snapshot:
    """The tables as a rebuild gives them."""
    return Snapshot("the records", package.descriptor, package.schemas, package.rows())


def _parsed(label: str, content: Callable[[str], bytes]) -> Snapshot:
    try:
        descriptor = _json(label, content(FILE))
        schemas, rows = {}, {}
        for resource in descriptor["resources"]:
            if resource.get("type") == "table":
                name, schema = resource["name"], resource["schema"]
                schemas[name] = schema if isinstance(schema, dict) else _json(label, content(schema))
                columns, rows[name] = csv_text.read(content(resource["path"]))
                if columns != (fields := [f["name"] for f in schemas[name]["fields"]]):
                    raise ValueError(f"{resource['path']} has the columns {columns}, its schema the fields {fields}")
    except (OSError, AttributeError, KeyError, TypeError, ValueError) as e:
        raise CannotRun(f"{label}: not a package that can be read: {e}") from None
    return Snapshot(label, descriptor, schemas, rows)


def _json(label: str, data: bytes) -> dict:
    try:
        return json.loads(data)
    except ValueError as e:
        raise CannotRun(f"{label}: not readable as JSON: {e}") from None
