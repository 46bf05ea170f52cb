"""The authored records: read from YAML files, their shape checked against schema/records/*.json.

To add a kind of records: write schema/records/NAME.json (with `x-order`, the keys to sort by, the identifier last)
and data/NAME.yaml, which is a list. Where the schema has `x-folder`, each record is a file of its own in that folder, named by
its identifier: people who add records at the same time then do not meet in one file. A code list is `codes.json#/NAME`.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property, lru_cache
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator

from scripts.files import closed_json, json_schema, yaml_text
from scripts.files.schemas import Codes
from scripts.files.trees import Tree
from scripts.problems import CannotRun, Place, Problem, Problems

TIDY = "run `python -m scripts.tidy`"
SCHEMAS = "schema/records"
_REMEMBERED = 4096  # files


@dataclass
class Records:
    """What people wrote. `rows[name]` are the records of a kind, `text[path]` is the text of a file."""

    schemas: dict[str, dict]
    documents: dict[str, dict[str, yaml_text.Document]] = field(default_factory=dict)  # by kind, by path of the file

    @cached_property
    def rows(self) -> dict[str, list[dict]]:
        return {name: [r for d in documents.values() for r in d.rows] for name, documents in self.documents.items()}

    @property
    def text(self) -> dict[str, str]:
        return {path: document.text for documents in self.documents.values() for path, document in documents.items()}

    def __getattr__(self, name: str) -> list[dict]:
        if name in self.__dict__["documents"]:
            return self.rows[name]
        if name.startswith("_"):
            raise AttributeError(name)
        found = "no such kind of records, though tables are made of it"
        expected = f"a JSON Schema with `x-order`, and data/{name}.yaml or a folder"
        remedy = "restore it; for a new table write both, or correct its function in scripts/tables/"
        raise Problems([Place(f"{SCHEMAS}/{name}.json", "tables").problem(found, expected, remedy)])

    def canonical(self, name: str, rows: list[dict] | None = None) -> dict[str, bytes]:
        """The files of a kind, as `tidy` writes them, by path; with other records where `rows` are given."""
        schema, documents = self.schemas[name], self.documents[name]
        order, folder = tuple(schema["x-order"]), schema.get("x-folder")
        if rows is None:
            return {path: _canonical(document, order) for path, document in documents.items()}
        if not folder:
            ((path, document),) = documents.items()
            return {path: _written(rows, order, yaml_text.header(document.text))}
        paths = {f"{folder}/{_identifier(schema, row)}.yaml": row for row in rows}
        heads = {path: yaml_text.header(documents[path].text) if path in documents else "" for path in paths}
        return {path: _written(row, order, heads[path]) for path, row in paths.items()}

    def place(self, name: str, path: tuple, check: str) -> Place:
        """Where a value stands, by the path that leads to it."""
        rows = (
            (file, document, i) for file, document in self.documents[name].items() for i in range(len(document.rows))
        )
        file, document, at = next(islice(rows, path[0], None))
        record = _identifier(self.schemas[name], document.rows[at])
        return Place(file, check, document.lines[(at, *path[1:])], record)


def load(tree: Tree, codes: Codes) -> Records:
    """Read and check every file of records. Raises Problems with all that is wrong with their shape."""
    schemas = _schemas(tree)
    if not schemas:
        raise CannotRun(f"{tree.label} has no {SCHEMAS}/; --root must name a folder with data/ and schema/")
    lists = tuple((name, tuple(entries)) for name, entries in codes.items())
    shapes = _shapes(tuple((name, tree.read(f"{SCHEMAS}/{name}.json")) for name in schemas), lists)
    loaded = Records({name: schema for name, schema in shapes.schemas.items() if schema.get("x-order")})
    paths = expected_files(tree)
    problems = list(_unknown_files(tree, paths))
    for name in loaded.schemas:
        problems += _load_one(tree, name, paths[name], shapes, loaded)
    if problems:
        raise Problems(problems)
    return loaded


def expected_files(tree: Tree) -> dict[str, list[str]]:
    """The paths of the records that a tree must have, by kind; of a folder those that it has. Raises Problems, as `load` does."""
    folders = {name: schema.get("x-folder", "") for name, schema in _schemas(tree).items()}
    return {name: _files(tree, folder) if folder else [f"data/{name}.yaml"] for name, folder in folders.items()}


def _files(tree: Tree, folder: str) -> list[str]:
    return [p for p in tree.files(folder) if p.endswith(".yaml") and "/" not in p.removeprefix(f"{folder}/")]


def _written(rows: list[dict] | dict, order: tuple[str, ...], header: str) -> bytes:
    """Records in canonical order, by the keys of `order` and lists of words alphabetically, under a header."""
    if isinstance(rows, list):
        rows = sorted(rows, key=lambda r: [str(r.get(k, "")) for k in order])
    return yaml_text.write(_sorted_words(rows), header).encode()


# Pure functions of the bytes of a file are cached: a command calls some of them twice, the tests call most of them again and
# again. Callers must not change the records that they return.


@lru_cache(maxsize=_REMEMBERED)
def _canonical(document: yaml_text.Document, order: tuple[str, ...]) -> bytes:
    rows = document.rows[0] if document.single else document.rows
    return _written(rows, order, yaml_text.header(document.text))


@lru_cache(maxsize=_REMEMBERED)
def _parsed(data: bytes, file: str, single: bool) -> yaml_text.Document:
    return yaml_text.read(data, file, single)


def _sorted_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _sorted_words(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted(value) if all(isinstance(v, str) for v in value) else [_sorted_words(v) for v in value]
    return value


def _identifier(schema: dict, row: dict) -> str:
    """What names a record in messages: the value of the last key of `x-order`."""
    value = row.get(schema["x-order"][-1], "")
    return value if isinstance(value, str) else ""


@dataclass(eq=False)
class _Shapes:
    """The record schemas by name, and a validator for each."""

    schemas: dict[str, dict]
    validators: dict[str, Draft202012Validator]


@lru_cache(maxsize=16)
def _shapes(files: tuple[tuple[str, bytes], ...], lists: tuple[tuple[str, tuple[str, ...]], ...]) -> _Shapes:
    schemas = {name: json_schema.parse(data) for name, data in files}
    # Each code list as an `enum`, so that a message names the codes.
    known = {f"codes.json#/{name}": {"enum": list(entries)} for name, entries in lists}
    for name, schema in schemas.items():
        known |= json_schema.parts(f"{name}.json", schema)
    validators, problems = {}, []
    for name, schema in schemas.items():
        try:
            validators[name] = json_schema.validator(f"{name}.json", schema, known)
        except ValueError as e:
            problems.append(_no_schema(f"{SCHEMAS}/{name}.json", e))
    if problems:
        raise Problems(problems)
    return _Shapes(schemas, validators)


def _schemas(tree: Tree) -> dict[str, dict]:
    """The record schemas by name. Raises Problems with all that is wrong with them."""
    found, problems = {}, []
    for name, file in tree.json_files(SCHEMAS).items():
        try:
            found[name] = closed_json.read(tree, file, "record-schema.json")
            json_schema.parse(tree.read(file))
        except ValueError as e:
            problems.append(_no_schema(file, e))
        except Problems as e:
            problems += e.problems
    if problems:
        raise Problems(problems)
    return found


def _no_schema(file: str, why: ValueError) -> Problem:
    expected = "a JSON Schema (2020-12), with keywords that other schemas here have"
    return Place(file, "record schema").problem(
        f"not a JSON Schema: {why}", expected, "correct it, or restore the file"
    )


def _unknown_files(tree: Tree, paths: dict[str, list[str]]) -> Iterator[Problem]:
    known = {path for files in paths.values() for path in files}
    for file in tree.files("data"):
        name, dot, ending = file.removeprefix("data/").rpartition(".")
        if "/" not in name and ending.startswith("y") and ending.endswith("ml") and dot and file not in known:
            found, remedy = "a file of records without a schema", "add the schema, or remove the file"
            expected = f"{SCHEMAS}/{name}.json"
            if name in paths:
                found = f"records in one file, which stand in a folder, as {expected} says"
                expected, remedy = "a file for each record", "move each record into a file of its own"
            yield Place(file, "record schema").problem(found, expected, remedy)


def _load_one(tree: Tree, name: str, files: list[str], shapes: _Shapes, loaded: Records) -> list[Problem]:
    schema, problems = shapes.schemas[name], []
    documents: dict[str, yaml_text.Document] = {}
    for file in files:
        try:
            documents[file] = _parsed(tree.read(file), file, "x-folder" in schema)
            problems += _shape_of(shapes, name, file, documents[file])
        except OSError as e:
            found = f"cannot be read: {e.strerror}"
            problems.append(Place(file, "yaml").problem(found, "a file of records", "restore the file"))
        except Problems as e:
            problems += e.problems
    if not files and schema.get("minItems"):
        place = Place(schema["x-folder"], "yaml")
        problems.append(place.problem("no file of records", "at least one", "restore the folder"))
    loaded.documents[name] = documents
    return problems


@lru_cache(maxsize=_REMEMBERED)
def _shape_of(shapes: _Shapes, name: str, file: str, document: yaml_text.Document) -> list[Problem]:
    """What is wrong with the shape of the records in a file."""
    schema, place = shapes.schemas[name], Place(file, "record schema")
    errors = shapes.validators[name].iter_errors(document.rows)
    problems = [_shape(place, name, schema, document, error) for error in errors]
    identifier = _identifier(schema, document.rows[0]) if document.single else ""
    if identifier and file != (named := f"{schema['x-folder']}/{identifier}.yaml"):
        found, at = f"the identifier {identifier!r} in a file of another name", place.at(1, identifier)
        problems.append(at.problem(found, named, "rename the file, or correct the identifier"))
    return problems + list(_twice(Place(file, "records"), schema, document))


def _twice(place: Place, schema: dict, document: yaml_text.Document) -> Iterator[Problem]:
    seen: dict[str, int] = {}
    for i, row in enumerate(document.rows):
        key = _identifier(schema, row)
        if key in seen:
            found = f"the same identifier as the record at line {document.lines[(seen[key],)]}"
            yield place.at(document.lines[(i,)], key).problem(found, "each identifier once", "merge or rename")
        seen.setdefault(key, i)


def _shape(place: Place, name: str, schema: dict, document: yaml_text.Document, error: Any) -> Problem:
    path = tuple(error.absolute_path)
    where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path[1:]).lstrip(".")
    found = error.message if len(error.message) < 300 else f"{error.message[:300]}…"
    if error.validator == "maxItems":
        found = f"{len(error.instance)} entries"
    rule = error.schema.get("description") if isinstance(error.schema, dict) else None
    known = sorted(error.schema.get("properties", ())) if isinstance(error.schema, dict) else []
    expected = {
        "enum": f"one of {error.validator_value}",
        "pattern": f"{rule or 'text'} It must match {error.validator_value}",
        "format": f"a real {error.validator_value}, written YYYY-MM-DD",
        "uniqueItems": "each value once",
        "maxItems": f"at most {error.validator_value}",
        "additionalProperties": f"only the keys {', '.join(known)}",
    }.get(str(error.validator), rule or f"what {SCHEMAS}/{name}.json allows")
    unknown = [k for k in error.instance if k not in known] if error.validator == "additionalProperties" else []
    line = document.lines.get((*path, *unknown[:1]), document.lines.get(path, 0))
    at = place.at(line, _identifier(schema, document.rows[path[0]]) if path else "")
    return at.problem(f"{where}: {found}" if where else found, expected, "correct the value or the key")
