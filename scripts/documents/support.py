"""docs/support.md: how well the rows of each table are supported, and the weak ones by name."""

from collections import Counter

from scripts.documents import markdown
from scripts.tables.rows import Rows


def render(rows: Rows) -> str:
    """The whole page."""
    by_table = {table: [s for s in rows["support"] if s["table"] == table] for table in rows.codes["supported_table"]}
    kinds = rows.codes.titles("source_kind")
    alone = ", ".join(entry.title for entry in rows.codes["source_kind"].values() if entry.alone)
    counted, named = [], []
    for table, supported in by_table.items():
        weak = [s for s in supported if s["weak"] == "true"]
        of = Counter(s["best_kind"] for s in weak)
        said = ", ".join(f"{of[kind]} {title}" for kind, title in kinds.items() if of[kind])
        single, disputed = (
            sum(s["publishers"] == "1" for s in supported),
            sum(s["disputed"] == "true" for s in supported),
        )
        counted.append((f"`{table}`", len(supported), single, f"{len(weak)} ({said})" if weak else "0", disputed))
        if weak:
            named.append(f"\n## {table}\n\n" + ", ".join(f"`{s['record']}`" for s in weak))
    return (
        "\n".join(
            [
                markdown.generated("scripts/documents/support.py"),
                "# How well the rows are supported\n",
                "From the table `support`, which has a line for each row. Publishers are those who wrote a page, not those who reprinted "
                f"it. A row is weak where one publisher alone says it, and its page is of no kind that is enough alone ({alone}); a "
                "number that a publisher gives in its own words is not weak, as its page is the statement. Disputed is a row that "
                "another page contradicts.\n",
                markdown.table(("table", "rows", "on one publisher", "weak, by kind of page", "disputed"), counted),
                "\nThe weak rows, by key:",
                *(named or ["none"]),
            ]
        )
        + "\n"
    )
