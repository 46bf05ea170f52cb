"""The pages cited, and which row rests on which page."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.problems import Place, Problems
from scripts.tables.rows import Row, Tables, optional


def sources(tables: Tables) -> Iterator[Row]:
    for source in tables.records.sources:
        yield Row({**source, **optional(source, ("reprinted_by", "published"))})


def evidence(tables: Tables) -> Iterator[Row]:
    listed = covered(tables.schemas)
    others = (name for name in tables.schemas if name not in (*listed, "evidence"))
    if lost := next((name for name in others if any(row.citations for row in tables[name])), ""):
        found = f"the table {lost} cites pages, and is not in the code list of evidence.table"
        place, remedy = (
            Place("schema/codes.json", "tables", 0, lost),
            "add it to `cited_table`, or the pages would be lost",
        )
        raise Problems([place.problem(found, "each such table", remedy)])
    for name in listed:
        key = tables.schemas[name]["primaryKey"]
        for row in tables[name]:
            notes = defaultdict(list)
            for source, note in row.citations:
                if note not in notes[source]:
                    notes[source].append(note)
            record = "/".join(row.values[k] for k in key)
            for source, said in notes.items():
                yield Row({"table": name, "record": record, "source": source, "note": "; ".join(said)})


def covered(schemas: dict[str, dict]) -> list[str]:
    """The tables whose rows have evidence: the code list of `evidence.table`, as far as the package has them."""
    column = next((f for f in schemas["evidence"]["fields"] if f["name"] == "table"), {})
    listed = column.get("constraints", {}).get("enum", [])
    return [name for name in listed if name in schemas and name != "evidence"]
