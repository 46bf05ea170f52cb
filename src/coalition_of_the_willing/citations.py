"""On whose word: from a row to the pages that it rests on, from a meeting to what each page says of it, and how well rows are supported."""

from collections.abc import Mapping, Sequence
from typing import Any

import pandas as pd

from .errors import UnknownRecord, UnknownTable
from .folder import schema
from .typed import load

Key = str | Sequence[Any] | Mapping[str, Any] | pd.Series


def sources_for(table: str, record: Key) -> pd.DataFrame:
    """The pages cited for a row, one row per page, in the order of `source`.

    `record` is the row's key: "FRA", "paris-2025-09-04/FRA" or ("paris-2025-09-04", "FRA"); or the row itself, as a Series or mapping.
    Columns: those of the table sources (source, title, publisher, url ...), then note (string), what the page says in the words
    of this dataset, and bearing (category: supports, disputes, context), how it bears on the row. For meetings the pages that tell
    who came are among them. For attendance the pages are those with a claim, whatever it is: note is the claim, such as "attended,
    leader, in-person", then what the page says as a whole. Tables with citations are those of the table support.

    Raises UnknownTable, UnknownRecord.

    >>> sources_for("members", "JPN").columns[:3].tolist()
    ['source', 'title', 'publisher']
    """
    key = _cited(table)
    wanted = _record(record, key)
    evidence = load("evidence")
    found = evidence.loc[(evidence["table"] == table) & (evidence["record"] == wanted), ["source", "note", "bearing"]]
    if table == "meetings":
        reports = load("reports")
        told = reports.loc[reports["meeting"] == wanted, ["source", "note"]]
        told = told.assign(bearing=_bearing(["supports"] * len(told), told.index))
        found = pd.concat([found, told]).groupby("source", as_index=False).agg({"note": " ".join, "bearing": "first"})
    if table == "attendance":
        found = _claims_as_citations(wanted)
    if found.empty:
        raise UnknownRecord(f"{table} has no record {wanted!r}; expected its key {'/'.join(key)}; see load({table!r})")
    found = load("sources").merge(found, on="source", validate="1:1")
    return found.sort_values("source", ignore_index=True)


def claims_for(meeting: str, iso3: str | None = None) -> pd.DataFrame:
    """What each page says of a country at a meeting, one row per page; of every country where none is given.

    Columns: as in the table claims (meeting, iso3, source, says, represented_by, mode), then of the page publisher, kind,
    published and url, and of its report says_complete (boolean) and note (string). Sorted by iso3 and source. The rule that makes one
    row of attendance of them is in docs/method.md. A country of which no page says anything has no rows.

    Raises UnknownRecord for a meeting that is not in the table, or a country that is in none.

    >>> sorted(claims_for("paris-2025-03-27", "AUT")["says"].unique())
    ['absent', 'attended']
    """
    claims = load("claims")
    for table, key, value in (("meetings", "meeting", meeting), ("countries", "iso3", iso3)):
        if value is not None and value not in set(load(table)[key]):
            raise UnknownRecord(f"{table} has no record {value!r}; expected its key {key}; see load({table!r})")
    found = claims[(claims["meeting"] == meeting) & (True if iso3 is None else claims["iso3"] == iso3)]
    pages = load("sources")[["source", "publisher", "kind", "published", "url"]]
    reports = load("reports")[["meeting", "source", "says_complete", "note"]]
    return found.merge(pages, on="source", validate="m:1").merge(reports, on=["meeting", "source"], validate="m:1")


def support(table: str) -> pd.DataFrame:
    """How well each row of a table is supported, one row per row of the table, in its order.

    Columns: the key of the table, then as in the table support: pages, publishers (Int64), best_kind (category, strongest
    first), official (Int64), disputed, weak (boolean). Join it to the table by its key.

    Raises UnknownTable.

    >>> int(support("members")["publishers"].min()) > 1
    True
    """
    key = _cited(table)
    found = load("support")
    found = found[found["table"] == table].drop(columns="table")
    keys = load(table)[key]
    record = keys.agg("/".join, axis="columns").astype("string")
    joined = keys.assign(record=record).merge(found, on="record", how="left", validate="1:1")
    return joined.drop(columns="record")


def _claims_as_citations(attendance: str) -> pd.DataFrame:
    """(source, note, bearing) of every page with a claim that belongs to a row of attendance."""
    meeting, _, iso3 = attendance.partition("/")
    row = load("attendance")
    row = row[(row["meeting"] == meeting) & (row["iso3"] == iso3)]
    if row.empty:
        return pd.DataFrame(columns=["source", "note", "bearing"])
    claims = claims_for(meeting, iso3)
    said = claims["says"].astype("string")
    for column in ("represented_by", "mode"):
        said = said + (", " + claims[column].astype("string")).fillna("")
    reported = bool(row["reported_by"].item())
    of_announced = {"announced": "supports", "absent": "disputes", "announced-absent": "disputes"}
    bearing = {"attended": "supports", "absent": "disputes"} if reported else of_announced
    return pd.DataFrame(
        {
            "source": claims["source"],
            "note": said + ": " + claims["note"],
            "bearing": _bearing([bearing.get(says, "context") for says in claims["says"]], claims.index),
        }
    )


def _bearing(values: list[str], index: pd.Index) -> pd.Series:
    return pd.Series(values, index=index, dtype=load("evidence")["bearing"].dtype)


def _cited(table: str) -> list[str]:
    """The key of a table whose rows have citations. Raises UnknownTable."""
    key: list[str] = schema(table)["primaryKey"]
    if table not in (cited := list(load("support")["table"].cat.categories)):
        raise UnknownTable(f"rows of {table!r} are not cited one by one; expected one of: {', '.join(cited)}")
    return key


def _record(record: Any, key: list[str]) -> str:
    if isinstance(record, str):
        return record
    if isinstance(record, pd.Series | Mapping):
        if missing := [k for k in key if k not in record]:
            raise UnknownRecord(f"the row has no {', '.join(missing)}; expected the columns {', '.join(key)}")
        record = [record[k] for k in key]
    return "/".join(str(part)[:10] if hasattr(part, "year") else str(part) for part in record)
