"""A JSON Schema from a file of the package, made into a validator that can be trusted whatever stands in the file.

What is let through has keywords that are known here, of the types that the standard gives them, references to parts in `$defs` of
these files that never lead to themselves, and patterns that end soon. References are replaced by what they name: nothing is fetched.
"""

import json
from collections.abc import Iterator, Mapping
from functools import lru_cache
from typing import Any

from jsonschema import Draft202012Validator, FormatChecker
from jsonschema.exceptions import ValidationError
from jsonschema.validators import extend

from scripts.files import strict_json
from scripts.files.patterns import demand_bounded

MAX_PARTS = 5_000  # of a schema, each reference written out; a code of an `enum` is one
_TOO_LARGE = f"more than {MAX_PARTS} parts, each reference written out"
_DRAFT = "https://json-schema.org/draft/2020-12/schema"
_ONE = {"additionalProperties", "else", "if", "items", "not", "propertyNames", "then"}  # a keyword with a schema
_LIST, _NAMED = {"allOf", "anyOf", "oneOf"}, {"properties"}  # with a list of schemas, with schemas by name
_ABOUT = {"$schema", "$ref", "$defs", "title", "description", "x-order", "x-folder"}
_VALUES = {"type", "enum", "const", "format", "pattern", "minLength", "maxLength", "minimum", "maximum"}
_MANY = {"required", "dependentRequired", "minProperties", "minItems", "maxItems", "uniqueItems"}
_KNOWN = _ONE | _LIST | _NAMED | _ABOUT | _VALUES | _MANY
_FORMATS = FormatChecker(["date"])


@_FORMATS.checks("regex", raises=ValueError)
def _ends_soon(value: Any) -> bool:
    if isinstance(value, str):
        demand_bounded(value)
    return True


@lru_cache(maxsize=64)
def parse(data: bytes) -> dict:
    """The JSON Schema of a text, cached; callers must not change it. Raises ValueError, in one line, where it is none."""
    content = strict_json.the(dict, strict_json.parse(data), "the whole")
    if data.count(b"{") + data.count(b",") > MAX_PARTS:
        raise ValueError(_TOO_LARGE)
    meta = Draft202012Validator(Draft202012Validator.META_SCHEMA, format_checker=_FORMATS)
    for error in meta.iter_errors(content):
        where = "/".join(map(str, error.absolute_path))
        raise ValueError(f"{where}: {said(error)}" if where else said(error))
    return content


def said(error: ValidationError) -> str:
    """What a validator found wrong, and why where a format has its reason."""
    return f"{error.message}: it {error.cause}" if error.cause else error.message


def parts(file: str, schema: dict) -> dict[str, dict]:
    """The parts of a schema that references may name, by the name: common.json#/$defs/slug."""
    return {f"{file}#/$defs/{name}": part for name, part in schema.get("$defs", {}).items() if isinstance(part, dict)}


def validator(file: str, schema: dict, known: Mapping[str, dict]) -> Draft202012Validator:
    """The validator of a schema; `known` are the parts that its references name. Raises ValueError for what is not let through."""
    return _remembering()(_Whole(known).of(schema, file), format_checker=_FORMATS)


class _Whole:
    """Schemas with each `$ref` replaced by what it names."""

    def __init__(self, known: Mapping[str, dict]):
        self.known, self.left = known, MAX_PARTS

    def of(self, schema: Any, file: str, inside: tuple[str, ...] = ()) -> Any:
        if isinstance(schema, bool):
            return schema
        self.left -= 1
        if self.left < 0:
            raise ValueError(_TOO_LARGE)
        if unknown := sorted(schema.keys() - _KNOWN):
            raise ValueError(f"the keyword {unknown[0]!r}, which is not known here")
        if schema.get("$schema", _DRAFT) != _DRAFT:
            raise ValueError(f"the dialect {schema['$schema']!r}, not {_DRAFT}")
        found = self._named(schema["$ref"], file, inside) if "$ref" in schema else {}
        for key, value in schema.items():
            if key in _ONE:
                found[key] = self.of(value, file, inside)
            elif key in _LIST:
                found[key] = [self.of(part, file, inside) for part in value]
            elif key in _NAMED:
                found[key] = {name: self.of(part, file, inside) for name, part in value.items()}
            elif not key.startswith("$"):
                found[key] = value
        return found

    def _named(self, reference: str, file: str, inside: tuple[str, ...]) -> dict:
        name = file + reference if reference.startswith("#") else reference
        if name not in self.known:
            raise ValueError(f"the reference {reference!r}, which leads nowhere")
        if name in inside:
            raise ValueError(f"the reference {reference!r}, which leads to itself")
        return self.of(self.known[name], name.partition("#")[0], (*inside, name))


def _remembering() -> type[Draft202012Validator]:
    """A validator that looks at a text once for each part of a schema: codes, dates and words come again and again.

    It also makes the validator of each part once. Both save most of the time of a large file. A list of many entries is looked
    through once for equal ones, where jsonschema may compare each with each.
    """
    valid: set[tuple[int, str]] = set()
    parts: dict[int, Any] = {}  # id of a part of a schema -> its validator; the parts live as long as the whole

    def descend(validator: Any, value: Any, schema: Any, path: Any) -> Iterator[Any]:
        key = (id(schema), value) if isinstance(value, str) else None
        if key in valid:
            return
        if isinstance(schema, bool):
            yield from validator.descend(value, schema, path=path)
            return
        part = parts.get(id(schema)) or parts.setdefault(id(schema), validator.evolve(schema=schema))
        wrong = False
        for error in part.iter_errors(value):
            wrong = True
            error.path.appendleft(path)
            yield error
        if key and not wrong:
            valid.add(key)

    def items(validator: Any, schema: Any, instance: Any, _: Any) -> Iterator[Any]:
        if isinstance(instance, list):
            for i, value in enumerate(instance):
                yield from descend(validator, value, schema, i)

    def properties(validator: Any, schemas: Any, instance: Any, _: Any) -> Iterator[Any]:
        if isinstance(instance, dict):
            for name, schema in schemas.items():
                if name in instance:
                    yield from descend(validator, instance[name], schema, name)

    def unique(_: Any, wanted: bool, instance: Any, __: Any) -> Iterator[Any]:
        if (
            wanted
            and isinstance(instance, list)
            and len({json.dumps(v, sort_keys=True) for v in instance}) < len(instance)
        ):
            yield ValidationError(f"{instance!r} has non-unique elements")

    return extend(Draft202012Validator, {"items": items, "properties": properties, "uniqueItems": unique})
