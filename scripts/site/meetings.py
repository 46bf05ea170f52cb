"""The page of each meeting, and the matrix of who came to which."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from scripts.exports.api_records import Answer
from scripts.site import countries, matrix, view, words
from scripts.site.pages import Page, Site

INDEX = "meetings/index.html"


def address(meeting: str) -> str:
    return f"meetings/{meeting}.html"


def pages(site: Site) -> Iterator[Page]:
    states = matrix.states(site.rows)
    yield _list(site, states)
    for meeting in site.meetings:
        yield _meeting(site, site.facts.meeting(meeting["meeting"]), states)


def _list(site: Site, states: dict[tuple[str, str], str]) -> Page:
    organisations = defaultdict(list)
    for affiliation in site.facts.tables["affiliations"]:
        organisations[affiliation["iso3"]].append(affiliation)
    member_of = {iso3: countries.current(found) for iso3, found in organisations.items()}
    title = f"Who came to which meeting of the {site.coalition}"
    said = f"Attendance of every country at {words.count(len(site.meetings), 'meeting')}, and who says so."
    given = {
        "matrix": matrix.build(site.rows, site.date),
        "states": matrix.STATES,
        "known": states,
        "member_of": member_of,
        "organisations": [o for o in site.codes["organisation"] if any(o in found for found in member_of.values())],
        "meetings": site.meetings,
        "came": Counter(meeting for meeting, _ in site.came),
    }
    return Page(INDEX, "meetings.html", title, f"{said} {view.covered(site.until)}", given, "index.json")


def _meeting(site: Site, found: Answer, states: dict[tuple[str, str], str]) -> Page:
    meeting = found["meeting"]
    order = list(matrix.STATES)
    attended = sorted(
        ({**a, "state": states[a["meeting"], a["iso3"]]} for a in found["attendance"]),
        key=lambda a: (order.index(a["state"]), a["name"]),
    )
    known = {a["iso3"] for a in attended}
    others = {c["iso3"] for page in found["pages"] for c in page["claims"]} - known
    given = {
        "meeting": meeting,
        "reported_sizes": found["reported_sizes"],
        "attended": attended,
        "absent": _absent(site, found, sorted(others)),
        "reports": found["pages"],
        "states": matrix.STATES,
        "order": order,
        "answer": _answer(site, meeting, attended),
    }
    day = words.day(str(meeting["start_date"]))
    title = f"{meeting['title']}, {day}"
    return Page(
        address(meeting["meeting"]),
        "meeting.html",
        title,
        f"{given['answer']} {view.covered(site.until)}",
        given,
        f"meetings/{meeting['meeting']}.json",
    )


def _answer(site: Site, meeting: Answer, attended: list[Answer]) -> str:
    """Who came, in one sentence."""
    came = [a for a in attended if (a["meeting"], a["iso3"]) in site.came]
    by_leader = sum(a["state"] == "leader" for a in came)
    whole = (
        "the list is complete" if meeting["list_complete"] else "the list is not complete, so that more may have come"
    )
    leaders = f", {by_leader} of them by {'its leader' if by_leader == 1 else 'their leaders'}" if by_leader else ""
    announced = sum(a["state"] == "announced" for a in attended)
    disputed = sum(a["state"] == "disputed" for a in attended)
    more = f"; {announced} more {'was' if announced == 1 else 'were'} announced" if announced else ""
    more += f"; on {disputed} more pages disagree" if disputed else ""
    return f"{words.countries(len(came))} took part by the pages cited{leaders}{more}; {whole}."


def _absent(site: Site, found: Answer, iso3s: list[str]) -> list[tuple[Answer, list[tuple[str, str]]]]:
    """(country, what pages say of it) for those that are spoken of and have no row, since pages say only that they did not come."""
    said = []
    for iso3 in iso3s:
        claims = [
            (page["source"], site.provenance.claim(claim))
            for page in found["pages"]
            for claim in page["claims"]
            if claim["iso3"] == iso3
        ]
        said.append((site.facts.countries[iso3], claims))
    return said
