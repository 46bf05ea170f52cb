"""Outlines of countries, for drawing: Natural Earth (public domain), as `outlines.topojson` has them.

The module `outlines` made that file, and says what is in it: TopoJSON, in three objects, for a map of a continent, for one of
the world, and for tiles with one small country each. Outlines join to the table `countries` by `iso_numeric`.
"""

import json
from functools import cache
from itertools import accumulate, pairwise
from pathlib import Path

import pycountry

from scripts.tables import country_codes

FILE = Path(__file__).parent / "outlines.topojson"

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees
Ring = list[tuple[float, float]]  # longitude, latitude
Polygon = list[Ring]  # the first ring is its outside, the others are holes


def edition() -> str:
    """What the map was drawn from, for the note under it."""
    return _topology()["edition"]


def features(layer: str, box: Box | None = None, only: str = "") -> list[dict]:
    """GeoJSON features of `region`, `world` or `tile`, with `properties.code`.

    A box leaves out the polygons that are nowhere near it; those in it stay whole. `only` limits them to a code.
    """
    found = []
    for code, polygons in _polygons(layer):
        near = [polygon for polygon in polygons if box is None or _meet(_bounds(polygon), box)]
        if near and only in ("", code):
            shape = {"type": "MultiPolygon", "coordinates": near}
            found.append({"type": "Feature", "properties": {"code": code}, "geometry": shape})
    return found


def bounds(code: str) -> Box:
    """The box around the outline that fills a tile."""
    boxes = [_bounds(polygon) for polygon in dict(_polygons("tile"))[code]]
    west, south, east, north = zip(*boxes, strict=True)
    return min(west), min(south), max(east), max(north)


def area(code: str) -> float:
    """Area in km², on a sphere."""
    return _properties()[code]["area"]


def point(code: str) -> tuple[float, float]:
    """(longitude, latitude) of the place where a sign for the country stands."""
    longitude, latitude = _properties()[code]["point"]
    return longitude, latitude


def has(code: str) -> bool:
    """Is there an outline?"""
    return code in _properties()


def name(code: str) -> str:
    """The name that ISO 3166-1 has for a numeric code, "" where it has none such."""
    country = pycountry.countries.get(numeric=code) if code else None
    return country_codes.english_name(country) if country else ""


def is_small(code: str) -> bool:
    """Is there an outline for a tile?"""
    return code in dict(_polygons("tile"))


@cache
def _topology() -> dict:
    return json.loads(FILE.read_text(encoding="utf-8"))


@cache
def _properties() -> dict[str, dict]:
    shapes = _topology()["objects"]["region"]["geometries"]
    return {s["id"]: s["properties"] for s in reversed(shapes) if "id" in s}  # of two with one code, the first


@cache
def _polygons(layer: str) -> list[tuple[str, list[Polygon]]]:
    """The code ("" for none) and the polygons of each shape."""
    found = []
    for shape in _topology()["objects"][layer]["geometries"]:
        polygons = [shape["arcs"]] if shape["type"] == "Polygon" else shape["arcs"]
        found.append((shape.get("id", ""), [[_ring(arcs, i == 0) for i, arcs in enumerate(p)] for p in polygons]))
    return found


def _ring(numbers: list[int], outside: bool) -> Ring:
    """The arcs of a ring, end to end; a negative number is an arc in its other direction.

    d3, which draws, takes the inside of a country to be on the right of a ring.
    """
    ring: Ring = []
    for number in numbers:
        arc = _arcs()[number] if number >= 0 else _arcs()[~number][::-1]
        ring += arc[bool(ring) :]
    clockwise = sum((x1 - x0) * (y1 + y0) for (x0, y0), (x1, y1) in pairwise(ring)) > 0
    return ring if clockwise == outside else ring[::-1]


@cache
def _arcs() -> list[Ring]:
    """Each point of an arc is stored as its distance from the one before, in units of the grid."""
    (width, height), (west, south) = _topology()["transform"]["scale"], _topology()["transform"]["translate"]
    arcs = []
    for arc in _topology()["arcs"]:
        columns, rows = (accumulate(steps) for steps in zip(*arc, strict=True))
        points = zip(columns, rows, strict=True)
        arcs.append([(round(x * width + west, 3), round(y * height + south, 3)) for x, y in points])
    return arcs


def _bounds(polygon: Polygon) -> Box:
    x, y = zip(*polygon[0], strict=True)
    return min(x), min(y), max(x), max(y)


def _meet(one: Box, other: Box) -> bool:
    return one[0] <= other[2] and other[0] <= one[2] and one[1] <= other[3] and other[1] <= one[3]
