"""The dataset as JSON-LD: a schema.org `Dataset` that is also Croissant 1.0, with every table and field of the Parquet files.

Dataset searches read the first part; programs that load data by Croissant (such as mlcroissant) read the tables, as typed as
Parquet has them, so that 036 stays text. Names of files are relative to this file: it works wherever the bundle lies whole.
Foreign keys are left to datapackage.json: mlcroissant 1.1 takes a reference for a join, and fails on a table with two.
"""

import hashlib
from typing import Any

from coalition_of_the_willing.citing import bibtex
from scripts.exports import metadata
from scripts.files import closed_json
from scripts.files.schemas import Codes
from scripts.tables.rows import Rows

CONFORMS_TO = "http://mlcommons.org/croissant/1.0"
PARQUET = "application/x-parquet"  # as readers of the format know it
_TYPES = {"string": "sc:Text", "integer": "sc:Integer", "boolean": "sc:Boolean", "date": "sc:Date"}
_TERMS = [
    "citeAs",
    "column",
    "equivalentProperty",
    "extract",
    "field",
    "fileProperty",
    "fileObject",
    "fileSet",
    "format",
    "includes",
    "isLiveDataset",
    "jsonPath",
    "key",
    "md5",
    "parentField",
    "path",
    "recordSet",
    "references",
    "regex",
    "repeated",
    "replace",
    "samplingRate",
    "separator",
    "source",
    "subField",
    "transform",
]
# The context that the format prescribes.
_CONTEXT = {
    "@language": "en",
    "@vocab": "https://schema.org/",
    **{term: f"cr:{term}" for term in _TERMS},
    "conformsTo": "dct:conformsTo",
    "cr": "http://mlcommons.org/croissant/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "rai": "http://mlcommons.org/croissant/RAI/",
    "sc": "https://schema.org/",
}


def write(descriptor: dict, rows: Rows, files: dict[str, tuple[str, bytes]]) -> bytes:
    """The bytes of the file. `files` are the Parquet files by table: path and content."""
    described = metadata.dataset(descriptor, rows, [_file(path, data) for path, data in files.values()])
    return closed_json.write(
        described
        | {"@context": _CONTEXT, "@type": "sc:Dataset", "conformsTo": CONFORMS_TO, "citeAs": bibtex(descriptor)}
        | {"recordSet": [_table(name, rows.schemas[name], rows.codes, path) for name, (path, _) in files.items()]}
    )


def _file(path: str, data: bytes) -> dict[str, Any]:
    return {
        "@type": "cr:FileObject",
        "@id": path,
        "name": path,
        "contentUrl": path,
        "encodingFormat": PARQUET,
        "contentSize": f"{len(data)} B",
        "sha256": hashlib.sha256(data).hexdigest(),
    }


def _table(name: str, schema: dict, codes: Codes, path: str) -> dict[str, Any]:
    return {
        "@type": "cr:RecordSet",
        "@id": name,
        "name": name,
        "description": schema["description"],
        "key": [{"@id": f"{name}/{field}"} for field in schema["primaryKey"]],
        "field": [_field(name, f, codes, path) for f in schema["fields"]],
    }


def _field(table: str, field: dict, codes: Codes, path: str) -> dict[str, Any]:
    return {
        "@type": "cr:Field",
        "@id": f"{table}/{field['name']}",
        "name": field["name"],
        "description": codes.described(field),
        "dataType": _TYPES[field["type"]],
        "source": {"fileObject": {"@id": path}, "extract": {"column": field["name"]}},
    }
