"""On whose word: the pages that a row rests on, as text. Without pandas."""

from collections.abc import Mapping, Sequence

from .claims import SUPPORTS, bearing, decided_by
from .errors import UnknownRecord, UnknownTable, shown
from .folder import codes, name_of, schema
from .given import as_text, is_a, listed
from .rows import Row, rows


def cited(table: object, record: object) -> list[Row]:
    """source, note and bearing of every page cited for a row, by source. Raises UnknownTable, UnknownRecord."""
    key = key_of(table)
    table, wanted = name_of(table), record_of(record, key)
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
    if name_of(table) not in known:
        raise UnknownTable(f"rows of {name_of(table)!r} are not cited one by one; expected one of: {', '.join(known)}")
    return key


def record_of(record: object, key: Sequence[str]) -> str:
    """What the table evidence calls a row, given so, by the parts of its key, or by the row itself. Raises UnknownRecord."""
    if (name := as_text(record)) is not None:
        return name
    if not is_a(record, Mapping):
        return "/".join(map(_text, listed(record)))
    row = _as_dict(record)
    if missing := [k for k in key if k not in row]:
        raise UnknownRecord(f"the row has no {', '.join(missing)}; expected the columns {', '.join(key)}")
    return "/".join(_text(row[k]) for k in key)


def _as_dict(row: object) -> dict[object, object]:
    """A mapping with its texts as plain str; empty where it cannot be walked."""
    try:
        return {as_text(key): value for key, value in dict(row).items()}  # type: ignore[call-overload]
    except Exception:
        return {}


def _text(part: object) -> str:
    return shown(part) if (plain := as_text(part)) is None else plain


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
