"""One version of the package to compare: the tables of a folder, a release zip or a git revision.

Read leniently, since an old version need not satisfy today's rules: descriptor, Table Schemas, and rows of text. What a comparison
takes for granted is looked at here, once; behind this door nothing needs to be careful.
"""

from dataclasses import dataclass, field
from pathlib import Path

from scripts.files import csv_text, git, strict_json
from scripts.files.strict_json import the
from scripts.files.trees import DESCRIPTOR, Folder, Tree, archive, leads_out, revision
from scripts.problems import CannotRun, Problems
from scripts.releases.history import Release

READ_HERE = {  # the columns that a comparison itself reads, of the tables that have a meaning for it
    "evidence": frozenset(("table", "record")),
    "changes": frozenset(("version", "table", "record", "field", "old", "new", "reason")),
}


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
        descriptor = the(dict, strict_json.parse(tree.read(DESCRIPTOR)), DESCRIPTOR)
        the(str, descriptor.get("version", "none"), "version")
        schemas, rows = {}, {}
        for resource in the(list, descriptor.get("resources"), "resources"):
            name = the(str, the(dict, resource, "a resource").get("name"), "the name of a resource")
            if name in schemas:
                raise ValueError(f"two resources have the name {name!r}")
            if resource.get("type") == "table":
                schemas[name] = _schema(tree, name, resource)
                rows[name] = _rows(tree, name, resource, schemas[name])
    except (OSError, ValueError) as e:
        raise CannotRun(f"{tree.label}: not a package that can be read: {e}") from None
    except Problems as e:  # what stands there is not read
        raise CannotRun(
            f"{tree.label}: {e.problems[0].file}: {e.problems[0].found}; expected {e.problems[0].expected}"
        ) from None
    return Snapshot(tree.label, descriptor, schemas, rows)


def _schema(tree: Tree, name: str, resource: dict) -> dict:
    """The Table Schema of a resource: what the comparison takes for granted of it is so. Raises ValueError where it is not."""
    schema = resource.get("schema")
    if isinstance(schema, str):
        schema = strict_json.parse(tree.read(_inside(schema)))
    fields = the(list, the(dict, schema, f"the schema of {name}").get("fields"), f"the fields of {name}")
    for each in fields:
        _demand_field(the(dict, each, f"a field of {name}"), name)
    names = [each["name"] for each in fields]
    key = the(list, schema.get("primaryKey"), f"the primary key of {name}")
    if len(names) != len(set(names)) or not all(isinstance(part, str) for part in key) or not set(key) <= set(names):
        raise ValueError(f"{name} has a field twice, or a primary key {key} that is none of its fields")
    return schema


def _demand_field(field: dict, table: str) -> None:
    whole = f"{table}/{the(str, field.get('name'), f'the name of a field of {table}')}"
    the(str, field.get("type"), f"the type of {whole}")
    rules = the(dict, field.get("constraints", {}), f"the constraints of {whole}")
    for code in the(list, rules.get("enum", []), f"the enum of {whole}"):
        the(str, code, f"a code of {whole}")
    if odd := next(
        (rule for rule, value in rules.items() if rule != "enum" and not isinstance(value, str | int | float)), ""
    ):
        raise ValueError(f"the {odd} of {whole} is neither a number nor text")
    for label in the(list, field.get("categories", []), f"the categories of {whole}"):
        for key in ("value", "label"):
            the(str, the(dict, label, f"a category of {whole}").get(key), f"the {key} of a category of {whole}")


def _rows(tree: Tree, name: str, resource: dict, schema: dict) -> list[dict[str, str]]:
    """The rows of a resource, with the columns of its schema. Raises ValueError for others."""
    path = _inside(the(str, resource.get("path"), f"the path of {name}"))
    the(dict, resource.get("dialect", {}), f"the dialect of {name}")
    columns, rows = csv_text.read(tree.read(path))
    if columns != (fields := [f["name"] for f in schema["fields"]]):
        raise ValueError(f"{path} has the columns {columns}, its schema the fields {fields}")
    if missing := sorted(READ_HERE.get(name, frozenset()) - set(columns)):
        raise ValueError(f"{path} has no column {missing[0]!r}")
    return rows


def _inside(path: str) -> str:
    """A path that stays in its tree."""
    if leads_out(path) or ":" in path or "\\" in path:
        raise ValueError(f"the path {path!r} leads out of the package")
    return path
