"""A table as Parquet, by pyarrow: string, int64, bool and date32 columns, with the schema's descriptions as metadata.

polars, DuckDB and R read these types as they are. pandas turns dates and booleans with empty cells into objects, which do not
compare, unless the file names other types under the key `pandas`, as a file written by pandas does. So it names text,
booleans and integers that may be missing, and for dates a timestamp, the one type that compares with pd.Timestamp in every pandas.
"""

import io
import json

from scripts.documents import edition
from scripts.exports.typed import Value
from scripts.files.schemas import Codes

# type of a field -> what pandas calls it in its metadata: the logical type, and the dtype to read it as
_PANDAS = {
    "string": ("unicode", "string"),
    "integer": ("int64", "Int64"),
    "boolean": ("bool", "boolean"),
    "date": ("date", "timestamp[ms][pyarrow]"),
}


def write(name: str, schema: dict, codes: Codes, records: list[dict[str, Value]], descriptor: dict) -> bytes:
    """The bytes of one table."""
    import pyarrow as pa
    import pyarrow.parquet as pq

    types = {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()}
    fields = [
        pa.field(
            f["name"],
            types[f["type"]],
            nullable=not f.get("constraints", {}).get("required", False),
            metadata={"description": codes.described(f)},
        )
        for f in schema["fields"]
    ]
    until = descriptor.get("documented_until", "")
    about = {
        "title": f"{descriptor['title']}: {name}",
        "description": schema["description"],
        "version": descriptor["version"],
        "edition": edition.sentence(edition.in_full(descriptor, until)),
        "documented_until": until,
        "license": descriptor["licenses"][0]["name"],
        "pandas": json.dumps(_for_pandas(schema)),
    }
    table = pa.Table.from_pylist(records, schema=pa.schema(fields, metadata=about))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()


def _for_pandas(schema: dict) -> dict:
    """The metadata that pandas writes into its own files and heeds in any, without an index."""
    columns = [(f["name"], *_PANDAS[f["type"]]) for f in schema["fields"]]
    keys = ("name", "pandas_type", "numpy_type")
    named = [dict(zip(keys, column, strict=True)) | {"field_name": column[0], "metadata": None} for column in columns]
    return {"index_columns": [], "column_indexes": [], "columns": named, "pandas_version": "2.2.0"}
