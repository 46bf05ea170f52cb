"""datapackage.json and the table schemas: read strictly, checked to be closed, `bytes` and `hash` stamped.

Data Package v2 lets unknown keys and missing files pass; here a misspelt key or an unlisted file is a problem.
"""

import hashlib
import json
from pathlib import Path

from jsonschema import Draft202012Validator, FormatChecker

from scripts.files.writing import PART
from scripts.problems import CannotRun, Problem, Problems

FILE = "datapackage.json"


def load(root: Path) -> tuple[dict, dict[str, dict]]:
    """(descriptor, table schema of every table resource by name). Raises Problems with all that is wrong with them."""
    if not (root / FILE).is_file():
        raise CannotRun(f"{root / FILE} is missing; --root must name a folder with datapackage.json, data/ and schema/")
    package, problems = _checked(root, FILE, "descriptor.json")
    if problems:
        raise Problems(problems)
    schemas = {}
    for resource in tables(package):
        name = resource["name"]
        for key, value in (("path", f"data/{name}.csv"), ("schema", f"schema/tables/{name}.json")):
            if resource.get(key) != value:
                problems.append(
                    Problem(FILE, 0, name, f"{key} {resource.get(key)!r}", value, "correct it", "descriptor")
                )
        schema, found = _checked(root, f"schema/tables/{name}.json", "table-schema.json")
        problems += found or _keys(f"schema/tables/{name}.json", schema)
        schemas[name] = schema
    problems += _listed_once(package)
    if problems:
        raise Problems(problems)
    return package, schemas


def tables(package: dict) -> list[dict]:
    """The resources that are tables."""
    return [r for r in package["resources"] if r.get("type") == "table"]


def stamp(data: bytes) -> dict[str, int | str]:
    """What a resource says of its file."""
    return {"bytes": len(data), "hash": f"sha256:{hashlib.sha256(data).hexdigest()}"}


def stamped(package: dict, contents: dict[str, bytes]) -> bytes:
    """The text of datapackage.json with `bytes` and `hash` of every file in `contents` (by path)."""
    resources = []
    for resource in package["resources"]:
        data = contents[resource["path"]]
        stamps = stamp(data)
        resources.append({k: v for k, v in resource.items() if k not in stamps} | stamps)
    return text({**package, "resources": resources})


def text(package: dict) -> bytes:
    return (json.dumps(package, indent=2, ensure_ascii=False) + "\n").encode()


def _checked(root: Path, file: str, closed_by: str) -> tuple[dict, list[Problem]]:
    def unique(pairs):
        keys = [k for k, _ in pairs]
        if twice := sorted({k for k in keys if keys.count(k) > 1}):
            raise ValueError(f"the key {twice[0]!r} twice in one object")
        return dict(pairs)

    try:
        content = json.loads((root / file).read_bytes(), object_pairs_hook=unique)
    except (OSError, ValueError) as e:
        return {}, [
            Problem(
                file,
                getattr(e, "lineno", 0),
                "",
                f"not readable as JSON: {e}",
                "well-formed JSON, each key once",
                "restore or mend the file",
                "descriptor",
            )
        ]
    try:
        closed = json.loads((root / "schema" / closed_by).read_bytes())
    except (OSError, ValueError) as e:
        raise CannotRun(f"schema/{closed_by} cannot be read: {e}") from None
    if not isinstance(closed, dict):
        raise CannotRun(f"schema/{closed_by} is not a JSON Schema: {str(closed)[:80]}")
    errors = Draft202012Validator(closed, format_checker=FormatChecker(["regex"])).iter_errors(content)
    return content, [
        Problem(
            file,
            0,
            "/".join(map(str, e.absolute_path)),
            e.message[:300],
            f"what schema/{closed_by} allows",
            "correct the key or the value",
            "descriptor",
        )
        for e in errors
    ]


def _keys(file: str, schema: dict) -> list[Problem]:
    """Keys must name fields of the table itself: a misspelt one would make the standard tools blame every row."""
    fields = [f["name"] for f in schema["fields"]]
    used = [*schema["primaryKey"], *(f for k in schema.get("foreignKeys", []) for f in k["fields"])]
    problems = [
        Problem(file, 0, f, f"the field {f!r} twice", "each field once", "rename or remove one", "descriptor")
        for f in sorted({f for f in fields if fields.count(f) > 1})
    ]
    return problems + [
        Problem(
            file,
            0,
            f,
            f"the key field {f!r}, which the table does not have",
            f"one of {fields}",
            "correct the name of the field",
            "descriptor",
        )
        for f in sorted(set(used) - set(fields))
    ]


def _listed_once(package: dict) -> list[Problem]:
    paths = [r["path"] for r in package["resources"]]
    return [
        Problem(FILE, 0, path, "the same file in two resources", "each file once", "remove one resource", "descriptor")
        for path in sorted({p for p in paths if paths.count(p) > 1})
    ]


def unlisted(root: Path, package: dict) -> list[Problem]:
    """Files in data/ that no resource lists. What a build that was killed has left goes with the next build."""
    on_disk = {
        p.relative_to(root).as_posix()
        for p in (root / "data").rglob("*")
        if p.is_file() and not (p.name.startswith(".") and p.suffix == PART)
    }
    return [
        Problem(
            path,
            0,
            "",
            "a file that no resource of datapackage.json lists",
            "only listed files in data/",
            "list it in datapackage.json, or remove it",
            "descriptor",
        )
        for path in sorted(on_disk - {r["path"] for r in package["resources"]})
    ]


def unknown(package: dict, contents: dict[str, bytes]) -> list[Problem]:
    """Resources whose file is neither one of the records nor a table that the build makes."""
    return [
        Problem(
            FILE,
            0,
            r["name"],
            f"the file {r['path']!r}, which is neither made by the build nor a file of records",
            "a table of scripts/tables.py, or a file with a schema in schema/records/",
            "correct `path`, or remove the resource",
            "descriptor",
        )
        for r in package["resources"]
        if r["path"] not in contents
    ]
