"""The map of the region on other days: drawn once, coloured anew, so that six maps cost little more than one."""

import copy
import re
import xml.etree.ElementTree as ET
from collections.abc import Sequence

from scripts.site import view
from scripts.site.pictures import svg
from scripts.site.pictures.maps import Place
from scripts.site.pictures.palette import light
from scripts.tables.rows import Rows

MOST = 6
_SVG = f"{{{svg.SVG}}}"


def days(rows: Rows) -> list[str]:
    """The days on which the number of countries changed most, at most six, in order: of the roster's statuses first, then of all."""
    before, found = {"roster": 0, "all": 0}, {}
    for date in sorted({count["date"] for count in view.own_counts(rows)}):
        n = view.numbers(rows, date)
        change = tuple(abs(n[which] - before[which]) for which in before)
        if any(change):
            found[date] = change
        before = {which: n[which] for which in before}
    return sorted(sorted(found, key=lambda date: (found[date], date), reverse=True)[:MOST])


def on(region: ET.Element, places: Sequence[Place], signs: float = 1) -> ET.Element:
    """The drawn map as it is for these places: colours, and signs of the day so many times as large; without names and marks of doubt."""
    drawn = copy.deepcopy(region)
    status = {p.iso3: p.status for p in places}
    for parent in list(drawn.iter()):
        for mark in list(parent):
            kind, now = mark.get("data-kind"), status.get(mark.get("data-country", ""), "")
            if kind in ("name", "doubt") or (kind == "sign" and mark.get("data-status") != now):
                parent.remove(mark)
            elif kind == "sign":
                mark.attrib.pop("display", None)
                mark.set("transform", f"{mark.get('transform')} scale({signs:g})")
            elif kind == "country":
                mark.set("fill", light(now or "land"))
            if kind in ("country", "sign", "elsewhere"):
                mark[:] = []  # titles, which a small map in a file does not need
    return drawn


def outlines(region: ET.Element) -> ET.Element:
    """The outlines of a drawn map as definitions, to be used by `linked`."""
    defined = svg.element("defs")
    for i, path in enumerate(_lands(region)):
        defined.append(svg.element("path", id=f"land-{i}", d=path.get("d")))
    return defined


def linked(drawn: ET.Element) -> ET.Element:
    """A map whose outlines are those that `outlines` defines, each named instead of written again."""
    for i, path in enumerate(_lands(drawn)):
        path.tag = f"{_SVG}use"
        del path.attrib["d"]
        path.set("href", f"#land-{i}")
    return drawn


def cropped(drawn: ET.Element, left: float, top: float, width: float, height: float) -> ET.Element:
    """A part of a drawing, as a drawing."""
    drawn.attrib.update({"viewBox": f"{left:g} {top:g} {width:g} {height:g}", "overflow": "hidden"})
    drawn.attrib.update({"width": f"{width:g}", "height": f"{height:g}"})
    return drawn


def _lands(drawn: ET.Element) -> list[ET.Element]:
    return [e for e in drawn.iter(f"{_SVG}path") if re.fullmatch("country|elsewhere", e.get("data-kind", ""))]
