"""The pieces of which a JSON Schema is made, each with the words that describe it.

Every key of an object is required, since null stands for what is unknown; further keys are allowed, since later versions may
bring some.
"""

from scripts.files.schemas import Codes

DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"string": "string", "integer": "integer", "boolean": "boolean", "date": "string"}

Schema = dict[str, object]


def field(column: dict, codes: Codes) -> Schema:
    """A field of a Table Schema: null where a cell may be empty, one of the codes where it has a code list."""
    found: Schema = {key: column[key] for key in ("title", "description") if key in column}
    found["type"] = _TYPES[column["type"]]
    if column["type"] == "date":
        found["format"] = "date"
    if "codes" in column:
        found["enum"] = list(codes[column["codes"]])
    return found if column.get("constraints", {}).get("required") else or_null(found)


def record(said: str, /, **properties: Schema) -> Schema:
    """An object with these keys."""
    return {"description": said, "type": "object", "properties": properties, "required": list(properties)}


def several(said: str, items: Schema) -> Schema:
    """An array."""
    return {"description": said, "type": "array", "items": items}


def by_key(said: str, values: Schema) -> Schema:
    """An object whose keys are data."""
    return {"description": said, "type": "object", "additionalProperties": values}


def text(said: str) -> Schema:
    return {"description": said, "type": "string"}


def date(said: str) -> Schema:
    return {"description": said, "type": "string", "format": "date"}


def number(said: str) -> Schema:
    return {"description": said, "type": "integer", "minimum": 0}


def or_null(schema: Schema) -> Schema:
    """The same, or null."""
    found = {**schema, "type": [schema["type"], "null"]}
    return {**found, "enum": [*schema["enum"], None]} if "enum" in schema else found
