"""The shapes of records and the schemas of tables say the same."""

import json


def enums(node):
    """(key, values) of every code list in a JSON Schema."""
    if isinstance(node, dict):
        for key, inner in node.get("properties", {}).items():
            if isinstance(inner, dict) and "enum" in inner:
                yield key, set(inner["enum"])
        for inner in node.values():
            yield from enums(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from enums(inner)


def test_a_code_list_of_the_records_is_that_of_a_table(root):
    tables: dict[str, list[set]] = {}
    for path in (root / "schema/tables").glob("*.json"):
        for field in json.loads(path.read_text(encoding="utf-8"))["fields"]:
            if "enum" in field.get("constraints", {}):
                tables.setdefault(field["name"], []).append(set(field["constraints"]["enum"]))
    compared = 0
    for path in (root / "schema/records").glob("*.json"):
        for key, values in enums(json.loads(path.read_text(encoding="utf-8"))):
            if key in tables:
                assert values in tables[key], f"{path.name}: {key}"
                compared += 1
    assert compared >= 10
