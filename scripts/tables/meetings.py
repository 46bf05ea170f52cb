"""Meetings, and who took part in them as far as pages say."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

from scripts.tables.rows import Row, Rows, Tables, boolean, citations, optional


def meetings(tables: Tables) -> Iterator[Row]:
    for meeting in tables.records.meetings:
        present = {o for report in meeting["reports"] for o in report.get("organisations", [])}
        yield Row(
            {
                "meeting": meeting["meeting"],
                **optional(meeting, ("start_date", "end_date", "level", "format", "city", "iso3")),
                "eu": "true" if "eu" in present else "",
                "nato": "true" if "nato" in present else "",
                "list_complete": boolean(meeting["list"] == "complete"),
                "title": meeting["title"],
                "note": meeting.get("note", ""),
            },
            citations(meeting) + [(r["source"], _about(r)) for r in meeting["reports"]],
        )


def attendance(tables: Tables) -> Iterator[Row]:
    for meeting in tables.records.meetings:
        claims = defaultdict(list)
        for report in meeting["reports"]:
            for group in report["presence"]:
                for iso3 in group["countries"]:
                    claims[iso3].append((report, group))
        for iso3, said in claims.items():
            says = {group["says"] for _, group in said}
            best = "attended" if "attended" in says else "announced"
            groups = [group for _, group in said if group["says"] == best]
            if not groups:  # only absence is reported: no row, the meeting's evidence keeps what was said
                continue
            yield Row(
                {
                    "meeting": meeting["meeting"],
                    "iso3": iso3,
                    "represented_by": _agreed(groups, "represented_by"),
                    "mode": _agreed(groups, "mode"),
                    "host": _flag(iso3, meeting.get("hosts"), ()),
                    "chair": _flag(iso3, meeting.get("chairs"), meeting.get("chairs_disputed", ())),
                    "confirmed": "false" if best == "announced" else "" if "absent" in says else "true",
                },
                [(report["source"], f"{_claim(group)}: {_about(report)}") for report, group in said],
            )


def held(rows: Rows) -> list[dict[str, str]]:
    """The meetings that a source confirms some country to have attended; one that is only announced is not among them."""
    attended = {a["meeting"] for a in rows.get("attendance", ()) if a["confirmed"] == "true"}
    return [m for m in rows.get("meetings", ()) if m["meeting"] in attended]


def documented_until(rows: Rows) -> str:
    """The day to which the facts go, the last of the meetings held; "" without any. Silence after it is not a finding."""
    return max((m["end_date"] for m in held(rows)), default="")


def leaders_attendance(meetings: list[dict[str, str]], attendance: list[dict[str, str]]) -> dict[str, list[str]]:
    """By iso3 the first days of the leaders' meetings with confirmed attendance; a written message is not attendance."""
    dates = {m["meeting"]: m["start_date"] for m in meetings if m["level"] == "leaders"}
    found = defaultdict(list)
    for a in attendance:
        if a["meeting"] in dates and a["confirmed"] == "true" and a["represented_by"] != "message":
            found[a["iso3"]].append(dates[a["meeting"]])
    return found


def _agreed(groups: list[dict], key: str) -> str:
    values = {g[key] for g in groups if key in g}
    return values.pop() if len(values) == 1 else ""


def _flag(iso3: str, known: list[str] | None, disputed: Iterable[str]) -> str:
    return "" if known is None or iso3 in disputed else boolean(iso3 in known)


def _claim(group: dict) -> str:
    return ", ".join(group[k] for k in ("says", "represented_by", "mode") if k in group)


def _about(report: dict) -> str:
    return f"{report['note']} ({report['list']} list)"
