"""Meetings, what each page says of who took part in them, and the answer that its claims give."""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping

from coalition_of_the_willing.claims import AGAINST, ANNOUNCED, ATTENDED, DISPUTES, SUPPORTS, bearing
from scripts.tables.rows import Citation, Row, Tables, boolean, citations, optional


def meetings(tables: Tables) -> Iterator[Row]:
    for meeting in tables.records.meetings:
        yield Row(
            {
                "meeting": meeting["meeting"],
                **optional(meeting, ("start_date", "end_date", "level", "format", "city", "iso3")),
                **_organisations(meeting["reports"]),
                "list_complete": boolean(meeting["list"] == "complete"),
                "title": meeting["title"],
                "note": meeting.get("note", ""),
            },
            citations(meeting),
            [Citation(report["source"]) for report in meeting["reports"]],
        )


def reports(tables: Tables) -> Iterator[Row]:
    for meeting in tables.records.meetings:
        for report in meeting["reports"]:
            yield Row(
                {
                    "meeting": meeting["meeting"],
                    "source": report["source"],
                    "says_complete": boolean(report["list"] == "complete"),
                    **_organisations([report]),
                    "note": report["note"],
                }
            )


def claims(tables: Tables) -> Iterator[Row]:
    for meeting in tables.records.meetings:
        for report in meeting["reports"]:
            for group in report["presence"]:
                for iso3 in group["countries"]:
                    said = {"says": group["says"], **optional(group, ("represented_by", "mode"))}
                    yield Row({"meeting": meeting["meeting"], "iso3": iso3, "source": report["source"], **said})


def attendance(tables: Tables) -> Iterator[Row]:
    """The claims of a country at a meeting, merged by the rule that docs/method.md states."""
    roles = {meeting["meeting"]: meeting for meeting in tables.records.meetings}
    merged = defaultdict(list)
    for claim in tables.rows("claims"):
        merged[claim["meeting"], claim["iso3"]].append(claim)
    for (meeting, iso3), said in merged.items():
        says = {claim["says"] for claim in said}
        best = next((s for s in AGAINST if s in says), "")
        if not best:  # only absence is claimed
            continue
        by_page = {claim["source"]: bearing(claim["says"], best) for claim in said}
        deciding = [claim for claim in said if by_page[claim["source"]] == SUPPORTS]
        disputed = DISPUTES in by_page.values()
        chairs, unsure = roles[meeting].get("chairs"), roles[meeting].get("chairs_disputed", ())
        yield Row(
            {
                "meeting": meeting,
                "iso3": iso3,
                "represented_by": _agreed(deciding, "represented_by"),
                "mode": _agreed(deciding, "mode"),
                "host": _flag(iso3, roles[meeting].get("hosts"), ()),
                "chair": _flag(iso3, chairs, unsure),
                "confirmed": "false" if best == ANNOUNCED else "" if disputed else "true",
                "reported_by": str(len(deciding) if best == ATTENDED else 0),
                "disputed": boolean(disputed),
            },
            elsewhere=[Citation(source, bearing=how) for source, how in by_page.items()],
        )


def held(rows: Mapping[str, list[dict[str, str]]]) -> list[dict[str, str]]:
    """The meetings that a source confirms some country to have attended; one that is only announced is not among them."""
    attended = {a["meeting"] for a in rows.get("attendance", ()) if a["confirmed"] == "true"}
    return [m for m in rows.get("meetings", ()) if m["meeting"] in attended]


def documented_until(rows: Mapping[str, list[dict[str, str]]]) -> str:
    """The day to which the facts go, the last of the meetings held; "" without any. Silence after it is not a finding."""
    return max((m["end_date"] for m in held(rows)), default="")


def came(attendance: dict[str, str]) -> bool:
    """Did the country take part, by its row of attendance? A written message is not attendance."""
    return attendance["confirmed"] == "true" and attendance["represented_by"] != "message"


def leaders_attendance(meetings: list[dict[str, str]], attendance: list[dict[str, str]]) -> dict[str, list[str]]:
    """By iso3 the first days of the leaders' meetings in which the country took part."""
    dates = {m["meeting"]: m["start_date"] for m in meetings if m["level"] == "leaders"}
    found = defaultdict(list)
    for a in attendance:
        if a["meeting"] in dates and came(a):
            found[a["iso3"]].append(dates[a["meeting"]])
    return found


def _organisations(reports: Iterable[dict]) -> dict[str, str]:
    """Which organisations any of the reports names as present; a report that does not says nothing of them."""
    present = {o for report in reports for o in report.get("organisations", ())}
    return {o: "true" if o in present else "" for o in ("eu", "nato")}


def _agreed(claims: list[dict[str, str]], column: str) -> str:
    values = {claim[column] for claim in claims} - {""}
    return values.pop() if len(values) == 1 else ""


def _flag(iso3: str, known: list[str] | None, disputed: Iterable[str]) -> str:
    return "" if known is None or iso3 in disputed else boolean(iso3 in known)
