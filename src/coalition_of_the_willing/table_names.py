"""The names of the tables as a type, so that a type checker sees a misspelt one. Made by `python -m scripts.build`."""

from typing import Literal

Table = Literal[
    "members",
    "countries",
    "names",
    "memberships",
    "affiliations",
    "meetings",
    "attendance",
    "reported_sizes",
    "positions",
    "panel",
    "sources",
    "reports",
    "claims",
    "evidence",
    "support",
    "changes",
]
