"""A table as Parquet, by pyarrow: string, int64, bool and date32 columns, with the schema's descriptions as metadata."""

import io

from scripts.documents import edition
from scripts.exports.typed import Value
from scripts.files.schemas import Codes


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
    }
    table = pa.Table.from_pylist(records, schema=pa.schema(fields, metadata=about))
    buffer = io.BytesIO()
    pq.write_table(table, buffer, compression="zstd")
    return buffer.getvalue()
