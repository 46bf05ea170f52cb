"""What each release changed."""

from collections.abc import Iterator

from scripts.tables.rows import Row, Tables


def changes(tables: Tables) -> Iterator[Row]:
    for release in tables.records.changes:
        for change in release["changes"]:
            whole = {"record": "*", "field": "*", "old": "", "new": "", "reason": ""}
            yield Row({"version": release["version"], "released": release["released"], **whole, **change})
