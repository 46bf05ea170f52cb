"""Code lists and Table Schemas.

A code list stands once, in schema/codes.json. A field names its list in `codes`; the build writes the list into the field's
`enum`, where the standard's tools enforce it, and with its words into `categories`, where they find the labels. It writes
`missingValues` into each schema. What the build writes is not read where it is there already: see `authored`.
"""

from collections import Counter
from typing import NamedTuple

from scripts.files import closed_json, csv_text
from scripts.files.trees import Tree
from scripts.problems import CannotRun, Place, Problems

CODES, TABLES = "schema/codes.json", "schema/tables"
ROSTER, WIDER, NO = "roster", "wider", "no"  # what a status counts as: see schema/code-lists.json


class Code(NamedTuple):
    """One code: what stands in a cell, its words, what it means; what a status counts as, whether a kind of page stands alone."""

    code: str
    title: str
    plural: str
    meaning: str
    counts: str = ""
    alone: bool = False


class Codes(dict[str, dict[str, Code]]):
    """The code lists by name, each a dictionary from code to Code in the order of the list."""

    def titles(self, name: str) -> dict[str, str]:
        return {code: entry.title for code, entry in self[name].items()}

    def counted(self, *counts: str) -> tuple[str, ...]:
        """The statuses that count as one of ROSTER, WIDER, NO."""
        return tuple(code for code, entry in self["status"].items() if entry.counts in counts)

    def described(self, field: dict) -> str:
        """The description of a field, with the meaning of its codes: for readers who have the field alone."""
        meanings = [f"{entry.code}: {entry.meaning}" for entry in self.get(field.get("codes", ""), {}).values()]
        return " ".join((field["description"], "; ".join(meanings) + "." if meanings else "")).strip()


def codes(tree: Tree) -> Codes:
    """The code lists. Raises Problems, or CannotRun where the tree is no package at all."""
    if not tree.files("schema"):
        raise CannotRun(f"{tree.label} has no schema/; --root must name a folder with data/ and schema/")
    lists = closed_json.read(tree, CODES, "code-lists.json")
    return Codes(
        {
            name: {
                c["code"]: Code(
                    c["code"], c["title"], c.get("plural", c["title"]), c["meaning"], c.get("counts", ""), "alone" in c
                )
                for c in entries
            }
            for name, entries in lists.items()
        }
    )


def tables(tree: Tree, known: Codes) -> dict[str, dict]:
    """The Table Schemas by name, sorted, with the code lists in their fields. Raises Problems with all that is wrong."""
    schemas, problems = {}, []
    for name, file in tree.json_files(TABLES).items():
        try:
            schema = closed_json.read(tree, file, "table-schema.json")
            _keys_lead_somewhere(file, schema, known)
        except Problems as e:
            problems += e.problems
            continue
        schemas[name] = _stamped(authored(schema), known)
    if problems:
        raise Problems(problems)
    return schemas


def authored(schema: dict) -> dict:
    """A Table Schema without what the build writes into it."""
    fields = [{k: v for k, v in field.items() if k != "categories"} for field in schema["fields"]]
    for field in (f for f in fields if "codes" in f and "constraints" in f):
        field["constraints"] = {k: v for k, v in field["constraints"].items() if k != "enum"}
    return {k: v for k, v in schema.items() if k != "missingValues"} | {"fields": fields}


def _stamped(schema: dict, known: Codes) -> dict:
    fields = [_with_codes(field, known[field["codes"]]) if "codes" in field else field for field in schema["fields"]]
    return schema | {"fields": fields, "missingValues": csv_text.MISSING}


def _with_codes(field: dict, codes: dict[str, Code]) -> dict:
    """The field with its codes: `enum` is what tools enforce, `categories` what they show."""
    rules = {**field.get("constraints", {}), "enum": list(codes)}
    labels = [{"value": code, "label": entry.title} for code, entry in codes.items()]
    return {k: v for k, v in field.items() if k != "constraints"} | {"categories": labels, "constraints": rules}


def _keys_lead_somewhere(file: str, schema: dict, known: Codes) -> None:
    """Raise Problems where a key or a code list is misspelt: the standard's tools would blame every row for it."""
    fields = [f["name"] for f in schema["fields"]]
    used = [*schema["primaryKey"], *(f for k in schema.get("foreignKeys", []) for f in k["fields"])]
    place = Place(file, "descriptor")
    problems = [
        place.at(0, f).problem(f"the field {f!r} twice", "each field once", "rename or remove one")
        for f in sorted(f for f, times in Counter(fields).items() if times > 1)
    ]
    for f in sorted(set(used) - set(fields)):
        found, remedy = f"the key field {f!r}, which the table does not have", "correct the name of the field"
        problems.append(place.at(0, f).problem(found, f"one of {fields}", remedy))
    for field in schema["fields"]:
        if (name := field.get("codes")) and name not in known:
            found, remedy = f"the code list {name!r}, which {CODES} does not have", f"correct it, or add it to {CODES}"
            problems.append(place.at(0, field["name"]).problem(found, f"one of {', '.join(known)}", remedy))
    if problems:
        raise Problems(problems)
