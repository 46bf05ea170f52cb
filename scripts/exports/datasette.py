"""What Datasette shows beside the SQLite file (`datasette FILE.sqlite --metadata FILE.datasette.json`), from the schemas.

Titles and meanings of tables and columns, licence and citation; filters on every code list and boolean, and for a row
that others refer to its title or name in place of its key.
"""

from scripts.exports.sqlite import ABOUT
from scripts.files import closed_json
from scripts.files.schemas import Codes

_LABELS = ("title", "name")  # the fields by which people know a row
_PAGE = 100  # rows


def write(database: str, schemas: dict[str, dict], codes: Codes, about: dict[str, str], descriptor: dict) -> bytes:
    """The bytes of the metadata for the database, which Datasette calls by its file without the suffix."""
    licence = descriptor["licenses"][0]
    said = {
        "title": about["title"],
        "description": f"{about['description']} {about['edition']} {about['empty']}",
        "license": licence["title"],
        "license_url": licence["path"],
        "source": about["based on"],
        "about": about["cite"],
    }
    if "homepage" in descriptor:
        said |= {"source_url": descriptor["homepage"], "about_url": descriptor["homepage"]}
    tables = {name: _table(schema, codes) for name, schema in schemas.items()}
    tables[ABOUT] = {"title": "About", "description": "What this file is, how far its facts go, and how to cite it."}
    return closed_json.write({**said, "databases": {database: {**said, "tables": tables}}})


def _table(schema: dict, codes: Codes) -> dict:
    names = [field["name"] for field in schema["fields"]]
    label = next((name for name in _LABELS if name in names), None)
    return {
        "title": schema["title"],
        "description": schema["description"],
        "columns": {field["name"]: codes.described(field) for field in schema["fields"]},
        "facets": [field["name"] for field in schema["fields"] if "codes" in field or field["type"] == "boolean"],
        "sort": schema["primaryKey"][0],
        "size": _PAGE,
        **({"label_column": label} if label else {}),
    }
