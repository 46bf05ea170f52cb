"""Meetings, published sizes and stances."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from datetime import date

from coalition_of_the_willing.claims import AGAINST, ATTENDED
from scripts.checks.registry import Row, rule
from scripts.checks.times import BEFOREHAND
from scripts.tables.country_codes import capitals
from scripts.tables.rows import Rows


@rule(
    "meetings",
    found="ends on {end_date}, before it starts",
    expected="an end on or after the start",
    remedy="correct the dates in data/meetings/",
)
def a_meeting_ends_after_it_starts(rows: Rows) -> Iterator[Row]:
    return (m for m in rows["meetings"] if m["end_date"] < m["start_date"])


@rule(
    "meetings",
    found="{days} days, from {start_date} to {end_date}",
    expected="at most a week",
    remedy="correct the dates in data/meetings/",
)
def a_meeting_lasts_at_most_a_week(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for meeting in rows["meetings"]:
        first, last = (date.fromisoformat(meeting[column]) for column in ("start_date", "end_date"))
        if (days := (last - first).days + 1) > 7:
            yield meeting, {"days": days}


@rule(
    "meetings",
    found="a place for a remote meeting",
    expected="no city",
    remedy="remove city and iso3, or correct the format",
)
def a_remote_meeting_has_no_place(rows: Rows) -> Iterator[Row]:
    return (m for m in rows["meetings"] if m["format"] == "remote" and m["city"])


@rule(
    "meetings",
    found="no place for a meeting that is {format}",
    expected="a city and its country",
    remedy="add city and iso3, or correct the format",
    suspicion=True,
)
def a_meeting_in_person_has_a_place(rows: Rows) -> Iterator[Row]:
    return (m for m in rows["meetings"] if m["format"] in ("in-person", "hybrid") and not m["city"])


@rule(
    "meetings, claims",
    found="format {given}, where by so many claims countries took part {modes}",
    expected="format {wanted}",
    remedy="correct the format, or the mode that the reports give",
    suspicion=True,
)
def a_meeting_is_held_as_countries_took_part(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """By every page: remote attendance makes a meeting hybrid unless all of it is; a hybrid one has both."""
    modes = defaultdict(Counter)
    for claim in rows["claims"]:
        if claim["says"] == ATTENDED and claim["represented_by"] != "message" and claim["mode"]:
            modes[claim["meeting"]][claim["mode"]] += 1
    for meeting in rows["meetings"]:
        counted, given = modes[meeting["meeting"]], meeting["format"]
        wanted = "hybrid" if len(counted) > 1 else next(iter(counted), given)
        if given != wanted and (given or wanted == "hybrid"):
            said = " and ".join(f"{mode} ({number})" for mode, number in sorted(counted.items()))
            yield meeting, {"given": given or "unknown", "wanted": wanted, "modes": said}


@rule(
    "meetings, countries",
    found="{city} in {iso3}, {other}",
    expected="{city} in one country",
    remedy="correct city or iso3 in data/meetings/",
)
def a_city_is_in_one_country(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """By the other meetings, and by the capitals of the world."""
    first: dict[str, Row] = {}
    for meeting in rows["meetings"]:
        city, iso3 = meeting["city"], meeting["iso3"]
        earlier = first.setdefault(city, meeting)
        if city and earlier["iso3"] != iso3:
            yield meeting, {"other": f"and in {earlier['iso3']} by {earlier['meeting']}"}
        elif iso3 not in (owners := capitals().get(city.casefold(), {iso3})):
            yield meeting, {"other": f"the capital of {', '.join(sorted(owners))}"}


@rule(
    "meetings, attendance",
    found="in {iso3}, hosted by {hosts}",
    expected="the country of the place among its hosts",
    remedy="correct iso3 or hosts in data/meetings/",
    suspicion=True,
)
def a_host_is_where_the_meeting_is(rows: Rows) -> Iterator[tuple[Row, dict]]:
    hosts = defaultdict(set)
    for a in rows["attendance"]:
        if a["host"] == "true":
            hosts[a["meeting"]].add(a["iso3"])
    for meeting in rows["meetings"]:
        of_meeting = hosts[meeting["meeting"]]
        if meeting["iso3"] and of_meeting and meeting["iso3"] not in of_meeting:
            yield meeting, {"hosts": ", ".join(sorted(of_meeting))}


@rule(
    "meetings",
    found="{level}, on {start_date}, as {other}",
    expected="one meeting of a level a day",
    remedy="put what the reports say into one record",
    suspicion=True,
)
def a_day_has_one_meeting_of_a_level(rows: Rows) -> Iterator[tuple[Row, dict]]:
    first: dict[tuple[str, str], Row] = {}
    for meeting in rows["meetings"]:
        other = first.setdefault((meeting["level"], meeting["start_date"]), meeting)
        if other is not meeting:
            yield meeting, {"other": other["meeting"]}


@rule(
    "meetings, reports, claims",
    found="lists that are each said to be whole, and {source} lacks {missing}",
    expected="the same countries in each",
    remedy="correct the list, or what its report says of it",
    suspicion=True,
)
def lists_that_are_said_to_be_whole_agree(rows: Rows) -> Iterator[tuple[Row, dict]]:
    whole = {(r["meeting"], r["source"]) for r in rows["reports"] if r["says_complete"] == "true"}
    named = defaultdict(lambda: defaultdict(set))
    for claim in rows["claims"]:
        if (claim["meeting"], claim["source"]) in whole and claim["says"] in AGAINST:
            named[claim["meeting"]][claim["source"]].add(claim["iso3"])
    for meeting in rows["meetings"]:
        lists = named[meeting["meeting"]]
        for source, countries in sorted(lists.items()):
            if missing := set().union(*lists.values()) - countries:
                yield meeting, {"source": source, "missing": ", ".join(sorted(missing))}


@rule(
    "meetings, attendance",
    found="a meeting without attendance",
    expected="at least one country",
    remedy="add a report to the record in data/meetings/",
)
def a_meeting_has_attendance(rows: Rows) -> Iterator[Row]:
    attended = rows.distinct("attendance", "meeting")
    return (m for m in rows["meetings"] if m["meeting"] not in attended)


@rule(
    "claims, meetings, sources",
    found="{says}, by a page of {published}: the meeting ended on {ended}",
    expected="attended or absent, by a page after the meeting",
    remedy="say what the page reports, or correct its date or that of the meeting",
    suspicion=True,
)
def what_is_announced_is_announced_beforehand(rows: Rows) -> Iterator[tuple[Row, dict]]:
    ends = {m["meeting"]: m["end_date"] for m in rows["meetings"]}
    published = {s["source"]: s["published"] for s in rows["sources"]}
    for claim in rows["claims"]:
        day, ended = published.get(claim["source"], ""), ends.get(claim["meeting"], "")
        if claim["says"] in BEFOREHAND.values() and day > ended:
            yield claim, {"published": day, "ended": ended}


@rule(
    "reported_sizes", found="{european} European of {size}", expected="at most the size", remedy="correct the numbers"
)
def a_european_share_is_not_larger_than_the_whole(rows: Rows) -> Iterator[Row]:
    numbers = (s for s in rows["reported_sizes"] if s["european"].isdecimal() and s["size"].isdecimal())
    return (s for s in numbers if int(s["european"]) > int(s["size"]))


@rule(
    "reported_sizes, meetings",
    found="{date}, before the meeting on {day}, without a note",
    expected="that day or a later one, or a note that says of what it was said beforehand",
    remedy="correct the date or the meeting, or add the note",
)
def a_size_of_a_meeting_said_beforehand_says_so(rows: Rows) -> Iterator[tuple[Row, dict]]:
    days = {m["meeting"]: m["start_date"] for m in rows["meetings"]}
    for size in rows["reported_sizes"]:
        day = days.get(size["meeting"], "")
        if size["date"] < day and not size["note"]:
            yield size, {"day": day}


@rule(
    "positions",
    found="{stance}, and {other} by {earlier}, of the same day, force and office",
    expected="one stance",
    remedy="correct the stance, or put what the pages say into one record",
    suspicion=True,
)
def an_office_has_one_stance_a_day(rows: Rows) -> Iterator[tuple[Row, dict]]:
    first: dict[tuple[str, ...], Row] = {}
    for position in rows["positions"]:
        other = first.setdefault(tuple(position[k] for k in ("iso3", "date", "force", "said_by")), position)
        if other["stance"] != position["stance"]:
            yield position, {"other": other["stance"], "earlier": other["position"]}
