"""The documents made from the tables, by path: those for people, and what the Python package has of them.

To add one: a module with a function from the tables to its text, and a line in DOCUMENTS.
"""

from collections.abc import Callable

from scripts.documents import citation, counts, data_dictionary, support, table_names, zenodo
from scripts.tables import iso_names
from scripts.tables.rows import Rows

# path -> the function that renders it, and the tables without which there is nothing to render
DOCUMENTS: dict[str, tuple[Callable[[Rows], str], tuple[str, ...]]] = {
    "docs/data-dictionary.md": (data_dictionary.render, ()),
    "docs/counts.md": (counts.render, ("members", "memberships", "meetings", "attendance", "reported_sizes")),
    "docs/support.md": (support.render, ("sources", "support")),
    "docs/citation.md": (citation.markdown, ()),
    "CITATION.cff": (citation.cff, ()),
    ".zenodo.json": (zenodo.render, ()),
    "src/coalition_of_the_willing/iso_names.json": (iso_names.written, ()),
    "src/coalition_of_the_willing/table_names.py": (table_names.render, ()),
}


def rendered(rows: Rows) -> dict[str, bytes]:
    """The documents by path."""
    return {path: render(rows).encode() for path, (render, needs) in DOCUMENTS.items() if all(n in rows for n in needs)}
