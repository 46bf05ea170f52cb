"""Each code list stands once, and everything that has codes has them from there."""

import json

from scripts.files import schemas
from scripts.files.trees import Folder, Overlay


def codes_in(root):
    return json.loads((root / schemas.CODES).read_text(encoding="utf-8"))


def enums(node):
    """Every code list that stands in a JSON Schema itself."""
    if isinstance(node, dict):
        yield from [node["enum"]] if "enum" in node else []
        for inner in node.values():
            yield from enums(inner)
    elif isinstance(node, list):
        for inner in node:
            yield from enums(inner)


def test_no_record_schema_has_a_code_list_of_its_own(root):
    for path in (root / "schema/records").glob("*.json"):
        assert list(enums(json.loads(path.read_text(encoding="utf-8")))) == [], path.name


def test_every_code_has_words_and_a_meaning(root):
    for name, entries in codes_in(root).items():
        codes = [entry["code"] for entry in entries]
        assert len(set(codes)) == len(codes), name
        assert all(entry["title"] and entry["meaning"] for entry in entries), name


def test_every_list_is_used(root):
    used = {
        f["codes"]
        for p in (root / "schema/tables").glob("*.json")
        for f in json.loads(p.read_text())["fields"]
        if "codes" in f
    }
    records = "".join(p.read_text() for p in (root / "schema/records").glob("*.json"))
    assert [name for name in codes_in(root) if name not in used and f'"codes.json#/{name}"' not in records] == []


def test_the_build_writes_a_code_added_to_a_list_wherever_it_is_used(computed, root):
    lists = codes_in(root)
    lists["status"].append({"code": "guest", "title": "invited guest", "meaning": "was invited once", "counts": "no"})
    changed = computed.with_files({schemas.CODES: json.dumps(lists).encode()})
    field = next(f for f in changed.schemas["memberships"]["fields"] if f["name"] == "status")
    assert field["constraints"]["enum"][-1] == "guest"
    stale = changed.stale
    assert {"schema/tables/memberships.json", "docs/data-dictionary.md"} <= set(stale)
    assert field["categories"][-1] == {"value": "guest", "label": "invited guest"}
    assert "| `guest` | invited guest | was invited once |" in changed.outputs["docs/data-dictionary.md"].decode()


def test_what_the_build_writes_into_a_table_schema_is_never_read(root):
    tree = Folder(root)
    known = schemas.codes(tree)
    path = "schema/tables/memberships.json"
    bare = tree.read(path)
    for written in (b"enum", b"categories", b"missingValues"):
        assert b'"%s"' % written in bare
    bare = json.dumps(schemas.authored(json.loads(bare))).encode()
    assert not any(b'"%s"' % written in bare for written in (b"enum", b"categories", b"missingValues"))
    again = Overlay(tree, {path: bare})
    assert schemas.tables(again, known) == schemas.tables(tree, known)


def test_labels_are_the_words_of_the_codes_in_their_order(computed, root):
    lists = codes_in(root)
    for name, schema in computed.schemas.items():
        for field in (f for f in schema["fields"] if "codes" in f):
            words = [{"value": c["code"], "label": c["title"]} for c in lists[field["codes"]]]
            assert field["categories"] == words, f"{name}.{field['name']}"
            assert field["constraints"]["enum"] == [c["value"] for c in words]
