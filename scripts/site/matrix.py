"""The attendance matrix: a row per country, a column per meeting, grouped by level; unknown is distinct from absent."""

from scripts.site import view
from scripts.tables.rows import Rows

# What a cell can say: the mark that is seen, and the words.
STATES = {
    "leader": ("L", "represented by its leader"),
    "minister": ("M", "represented by a minister"),
    "envoy": ("E", "represented by an envoy"),
    "official": ("O", "represented by an official"),
    "present": ("●", "took part, level unknown"),
    "message": ("✉", "sent a written message only"),
    "announced": ("○", "announced beforehand only"),
    "disputed": ("?", "sources conflict"),
    "absent": ("–", "absent: the list is complete and the country is not on it"),
    "unknown": ("", "unknown: no source seen"),
}


def build(rows: Rows, date: str) -> dict:
    """`levels`: the column groups; `groups`: the row groups, each country with one state per meeting, the latest first."""
    levels = list(rows.codes["level"])
    latest_first = sorted(rows["meetings"], key=lambda m: (m["start_date"], m["meeting"]), reverse=True)
    meetings = sorted(latest_first, key=lambda m: levels.index(m["level"]))
    known = states(rows)
    groups: dict[str, list[dict]] = {s: [] for s in (*rows.codes["status"], "")}
    for country in sorted(rows["countries"], key=lambda c: c["name"]):
        cells = [
            known.get((m["meeting"], country["iso3"]), "absent" if m["list_complete"] == "true" else "unknown")
            for m in meetings
        ]
        groups[view.status(rows, country["iso3"], date)].append(
            {**country, "cells": list(zip(meetings, cells, strict=True))}
        )
    return {
        "meetings": [{**m, "place": m["city"] or _online(m["format"])} for m in meetings],
        "levels": [
            {"name": name, "columns": n}
            for level, name in rows.codes.titles("level").items()
            if (n := sum(m["level"] == level for m in meetings))
        ],
        "groups": [{"status": s, "countries": c} for s, c in groups.items() if c],
    }


def states(rows: Rows) -> dict[tuple[str, str], str]:
    """What each row of attendance says, by (meeting, iso3)."""
    return {(a["meeting"], a["iso3"]): state(a) for a in rows["attendance"]}


def state(row: dict[str, str]) -> str:
    """What an attendance row says: one of STATES."""
    if row["confirmed"] == "false":
        return "announced"
    if row["represented_by"] == "message":
        return "message"
    return "disputed" if row["confirmed"] == "" else row["represented_by"] or "present"


def _online(form: str) -> str:
    return "online" if form == "remote" else "place unknown"
