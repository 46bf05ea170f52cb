"""The map: the region in which most members are, the world for the countries beyond it, and small states drawn large.

Status is shown by colour and, except for plain members, by a sign: a star for leads, a diamond for participants, a ring for
observers, a cross for countries outside. Every sign that a country ever bears is drawn; the page shows the one of a date.
"""

import math
from collections.abc import Iterable, Sequence
from typing import NamedTuple

import altair as alt

from scripts.files.schemas import Codes
from scripts.site import words
from scripts.site.pictures import geometry
from scripts.site.pictures.palette import light

REGION_SIZE, REGION_CENTRE = (720, 640), [342, 328]
WORLD = {"type": "equalEarth", "scale": 82, "translate": [166, 106]}
WORLD_SIZE = (380, 194)
TILE = 76

SIGNS = {
    "lead": "M0,-1L0.2351,-0.3236L0.9511,-0.309L0.3804,0.1236L0.5878,0.809L0,0.4L-0.5878,0.809L-0.3804,0.1236L-0.9511,-0.309L-0.2351,-0.3236Z",
    "participant": "diamond",
    "observer": "circle",
    "outside": "M-.7,-.7L.7,.7M.7,-.7L-.7,.7",
}


class Place(NamedTuple):
    """A country on the map. `statuses` are all that it ever has; `status` is that of the day shown ("" for none)."""

    iso3: str
    code: str  # ISO numeric
    name: str
    status: str
    statuses: Sequence[str]


class Region(NamedTuple):
    """The region of the map, as the record of the package has it."""

    name: str
    centre: tuple[float, float]  # longitude, latitude
    scale: float
    outlines: geometry.Box
    signs: geometry.Box  # the countries in it bear their sign on this map, all others on that of the world

    @classmethod
    def of(cls, package: dict) -> "Region":
        drawn = package["map"]
        boxes = (
            tuple(float(drawn[box][side]) for side in ("west", "south", "east", "north"))
            for box in ("outlines", "signs")
        )
        centre = float(drawn["centre"]["longitude"]), float(drawn["centre"]["latitude"])
        return cls(drawn["region"], centre, float(drawn["scale"]), *boxes)


def region(places: Sequence[Place], codes: Codes, where: Region) -> alt.LayerChart:
    """The map of the region."""
    shapes = geometry.features("region", where.outlines)
    longitude, latitude = where.centre
    rotate = [-longitude, -latitude, 0]
    projection = {"type": "azimuthalEqualArea", "rotate": rotate, "scale": where.scale, "translate": REGION_CENTRE}
    return _map(places, codes, shapes, projection, REGION_SIZE, signed=places, sign=90, named=True)


def world(places: Sequence[Place], codes: Codes, where: Region) -> alt.LayerChart:
    """Bears signs only where the map of the region has none."""
    beyond = [p for p in places if geometry.has(p.code) and not _inside(geometry.point(p.code), where.signs)]
    shapes = geometry.features("world")
    return _map(places, codes, shapes, WORLD, WORLD_SIZE, signed=beyond, sign=60)


def small(places: Iterable[Place]) -> list[Place]:
    """Those that a map of the continent hardly shows, the smallest first; only where a status is on record."""
    known = [p for p in places if p.statuses and geometry.is_small(p.code)]
    return sorted(known, key=lambda p: geometry.area(p.code))


def tile(place: Place, codes: Codes) -> alt.LayerChart:
    """One small country, filling its tile."""
    west, south, east, north = geometry.bounds(place.code)
    shapes = geometry.features("tile", only=place.code)
    top, bottom = (math.asinh(math.tan(math.radians(y))) for y in (north, south))  # Mercator
    scale = (TILE - 8) / max(math.radians(east - west), top - bottom)
    middle = [scale * math.radians((west + east) / 2), -scale * (top + bottom) / 2]
    projection = {"type": "mercator", "scale": scale, "translate": [TILE / 2 - middle[0], TILE / 2 - middle[1]]}
    return _map([place], codes, shapes, projection, (TILE, TILE), signed=[place], sign=90)


def legend(codes: Codes) -> alt.LayerChart:
    """The key, for the files; the page has its own in HTML."""
    rows = [{"row": i, "status": s, "text": title} for i, (s, title) in enumerate(codes.titles("status").items())]
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.value(9), y=alt.Y("row:O", axis=None), description=alt.value("")
    )
    swatch = base.mark_square(size=280, opacity=1).encode(color=_colours("status:N", list(codes["status"])))
    names = base.mark_text(align="left", dx=16, fontSize=13, color=light("ink")).encode(text="text:N")
    return alt.layer(swatch, *_signs(base, 70), names).properties(width=190, height=24 * len(rows))


def _map(places, codes, shapes, projection, size, signed, sign, named=False) -> alt.LayerChart:
    by_code = {p.code: p for p in places}
    filled = []
    for shape in shapes:
        place = by_code.get(shape["properties"]["code"])
        says = f"@country/{place.iso3}|{place.name}: {words.status(codes, place.status)}" if place else ""
        filled.append({**shape, "properties": {"status": (place.status if place else "") or "land", "says": says}})
    land = (
        alt.Chart(alt.Data(values=filled))
        .mark_geoshape(stroke=light("coast"), strokeWidth=size[0] / 1200 + 0.1)
        .encode(color=_colours("properties.status:N", (*codes["status"], "land")), description="properties.says:N")
    )
    points = [
        {
            **_at(p),
            "status": s,
            "says": f"@sign/{p.iso3}/{s}/{'yes' if s == p.status else 'no'}|{p.name}: {words.status(codes, s)}",
        }
        for p in signed
        for s in p.statuses
    ]
    base = alt.Chart(alt.Data(values=points)).encode(longitude="lon:Q", latitude="lat:Q", description="says:N")
    layers = [land, *_signs(base, sign)]
    if named:
        names = [{**_at(p), "name": p.name, "says": f"@name/{p.iso3}"} for p in signed if "lead" in p.statuses]
        for look in ({"stroke": light("coast"), "strokeWidth": 3, "color": light("coast")}, {"color": light("ink")}):
            layers.append(  # with a halo, because a name can be wider than its country
                alt.Chart(alt.Data(values=names))
                .mark_text(dy=17, fontSize=11, fontWeight="bold", lineBreak=" ", lineHeight=11, **look)
                .encode(longitude="lon:Q", latitude="lat:Q", text="name:N", description="says:N")
            )
    return (
        alt.layer(*layers)
        .project(**projection, clipExtent=[[0, 0], list(size)])
        .properties(width=size[0], height=size[1])
    )


def _at(place: Place) -> dict[str, float]:
    return dict(zip(("lon", "lat"), geometry.point(place.code), strict=True))


def _inside(point: tuple[float, float], box: geometry.Box) -> bool:
    return box[0] <= point[0] <= box[2] and box[1] <= point[1] <= box[3]


def _colours(field: str, names: Sequence[str]) -> alt.Color:
    return alt.Color(field, legend=None, scale=alt.Scale(domain=list(names), range=[light(n) for n in names]))


def _signs(base: alt.Chart, size: int) -> list[alt.Chart]:
    """One layer per sign, so that each has its own look."""
    looks = {
        "lead": {"fill": light("coast"), "stroke": None, "size": size * 1.4},
        "participant": {"fill": light("sign"), "stroke": None, "size": size},
        "observer": {"fill": None, "stroke": light("sign"), "strokeWidth": 1.8, "size": size},
        "outside": {"fill": None, "stroke": light("cross"), "strokeWidth": 1.4, "size": size * 0.6},
    }
    return [
        base.transform_filter(alt.datum.status == status).mark_point(shape=SIGNS[status], opacity=1, **look)
        for status, look in looks.items()
    ]
