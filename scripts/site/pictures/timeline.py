"""The chart of membership spells: one line per country, one bar per spell, the days on which many began named over it.

In any width, for a screen or a phone.
"""

from collections import Counter

import altair as alt

from scripts.files.schemas import NO, ROSTER
from scripts.site import view, words
from scripts.site.pictures import labels
from scripts.site.pictures.axes import OVER, PADDING, TEXT, UTC, days, months
from scripts.site.pictures.palette import light
from scripts.tables.rows import Rows

NAMES = 108  # room for names of countries, in fonts wider than the one measured with
WAVES, SEVERAL = 4, 2  # days that are named, at most; spells that begin on such a day, at least

READING = (
    "A bar is a spell of one status, an arrow means that no end is documented. Fine lines mark leaders' meetings, strong ones "
    "the days on which the most countries came in, with their number."
)


def title(rows: Rows) -> str:
    """What the chart shows, in words: how many were in from the first day, and when as many as at the end."""
    first = view.first_day(rows)
    counts = {date: view.numbers(rows, date)["roster"] for date in sorted({c["date"] for c in view.own_counts(rows)})}
    begun, last = counts[first], counts[max(counts)]
    reached = next(date for date, n in counts.items() if n == last)
    place = next((f" in {m['city']}" for m in rows["meetings"] if m["start_date"] == first and m["city"]), "")
    began = f"from the first day, {words.day(first)}{place}"
    if begun >= last:
        return f"{begun} countries were in {began}; {last} on {words.day(max(counts))}"
    return f"{begun} of {last} countries were in {began}; {last} by {words.day(reached)}"


def waves(rows: Rows) -> list[tuple[str, str, int]]:
    """(day, place, number) of the days on which the most spells of the roster's statuses begin, in order; place may be ""."""
    begun = Counter(s["start_date"] for s in rows["memberships"] if s["status"] in rows.codes.counted(ROSTER))
    most = sorted((day for day, n in begun.items() if n >= SEVERAL), key=lambda day: (-begun[day], day))[:WAVES]
    cities = {
        m["start_date"]: m["city"] or ("online" if m["format"] == "remote" else "")
        for m in rows["meetings"]
        if m["level"] == "leaders"
    }
    return [(day, cities.get(day, ""), begun[day]) for day in sorted(most)]


def chart(rows: Rows, width: int, text: int = TEXT) -> alt.LayerChart:
    """One line per country, one bar per spell; a bar without a documented end ends in an arrow. `width` is that of the whole."""
    names_wide = round(NAMES * text / TEXT)
    width = width - names_wide - OVER - PADDING["right"]
    last, statuses = view.last_day(rows), list(rows.codes["status"])
    start = min(s["start_date"] for s in rows["memberships"])
    names = {c["iso3"]: c["name"] for c in rows["countries"]}
    spells = [
        {
            "country": names[s["iso3"]],
            "status": s["status"],
            "start": s["start_date"],
            "end": s["end_date"] or last,
            "word": _word(s["status"], days(s["start_date"], s["end_date"] or last) / days(start, last) * width, text),
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
                labelColor=light("ink"),
                labelFontSize=text,
                ticks=False,
                domain=False,
                labelPadding=6,
                minExtent=names_wide,
                maxExtent=names_wide,
            ),
        )
    )
    x = alt.X(
        "start:T", scale=alt.Scale(type="utc", domain=[start, last], nice=False), title=None, axis=months(width, text)
    )
    bars = base.mark_bar(height=text + 2).encode(
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
    said = (
        base.transform_filter("datum.word !== ''")
        .mark_text(align="left", dx=5, fontSize=text, fontWeight="bold")
        .encode(
            x="start:T",
            text="word:N",
            description=alt.value("@word"),
            color=alt.when("datum.status === 'lead'")
            .then(alt.value(light("coast")))
            .when("datum.status === 'member'")
            .then(alt.value(light("ink")))
            .when("datum.status === 'outside'")
            .then(alt.value(light("cross")))
            .otherwise(alt.value(light("sign"))),
        )
    )
    meetings = [{"date": m["start_date"]} for m in rows["meetings"] if m["level"] == "leaders"]
    rules = (
        alt.Chart(alt.Data(values=meetings))
        .mark_rule(color=light("rule"), strokeWidth=1)
        .encode(x=alt.X("date:T", scale=UTC), description=alt.value("@meeting"))
    )
    return alt.layer(rules, *_named(rows, start, last, width, text), bars, going_on, said).properties(
        width=width, height=alt.Step(text + 5), padding=PADDING
    )


def _named(rows: Rows, start: str, last: str, width: float, size: int) -> list[alt.Chart]:
    """A line for each wave, up to its name over the chart. The earliest stands highest, so that no line crosses a name."""
    level, right, found = 0, width + OVER, []
    for day, place, number in reversed(waves(rows)):
        text = f"{', '.join(filter(None, (words.short(day), place)))}: {number}"
        x = days(start, day) / max(1, days(start, last)) * width
        wide = labels.width(text, size, bold=True)
        level += bool(found) and x + wide + 10 > right
        right, fits = x, x + wide <= width + OVER
        top = -8 - (size + 4) * level
        base = alt.Chart(alt.Data(values=[{"date": day, "text": text}])).encode(x=alt.X("date:T", scale=UTC))
        line = base.mark_rule(color=light("muted"), strokeWidth=1.2)
        name = base.mark_text(
            align="left" if fits else "right", dx=5 if fits else 2, fontSize=size, fontWeight="bold", color=light("ink")
        )
        found.append(line.encode(y=alt.value(top - size / 2), y2=alt.value("height"), description=alt.value("@wave")))
        found.append(name.encode(y=alt.value(top), text="text:N", description=alt.value("@wave")))
    return found


def _word(status: str, room: float, size: int) -> str:
    """The label of a bar, if it fits: the status, except for plain members, of which only the first is labelled."""
    word = "" if status == "member" else status
    return word if labels.width(word, size, bold=True) + 8 < room else ""
