"""What offices and publishers said: sizes of the coalition, and stances on a force."""

from collections.abc import Iterator

from scripts.tables.rows import Row, Tables, citations, optional, without_evidence


def reported_sizes(tables: Tables) -> Iterator[Row]:
    for size in tables.records.reported_sizes:
        yield Row({**without_evidence(size), **optional(size, ("european", "meeting", "note"))}, citations(size))


def positions(tables: Tables) -> Iterator[Row]:
    for position in tables.records.positions:
        more = {"date_precision": position.get("date_precision", "day"), "note": position.get("note", "")}
        yield Row({**without_evidence(position), **more}, citations(position))
