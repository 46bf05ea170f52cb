"""The table that opens docs/counts.md: each published number once for the coalition and once for its meetings, on one screen."""

from collections import Counter, defaultdict
from collections.abc import Iterable
from itertools import groupby

from scripts.documents import markdown
from scripts.documents.counts_sets import COALITION, NOT_MATCHED, UNEXPLAINED, Judged, Set, given
from scripts.tables.rows import Rows

SCREEN = 40  # rows that a reader sees at once, with a sentence or two above them
COLUMNS = ("number", "of", "explained by (statements)", "counted", "first given by")  # a phone shows the first three

Order = tuple[bool, bool, bool, int, str]


def table(rows: Rows, judged: Iterable[Judged]) -> str:
    """The table. Vague numbers of meetings come last, and are left to the table of vague numbers where they do not fit."""
    numbers: dict[Order, list[Judged]] = defaultdict(list)
    for statement in judged:
        numbers[_order(statement)].append(statement)
    shown: list[tuple[str, ...]] = []
    for _, block in groupby(sorted(numbers), key=lambda order: order[:2]):
        lines = [_line(rows, numbers[order]) for order in block]
        if shown and len(shown) + len(lines) > SCREEN:
            break
        shown += lines
    return markdown.table(COLUMNS, shown)


def span(judged: Iterable[Judged]) -> str:
    """From where to where the exact numbers run, of the coalition and of its meetings, as words; empty where there are none.

    Numbers of contributors count neither.
    """
    found: dict[str, list[int]] = {COALITION: [], "its meetings": []}
    for size, sets in judged:
        if size["qualifier"] == "exact" and sets is not None:
            found["its meetings" if size["meeting"] else COALITION].append(int(size["size"]))
    runs = [f"of {of} {_run(numbers)}" for of, numbers in found.items() if numbers]
    return f"exact ones: {', '.join(runs)}" if runs else ""


def _run(numbers: list[int]) -> str:
    low, high = min(numbers), max(numbers)
    return f"{low} to {high}" if low < high else str(low)


def _order(statement: Judged) -> Order:
    """What makes two statements one number, in the order of the table; the first two parts make its blocks."""
    size, sets = statement
    return bool(size["meeting"]), size["qualifier"] != "exact", sets is None, int(size["size"]), size["qualifier"]


def _line(rows: Rows, statements: list[Judged]) -> tuple[str, ...]:
    sizes = sorted((s.size for s in statements), key=lambda size: (size["date"], size["reported_size"]))
    first, others = sizes[0], len({size["said_by"] for size in sizes}) - 1
    counted, meetings = {size["counted"] for size in sizes}, len({size["meeting"] for size in sizes})
    more = f", and {others} other{'s' * (others > 1)}" if others else ""
    return (
        given(first),
        f"{meetings} meeting{'s' * (meetings > 1)}" if first["meeting"] else COALITION,
        _explained(statements),
        ", ".join(kind for kind in rows.codes["counted"] if kind in counted),
        f"{first['said_by']}, {first['date']}{more}",
    )


def _explained(statements: list[Judged]) -> str:
    """The plainest set of each statement, the most frequent first, with how many statements it explains where there are more."""
    found = Counter(_verdict(statement) for statement in statements)
    return "; ".join(f"{said} ({n})" if len(statements) > 1 else said for said, n in found.most_common())


def _verdict(statement: Judged) -> str:
    size, sets = statement
    if sets is None:
        return NOT_MATCHED
    return _named(min(sets, key=lambda s: len(s.changes)), size) if sets else UNEXPLAINED


def _named(plainest: Set, size: dict[str, str]) -> str:
    """A set by its rule: attendance of the meeting itself needs no name."""
    return (plainest._replace(meeting="") if size["meeting"] else plainest).label
