"""The chart of published sizes: a panel per thing counted. In any width, for a screen or a phone."""

from collections import defaultdict

import altair as alt

from scripts.site import view, words
from scripts.site.pictures.axes import PADDING, months
from scripts.site.pictures.palette import light
from scripts.tables.rows import Rows

SHAPES = {"exact": "circle", "about": "circle", "more-than": "triangle-up", "at-least": "square"}
UNIT = 7.5  # height of one country
READING = "A point is a number as published on a day; the more speakers gave it, the larger."


def reading(rows: Rows) -> tuple[str, str]:
    """How to read the chart."""
    of_roster, of_all = view.lines(rows)
    return READING, f"Lines show what these tables have: {of_roster} (solid), {of_all} (dashed)."


def chart(rows: Rows, width: int) -> alt.VConcatChart:
    """One panel per thing counted, all to one scale; the shape of a point says how exactly the number was given.

    Statements of one day that give the same number in the same way are one point, the larger the more there are. The lines
    are what the tables have: the statuses of the roster, and (dashed) the wider ones too.
    """
    points = _points(rows)
    last = max([view.last_day(rows), *(p["date"] for p in points)])
    days = {"type": "utc", "domain": [view.first_day(rows), last], "nice": False, "padding": 10}
    panels = [_panel(rows, [p for p in points if p["counted"] == c], c, days, width) for c in rows.codes["counted"]]
    drawn = [panel for panel in panels if panel is not None]
    return alt.vconcat(*drawn, spacing=26, padding=PADDING).resolve_scale(shape="shared", size="shared")


def given(rows: Rows) -> list[str]:
    """How exactly the numbers were given, as far as any was given so."""
    found = rows.distinct("reported_sizes", "qualifier")
    return [entry.title for code, entry in rows.codes["qualifier"].items() if code in found]


def _shapes(rows: Rows) -> alt.Shape:
    titles = rows.codes.titles("qualifier")
    scale = alt.Scale(domain=list(titles.values()), range=[SHAPES[code] for code in titles])
    return alt.Shape("qualifier:N", legend=None, scale=scale)


def key(rows: Rows, width: int) -> alt.LayerChart:
    """What the shapes of the sizes chart say."""
    columns = len(SHAPES) if width > 400 else 2
    places = [
        {"qualifier": q, "column": i % columns * 104, "row": i // columns * 22, "exact": q == "exact"}
        for i, q in enumerate(given(rows))
    ]
    base = alt.Chart(alt.Data(values=places)).encode(
        x=alt.X("column:Q", axis=None, scale=alt.Scale(domain=[-10, width - 10], nice=False)),
        y=alt.Y("row:Q", axis=None, scale=alt.Scale(domain=[33, -11], nice=False)),
        description=alt.value("@key"),
    )
    shapes = base.mark_point(size=80, strokeWidth=1.6, opacity=1, stroke=light("ink")).encode(
        shape=_shapes(rows), fill=alt.condition("datum.exact", alt.value(light("ink")), alt.value(light("paper")))
    )
    names = base.mark_text(align="left", dx=11, fontSize=13, color=light("ink")).encode(text="qualifier:N")
    return alt.layer(shapes, names).properties(width=width, height=44)


def _points(rows: Rows) -> list[dict]:
    titles = {m["meeting"]: m["title"] for m in rows["meetings"]}
    together = defaultdict(list)
    for s in view.sizes(rows):
        together[s["counted"], s["date"], s["size"], s["qualifier"]].append(s)
    return [
        {
            "counted": counted,
            "date": date,
            "size": int(size),
            "qualifier": rows.codes["qualifier"][qualifier].title,
            "statements": len(said),
            "says": f"@size|{words.day(date)}: {words.size(rows.codes, said[0])} {counted}. "
            + "; ".join(f"{s['said_by']}, of {titles.get(s['meeting'], 'the coalition')}" for s in said),
        }
        for (counted, date, size, qualifier), said in together.items()
    ]


def _panel(rows: Rows, points: list[dict], counted: str, days: dict, width: int) -> alt.LayerChart | None:
    if not points:
        return None
    lines = view.own_counts(rows) if counted == "countries" else []
    heights = [p["size"] for p in [*points, *lines]]
    domain = [min(heights) - 2, max(heights) + 2]
    x = alt.X("date:T", scale=alt.Scale(**days), title=None, axis=months(width))
    y = alt.Y("size:Q", title=None, scale=alt.Scale(domain=domain, nice=False), axis=_numbers(domain))
    steps = (
        alt.Chart(alt.Data(values=lines))
        .mark_line(interpolate="step-after", strokeWidth=1.6, color=light("muted"))
        .encode(
            x=x,
            y=y,
            strokeDash=alt.StrokeDash(
                "line:N", legend=None, scale=alt.Scale(domain=list(view.lines(rows)), range=[[1, 0], [5, 3]])
            ),
            description=alt.value("@line"),
        )
    )
    dots = (
        alt.Chart(alt.Data(values=points))
        .mark_point(strokeWidth=1.6, opacity=1, stroke=light(counted))
        .encode(
            x=x,
            y=y,
            description="says:N",
            size=alt.Size("statements:Q", legend=None, scale=alt.Scale(type="linear", domain=[1, 8], range=[48, 230])),
            shape=_shapes(rows),
            fill=alt.condition("datum.qualifier === 'exact'", alt.value(light(counted)), alt.value(light("paper"))),
        )
    )
    title = alt.Title(
        rows.codes["counted"][counted].title,
        anchor="start",
        fontSize=13,
        fontWeight="bold",
        color=light("ink"),
        offset=8,
    )
    return alt.layer(*([steps] if lines else []), dots).properties(
        width=width, height=(domain[1] - domain[0]) * UNIT, title=title
    )


def _numbers(domain: list[int]) -> alt.Axis:
    return alt.Axis(
        values=[n for n in range(0, domain[1] + 1, 5) if n >= domain[0]],
        gridColor=light("rule"),
        domain=False,
        ticks=False,
        labelColor=light("muted"),
        labelFontSize=12,
        labelPadding=6,
        minExtent=24,
    )
