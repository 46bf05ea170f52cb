"""The attendance matrix as a picture: a row per country that ever came, a column per meeting, the latest first."""

import xml.etree.ElementTree as ET
from collections import Counter

from scripts.site import matrix, words
from scripts.site.pictures import labels, svg
from scripts.site.pictures.palette import light
from scripts.tables import meetings
from scripts.tables.rows import Rows

ROW, SIZE = 21, 14
# (ground, letter) of each state of `matrix.STATES`, as the page has them.
LOOKS = {
    "leader": ("lead", "paper"),
    "minister": ("member", "ink"),
    "envoy": ("faint", "ink"),
    "official": ("faint", "ink"),
    "present": ("faint", "ink"),
    "message": ("paper", "ink"),
    "announced": ("paper", "ink"),
    "disputed": ("doubt", "ink"),
    "absent": ("paper", "muted"),
    "unknown": ("land", "ink"),
}


def title(rows: Rows) -> str:
    """What the matrix shows, in words."""
    came = _came(rows)
    most = max(came.values())
    names = {c["iso3"]: c["name"] for c in rows["countries"]}
    often = words.listed(sorted(names[iso3] for iso3, n in came.items() if n == most))
    return f"{len(came)} countries came to one or more of {len(rows['meetings'])} meetings; {often} came most often, to {most}"


def draw(rows: Rows, width: int) -> ET.Element:
    """The matrix, `width` wide: the names, then a cell per meeting, its day and place above it."""
    came = _came(rows)
    countries = sorted((c for c in rows["countries"] if c["iso3"] in came), key=lambda c: (-came[c["iso3"]], c["name"]))
    columns = sorted(rows["meetings"], key=lambda m: (m["start_date"], m["meeting"]), reverse=True)
    states = matrix.states(rows)
    heads = [_head(m) for m in columns]
    left = 12 + max(labels.width(c["name"], SIZE) for c in countries)
    top = 14 + max(labels.width(text, SIZE, bold=True) for text in heads)
    step = (width - left) / len(columns)
    root = svg.element("svg", width=width, height=f"{top + ROW * len(countries) + 2:g}", font_family=svg.FAMILY)
    root.set("font-size", f"{SIZE}px")
    for i, (meeting, text) in enumerate(zip(columns, heads, strict=True)):
        at = f"translate({left + step * (i + 0.5) + 5:.1f},{top - 6:.1f}) rotate(-90)"
        weight = {"font-weight": "bold"} if meeting["level"] == "leaders" else {}
        root.append(_text(text, transform=at, fill=light("ink"), **weight))
    for row, country in enumerate(countries):
        y = top + ROW * row
        root.append(_text(country["name"], x=left - 8, y=y + 15, text_anchor="end", fill=light("ink")))
        for i, meeting in enumerate(columns):
            silent = "absent" if meeting["list_complete"] == "true" else "unknown"
            root.extend(_cell(states.get((meeting["meeting"], country["iso3"]), silent), left + step * i, y, step))
    return root


def key(width: int) -> ET.Element:
    """What the colours and letters say, in as many columns as there is room for."""
    entries = [(state, meaning) for state, (_, meaning) in matrix.STATES.items()]
    room = 44 + max(labels.width(meaning, SIZE) for _, meaning in entries)
    columns = max(1, int(width // room))
    lines = -(-len(entries) // columns)
    root = svg.element("svg", width=width, height=24 * lines, font_family=svg.FAMILY)
    root.set("font-size", f"{SIZE}px")
    for i, (state, meaning) in enumerate(entries):
        x, y = i // lines * width / columns, i % lines * 24
        root.extend(_cell(state, x, y, 28))
        root.append(_text(meaning, x=x + 36, y=y + 15, fill=light("ink")))
    return root


def _came(rows: Rows) -> Counter[str]:
    """At how many meetings each country is known to have been."""
    return Counter(a["iso3"] for a in rows["attendance"] if meetings.came(a))


def _head(meeting: dict[str, str]) -> str:
    place = meeting["city"] or ("online" if meeting["format"] == "remote" else "")
    return ", ".join(filter(None, (words.short(meeting["start_date"]), place)))


def _cell(state: str, x: float, y: float, width: float) -> list[ET.Element]:
    ground, letter = LOOKS[state]
    frame = {"stroke": light("rule")} if ground == "paper" else {}
    found = [
        svg.element("rect", x=x + 1.0, y=y + 1.0, width=width - 2.0, height=ROW - 2.0, fill=light(ground), **frame)
    ]
    if mark := matrix.STATES[state][0]:
        found.append(_text(mark, x=x + width / 2, y=y + 15.0, text_anchor="middle", fill=light(letter)))
    return found


def _text(text: str, **attributes: object) -> ET.Element:
    made = svg.element("text", **attributes)
    made.text = text
    return made
