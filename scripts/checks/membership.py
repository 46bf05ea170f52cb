"""The roster, the spells of membership, and the names that lead to a country."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from scripts.checks.registry import Rows, at, rule
from scripts.problems import Problem
from scripts.tables import spells
from scripts.tables.rows import ROSTER_DATE, leaders_attendance

MEMBERS, EUROPEAN, LEADS = 31, 27, {"FRA", "GBR", "UKR"}
IN_COALITION = ("lead", "member", "participant")


@rule("members")
def roster(rows: Rows) -> Iterator[Problem]:
    """31 members, 27 of them European, three leads."""
    members = rows["members"]
    leads = {m["iso3"] for m in members if m["role"] == "lead"}
    european = sum(m["european"] == "true" for m in members)
    for found, expected, what in (
        (len(members), MEMBERS, "members"),
        (european, EUROPEAN, "European members"),
        (sorted(leads), sorted(LEADS), "leads"),
    ):
        if found != expected:
            yield Problem(
                "data/members.csv",
                0,
                "",
                f"{found} {what}",
                f"{expected} {what} (the reference roster)",
                "correct `roster` and `spells` in data/members.yaml",
                "rules",
            )


@rule("members", "memberships")
def roster_is_membership_on_its_date(rows: Rows) -> Iterator[Problem]:
    """The members are exactly the countries with a lead or member spell on the date of the roster."""
    roles = {m["iso3"]: m["role"] for m in rows["members"]}
    statuses = {
        s["iso3"]: s["status"]
        for s in rows["memberships"]
        if s["status"] in ("lead", "member") and spells.on(s, ROSTER_DATE)
    }
    for iso3 in sorted({iso3 for iso3, _ in roles.items() ^ statuses.items()}):
        yield Problem(
            "data/memberships.csv",
            0,
            iso3,
            f"role {roles.get(iso3, 'none')!r} in members, status {statuses.get(iso3, 'none')!r} in memberships",
            f"the same on {ROSTER_DATE}",
            "correct the spell or the file in which the country stands",
            "rules",
        )


@rule("memberships")
def memberships_in_order(rows: Rows) -> Iterator[Problem]:
    """Spells of a country are in order; an end has its precision, a disputed status its note."""
    memberships = rows["memberships"]
    yield from _in_order("memberships", memberships, ("iso3",))
    for spell in memberships:
        record = f"{spell['iso3']}/{spell['start_date']}"
        if bool(spell["end_date"]) != bool(spell["end_precision"]):
            yield at(
                "memberships",
                memberships,
                spell,
                record,
                "end_date and end_precision not both given",
                "both or neither",
                "add or remove end_date",
            )
        if spell["status"] in ("participant", "observer", "outside") and not spell["note"]:
            yield at(
                "memberships",
                memberships,
                spell,
                record,
                f"status {spell['status']} without a note",
                "a note that says what is disputed",
                "add a note to the spell",
            )


@rule("affiliations")
def affiliations_in_order(rows: Rows) -> Iterator[Problem]:
    """Spells of a country in an organisation are in order."""
    yield from _in_order("affiliations", rows["affiliations"], ("iso3", "organisation"))


def _in_order(table: str, rows: list[dict[str, str]], owner: tuple[str, ...]) -> Iterator[Problem]:
    """Spells end after they start, and those of one owner do not overlap."""
    for spell in rows:
        if spells.end(spell) < spell["start_date"]:
            yield at(
                table,
                rows,
                spell,
                "/".join(spell[k] for k in (*owner, "start_date")),
                f"a spell that ends on {spell['end_date']}, before it starts",
                f"an end on or after {spell['start_date']}",
                "correct the dates in the YAML record",
            )
    for first, second in pairwise(rows):
        if all(first[k] == second[k] for k in owner) and spells.end(first) >= second["start_date"]:
            yield at(
                table,
                rows,
                second,
                "/".join(second[k] for k in (*owner, "start_date")),
                f"starts while the spell of {first['start_date']} has no end before it",
                "spells that do not overlap",
                "end the earlier spell the day before",
            )


@rule("memberships", "meetings", "attendance")
def spells_start_where_the_record_starts(rows: Rows) -> Iterator[Problem]:
    """A first spell in the coalition starts at the first confirmed leaders' attendance, unless a source names it before."""
    attended = leaders_attendance(rows["meetings"], rows["attendance"])
    seen = set()
    for spell in rows["memberships"]:
        iso3, start = spell["iso3"], spell["start_date"]
        if spell["status"] not in IN_COALITION or iso3 in seen:
            continue
        seen.add(iso3)
        earliest = min(attended.get(iso3, ()), default="none")
        wrong = start != earliest if spell["basis"] == "attendance" else start >= earliest
        if wrong:
            yield at(
                "memberships",
                rows["memberships"],
                spell,
                f"{iso3}/{start}",
                f"starts on {start} on the basis {spell['basis']}; first confirmed leaders' meeting: {earliest}",
                "basis attendance: that meeting's day; basis roster or statement: an earlier day",
                "correct start_date or basis, or the attendance reports",
            )


@rule("names", "countries")
def names_lead_to_one_country(rows: Rows) -> Iterator[Problem]:
    """No name stands for two countries, and none repeats what the table countries has."""
    owners = defaultdict(set)
    for country in rows["countries"]:
        for column in ("name", "official_name", "name_fr", "name_uk"):
            owners[country[column].casefold()].add(country["iso3"])
    for name in rows["names"]:
        key = name["name"].casefold()
        if owners[key]:
            yield at(
                "names",
                rows["names"],
                name,
                f"{name['iso3']}/{name['name']}",
                f"a name that {', '.join(sorted(owners[key]))} has already",
                "names that add something and lead to one country",
                "remove the name",
            )
        owners[key].add(name["iso3"])
