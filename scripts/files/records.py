"""The authored records: read from data/*.yaml, their shape checked against schema/records/*.json.

To add a file of records: write schema/records/NAME.json (with `x-order`, the keys to sort by, the identifier last)
and data/NAME.yaml.
"""

import json
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from referencing import Registry
from referencing.exceptions import Unresolvable
from referencing.jsonschema import DRAFT202012

from scripts.files import yaml_text
from scripts.problems import CannotRun, Problem, Problems

TIDY = "run `python -m scripts.tidy`"


@dataclass
class Records:
    """What people wrote. `rows[name]` are the records of data/NAME.yaml; `lines[name]` the line of every path in it."""

    schemas: dict[str, dict]
    text: dict[str, str] = field(default_factory=dict)
    rows: dict[str, list[dict]] = field(default_factory=dict)
    lines: dict[str, dict[tuple, int]] = field(default_factory=dict)

    def __getattr__(self, name: str) -> list[dict]:
        try:
            return self.__dict__["rows"][name]
        except KeyError:
            raise AttributeError(name) from None

    def canonical(self, name: str) -> str:
        """The text of data/NAME.yaml as `tidy` writes it."""
        return yaml_text.write(in_order(self.rows[name], self.schemas[name]), yaml_text.header(self.text[name]))


def load(root: Path) -> Records:
    """Read and check every file of records below `root`. Raises Problems with all that is wrong with their shape."""
    folder = root / "schema" / "records"
    if not folder.is_dir():
        raise CannotRun(f"{folder} is not a folder; --root must name a folder with datapackage.json, data/ and schema/")
    schemas = {p.stem: _schema(p) for p in sorted(folder.glob("*.json"))}
    registry = Registry().with_resources((f"{n}.json", DRAFT202012.create_resource(s)) for n, s in schemas.items())
    loaded = Records({n: s for n, s in schemas.items() if s.get("x-order")})
    problems = _unknown_files(root, loaded.schemas)
    for name, schema in loaded.schemas.items():
        problems += _load_one(root, name, schema, registry, loaded)
    if problems:
        raise Problems(problems)
    return loaded


def identifier(schema: dict, row: dict) -> str:
    """What names a record in messages: the value of the last key of `x-order`."""
    value = row.get(schema["x-order"][-1], "")
    return value if isinstance(value, str) else ""


def in_order(rows: list[dict], schema: dict) -> list[dict]:
    """The records in canonical order: by `x-order`, and lists of words (country codes) alphabetically."""
    return [_sorted_words(r) for r in sorted(rows, key=lambda r: [str(r.get(k, "")) for k in schema["x-order"]])]


def tidiness(loaded: Records) -> list[Problem]:
    """Problems of layout: files that are not equal to their own canonical form."""
    problems = []
    for name, text in loaded.text.items():
        if text != (canonical := loaded.canonical(name)):
            pairs = zip(text.split("\n"), canonical.split("\n"), strict=False)
            line, (found, expected) = next((i, p) for i, p in enumerate(pairs, 1) if p[0] != p[1])
            problems.append(
                Problem(
                    f"data/{name}.yaml",
                    line,
                    "",
                    f"not in canonical form: {found!r}",
                    repr(expected),
                    TIDY,
                    "tidy",
                )
            )
    return problems


def _sorted_words(value: Any) -> Any:
    if isinstance(value, dict):
        return {k: _sorted_words(v) for k, v in value.items()}
    if isinstance(value, list):
        return sorted(value) if all(isinstance(v, str) for v in value) else [_sorted_words(v) for v in value]
    return value


def _schema(path: Path) -> dict:
    try:
        schema = json.loads(path.read_bytes())
        Draft202012Validator.check_schema(schema)
        if not isinstance(schema, dict):
            raise TypeError(f"{schema!r} is not of type 'object'")
    except Exception as e:
        raise Problems(
            [
                Problem(
                    f"schema/records/{path.name}",
                    0,
                    "",
                    f"not a JSON Schema: {str(e).splitlines()[0]}",
                    "a JSON Schema (2020-12)",
                    "mend the schema",
                    "record schema",
                )
            ]
        ) from None
    return schema


def _unknown_files(root: Path, schemas: dict[str, dict]) -> list[Problem]:
    return [
        Problem(
            f"data/{p.name}",
            0,
            "",
            "a file of records without a schema",
            f"schema/records/{p.stem}.json",
            "add the schema, or remove the file",
            "record schema",
        )
        for p in sorted((root / "data").glob("*.y*ml"))
        if p.stem not in schemas or p.suffix != ".yaml"
    ]


def _load_one(root: Path, name: str, schema: dict, registry: Registry, loaded: Records) -> list[Problem]:
    file = f"data/{name}.yaml"
    try:
        data = (root / file).read_bytes()
    except OSError as e:
        return [Problem(file, 0, "", f"cannot be read: {e.strerror}", "a file of records", "restore the file", "yaml")]
    rows, lines, problems = yaml_text.read(data, file)
    if problems:
        return problems
    validator = Draft202012Validator(schema, registry=registry, format_checker=FormatChecker(["date"]))
    try:
        problems = [_shape(file, schema, rows, lines, error) for error in validator.iter_errors(rows)]
    except Unresolvable as e:
        return [
            Problem(
                f"schema/records/{name}.json",
                0,
                "",
                f"a reference that leads nowhere: {e}",
                "a part of a file in schema/records/",
                "correct `$ref`, or restore the file",
                "record schema",
            )
        ]
    seen: dict[str, int] = {}
    for i, row in enumerate(rows):
        key = identifier(schema, row)
        if key in seen:
            problems.append(
                Problem(
                    file,
                    lines[(i,)],
                    key,
                    f"the same identifier as the record at line {lines[(seen[key],)]}",
                    "each identifier once",
                    "merge or rename",
                    "records",
                )
            )
        seen.setdefault(key, i)
    loaded.text[name], loaded.rows[name], loaded.lines[name] = data.decode(), rows, lines
    return problems


def _shape(file: str, schema: dict, rows: list, lines: dict, error: Any) -> Problem:
    path = tuple(error.absolute_path)
    record = identifier(schema, rows[path[0]]) if path else ""
    where = "".join(f"[{p}]" if isinstance(p, int) else f".{p}" for p in path[1:]).lstrip(".")
    found = error.message if len(error.message) < 300 else f"{error.message[:300]}…"
    rule = error.schema.get("description") if isinstance(error.schema, dict) else None
    known = sorted(error.schema.get("properties", ())) if isinstance(error.schema, dict) else []
    expected = {
        "enum": f"one of {error.validator_value}",
        "pattern": f"{rule or 'text'} It must match {error.validator_value}",
        "format": f"a real {error.validator_value}, written YYYY-MM-DD",
        "uniqueItems": "each value once",
        "additionalProperties": f"only the keys {', '.join(known)}",
    }.get(str(error.validator), rule or f"what schema/records/{Path(file).stem}.json allows")
    unknown = [k for k in error.instance if k not in known] if error.validator == "additionalProperties" else []
    return Problem(
        file,
        lines.get((*path, *unknown[:1]), lines.get(path, 0)),
        record,
        f"{where}: {found}" if where else found,
        expected,
        "correct the value or the key",
        "record schema",
    )
