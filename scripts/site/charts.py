"""A chart on a page: drawn for several widths, of which the page shows the one that fits, so that its letters are never small."""

from collections.abc import Callable

import altair as alt
from markupsafe import Markup

from scripts.site.pictures import svg

WIDTHS = (288, 440, 680, 1000)  # of the whole picture; style.css shows the widest that has room


def in_widths(draw: Callable[[int], alt.TopLevelMixin], name: str, label: str) -> list[tuple[int, Markup]]:
    """(width, picture) for each of WIDTHS. `draw` takes that width; `label` is the text alternative."""
    return [(width, drawn(draw(width), f"{name}-{width}", label)) for width in WIDTHS]


def drawn(chart: alt.TopLevelMixin, name: str, label: str) -> Markup:
    """A picture of one width; `label` is its text alternative."""
    return Markup(svg.page(svg.draw(chart), f"picture-{name}", label))
