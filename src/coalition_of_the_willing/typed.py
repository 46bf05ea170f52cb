"""The tables as DataFrames, typed from their Table Schemas, and the way back to the CSV as shipped.

A new table needs nothing here. A new field type needs a line in `_dtype` and, if pandas writes it differently, in `to_csv`.
"""

from functools import cache
from os import PathLike
from typing import Any

import pandas as pd

from .folder import csv_path, schema
from .table_names import Table


def load(table: Table) -> pd.DataFrame:
    """A table, one row per record in the order of the CSV, columns in the order of the schema.

    dtypes: text and codes "string" (036 and NO stay text), booleans nullable "boolean", integers nullable "Int64", dates
    datetime64 (in the unit that this pandas gives them), code lists "category": unordered, all values of the list in the
    schema's order, used or not, so that sorting and `value_counts(sort=False)` follow it. An empty cell is missing, nothing
    else is. Intervals include both ends. The frame is yours to change. Take a column as df["size"]: of columns called `size`,
    `mode` or `name`, df.size and the like are what pandas means by the word.

    Raises UnknownTable.

    >>> load("memberships").dtypes["status"].categories.tolist()
    ['lead', 'member', 'participant', 'observer', 'outside']
    """
    csv_path(table)  # refuses what is not a table, whatever its type
    return _read(table).copy()


def members() -> pd.DataFrame:
    """The reference roster: 31 rows, one per country, typed as `load` does. See docs/method.md for how it was established.

    >>> int(members()["european"].sum())
    27
    """
    return load("members")


def panel() -> pd.DataFrame:
    """The country-month panel: one row per country and month, typed as `load` does, in the order of iso3 and month.

    Columns: iso3, month ("YYYY-MM"), cow, gw (string), status_first, status_last (category), days_in (Int64, days as lead or
    member), meetings, attended (Int64). Months are those that the facts cover, from that of the first meeting on.

    >>> int(panel()["days_in"].max())
    31
    """
    return load("panel")


def to_csv(frame: pd.DataFrame, path: str | PathLike[str] | None = None) -> str:
    """A frame as this package writes CSV: UTF-8, LF, quotes only where needed, `true` and `false`, ISO dates, no index.

    Returns the text; writes it to `path` too where one is given. `to_csv(load(t))` equals the shipped file for every table.

    >>> to_csv(members()[["iso3", "iso_numeric", "european"]].head(1))
    'iso3,iso_numeric,european\\nAUS,036,false\\n'
    """
    text = frame.copy()
    for column in text.columns[[pd.api.types.is_bool_dtype(dtype) for dtype in text.dtypes]]:
        text[column] = text[column].astype("boolean").map({True: "true", False: "false"}, na_action="ignore")
    written = text.to_csv(index=False, lineterminator="\n", date_format="%Y-%m-%d")
    if path is not None:
        with open(path, "w", encoding="utf-8", newline="") as file:
            file.write(written)
    return written


@cache
def _read(table: Table) -> pd.DataFrame:
    fields = schema(table)["fields"]
    frame = pd.read_csv(
        csv_path(table),
        dtype={field["name"]: _dtype(field) for field in fields},
        keep_default_na=False,
        na_values=[""],
        encoding="utf-8",
    )
    # ns in pandas 2, us in 3; an empty column would get another
    unit = pd.to_datetime(pd.Series(["2025-03-02"]), format="%Y-%m-%d").dtype
    dates: list[str] = [field["name"] for field in fields if field["type"] == "date"]
    for name in dates:
        frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d").astype(unit)
    return frame


def _dtype(field: dict[str, Any]) -> Any:
    if codes := field.get("constraints", {}).get("enum"):
        return pd.CategoricalDtype(codes)
    return {"string": "string", "date": "string", "boolean": "boolean", "integer": "Int64"}[field["type"]]
