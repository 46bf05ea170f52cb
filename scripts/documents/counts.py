"""docs/counts.md: for every published size, the sets of countries in the tables that have that size, or "unexplained".

The sets are those of counts_sets.py, whose rules are fixed before any size is looked at.
"""

from collections.abc import Iterable

from scripts.documents import counts_numbers, markdown
from scripts.documents.counts_sets import COALITION, NOT_MATCHED, UNEXPLAINED, Set, given, judged
from scripts.tables import country_codes
from scripts.tables.rows import Rows


def render(rows: Rows) -> str:
    """The whole page."""
    exact, vague, used = [], [], set()
    statements = judged(rows)
    for size, found in statements:
        line = [size["date"], _number(size), size["counted"], size["meeting"] or COALITION, size["said_by"]]
        if size["qualifier"] == "exact":
            used |= set(found or ())
            exact.append([*line, _verdict(found, "; ".join(s.label for s in found or ()))])
        else:
            vague.append([*line, _verdict(found, _range(found or ()))])
    columns = ("date", "size", "counted", "of", "said by")
    supported = country_codes.lookup(rows.package["supports"])["name"]
    return (
        "\n".join(
            [
                markdown.generated("scripts/documents/counts.py"),
                "# Published sizes, explained or not\n",
                f"{'; '.join(filter(None, ('Published sizes differ', counts_numbers.span(statements))))}. Each number stands here "
                "once for the coalition and once for its meetings, with who gave it first (one of those of its first day), and for every statement of it the plainest set of countries in the "
                "tables that has that size on that day. A match says that the numbers agree; no page says that this is how it was "
                "counted, and no rule is made to fit ([how the sets are made](#how-the-sets-are-made)).\n",
                counts_numbers.table(rows, statements),
                "\n## How the sets are made\n",
                "By status, on the day of the meeting or else of the statement; by attendance of the meeting "
                "itself or, for a size of the coalition, of every earlier leaders' meeting whose list is complete. Each also without "
                f"{supported}, attendance of the meeting itself also without its hosts; where "
                "participants or leaders are counted, also with the organisations. The plainest is the first that leaves out and adds "
                "least. Two sets of one size can have different members.\n",
                "Guests from countries outside the coalition and written messages are not counted. Where a page "
                "gives the European share, the set must have the same; that split is known for the roster only. Contributors to a "
                "force are never matched: the tables do not say who they are. A vague number fits many sets, so a match explains "
                'little: "more than 30" fits every set above 30, "about 30" every set within a tenth of it.\n',
                _summary(exact, vague),
                "\n## Exact numbers\n",
                "Every exact number, with all sets of that size.\n",
                markdown.table((*columns, "sets with this size"), exact),
                "\n## Vague numbers\n",
                "Every vague number, with how many sets fit.\n",
                markdown.table((*columns, "sets that fit"), vague),
                "\n## The sets\n",
                "Those that an exact number matches. Sets by status change over time: each is listed from the first day on which "
                "it is used here to the last.\n",
                markdown.table(("set", "used for", "size", "made of"), _listing(used)),
            ]
        )
        + "\n"
    )


def _verdict(fits: list[Set] | None, said: str) -> str:
    return NOT_MATCHED if fits is None else said or UNEXPLAINED


def _range(fits: Iterable[Set]) -> str:
    sizes = sorted({len(s.counted) for s in fits})
    return f"{len(list(fits))}, of {sizes[0]} to {sizes[-1]}" if sizes else ""


def _listing(used: set[Set]) -> list[tuple[str, ...]]:
    days: dict[tuple, list[str]] = {}
    for s in used:
        days.setdefault((s.label, s.counted), []).append(s.day)
    rows = []
    for (label, counted), on in days.items():
        first, last = min(on), max(on)
        when = first if first == last else f"{first} to {last}"
        rows.append((label, when, str(len(counted)), " ".join(counted)))
    return sorted(rows)


def _number(size: dict[str, str]) -> str:
    return given(size) + (f" ({size['european']} European)" if size["european"] else "")


def _summary(exact: list, vague: list) -> str:
    def count(lines: list, verdict: str) -> int:
        return sum(line[-1] == verdict for line in lines)

    explained = len(exact) - count(exact, UNEXPLAINED) - count(exact, NOT_MATCHED)
    return (
        f"{len(exact) + len(vague)} published sizes: {len(exact)} exact, of which {explained} have a set of that size, "
        f"{count(exact, UNEXPLAINED)} are unexplained and {count(exact, NOT_MATCHED)} count contributors; {len(vague)} vague, of "
        f"which {len(vague) - count(vague, UNEXPLAINED) - count(vague, NOT_MATCHED)} fit at least one set."
    )
