"""The map: the region in which most members are, the world for the countries beyond it, and small states drawn large.

Status is shown by colour and, except for plain members, by a sign: a star for leads, a diamond for participants, a ring for
observers, a cross for countries outside. A question mark says that a page disputes the status. Every sign that a country
ever bears is drawn; the page shows those of a date. Every outline answers: one that the tables do not have says so.
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
SPECK = (
    5_000  # km²: what is smaller is no pixel of the map of the world, and drawn for the countries of the tables only
)
TILE = 76
KEY = 206  # room for an entry of the key
NAME = 15  # size of the leads' names: 11 px still where the map is drawn at three quarters
CONTESTED, DOUBT = "contested: pages disagree", "?"

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
    contested: Sequence[str] = ()  # those of them that a page disputes


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
    signed = [p for p in places if _bears_signs(p, where)]
    shapes = geometry.features("region", where.outlines)
    longitude, latitude = where.centre
    rotate = [-longitude, -latitude, 0]
    projection = {"type": "azimuthalEqualArea", "rotate": rotate, "scale": where.scale, "translate": REGION_CENTRE}
    return _map(places, codes, shapes, projection, REGION_SIZE, signed=signed, sign=90, doubt=16, named=True)


def world(places: Sequence[Place], codes: Codes, where: Region, larger: float = 1) -> alt.LayerChart:
    """Bears signs only where the map of the region has none; they are drawn `larger` where the map is to be scaled down."""
    beyond = [p for p in places if geometry.has(p.code) and not _bears_signs(p, where)]
    shown = {p.code for p in places}
    shapes = [s for s in geometry.features("world") if (code := s["properties"]["code"]) in shown or _is_seen(code)]
    return _map(
        places, codes, shapes, WORLD, WORLD_SIZE, signed=beyond, sign=60 * larger**2, doubt=math.ceil(14 * larger)
    )


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


def legend(codes: Codes, columns: int = 1, doubt: bool = True) -> alt.LayerChart:
    """The key, for the files; the page has its own in HTML."""
    titles = codes.titles("status") | {"land": words.NO_STATUS} | ({"doubt": CONTESTED} if doubt else {})
    rows = [
        {"row": i // columns, "left": 9 + i % columns * KEY, "status": s, "text": title}
        for i, (s, title) in enumerate(titles.items())
    ]
    width, height = KEY * columns, 24 * (rows[-1]["row"] + 1)
    base = alt.Chart(alt.Data(values=rows)).encode(
        x=alt.X("left:Q", axis=None, scale=alt.Scale(domain=[0, width], nice=False)),
        y=alt.Y("row:O", axis=None),
        description=alt.value(""),
    )
    swatch = base.transform_filter("datum.status != 'doubt'").mark_square(size=280, opacity=1)
    mark = base.transform_filter("datum.status == 'doubt'").mark_text(text=DOUBT, **_haloed(16))
    names = base.mark_text(align="left", dx=16, fontSize=14, color=light("ink")).encode(text="text:N")
    coloured = swatch.encode(color=_colours("status:N", (*codes["status"], "land")))
    return alt.layer(coloured, *_signs(base, 70), mark, names).properties(width=width, height=height)


def _map(places, codes, shapes, projection, size, signed, sign, doubt=14, named=False) -> alt.LayerChart:
    by_code = {p.code: p for p in places}
    filled = []
    for shape in shapes:
        place = by_code.get(code := shape["properties"]["code"])
        says = (
            f"@country/{place.iso3}|{place.name}: {words.status(codes, place.status)}"
            if place
            else f"@elsewhere|{geometry.name(code) or 'A territory without an ISO code'}: not in the tables"
        )
        filled.append({**shape, "properties": {"status": (place.status if place else "") or "land", "says": says}})
    land = (
        alt.Chart(alt.NamedData("outlines"))
        .mark_geoshape(stroke=light("coast"), strokeWidth=size[0] / 1200 + 0.1)
        .encode(color=_colours("properties.status:N", (*codes["status"], "land")), description="properties.says:N")
    )
    signs = _named("sign", [(p, s, f"{p.name}: {words.status(codes, s)}") for p in signed for s in p.statuses])
    doubts = _named("doubt", [(p, s, f"{p.name}: {CONTESTED}") for p in signed for s in p.contested])
    look = {"text": DOUBT, **_haloed(doubt)}
    bare = alt.FieldOneOfPredicate("status", [s for s in codes["status"] if s not in SIGNS])
    layers = [land, *_signs(signs, sign)]
    layers += [
        doubts.transform_filter(bare).mark_text(**look),
        doubts.transform_filter({"not": bare}).mark_text(dx=doubt * 0.8, **look),
    ]
    if named:  # with a halo, because a name can be wider than its country
        names = [{**_at(p), "name": p.name, "says": f"@name/{p.iso3}"} for p in signed if "lead" in p.statuses]
        layers.append(
            alt.Chart(alt.Data(values=names))
            .mark_text(dy=19, lineBreak=" ", lineHeight=NAME, **_haloed(NAME))
            .encode(longitude="lon:Q", latitude="lat:Q", text="name:N", description="says:N")
        )
    drawn = (
        alt.layer(*layers)
        .project(**projection, clipExtent=[[0, 0], list(size)])
        .properties(width=size[0], height=size[1])
    )
    drawn.datasets = {"outlines": filled}  # last: Altair copies a chart, with all of its data, at every step
    return drawn


def _named(kind: str, found: Iterable[tuple[Place, str, str]]) -> alt.Chart:
    """A mark for each (country, status, title), where the country's signs stand; the one of the day is shown."""
    points = [
        {**_at(p), "status": s, "says": f"@{kind}/{p.iso3}/{s}/{'yes' if s == p.status else 'no'}|{title}"}
        for p, s, title in found
    ]
    return alt.Chart(alt.Data(values=points)).encode(longitude="lon:Q", latitude="lat:Q", description="says:N")


def _haloed(size: int) -> dict:
    """Bold words on a halo, legible on any country and on the sea."""
    return {
        "fontSize": size,
        "fontWeight": "bold",
        "color": light("ink"),
        "stroke": light("coast"),
        "strokeWidth": 3,
        "strokeJoin": "round",
    }


def _at(place: Place) -> dict[str, float]:
    return dict(zip(("lon", "lat"), geometry.point(place.code), strict=True))


def _bears_signs(place: Place, where: Region) -> bool:
    """Does the map of the region show the country large enough to bear its sign?"""
    if not geometry.has(place.code):
        return False
    (longitude, latitude), (west, south, east, north) = geometry.point(place.code), where.signs
    return west <= longitude <= east and south <= latitude <= north


def _is_seen(code: str) -> bool:
    return not code or geometry.area(code) >= SPECK


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
