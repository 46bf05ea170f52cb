"""Text laid out for people: rows in columns of one width or as a Markdown table, and lists in a sentence."""

from __future__ import annotations

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from collections.abc import Iterable, Sequence


def aligned(lines: Sequence[Sequence[str]]) -> str:
    """Columns of one width each, two spaces apart."""
    widths = [max(map(len, column)) for column in zip(*lines, strict=True)]
    return "\n".join("  ".join(c.ljust(w) for c, w in zip(line, widths, strict=True)).rstrip() for line in lines)


def markdown_table(columns: Sequence[object], rows: Iterable[Sequence[object]]) -> str:
    """A Markdown table; line breaks and pipes inside cells are made harmless."""
    lines = [columns, ["---"] * len(columns), *rows]
    return "\n".join(
        "| " + " | ".join(str(c).replace("|", "\\|").replace("\n", " ") for c in line) + " |" for line in lines
    )


def listed(items: Sequence[str], last: str = "and") -> str:
    """A, B and C; "none" of nothing."""
    return f" {last} ".join(filter(None, (", ".join(items[:-1]), items[-1]))) if items else "none"
