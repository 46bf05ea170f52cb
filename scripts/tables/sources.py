"""The pages cited, which row rests on which page, and how well each row is supported."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from coalition_of_the_willing.claims import DISPUTES, SUPPORTS
from scripts.problems import Place, Problems
from scripts.tables.rows import Row, Tables, boolean, optional


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
            "add it to `cited_table` and to `supported_table`, or the pages would be lost",
        )
        raise Problems([place.problem(found, "each such table", remedy)])
    rank = {
        code: i for i, code in enumerate(tables.codes["bearing"])
    }  # a code that the list lacks is found in the table
    for named, row in _rows(tables, listed):
        by_page = defaultdict(list)
        for citation in row.citations:
            by_page[citation.source].append(citation)
        for source, of_page in by_page.items():
            note = "; ".join(dict.fromkeys(citation.note for citation in of_page))
            bearing = min((citation.bearing for citation in of_page), key=lambda code: rank.get(code, -1))
            yield Row({**named, "source": source, "note": note, "bearing": bearing})


def support(tables: Tables) -> Iterator[Row]:
    pages = {source["source"]: source for source in tables.rows("sources")}
    kinds = list(tables.codes["source_kind"])
    for named, row in _rows(tables, covered(tables.schemas, "support")):
        cited = (*row.citations, *row.elsewhere)
        say_so = [pages[source] for source in {c.source for c in cited if c.bearing == SUPPORTS}]
        if not say_so:  # a rule refuses the row
            continue
        publishers, found = {p["publisher"] for p in say_so}, [p["kind"] for p in say_so]
        best = min(found, key=kinds.index)
        alone = tables.codes["source_kind"][best].alone or row.values.get("said_by") in publishers
        yield Row(
            {
                **named,
                "pages": str(len(say_so)),
                "publishers": str(len(publishers)),
                "best_kind": best,
                "official": str(found.count("official")),
                "disputed": boolean(any(c.bearing == DISPUTES for c in cited)),
                "weak": boolean(len(publishers) == 1 and not alone),
            }
        )


def _rows(tables: Tables, names: list[str]) -> Iterator[tuple[dict[str, str], Row]]:
    """The rows of some tables, each with the columns `table` and `record` that name it."""
    for name in names:
        key = tables.schemas[name]["primaryKey"]
        for row in tables[name]:
            yield {"table": name, "record": "/".join(row.values[k] for k in key)}, row


def written(pages: Iterable[dict[str, str]]) -> dict[str, str]:
    """The day of each page, a record or a row: that of its publication or, where that is unknown, that on which it was read."""
    return {page["source"]: page.get("published") or page["consulted"] for page in pages}


def covered(schemas: dict[str, dict], by: str = "evidence") -> list[str]:
    """The tables whose rows have evidence, or support: the code list of its column `table`, as far as the package has them."""
    column = next((f for f in schemas[by]["fields"] if f["name"] == "table"), {})
    listed = column.get("constraints", {}).get("enum", [])
    return [name for name in listed if name in schemas and name != by]
