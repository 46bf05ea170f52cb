"""Domain rules: what must be true of the tables beyond what their schemas can say.

To add a rule: a function with the decorator `rule` in the module that its subject names.
"""

from scripts.checks import changes as releases
from scripts.checks import evidence as citations
from scripts.checks import meetings, membership, text
from scripts.checks.registry import RULES, Rows
from scripts.problems import Problem

__all__ = ["check", "citations", "meetings", "membership", "releases", "text"]


def check(rows: Rows, schemas: dict[str, dict]) -> list[Problem]:
    """Every breach of every rule."""
    found = text.cells(rows) + citations.complete(rows, schemas)
    for needs, function in RULES:
        if all(name in rows for name in needs):
            found += function(rows)
    return found
