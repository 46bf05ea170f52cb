"""Which pages say it: from a row to the sources that it rests on."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from .errors import UnknownRecord, UnknownTable
from .folder import schema
from .typed import load


def sources_for(table: str, record: str | Sequence[Any] | Mapping[str, Any] | pd.Series) -> pd.DataFrame:
    """The pages cited for a row, one row per page, in the order of `source`.

    `record` is the row's key: "FRA", "paris-2025-09-04/FRA" or ("paris-2025-09-04", "FRA"); or the row itself, as a Series or mapping.
    Columns: those of the table sources (source, title, publisher, url ...), then note (string): what the page says of it, in
    the words of this dataset. Tables with citations are members, memberships, affiliations, meetings, attendance,
    reported_sizes and positions.

    Raises UnknownTable, UnknownRecord.

    >>> sources_for("members", "JPN").columns[:3].tolist()
    ['source', 'title', 'publisher']
    """
    key = schema(table)["primaryKey"]
    evidence = load("evidence")
    if table not in (cited := list(evidence["table"].cat.categories)):
        raise UnknownTable(f"rows of {table!r} are not cited one by one; expected one of: {', '.join(cited)}")
    wanted = _record(record, key)
    evidence = evidence[(evidence["table"] == table) & (evidence["record"] == wanted)]
    if evidence.empty:
        raise UnknownRecord(f"{table} has no record {wanted!r}; expected its key {'/'.join(key)}; see load({table!r})")
    return evidence[["source", "note"]].merge(load("sources"), on="source")[[*load("sources").columns, "note"]]


def _record(record: Any, key: list[str]) -> str:
    if isinstance(record, str):
        return record
    if isinstance(record, pd.Series | Mapping):
        if missing := [k for k in key if k not in record]:
            raise UnknownRecord(f"the row has no {', '.join(missing)}; expected the columns {', '.join(key)}")
        record = [record[k] for k in key]
    return "/".join(str(part)[:10] if hasattr(part, "year") else str(part) for part in record)
