"""The page of the published sizes: how many, and who says so."""

from collections.abc import Iterator

from scripts.site import charts, view
from scripts.site.pages import Page, Site
from scripts.site.pictures import sizes as picture


def pages(site: Site) -> Iterator[Page]:
    rows = site.rows
    listed = sorted(site.facts.of("reported_sizes"), key=lambda s: (str(s["date"]), s["reported_size"]), reverse=True)
    label = f"Chart of {len(listed)} published sizes over time; the table below it has them all."
    finding = picture.title(rows)
    given = {
        "sizes": listed,
        "finding": finding,
        "speakers": view.speakers(rows),
        "reading": picture.reading(rows),
        "left_out": picture.left_out(rows),
        "key": charts.drawn(picture.key(rows, charts.WIDTHS[0]), "key", "What the shapes say"),
        "picture": charts.in_widths(lambda width: picture.chart(rows, width), "sizes", label),
    }
    title = f"How many countries are in the {site.coalition}, and who says so"
    yield Page("sizes.html", "sizes.html", title, f"{finding}. {view.covered(site.until)}", given, "sizes.json")
