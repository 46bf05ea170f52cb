"""The module of the Python package that has the names of the tables as a type."""

from scripts.tables.rows import Rows


def render(rows: Rows) -> str:
    """The source of the module."""
    names = "\n".join(f'    "{name}",' for name in rows.schemas)
    return f'''"""The names of the tables as a type, so that a type checker sees a misspelt one. Made by `python -m scripts.build`."""

from typing import Literal

Table = Literal[
{names}
]
'''
