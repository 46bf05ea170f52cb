"""On whose word: from a row to the pages that it rests on, from a meeting to what each page says of it, and how well rows are supported."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from .errors import UnknownRecord, shown
from .folder import name_of
from .given import as_text
from .pages import cited, key_of
from .table_names import Table
from .typed import as_series, load

Key = str | Sequence[Any] | Mapping[str, Any] | pd.Series


def sources_for(table: Table, record: Key) -> pd.DataFrame:
    """The pages cited for a row, one row per page, in the order of `source`.

    `record` is the row's key: "FRA", "paris-2025-09-04/FRA" or ("paris-2025-09-04", "FRA"); or the row itself, as a Series or mapping.
    Columns: those of the table sources (source, title, publisher, url ...), then note (string), what the page says in the words
    of this dataset, and bearing (category: supports, disputes, context), how it bears on the row. For meetings the pages that tell
    who came are among them. For attendance the pages are those with a claim, whatever it is: note is the claim, such as "attended,
    leader, in-person", then what the page says as a whole. Tables with citations are those of the table support.

    Raises UnknownTable, UnknownRecord, DamagedInstallation.

    >>> sources_for("members", "JPN").columns[:3].tolist()
    ['source', 'title', 'publisher']
    """
    row = as_series(record)
    pages = cited(table, record if row is None else row.to_dict())
    found = pd.DataFrame(pages, dtype="string")
    found["bearing"] = found["bearing"].astype(load("evidence")["bearing"].dtype)
    found = load("sources").merge(found, on="source", validate="1:1")
    return found.sort_values("source", ignore_index=True)


def claims_for(meeting: str, iso3: str | None = None) -> pd.DataFrame:
    """What each page says of a country at a meeting, one row per page; of every country where none is given.

    Columns: as in the table claims (meeting, iso3, source, says, represented_by, mode), then of the page publisher, kind,
    published and url, and of its report says_complete (boolean) and note (string). Sorted by iso3 and source. The rule that makes one
    row of attendance of them is in docs/method.md. A country of which no page says anything has no rows.

    Raises UnknownRecord for a meeting that is not in the table, or a country that is in none; DamagedInstallation.

    >>> sorted(claims_for("paris-2025-03-27", "AUT")["says"].unique())
    ['absent', 'attended']
    """
    meeting = _known("meetings", "meeting", meeting)
    iso3 = None if iso3 is None else _known("countries", "iso3", iso3)
    claims = load("claims")
    found = claims[(claims["meeting"] == meeting) & (True if iso3 is None else claims["iso3"] == iso3)]
    pages = load("sources")[["source", "publisher", "kind", "published", "url"]]
    reports = load("reports")[["meeting", "source", "says_complete", "note"]]
    return found.merge(pages, on="source", validate="m:1").merge(reports, on=["meeting", "source"], validate="m:1")


def support(table: Table) -> pd.DataFrame:
    """How well each row of a table is supported, one row per row of the table, in its order.

    Columns: the key of the table, then as in the table support: pages, publishers (Int64), best_kind (category, strongest
    first), official (Int64), disputed, weak (boolean). Join it to the table by its key.

    Raises UnknownTable, DamagedInstallation.

    >>> int(support("members")["publishers"].min()) > 1
    True
    """
    key = key_of(table)
    found = load("support")
    found = found[found["table"] == name_of(table)].drop(columns="table")
    keys = load(table)[key]
    record = keys.agg("/".join, axis="columns").astype("string")
    joined = keys.assign(record=record).merge(found, on="record", how="left", validate="1:1")
    return joined.drop(columns="record")


def _known(table: Table, key: str, value: object) -> str:
    """The key of a row as plain text."""
    if (plain := as_text(value)) is None or plain not in set(load(table)[key]):
        raise UnknownRecord(f"{table} has no record {shown(value)}; expected its key {key}; see load({table!r})")
    return plain
