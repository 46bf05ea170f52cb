"""The roster, and the spells of membership and of affiliation."""

from collections import defaultdict
from collections.abc import Iterator
from itertools import pairwise

from coalition_of_the_willing.claims import SUPPORTS
from scripts.checks.registry import Row, rule
from scripts.files.schemas import NO, ROSTER, WIDER
from scripts.tables import spells
from scripts.tables.meetings import came, leaders_attendance
from scripts.tables.rows import Rows

_ROSTER = {
    "found": "{number} {what}",
    "expected": "{wanted} {what} (the reference roster)",
    "remedy": "correct `roster` and `spells` in data/members.yaml, or `roster` in data/package.yaml",
}
_ENDS = {
    "found": "a spell that ends on {end_date}, before it starts",
    "expected": "an end on or after {start_date}",
    "remedy": "correct the dates in the YAML record",
}
_OVERLAP = {
    "found": "starts while the spell of {earlier} has no end before it",
    "expected": "spells that do not overlap",
    "remedy": "end the earlier spell the day before",
}


@rule("members", **_ROSTER)
def the_roster_has_as_many_members_as_its_source_reports(rows: Rows) -> Iterator[tuple[None, dict]]:
    number, wanted = len(rows["members"]), int(rows.roster["members"])
    if number != wanted:
        yield None, {"number": number, "wanted": wanted, "what": "members"}


@rule("members", **_ROSTER)
def the_roster_has_as_many_european_members_as_its_source_reports(rows: Rows) -> Iterator[tuple[None, dict]]:
    number, wanted = sum(m["european"] == "true" for m in rows["members"]), int(rows.roster["european"])
    if number != wanted:
        yield None, {"number": number, "wanted": wanted, "what": "European members"}


@rule("members", **_ROSTER)
def the_roster_has_the_leads_that_its_source_names(rows: Rows) -> Iterator[tuple[None, dict]]:
    leads = sorted({m["iso3"] for m in rows["members"] if m["role"] == "lead"})
    if leads != (wanted := sorted(rows.roster["leads"])):
        yield None, {"number": leads, "wanted": wanted, "what": "leads"}


@rule(
    "memberships, members",
    found="role {role!r} in members, status {status!r} in memberships",
    expected="the same on {day}",
    remedy="correct the spell or the file in which the country stands",
)
def members_are_the_leads_and_members_on_the_day_of_the_roster(rows: Rows) -> Iterator[tuple[str, dict]]:
    day, counted = rows.roster["date"], rows.codes.counted(ROSTER)
    roles = {m["iso3"]: m["role"] for m in rows["members"]}
    held = (s for s in rows["memberships"] if s["status"] in counted and spells.on(s, day))
    statuses = {s["iso3"]: s["status"] for s in held}
    for iso3 in sorted({iso3 for iso3, _ in roles.items() ^ statuses.items()}):
        yield iso3, {"role": roles.get(iso3, "none"), "status": statuses.get(iso3, "none"), "day": day}


@rule("memberships", **_ENDS)
def a_membership_ends_after_it_starts(rows: Rows) -> Iterator[Row]:
    return (s for s in rows["memberships"] if spells.end(s) < s["start_date"])


@rule("affiliations", **_ENDS)
def an_affiliation_ends_after_it_starts(rows: Rows) -> Iterator[Row]:
    return (s for s in rows["affiliations"] if spells.end(s) < s["start_date"])


@rule("memberships", **_OVERLAP)
def memberships_of_a_country_do_not_overlap(rows: Rows) -> Iterator[tuple[Row, dict]]:
    return _overlapping(rows["memberships"], "iso3")


@rule("affiliations", **_OVERLAP)
def affiliations_of_a_country_with_an_organisation_do_not_overlap(rows: Rows) -> Iterator[tuple[Row, dict]]:
    return _overlapping(rows["affiliations"], "iso3", "organisation")


def _overlapping(rows: list[Row], *owner: str) -> Iterator[tuple[Row, dict]]:
    for first, second in pairwise(spells.in_order(rows, *owner)):
        if all(first[k] == second[k] for k in owner) and spells.end(first) >= second["start_date"]:
            yield second, {"earlier": first["start_date"]}


@rule(
    "memberships",
    found="end_date and end_precision not both given",
    expected="both or neither",
    remedy="add or remove end_date",
)
def an_end_has_its_precision(rows: Rows) -> Iterator[Row]:
    return (s for s in rows["memberships"] if bool(s["end_date"]) != bool(s["end_precision"]))


@rule(
    "memberships",
    found="status {status} without a note",
    expected="a note that says what is disputed",
    remedy="add a note to the spell",
)
def a_status_outside_the_roster_has_a_note(rows: Rows) -> Iterator[Row]:
    counted = rows.codes.counted(ROSTER)
    return (s for s in rows["memberships"] if s["status"] not in counted and not s["note"])


@rule(
    "memberships, meetings, attendance",
    found="starts on {start_date} on the basis {basis}; first confirmed leaders' meeting: {earliest}",
    expected="basis attendance: that meeting's day; basis roster or statement: an earlier day",
    remedy="correct start_date or basis, or the attendance reports",
)
def a_first_spell_starts_where_the_record_starts(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """At the first confirmed leaders' attendance, unless a source names the country before."""
    attended, counted, seen = (
        leaders_attendance(rows["meetings"], rows["attendance"]),
        rows.codes.counted(ROSTER, WIDER),
        set(),
    )
    for spell in spells.in_order(rows["memberships"], "iso3"):
        iso3, start = spell["iso3"], spell["start_date"]
        if spell["status"] not in counted or iso3 in seen:
            continue
        seen.add(iso3)
        earliest = min(attended.get(iso3, ()), default="none")
        if start != earliest if spell["basis"] == "attendance" else start >= earliest:
            yield spell, {"earliest": earliest}


@rule(
    "memberships, meetings",
    found="starts on {start_date}, before the first meeting on {first}, without a note",
    expected="that day or a later one, or a note that says why",
    remedy="correct start_date, or add the note",
)
def a_spell_before_the_first_meeting_says_why(rows: Rows) -> Iterator[tuple[Row, dict]]:
    first = min((m["start_date"] for m in rows["meetings"]), default="")
    return ((s, {"first": first}) for s in rows["memberships"] if s["start_date"] < first and not s["note"])


@rule(
    "memberships",
    found="{iso3} as lead",
    expected="one of {leads} (the reference roster)",
    remedy="correct the status, or `leads` in data/package.yaml",
)
def only_a_lead_of_the_roster_leads(rows: Rows) -> Iterator[tuple[Row, dict]]:
    leads = {"leads": ", ".join(rows.roster["leads"])}
    return ((s, leads) for s in rows["memberships"] if s["status"] == "lead" and s["iso3"] not in rows.roster["leads"])


@rule(
    "memberships, evidence",
    found="{status} from {start_date} on, on pages that the country's earlier spells cite too",
    expected="a page of its own",
    remedy="cite the page that says what changed",
    suspicion=True,
)
def a_later_spell_has_a_page_of_its_own(rows: Rows) -> Iterator[Row]:
    cited = defaultdict(set)
    for e in rows["evidence"]:
        if e["table"] == "memberships" and e["bearing"] == SUPPORTS:
            cited[e["record"]].add(e["source"])
    before = defaultdict(set)
    for spell in spells.in_order(rows["memberships"], "iso3"):
        iso3, pages = spell["iso3"], cited[spell["spell"]]
        if before[iso3] and pages <= before[iso3]:
            yield spell
        before[iso3] |= pages


@rule(
    "memberships, meetings, attendance",
    found="{status}, and at leaders' meetings: {meetings}",
    expected="a country that takes no part",
    remedy="correct the status or the dates of the spell, or what the reports say",
    suspicion=True,
)
def a_country_outside_is_at_no_leaders_meeting(rows: Rows) -> Iterator[tuple[Row, dict]]:
    days = {m["meeting"]: m["start_date"] for m in rows["meetings"] if m["level"] == "leaders"}
    at = defaultdict(list)
    for a in rows["attendance"]:
        if a["meeting"] in days and came(a):
            at[a["iso3"]].append(a["meeting"])
    for spell in (s for s in rows["memberships"] if s["status"] in rows.codes.counted(NO)):
        if meetings := [meeting for meeting in at[spell["iso3"]] if spells.on(spell, days[meeting])]:
            yield spell, {"meetings": ", ".join(sorted(meetings))}
