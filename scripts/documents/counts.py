"""docs/counts.md: for every published size, the sets of countries in the tables that have that size, or "unexplained".

A set is given by a rule (which statuses on the day, or who attended a meeting; with or without the country that the coalition
supports, or the hosts; with or without the organisations). The rules are fixed here, before any size is looked at, so that
none is made to fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scripts.documents import markdown
from scripts.files.schemas import ROSTER, WIDER
from scripts.tables import country_codes, spells
from scripts.tables.rows import Rows

VAGUE = 0.1  # "about 30" fits sets of 27 to 33: a tenth either way
UNEXPLAINED, NOT_MATCHED = "**unexplained**", "not matched: contributors were not named"


class Facts(NamedTuple):
    """What the rules read, by meeting where they look a meeting up."""

    spells: list[dict[str, str]]
    meetings: dict[str, dict[str, str]]
    attendance: dict[str, list[dict[str, str]]]
    statuses: list[tuple[str, tuple[str, ...]]]  # label, statuses counted in: the roster's, then one wider at a time
    institutions: list[tuple[str, tuple[str, ...]]]  # label, organisations that some counts add
    supported: str  # the country that the coalition supports, which some counts leave out


class Set(NamedTuple):
    """What a rule counts: country codes, and organisations in lower case. `day` is empty for attendance."""

    label: str
    day: str
    counted: tuple[str, ...]


def render(rows: Rows) -> str:
    """The whole page."""
    exact, vague, used = [], [], set()
    split = {m["iso3"]: m["european"] for m in rows["members"]}
    known = facts(rows)
    for size in rows["reported_sizes"]:
        sets = _once(candidates(known, size))
        fits = None if size["counted"] == "contributors" else [s for s in sets if _fits(size, s, split)]
        line = [size["date"], _number(size), size["counted"], size["meeting"] or "the coalition", size["said_by"]]
        if size["qualifier"] == "exact":
            used |= set(fits or ())
            exact.append([*line, _verdict(fits, "; ".join(s.label for s in fits or ()))])
        else:
            vague.append([*line, _verdict(fits, _range(fits or ()))])
    columns = ("date", "size", "counted", "of", "said by")
    return (
        "\n".join(
            [
                markdown.generated("scripts/documents/counts.py"),
                "# Published sizes, explained or not\n",
                "Published sizes differ. For each row of `reported_sizes` this page names the "
                "sets of countries in the tables that have exactly that size. A match says that the numbers agree; no page says that "
                "this is how it was counted, and two sets of one size can have different members.\n",
                "How the sets are made: by status, on the day of the meeting or else of the statement; by attendance of the meeting "
                "itself or, for a size of the coalition, of every earlier leaders' meeting whose list is complete. Each also without "
                f"{country_codes.lookup(known.supported)['name']}, attendance of the meeting itself also without its hosts; where "
                "participants or leaders are counted, also with the organisations. Guests from countries outside the coalition and written messages are not counted. Where a page "
                "gives the European share, the set must have the same; that split is known for the roster only. Contributors to a "
                "force are never matched: the tables do not say who they are.\n",
                _summary(exact, vague),
                "\n## Exact numbers\n",
                markdown.table((*columns, "sets with this size"), exact),
                "\n## Vague numbers\n",
                '"More than 30" fits every set above 30, "about 30" every set within a tenth of it, so these explain little.\n',
                markdown.table((*columns, "sets that fit"), vague),
                "\n## The sets\n",
                "Those that an exact number matches. Sets by status change over time: each is listed from the first day on which "
                "it is used here to the last.\n",
                markdown.table(("set", "used for", "size", "made of"), _listing(used)),
            ]
        )
        + "\n"
    )


def facts(rows: Rows) -> Facts:
    attendance = defaultdict(list)
    for row in rows["attendance"]:
        if row["represented_by"] != "message":
            attendance[row["meeting"]].append(row)
    institutions = [(group["label"], tuple(group["organisations"])) for group in rows.package["counted_with"]]
    meetings = {m["meeting"]: m for m in rows["meetings"]}
    return Facts(rows["memberships"], meetings, attendance, _statuses(rows), institutions, rows.package["supports"])


def _statuses(rows: Rows) -> list[tuple[str, tuple[str, ...]]]:
    """The roster's statuses, then those with one wider status more each."""
    roster, wider = rows.codes.counted(ROSTER), rows.codes.counted(WIDER)
    sets = [(*roster, *wider[:i]) for i in range(len(wider) + 1)]
    return [(markdown.listed([rows.codes["status"][s].plural for s in statuses]), statuses) for statuses in sets]


def candidates(known: Facts, size: dict[str, str]) -> Iterator[Set]:
    """Every set that the rules give for a published size: of its meeting, or of the coalition on its day."""
    own = known.meetings.get(size["meeting"])
    sets = list(_by_status(known, own["start_date"] if own else size["date"]))
    for meeting in [own] if own else known.meetings.values():
        past_and_whole = meeting["list_complete"] == "true" and meeting["start_date"] <= size["date"]
        if own or (past_and_whole and meeting["level"] == "leaders"):
            sets += _attendance(known, meeting, own is not None)
    for s in sets:
        yield s
        if size["counted"] != "countries":
            yield from (Set(f"{s.label}, with {name}", s.day, (*s.counted, *more)) for name, more in known.institutions)


def _by_status(known: Facts, day: str) -> Iterator[Set]:
    for label, statuses in known.statuses:
        found = tuple(s["iso3"] for s in known.spells if s["status"] in statuses and spells.on(s, day))
        yield from _with_and_without(label, day, found, (known.supported,))


def _attendance(known: Facts, meeting: dict[str, str], own: bool) -> Iterator[Set]:
    whole = meeting["list_complete"] == "true"
    guests = {s["iso3"] for s in known.spells if s["status"] == "outside" and spells.on(s, meeting["start_date"])}
    present = [
        a
        for a in known.attendance[meeting["meeting"]]
        if a["iso3"] not in guests and (whole or a["confirmed"] != "false")
    ]
    named = meeting["meeting"] if whole else f"{meeting['meeting']} as far as known"
    hosts = tuple(a["iso3"] for a in present if a["host"] == "true") if own else ()
    for label, level in (("attendance", None), ("attendance by leaders", "leader")):
        found = tuple(a["iso3"] for a in present if level in (None, a["represented_by"]))
        yield from _with_and_without(f"{label}, {named}", "", found, *dict.fromkeys(((known.supported,), hosts)))


def _with_and_without(label: str, day: str, found: tuple[str, ...], *left_out: tuple[str, ...]) -> Iterator[Set]:
    yield Set(label, day, found)
    for countries in left_out:
        if countries and set(countries) <= set(found):
            rest = tuple(c for c in found if c not in countries)
            yield Set(f"{label}, without {' and '.join(countries)}", day, rest)


def _once(sets: Iterable[Set]) -> list[Set]:
    """Rules that give the same countries count once, under the first label."""
    return list({frozenset(s.counted): s for s in reversed(list(sets))}.values())[::-1]


def _fits(size: dict[str, str], s: Set, split: dict[str, str]) -> bool:
    n, number = len(s.counted), int(size["size"])
    if size["european"]:
        shares = [split.get(c) for c in s.counted]
        if None in shares or shares.count("true") != int(size["european"]):
            return False
    return {
        "exact": n == number,
        "about": abs(n - number) <= VAGUE * number,
        "more-than": n > number,
        "at-least": n >= number,
    }[size["qualifier"]]


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
    qualifier = {"exact": ""}.get(size["qualifier"], size["qualifier"].replace("-", " ") + " ")
    return f"{qualifier}{size['size']}" + (f" ({size['european']} European)" if size["european"] else "")


def _summary(exact: list, vague: list) -> str:
    def count(lines: list, verdict: str) -> int:
        return sum(line[-1] == verdict for line in lines)

    explained = len(exact) - count(exact, UNEXPLAINED) - count(exact, NOT_MATCHED)
    return (
        f"{len(exact) + len(vague)} published sizes: {len(exact)} exact, of which {explained} have a set of that size, "
        f"{count(exact, UNEXPLAINED)} are unexplained and {count(exact, NOT_MATCHED)} count contributors; {len(vague)} vague, of "
        f"which {len(vague) - count(vague, UNEXPLAINED) - count(vague, NOT_MATCHED)} fit at least one set."
    )
