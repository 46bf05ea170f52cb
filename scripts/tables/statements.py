"""What offices and publishers said: sizes of the coalition, and stances on a force."""

from collections.abc import Iterable, Iterator

from scripts.tables.rows import Row, Tables, citations, optional, without_evidence


def reported_sizes(tables: Tables) -> Iterator[Row]:
    for size in tables.records.reported_sizes:
        yield Row({**without_evidence(size), **optional(size, ("european", "meeting", "note"))}, citations(size))


def positions(tables: Tables) -> Iterator[Row]:
    for position in tables.records.positions:
        more = {"date_precision": position.get("date_precision", "day"), "note": position.get("note", "")}
        yield Row({**without_evidence(position), **more}, citations(position))


def last_positions(positions: Iterable[dict[str, str]]) -> set[str]:
    """The keys of the last stance of each country on each kind of force; of several on one day, the last by key."""
    in_time = sorted(positions, key=lambda p: (p["date"], p["position"]))
    return set({(p["iso3"], p["force"]): p["position"] for p in in_time}.values())
