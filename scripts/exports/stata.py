"""A table as Stata 14 or later reads it (.dta, format 118), by pandas: labelled variables and values, dates as %td, text as UTF-8.

A code is its place in its code list, from 0, labelled with its title; a boolean is 0 or 1. Text is never missing in Stata,
so that an empty cell of text is "". R reads the labels with haven, Python with pandas or pyreadstat.
"""

import datetime
import io
import textwrap

from scripts.exports.typed import Value
from scripts.files.schemas import Codes

_LABEL, _NAME = 80, 32  # characters that a label and a name may have
_LONGEST = 2045  # bytes of text in a cell; a column with longer text is a strL
_ANSWERS = {False: "no", True: "yes"}


def write(
    name: str, schema: dict, codes: Codes, records: list[dict[str, Value]], about: dict[str, str], time: str
) -> bytes:
    """The bytes of one table; `time` is a day or time of the package, and the only one that the file knows.

    Raises ValueError where Stata cannot hold the name of a field.
    """
    import pandas as pd

    fields = {field["name"]: field for field in schema["fields"]}
    if long := [column for column in fields if len(column) > _NAME]:
        raise ValueError(f"{name}: Stata takes names of {_NAME} characters; shorten {', '.join(long)}")
    labels = {column: found for column, field in fields.items() if (found := _labels(field, codes))}
    columns = {}
    for column, field in fields.items():
        values, dtype = _column(field["type"], [r[column] for r in records], labels.get(column, {}))
        columns[column] = pd.Series(values, dtype=dtype)
    texts = (column for column, field in fields.items() if field["type"] == "string" and column not in labels)
    what, version = f"{schema['title']}: {about['title']}", about["version"]
    buffer = io.BytesIO()
    pd.DataFrame(columns).to_stata(
        buffer,
        write_index=False,
        version=118,
        time_stamp=datetime.datetime.fromisoformat(time).replace(tzinfo=None),
        data_label=f"{_short(what, len(version) + 1)} {version}",
        variable_labels={column: _short(field.get("title", column)) for column, field in fields.items()},
        value_labels={column: dict(enumerate(found.values())) for column, found in labels.items()},
        convert_dates={column: "td" for column, field in fields.items() if field["type"] == "date"},
        convert_strl=[column for column in texts if columns[column].str.encode("utf-8").str.len().max() > _LONGEST],
    )
    return buffer.getvalue()


def _labels(field: dict, codes: Codes) -> dict[Value, str]:
    """The labels of the values that a field may have, in order; none where its values speak for themselves."""
    return _ANSWERS if field["type"] == "boolean" else codes.titles(field["codes"]) if "codes" in field else {}


def _column(kind: str, values: list[Value], labels: dict[Value, str]) -> tuple[list, str]:
    """(values, dtype) for pandas."""
    if labels:
        places = {value: place for place, value in enumerate(labels)}
        return [None if value is None else places[value] for value in values], "Int8"
    if kind == "string":
        return [value or "" for value in values], "object"
    return values, {"integer": "Int32", "date": "datetime64[s]"}[kind]


def _short(label: str, beside: int = 0) -> str:
    """A label that fits, beside so many characters of another."""
    return textwrap.shorten(label, _LABEL - beside, placeholder=" ...")
