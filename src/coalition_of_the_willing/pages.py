"""On whose word: the pages that a row rests on, as text. Without pandas."""

from collections.abc import Mapping, Sequence
from datetime import date as Date

from .claims import SUPPORTS, bearing, decided_by
from .days import listed
from .errors import UnknownRecord, UnknownTable, shown
from .folder import codes, schema
from .rows import Row, rows


def cited(table: object, record: object) -> list[Row]:
    """source, note and bearing of every page cited for a row, by source. Raises UnknownTable, UnknownRecord."""
    key = key_of(table)
    wanted = name_of(record, key)
    found = [
        {"source": e["source"], "note": e["note"], "bearing": e["bearing"]}
        for e in rows("evidence")
        if e["table"] == table and e["record"] == wanted
    ]
    if table == "meetings":
        found = _joined([*found, *_reports(wanted)])
    if table == "attendance":
        found = _claims(wanted)
    if not found:
        expected = f"expected its key {'/'.join(key)}; see load({table!r})"
        raise UnknownRecord(f"{table} has no record {shown(wanted)}; {expected}")
    return sorted(found, key=lambda row: row["source"])


def key_of(table: object) -> list[str]:
    """The key of a table whose rows have citations. Raises UnknownTable."""
    key: list[str] = schema(table)["primaryKey"]
    known = codes("support", "table")
    if table not in known:
        raise UnknownTable(f"rows of {table!r} are not cited one by one; expected one of: {', '.join(known)}")
    return key


def name_of(record: object, key: Sequence[str]) -> str:
    """What the table evidence calls a row, given so, by the parts of its key, or by the row itself. Raises UnknownRecord."""
    if isinstance(record, str):
        return record
    if isinstance(record, Mapping):
        if missing := [k for k in key if k not in record]:
            raise UnknownRecord(f"the row has no {', '.join(missing)}; expected the columns {', '.join(key)}")
        return "/".join(_text(record[k]) for k in key)
    return "/".join(map(_text, listed(record)))


def _text(part: object) -> str:
    if isinstance(part, str):
        return part
    return part.isoformat()[:10] if isinstance(part, Date) else shown(part)


def _reports(meeting: str) -> list[Row]:
    told = (r for r in rows("reports") if r["meeting"] == meeting)
    return [{"source": r["source"], "note": r["note"], "bearing": SUPPORTS} for r in told]


def _joined(pages: list[Row]) -> list[Row]:
    """Each page once, with all that it says."""
    by_source: dict[str, Row] = {}
    for page in pages:
        known = by_source.get(page["source"])
        by_source[page["source"]] = known | {"note": f"{known['note']} {page['note']}"} if known else page
    return list(by_source.values())


def _claims(attendance: str) -> list[Row]:
    """Every page with a claim that belongs to a row of attendance: the claim, then what the page says as a whole."""
    meeting, _, iso3 = attendance.partition("/")
    row = next((r for r in rows("attendance") if (r["meeting"], r["iso3"]) == (meeting, iso3)), None)
    if row is None:
        return []
    decided = decided_by(int(row["reported_by"]))
    words = {r["source"]: r["note"] for r in rows("reports") if r["meeting"] == meeting}
    return [
        {
            "source": c["source"],
            "note": f"{', '.join(filter(None, (c['says'], c['represented_by'], c['mode'])))}: {words[c['source']]}",
            "bearing": bearing(c["says"], decided),
        }
        for c in rows("claims")
        if (c["meeting"], c["iso3"]) == (meeting, iso3)
    ]
