"""The codebook as PDF, by Typst: what the dataset is, the coding rules, every table and variable with frequencies, limits, changes.

Here stands what it says, as one JSON document; codebook.typ beside this lays it out. The file is archival and accessible
(PDF/A-2a, PDF/UA-1), in the fonts that the package typst brings, so that the same package gives the same bytes on any machine.
"""

import json
from pathlib import Path

from coalition_of_the_willing.citing import text
from scripts.documents import data_dictionary, edition, markdown_tree
from scripts.exports import frequencies, release_history
from scripts.files.trees import Tree
from scripts.problems import CannotRun
from scripts.tables.rows import Rows

TEMPLATE = Path(__file__).with_suffix(".typ")
METHOD, LIMITS = "docs/method.md", "What is not known"
STANDARDS = ["a-2a", "ua-1"]
_TYPES = {"string": "text", "uri": "URL"}  # other types are called as in the Table Schema


def write(rows: Rows, tree: Tree, descriptor: dict, when: str) -> bytes:
    """The bytes of the PDF. `when` is a day or time of the package, and the only one that the file knows.

    Raises CannotRun where Typst refuses the document, ImportError where typst or markdown-it is not installed.
    """
    import typst

    said = json.dumps(content(rows, tree, descriptor, when), ensure_ascii=False)
    try:
        return typst.compile(
            TEMPLATE.read_bytes(), sys_inputs={"codebook": said}, ignore_system_fonts=True, pdf_standards=STANDARDS
        )
    except typst.TypstError as e:
        why = "; ".join(" ".join(part.split()) for part in (e.message, *(e.hints or ())))
        raise CannotRun(
            f"no codebook: Typst says {why}; correct scripts/exports/{TEMPLATE.name}, "
            f"or the words in schema/ and {METHOD} that it cannot show"
        ) from None


def content(rows: Rows, tree: Tree, descriptor: dict, when: str) -> dict:
    """What the codebook says. Texts are plain, or nodes of scripts/documents/markdown_tree.py."""
    until, licence = descriptor.get("documented_until", ""), descriptor["licenses"][0]
    rules, limits = _method(tree)
    released = edition.released(descriptor)
    return {
        "title": descriptor["title"],
        "version": descriptor["version"],
        "released": edition.day(released) if released else "unreleased",
        "facts": edition.sentence(edition.silence(until)),
        "licence": {"name": f"{licence['title']} ({licence['name']})", "url": licence["path"]},
        "authors": [c["title"] for c in descriptor["contributors"]],
        "keywords": descriptor["keywords"],
        "cite": markdown_tree.inline(text(descriptor, "*")),
        "summary": rows.package["summary"],
        "description": descriptor["description"],
        "date": [int(part) for part in when[:10].split("-")],
        "method": METHOD,
        "rules": rules,
        "limits": limits,
        "tables": [_table(name, rows) for name in rows.schemas],
        "releases": release_history.releases(tree, rows.get("changes", [])),
    }


def _method(tree: Tree) -> tuple[list[dict], list[dict]]:
    """The coding rules and the known limits: the document of the method, of which the limits have a chapter of their own."""
    if not tree.has(METHOD):
        return [], []
    rules, limits = [], []
    here = rules
    for block in markdown_tree.read(tree.text(METHOD), METHOD):
        if block["is"] == "heading" and block["level"] <= 2:
            here = limits if markdown_tree.words(block["children"]) == LIMITS else rules
            if here is limits or block["level"] == 1:  # the chapter has a heading already
                continue
        here.append(block)
    return rules, limits


def _table(name: str, rows: Rows) -> dict:
    schema = rows.schemas[name]
    keys = [
        {"fields": key["fields"], "table": key["reference"]["resource"], "there": key["reference"]["fields"]}
        for key in schema.get("foreignKeys", [])
    ]
    return {
        "name": name,
        "title": schema["title"],
        "description": schema["description"],
        "unit": data_dictionary.about(schema),
        "key": schema["primaryKey"],
        "foreign": keys,
        "rows": f"{len(rows[name]):,}",
        "fields": [_field(field, name, rows, keys) for field in schema["fields"]],
    }


def _field(field: dict, table: str, rows: Rows, keys: list[dict]) -> dict:
    name, rules = field["name"], field.get("constraints", {})
    column = [row[name] for row in rows[table]]
    codes = rows.codes.get(field.get("codes", ""))
    kind = field.get("format", field["type"])
    return {
        "name": name,
        "title": field.get("title", ""),
        "type": "categorical" if codes else _TYPES.get(kind, kind),
        "required": rules.get("required", False) or name in rows.schemas[table]["primaryKey"],
        "key": name in rows.schemas[table]["primaryKey"],
        "derived": field.get("derived", False),
        "unique": rules.get("unique", False),
        "meaning": field["description"],
        "pattern": rules.get("pattern", ""),
        "limits": [f"{word} {rules[word]}" for word in ("minimum", "maximum") if word in rules],
        "refers": [{"table": k["table"], "field": k["there"][0]} for k in keys if k["fields"] == [name]],
        "list": field.get("codes", ""),
        "values": frequencies.values(column, codes) if codes else [],
        "figures": {} if codes else frequencies.figures(field["type"], column),
    }
