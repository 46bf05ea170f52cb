"""A table as JSON: a list of records, one a line; booleans and integers as such, dates as ISO text, null where empty."""

import json

from scripts.exports.typed import Value


def write(records: list[dict[str, Value]]) -> bytes:
    """The bytes of one table."""
    lines = (json.dumps(record, ensure_ascii=False, default=str) for record in records)
    return ("[\n" + ",\n".join(lines) + "\n]\n").encode()
