"""Small helpers for generated Markdown."""

from collections.abc import Iterable, Sequence


def table(columns: Sequence[str], rows: Iterable[Sequence[str]]) -> str:
    """A Markdown table; line breaks and pipes inside cells are made harmless."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in line) + " |" for line in lines
    )


def generated(by: str) -> str:
    return f"<!-- Made by `python -m scripts.build` ({by}); edit the data or the schemas, not this file. -->\n"


def listed(items: Sequence[str]) -> str:
    """a, b and c"""
    return " and ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else "none"
