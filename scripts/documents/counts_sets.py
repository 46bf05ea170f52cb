"""The sets of countries in the tables that a published size can be held against.

A set is given by a rule (which statuses on the day, or who attended a meeting; with or without the country that the coalition
supports, or the hosts; with or without the organisations). The rules are fixed here, before any size is looked at, so that
none is made to fit.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator
from typing import NamedTuple

from scripts.documents import markdown
from scripts.files.schemas import ROSTER, WIDER
from scripts.tables import spells
from scripts.tables.rows import Rows

COALITION = "the coalition"  # what a size counts that counts no meeting
UNEXPLAINED, NOT_MATCHED = "**unexplained**", "not matched: contributors were not named"
VAGUE = 0.1  # "about 30" fits sets of 27 to 33: a tenth either way


class Facts(NamedTuple):
    """What the rules read, by meeting where they look a meeting up."""

    spells: list[dict[str, str]]
    meetings: dict[str, dict[str, str]]
    attendance: dict[str, list[dict[str, str]]]
    statuses: list[tuple[str, tuple[str, ...]]]  # label, statuses counted in: the roster's, then one wider at a time
    institutions: list[tuple[str, tuple[str, ...]]]  # label, organisations that some counts add
    supported: str  # the country that the coalition supports, which some counts leave out


class Set(NamedTuple):
    """What a rule counts: country codes, and organisations in lower case."""

    base: str  # the statuses, or "attendance"
    meeting: str  # attended; empty for statuses
    day: str  # on which the statuses were held; empty for attendance
    counted: tuple[str, ...]
    changes: tuple[str, ...] = ()  # who is left out of it or added

    @property
    def label(self) -> str:
        return ", ".join((self.base, *([self.meeting] if self.meeting else []), *self.changes))

    def without(self, countries: tuple[str, ...]) -> "Set":
        rest = tuple(c for c in self.counted if c not in countries)
        return self._replace(counted=rest, changes=(*self.changes, f"without {' and '.join(countries)}"))

    def with_organisations(self, label: str, organisations: tuple[str, ...]) -> "Set":
        return self._replace(counted=(*self.counted, *organisations), changes=(*self.changes, f"with {label}"))


class Judged(NamedTuple):
    """A row of reported_sizes with the sets that it fits, in the order of the rules; None where it is held against none."""

    size: dict[str, str]
    sets: list[Set] | None


def judged(rows: Rows) -> list[Judged]:
    """Every published size, in the order of the table. Who contributes to a force is in no table."""
    known, split = facts(rows), {m["iso3"]: m["european"] for m in rows["members"]}
    return [
        Judged(size, None)
        if size["counted"] == "contributors"
        else Judged(size, [s for s in _once(candidates(known, size)) if _fits(size, s, split)])
        for size in rows["reported_sizes"]
    ]


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
            yield from (s.with_organisations(*institution) for institution in known.institutions)


def _by_status(known: Facts, day: str) -> Iterator[Set]:
    for label, statuses in known.statuses:
        found = tuple(s["iso3"] for s in known.spells if s["status"] in statuses and spells.on(s, day))
        yield from _with_and_without(Set(label, "", day, found), (known.supported,))


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
        yield from _with_and_without(Set(label, named, "", found), *dict.fromkeys(((known.supported,), hosts)))


def _with_and_without(whole: Set, *left_out: tuple[str, ...]) -> Iterator[Set]:
    yield whole
    yield from (
        whole.without(countries) for countries in left_out if countries and set(countries) <= set(whole.counted)
    )


def _once(sets: Iterable[Set]) -> list[Set]:
    """Rules that give the same countries count once, as the first rule."""
    found: dict[frozenset[str], Set] = {}
    for s in sets:
        found.setdefault(frozenset(s.counted), s)
    return list(found.values())


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


def given(size: dict[str, str]) -> str:
    """The number as it was published."""
    qualifier = {"exact": ""}.get(size["qualifier"], size["qualifier"].replace("-", " ") + " ")
    return f"{qualifier}{size['size']}"
