"""The chart of membership spells: one line per country, one bar per spell. In any width, for a screen or a phone."""

import datetime

import altair as alt

from scripts.files.schemas import NO
from scripts.site import view, words
from scripts.site.pictures.axes import PADDING, UTC, months
from scripts.site.pictures.palette import light
from scripts.tables.rows import Rows

NAMES = 108  # room for names of countries, in fonts wider than the one measured with
LETTER = 6.5  # width of a letter of the words on the bars


def chart(rows: Rows, width: int) -> alt.LayerChart:
    """One line per country, one bar per spell; a bar without a documented end ends in an arrow."""
    last, statuses = view.last_day(rows), list(rows.codes["status"])
    start = min(s["start_date"] for s in rows["memberships"])
    names = {c["iso3"]: c["name"] for c in rows["countries"]}
    spells = [
        {
            "country": names[s["iso3"]],
            "status": s["status"],
            "start": s["start_date"],
            "end": s["end_date"] or last,
            "word": _word(s["status"], _days(s["start_date"], s["end_date"] or last) / _days(start, last) * width),
            "open": not s["end_date"],
            "says": f"@spell/{s['iso3']}|{names[s['iso3']]}: {words.status(rows.codes, s['status'])} from "
            f"{words.day(s['start_date'], s['start_precision'])}"
            + (f" to {words.day(s['end_date'], s['end_precision'])}" if s["end_date"] else ", no documented end"),
        }
        for s in rows["memberships"]
    ]
    order = sorted(spells, key=lambda s: (s["status"] in rows.codes.counted(NO), s["start"], s["country"]))
    for s in [s for s in order if s["status"] == "member"][:1]:  # the colour of all others like it
        s["word"] = "member"
    base = alt.Chart(alt.Data(values=spells)).encode(
        y=alt.Y(
            "country:N",
            sort=list(dict.fromkeys(s["country"] for s in order)),
            title=None,
            axis=alt.Axis(
                labelColor=light("ink"), labelFontSize=12, ticks=False, domain=False, labelPadding=6, minExtent=NAMES
            ),
        )
    )
    x = alt.X("start:T", scale=alt.Scale(type="utc", domain=[start, last], nice=False), title=None, axis=months(width))
    bars = base.mark_bar(height=11).encode(
        x=x,
        x2="end:T",
        description="says:N",
        color=alt.Color("status:N", legend=None, scale=alt.Scale(domain=statuses, range=[light(s) for s in statuses])),
    )
    going_on = (
        base.transform_filter("datum.open")
        .mark_point(shape="triangle-right", filled=True, size=52, dx=4, color=light("muted"), opacity=1, xOffset=6)
        .encode(x="end:T", description=alt.value("@arrow"))
    )
    labels = (
        base.transform_filter("datum.word !== ''")
        .mark_text(align="left", dx=5, fontSize=10, fontWeight="bold")
        .encode(
            x="start:T",
            text="word:N",
            description=alt.value("@word"),
            color=alt.when("datum.status === 'lead'")
            .then(alt.value(light("coast")))
            .when("datum.status === 'member'")
            .then(alt.value(light("ink")))
            .otherwise(alt.value(light("sign"))),
        )
    )
    meetings = [{"date": m["start_date"]} for m in rows["meetings"] if m["level"] == "leaders"]
    rules = (
        alt.Chart(alt.Data(values=meetings))
        .mark_rule(color=light("rule"), strokeWidth=1)
        .encode(x=alt.X("date:T", scale=UTC), description=alt.value("@meeting"))
    )
    return alt.layer(rules, bars, going_on, labels).properties(width=width, height=alt.Step(17), padding=PADDING)


def _word(status: str, room: float) -> str:
    """The label of a bar, if it fits: the status, except for plain members, of which only the first is labelled."""
    word = "" if status == "member" else status
    return word if len(word) * LETTER + 8 < room else ""


def _days(start: str, end: str) -> int:
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days
