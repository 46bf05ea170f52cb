"""Small helpers for generated Markdown."""

from coalition_of_the_willing.layout import listed
from coalition_of_the_willing.layout import markdown_table as table

__all__ = ["generated", "listed", "table"]


def generated(by: str) -> str:
    return f"<!-- Made by `python -m scripts.build` ({by}); edit the data or the schemas, not this file. -->\n"
