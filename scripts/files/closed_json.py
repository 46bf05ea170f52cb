"""JSON files of the package, each checked against the schema that closes it: the one door through which they come in.

Data Package v2 lets unknown keys and missing files pass; here a misspelt key is a problem.
"""

import json
from functools import lru_cache
from itertools import islice
from typing import Any

from jsonschema import Draft202012Validator

from scripts.files import json_schema, strict_json
from scripts.files.trees import Tree
from scripts.problems import CannotRun, Place, Problems

SHOWN = 100  # problems of one file


def read(tree: Tree, file: str, closed_by: str) -> Any:
    """The content of a JSON file. Raises Problems where it is malformed, or unlike schema/`closed_by`."""
    place = Place(file, "descriptor")
    try:
        data = tree.read(file)
        content = strict_json.parse(data)
    except (OSError, ValueError) as e:
        at, found = place.at(getattr(e, "lineno", 0)), f"not readable as JSON: {e}"
        raise Problems([at.problem(found, "well-formed JSON, each key once", "restore or mend the file")]) from None
    try:
        closing = tree.read(f"schema/{closed_by}")
        _validator(closing)
    except (OSError, ValueError) as e:
        raise CannotRun(f"schema/{closed_by} is not a JSON Schema that can be read: {e}") from None
    expected, remedy = f"what schema/{closed_by} allows", "correct the key or the value"
    if errors := _errors(data, closing):
        raise Problems([place.at(0, where).problem(found, expected, remedy) for where, found in errors])
    return content


def write(content: Any) -> bytes:
    """The canonical text of a JSON file."""
    return (json.dumps(content, indent=2, ensure_ascii=False) + "\n").encode()


@lru_cache(maxsize=64)
def _errors(data: bytes, closed: bytes) -> list[tuple[str, str]]:
    """(where, what is wrong) in a JSON text, by the bytes of the schema that closes it; cached, as the tests call it often."""
    errors = islice(_validator(closed).iter_errors(strict_json.parse(data)), SHOWN)
    return [("/".join(map(str, e.absolute_path)), json_schema.said(e)) for e in errors]


@lru_cache(maxsize=16)
def _validator(closed: bytes) -> Draft202012Validator:
    schema = json_schema.parse(closed)
    if not schema.keys() & {"required", "additionalProperties"}:
        raise ValueError("it closes nothing")
    return json_schema.validator("", schema, json_schema.parts("", schema))
