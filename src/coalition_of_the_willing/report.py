"""Names tried one by one, and what to say of those that led nowhere. Without pandas."""

from collections.abc import Iterable, Mapping

from .errors import shown
from .lookup import look, suggestion
from .names import text_of

_SHOWN = 10  # values in the report
_HELPED = 100  # values with a suggestion: more would take long where the column is a wrong one


class Lost:
    """A value that did not match: how many rows have it, why, and the iso3 of the country meant that the data lack."""

    __slots__ = ("beyond", "reason", "rows", "value")

    def __init__(self, value: object, rows: int, reason: str, beyond: str | None):
        self.value, self.rows, self.reason, self.beyond = value, rows, reason, beyond


def tried(
    values: Iterable[object], counts: Mapping[int, int], schemes: tuple[str, ...]
) -> tuple[list[str | None], list[Lost]]:
    """The iso3 of distinct values, and those that led nowhere, commonest first. `counts` has by position how often each stands."""
    found: list[str | None] = []
    lost: list[Lost] = []
    for position, value in enumerate(values):
        text = text_of(value)
        iso3, reason, beyond = (None, "", None) if text is not None and not text.strip() else look(value, schemes)
        found.append(iso3)
        if reason:
            lost.append(Lost(value, int(counts[position]), reason, beyond))
    lost.sort(key=lambda row: -row.rows)
    for row in lost[:_HELPED]:
        row.reason += "" if row.beyond else suggestion(row.value, schemes)
    return found, lost


def told(total: int, blank: int, lost: list[Lost], rest: str) -> str:
    """The report: how many of the rows matched, and why the commonest of the others did not. `rest` says where all of them are."""
    missed = sum(row.rows for row in lost)
    lines = [f"{total - missed - blank} of {total} rows matched, {missed} not matched, {blank} empty"]
    for row in lost[:_SHOWN]:
        lines.append(f"  {shown(row.value)} ({row.rows} row{'' if row.rows == 1 else 's'}): {row.reason}")
    if more := len(lost) - _SHOWN:
        lines += [f"  and {more} more values; {rest}"] if more > 0 else []
    return "\n".join(lines)
