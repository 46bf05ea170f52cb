"""JSON read strictly, and checked against a schema that is closed.

Data Package v2 lets unknown keys and missing files pass; here a misspelt key is a problem.
"""

import json
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker

from scripts.files.trees import Tree
from scripts.problems import CannotRun, Place, Problems


@lru_cache(maxsize=64)
def parse(data: bytes) -> Any:
    """The value of a JSON text, cached; callers must not change it. Raises ValueError for malformed JSON and a double key."""
    return json.loads(data, object_pairs_hook=_unique)


def read(tree: Tree, file: str, closed_by: str) -> Any:
    """The content of a JSON file. Raises Problems where it is malformed, or unlike schema/`closed_by`."""
    place = Place(file, "descriptor")
    try:
        data = tree.read(file)
        content = parse(data)
    except (OSError, ValueError) as e:
        at, found = place.at(getattr(e, "lineno", 0)), f"not readable as JSON: {e}"
        raise Problems([at.problem(found, "well-formed JSON, each key once", "restore or mend the file")]) from None
    try:
        errors = _errors(data, tree.read(f"schema/{closed_by}"))
    except (OSError, ValueError) as e:
        raise CannotRun(f"schema/{closed_by} cannot be read: {e}") from None
    except TypeError as e:
        raise CannotRun(f"schema/{closed_by} is not a JSON Schema: {e}") from None
    expected, remedy = f"what schema/{closed_by} allows", "correct the key or the value"
    if errors:
        raise Problems([place.at(0, where).problem(found, expected, remedy) for where, found in errors])
    return content


def write(content: Any) -> bytes:
    """The canonical text of a JSON file."""
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


@lru_cache(maxsize=64)
def _errors(data: bytes, closed: bytes) -> list[tuple[str, str]]:
    """(where, what is wrong) in a JSON text, by the bytes of the schema that closes it; cached, as the tests call it often."""
    errors = _validator(closed).iter_errors(parse(data))
    return [("/".join(map(str, e.absolute_path)), e.message[:300]) for e in errors]


@lru_cache(maxsize=16)
def _validator(closed: bytes) -> Draft202012Validator:
    schema = json.loads(closed)
    if not isinstance(schema, dict):
        raise TypeError(str(schema)[:80])
    return Draft202012Validator(schema, format_checker=FormatChecker(["regex"]))


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    keys = [k for k, _ in pairs]
    if twice := sorted({k for k in keys if keys.count(k) > 1}):
        raise ValueError(f"the key {twice[0]!r} twice in one object")
    return dict(pairs)
