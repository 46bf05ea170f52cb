"""The chart of published sizes: of the coalition, then of a meeting, a panel per thing counted. In any width, for a screen or a phone."""

from collections import defaultdict
from collections.abc import Iterable, Iterator

import altair as alt

from scripts.site import view
from scripts.site.pictures import labels, panels
from scripts.site.pictures.axes import OVER, PADDING, TEXT, months
from scripts.site.pictures.palette import light
from scripts.site.pictures.panels import Panel
from scripts.tables.rows import Rows

SHAPES = {"exact": "circle", "about": "circle", "more-than": "triangle-up", "at-least": "square"}
FEWEST = 3  # points that make a panel
AXIS = 28  # room for the numbers on the left
MAIN = (False, "countries")  # the panel with what these tables have: not of a meeting, countries
OF = {False: "Of the coalition", True: "Of a meeting"}
READING = "A point is one statement. Statements of the same number stand beside each other, near the day of each."


def reading(rows: Rows) -> tuple[str, str]:
    """How to read the chart."""
    of_roster, of_all = view.lines(rows)
    return READING, f"Lines show what these tables have: {of_roster} (solid), {of_all} (dashed)."


def title(rows: Rows) -> str:
    """What the chart shows, in words."""
    whose = {"coalition": ("of the coalition", " countries"), "meetings": ("of its meetings", "")}
    found = [
        f"{of} run from {low} to {high}{what}" if low < high else f"{of} stay at {low}{what}"
        for name, (of, what) in whose.items()
        for low, high in [view.ranges(rows).get(name, (0, 0))]
        if high
    ]
    return f"Exact sizes {', those '.join(found)}" if found else "No exact size is published"


def left_out(rows: Rows) -> list[str]:
    """What is too rare for a panel, in words: a sentence for each statement."""
    titles = {code: title.split(":")[0] for code, title in rows.codes.titles("counted").items()}
    return [
        f"{titles[s['counted']]}{', of a meeting' if s['meeting'] else ''}: {s['words']}, {s['day']}, by {s['said_by']}."
        for kind, sizes in _kinds(rows).items()
        if _is_rare(kind, sizes)
        for s in sizes
    ]


def chart(rows: Rows, width: int, text: int = TEXT) -> alt.VConcatChart:
    """One panel per thing counted, of the coalition and of a meeting, all to one scale; `width` is that of the whole.

    The shape of a point says how exactly the number was given. The lines are what the tables have: the statuses of the
    roster, and (dashed) the wider ones too.
    """
    drawn = [_drawn(rows, panel) for panel in _panels(rows, width, text)]
    return alt.vconcat(*drawn, spacing=24, padding=PADDING).resolve_scale(shape="shared")


def given(rows: Rows) -> list[str]:
    """How exactly the numbers were given, as far as any was given so."""
    found = rows.distinct("reported_sizes", "qualifier")
    return [entry.title for code, entry in rows.codes["qualifier"].items() if code in found]


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
    names = base.mark_text(align="left", dx=11, fontSize=14, color=light("ink")).encode(text="qualifier:N")
    return alt.layer(shapes, names).properties(width=width, height=44)


def _shapes(rows: Rows) -> alt.Shape:
    titles = rows.codes.titles("qualifier")
    scale = alt.Scale(domain=list(titles.values()), range=[SHAPES[code] for code in titles])
    return alt.Shape("qualifier:N", legend=None, scale=scale)


def _kinds(rows: Rows) -> dict[tuple[bool, str], list[dict]]:
    """The sizes by what they are of, (a meeting?, what is counted), each oldest first."""
    found = defaultdict(list)
    for size in view.sizes(rows):
        found[bool(size["meeting"]), size["counted"]].append(size)
    order = [(of_meeting, counted) for of_meeting in OF for counted in rows.codes["counted"]]
    return {kind: found[kind] for kind in order if kind in found or kind == MAIN}


def _panels(rows: Rows, width: int, text: int) -> Iterator[Panel]:
    counts = view.own_counts(rows)
    last = max([view.last_day(rows), *(s["date"] for s in rows["reported_sizes"])])
    first = min([view.first_day(rows), *(s["date"] for s in rows["reported_sizes"])])
    radius = 3.2 if width > 600 else 2.4
    plot = width - AXIS - OVER - PADDING["right"]
    for kind, sizes in _kinds(rows).items():
        if not _is_rare(kind, sizes):
            yield Panel(*kind, sizes, counts if kind == MAIN else [], first, last, plot, text, radius)


def _is_rare(kind: tuple[bool, str], sizes: list[dict]) -> bool:
    """Too few for a panel? That of the coalition's countries is drawn for its lines, however few."""
    return len(sizes) < FEWEST and kind != MAIN


def _drawn(rows: Rows, panel: Panel) -> alt.LayerChart:
    points = panels.points(panel)
    whole = [panel.at(edge, 0)["date"] for edge in (0, panel.width)]
    x = alt.X(
        "date:T",
        scale=alt.Scale(type="utc", domain=whole, nice=False),
        title=None,
        axis=months(round(panel.width), panel.text),
    )
    heights = alt.Scale(domain=[panel.low, panel.high], nice=False)
    y = alt.Y("size:Q", title=None, scale=heights, axis=_numbers(panel))
    of_roster, of_all = view.lines(rows)
    words = panels.words(panel, points, {of_roster: "in these tables", of_all: of_all})
    layers = [_steps(rows, panel), _dots(rows, panel, points), *_leaders(panel, words), *_words(panel, words)]
    heading = alt.Title(
        OF[panel.of_meeting],
        subtitle=rows.codes["counted"][panel.counted].title,
        anchor="start",
        fontSize=panel.text + 2,
        fontWeight="bold",
        color=light("ink"),
        subtitleFontSize=panel.text + 1,
        subtitleColor=light("muted"),
        offset=10,
    )
    return alt.layer(*(layer.encode(x=x, y=y) for layer in layers)).properties(
        width=panel.width, height=panel.height, title=heading
    )


def _steps(rows: Rows, panel: Panel) -> alt.Chart:
    """The lines: what the tables have from day to day."""
    lines = [line | panel.at(panel.x(line["date"]), panel.y(line["size"])) for line in panel.lines]
    dash = alt.Scale(domain=list(view.lines(rows)), range=[[1, 0], [5, 3]])
    drawn = alt.Chart(alt.Data(values=lines)).mark_line(interpolate="step-after", strokeWidth=1.6, color=light("muted"))
    return drawn.encode(strokeDash=alt.StrokeDash("line:N", legend=None, scale=dash), description=alt.value("@line"))


def _dots(rows: Rows, panel: Panel, points: Iterable[panels.Point]) -> alt.Chart:
    """A point for each statement; one that is not exact is hollow."""
    marks = [
        {
            **panel.at(*point),
            "qualifier": rows.codes["qualifier"][s["qualifier"]].title,
            "says": f"@size|{s['day']}: {s['words']} {s['counted']}. {s['said_by']}, of {s['of']}",
        }
        for s, point in points
    ]
    exact = f"datum.qualifier === '{rows.codes['qualifier']['exact'].title}'"
    fill = alt.condition(exact, alt.value(light(panel.counted)), alt.value(light("paper")))
    drawn = alt.Chart(alt.Data(values=marks)).mark_point(
        strokeWidth=1.4, opacity=1, stroke=light(panel.counted), size=panel.radius**2 * 3.14
    )
    return drawn.encode(description="says:N", shape=_shapes(rows), fill=fill)


def _leaders(panel: Panel, words: Iterable[labels.Placed]) -> Iterator[alt.Chart]:
    """A fine line from a point to words that do not stand right beside it."""
    ends = [
        panel.at(*point) | {"end": panel.at(0, p.y + (panel.text / 2 if p.y < point[1] else -panel.text / 2))["size"]}
        for p in words
        if (point := p.leads_to)
    ]
    if ends:
        drawn = alt.Chart(alt.Data(values=ends)).mark_rule(color=light("muted"), strokeWidth=1)
        yield drawn.encode(y2="end:Q", description=alt.value("@leader"))


def _words(panel: Panel, words: Iterable[labels.Placed]) -> Iterator[alt.Chart]:
    look = {"fontSize": panel.text, "color": light("ink"), "stroke": light("paper"), "strokeWidth": 3}
    placed = list(words)
    for align in dict.fromkeys(p.align for p in placed):
        texts = [{"text": p.text, **panel.at(p.x, p.y)} for p in placed if p.align == align]
        drawn = alt.Chart(alt.Data(values=texts)).mark_text(align=align, strokeJoin="round", **look)
        yield drawn.encode(text="text:N", description=alt.value("@label"))


def _numbers(panel: Panel) -> alt.Axis:
    return alt.Axis(
        values=[n for n in range(0, panel.high + 1, 5) if n >= panel.low],
        gridColor=light("rule"),
        domain=False,
        ticks=False,
        labelColor=light("muted"),
        labelFontSize=panel.text,
        labelPadding=6,
        minExtent=AXIS,
        maxExtent=AXIS,
    )
