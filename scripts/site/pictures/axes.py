"""What the charts over time share. Dates are drawn in UTC, so that no machine's time zone moves a mark."""

import datetime

import altair as alt

from scripts.site.pictures.palette import light

PADDING = {"left": 0, "top": 2, "right": 2, "bottom": 6}
OVER, TEXT = 20, 12  # room right of the last day for half a label; size of letters
UTC = alt.Scale(type="utc")


def days(start: str, end: str) -> int:
    """How many days lie between two ISO dates."""
    return (datetime.date.fromisoformat(end) - datetime.date.fromisoformat(start)).days


def months(width: int, text: int = TEXT) -> alt.Axis:
    return alt.Axis(
        format="%b %Y" if width > 450 else "%b %y",
        tickCount={"interval": "month", "step": 2 if width > 450 else 4},
        grid=False,
        domainColor=light("rule"),
        tickColor=light("rule"),
        labelColor=light("muted"),
        labelFontSize=text,
        labelFlush=False,
        labelBound=OVER + text - TEXT,  # no label further out than this
    )
