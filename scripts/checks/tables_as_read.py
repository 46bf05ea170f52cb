"""The tables as users get them, and the rules on what is built and on what is read."""

from collections.abc import Iterator

from scripts.checks.registry import breaches, check
from scripts.dataset import Dataset
from scripts.problems import Problem


@check("csv", needs=("schemas",))
def tables_can_be_read(dataset: Dataset) -> list[Problem]:
    """Each CSV has the columns of its schema, and rows."""
    _ = dataset.rows_as_read
    return []


@check("rules", needs=("tables",))
def rules_hold_in_a_rebuild(dataset: Dataset) -> Iterator[Problem]:
    """No rule is broken in the tables that a rebuild gives."""
    return breaches(dataset.rows)


@check("rules as read", needs=("csv",))
def rules_hold_in_the_tables_as_read(dataset: Dataset) -> Iterator[Problem]:
    """No rule is broken in the tables that lie in data/, where they differ from a rebuild."""
    if not dataset.is_computed or dataset.rows_as_read != dataset.rows:
        yield from breaches(dataset.rows_as_read)
