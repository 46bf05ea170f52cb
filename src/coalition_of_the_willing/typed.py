"""The tables as DataFrames, typed from their Table Schemas, and the way back to the CSV as shipped.

A new table needs nothing here. A new field type needs a line in `_dtype` and, if pandas writes it differently, in `to_csv`.
"""

import io
from functools import cache
from os import PathLike, fspath
from typing import Any

import pandas as pd

from .errors import DamagedInstallation, Unwritable, shown
from .folder import csv_path, csv_text, name_of, schema, schema_path
from .given import is_a
from .installed import damaged
from .table_names import Table


def load(table: Table) -> pd.DataFrame:
    """A table, one row per record in the order of the CSV, columns in the order of the schema.

    dtypes: text and codes "string" (036 and NO stay text), booleans nullable "boolean", integers nullable "Int64", dates
    datetime64 (in the unit that this pandas gives them), code lists "category": unordered, all values of the list in the
    schema's order, used or not, so that sorting and `value_counts(sort=False)` follow it. An empty cell is missing, nothing
    else is. Intervals include both ends. The frame is yours to change. Take a column as df["size"]: of columns called `size`,
    `mode` or `name`, df.size and the like are what pandas means by the word.

    Raises UnknownTable, DamagedInstallation.

    >>> load("memberships").dtypes["status"].categories.tolist()
    ['lead', 'member', 'participant', 'observer', 'outside']
    """
    return _read(name_of(table)).copy()


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

    Raises Unwritable for what is no DataFrame, has a cell that cannot be written, or for a path that is none; OSError where
    the file cannot be written.

    >>> to_csv(members()[["iso3", "iso_numeric", "european"]].head(1))
    'iso3,iso_numeric,european\\nAUS,036,false\\n'
    """
    if not is_a(frame, pd.DataFrame):
        raise Unwritable(f"to_csv takes a DataFrame, not {shown(frame)}; for a Series use series.to_frame()")
    try:
        written = _written(frame)
        data = b"" if path is None else written.encode()
    except Exception as e:  # a cell may do anything where it is written
        raise Unwritable(f"a cell of the frame cannot be written ({shown(e)}); make text of it first") from e
    if path is not None:
        with _opened(path) as file:
            file.write(data)
    return written


def as_series(value: object) -> "pd.Series[Any] | None":
    """A Series as it is; None for anything else, even where it does not say what it is."""
    try:
        return value if isinstance(value, pd.Series) else None  # pyright: ignore[reportUnknownVariableType]
    except Exception:
        return None


def _written(frame: pd.DataFrame) -> str:
    text = frame.copy()
    for position, dtype in enumerate(text.dtypes):
        if pd.api.types.is_bool_dtype(dtype):
            flags = text.iloc[:, position].astype("boolean")
            words: Any = flags.map({True: "true", False: "false"}, na_action="ignore")
            text.isetitem(position, words)
    rows = _Rows()
    text.to_csv(rows, index=False, lineterminator=_Rows.END, date_format="%Y-%m-%d")
    return rows.getvalue()


class _Rows(io.StringIO):
    """Ends each row with LF, though its writer is told CRLF, so that it quotes a cell that holds either of the two."""

    END = "\r\n"

    def write(self, row: str) -> int:
        return super().write(row.removesuffix(self.END) + "\n")


def _opened(path: str | PathLike[str]) -> io.BufferedWriter:
    try:
        return open(fspath(path), "wb")
    except OSError:
        raise
    except Exception as e:
        raise Unwritable(f"{shown(path)} is no path of a file; expected text or a Path") from e


@cache
def _read(table: str) -> pd.DataFrame:
    fields = schema(table)["fields"]
    try:
        frame = pd.read_csv(
            io.StringIO(csv_text(table)),
            dtype={field["name"]: _dtype(field) for field in fields},
            keep_default_na=False,
            na_values=[""],
        )
        # ns in pandas 2, us in 3; an empty column would get another
        unit = pd.to_datetime(pd.Series(["2025-03-02"]), format="%Y-%m-%d").dtype
        dates: list[str] = [field["name"] for field in fields if field["type"] == "date"]
        for name in dates:
            frame[name] = pd.to_datetime(frame[name], format="%Y-%m-%d").astype(unit)
    except DamagedInstallation:
        raise
    except (
        ValueError,
        TypeError,
        KeyError,
    ) as e:  # a cell that is not of the type of its column, or a type that is none
        raise damaged(csv_path(table), f"does not fit {schema_path(table)} ({shown(e)})") from e
    return frame


def _dtype(field: dict[str, Any]) -> Any:
    if codes := field.get("constraints", {}).get("enum"):
        return pd.CategoricalDtype(codes)
    return {"string": "string", "date": "string", "boolean": "boolean", "integer": "Int64"}[field["type"]]
