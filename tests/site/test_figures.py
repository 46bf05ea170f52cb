"""The map, the charts and the figures show what the tables say, in colours that everyone can tell apart, and the same bytes on every machine."""

import gzip
import math
import re
import shutil
import struct
import xml.etree.ElementTree as ET
from collections import Counter
from itertools import combinations, product

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

import vl_convert

from scripts import page
from scripts.dataset import Dataset
from scripts.documents import edition, versions
from scripts.files import schemas, yaml_text
from scripts.files.trees import Folder
from scripts.site import building, matrix, view
from scripts.site.pictures import attendance, figures, labels, maps, moments, palette, paths, sizes, svg, timeline
from scripts.tables import meetings, spells
from tests.conftest import ROOT, as_released

CODES = schemas.codes(Folder(ROOT))


# ---- drawing


@pytest.mark.parametrize(
    ("path", "shorter"),
    [
        (
            "M604,576.2L604.3,576.3L603.3,576.6ZM603.7,575.9L603.7,576L604,576Z",
            "m604 576.2l.3.1-1 .3zm-.3-.3l0 .1.3 0z",
        ),
        ("M-1.5,0L-1.5,0L0.04,-0.5", "m-1.5 0l1.5-.5"),  # a point that is drawn twice, an end that is rounded
        ("M0,0L0.25,0L0.5,0", "m0 0l.2 0 .3 0"),  # no error adds up
        ("M0,-1A1,1,0,1,1,0,1Z", "M0,-1A1,1,0,1,1,0,1Z"),
    ],
)
def test_an_outline_is_the_same_in_fewer_letters(path, shorter):
    assert paths.relative(path) == shorter


def test_every_point_of_the_map_stays_where_it_is(tables):
    chart = maps.region(view.places(tables, view.last_day(tables)), tables.codes, maps.Region.of(tables.package))
    drawn = vl_convert.vegalite_to_svg(chart.to_dict(validate=False))
    outlines = [d for d in re.findall(r' d="(M[^"]+)"', drawn) if "A" not in d and d.count("L") > 9]
    assert len(outlines) > 50
    for outline in outlines:
        points = [[float(n) for n in point.split(",")] for point in re.findall(r"[\d.-]+,[\d.-]+", outline)]
        assert _walked(paths.relative(outline)) == {(round(x * 10), round(y * 10)) for x, y in points}


def _walked(path):
    """The points of a path of relative steps, in tenths."""
    found, at, start = set(), (0, 0), (0, 0)
    for letter, numbers in re.findall(r"([mlz])([^mlz]*)", path):
        steps = [round(float(n) * 10) for n in re.findall(r"-?(?:\d+\.\d+|\d+|\.\d+)", numbers)]
        at = start if letter == "z" else at
        for dx, dy in zip(steps[::2], steps[1::2], strict=True):
            at = at[0] + dx, at[1] + dy
            found.add(at)
            start = at if letter == "m" else start
    return found


# ---- the map and the colours


def test_small_states_are_drawn_larger(tables):
    names = [p.name for p in maps.small(view.places(tables, view.last_day(tables)))]
    assert {"Cyprus", "Luxembourg", "Malta", "Montenegro", "Slovenia"} <= set(names)
    assert "Belgium" not in names


def test_every_status_but_plain_membership_bears_a_sign_of_its_own(computed):
    assert set(maps.SIGNS) == set(computed.codes["status"]) - {"member"}
    assert len(set(maps.SIGNS.values())) == len(maps.SIGNS)


@pytest.fixture(scope="module")
def drawings(tables):
    """The maps by name, drawn for the last day, as elements."""
    places, where = view.places(tables, view.last_day(tables)), maps.Region.of(tables.package)
    tiles = {p.iso3: maps.tile(p, tables.codes) for p in maps.small(places)}
    charts = {"region": maps.region(places, tables.codes, where), "world": maps.world(places, tables.codes, where)}
    return {name: svg.draw(chart) for name, chart in (charts | tiles).items()}


@pytest.mark.parametrize("name", ["region", "world"])
def test_every_outline_answers_also_where_the_tables_have_no_such_country(name, drawings, tables):
    names = {c["iso3"]: c["name"] for c in tables["countries"]}
    seen = set()
    for outline in (e for e in drawings[name].iter(f"{{{svg.SVG}}}path") if e.get("data-kind") not in ("sign",)):
        said = outline.findtext(f"{{{svg.SVG}}}title")
        if outline.get("data-kind") == "country":
            assert said.startswith(f"{names[outline.get('data-country')]}: ")
        else:
            assert outline.get("data-kind") == "elsewhere" and said.endswith(": not in the tables")
            assert said.split(":")[0] not in names.values()
        seen.add(said)
    assert {"Serbia: not in the tables", "Belgium: member"} <= seen


def test_a_country_of_the_tables_without_a_status_on_the_day_says_so(tables):
    before = view.places(tables, "2025-03-01")
    drawn = svg.draw(maps.region(before, tables.codes, maps.Region.of(tables.package)))
    titles = {e.findtext(f"{{{svg.SVG}}}title") for e in drawn.iter() if e.get("data-kind") == "country"}
    assert titles and all(title.endswith(": no status on record") for title in titles)


def test_a_status_that_a_page_disputes_bears_a_mark_on_the_map_where_the_country_has_its_sign(drawings, tables):
    disputed = {s["record"] for s in tables["support"] if (s["table"], s["disputed"]) == ("memberships", "true")}
    last = view.last_day(tables)
    expected = {
        (m["iso3"], m["status"], "none" if not spells.on(m, last) else None)
        for m in tables["memberships"]
        if m["spell"] in disputed
    }
    marks = {
        name: {
            (e.get("data-country"), e.get("data-status"), e.get("display"))
            for e in drawing.iter()
            if e.get("data-kind") == "doubt"
        }
        for name, drawing in drawings.items()
    }
    assert marks["region"] | marks["world"] == expected and not marks["region"] & marks["world"]
    assert all(marks[name] == {m for m in expected if m[0] == name} for name in marks if len(name) == 3)
    assert {"SVN", "HRV", "TUR"} <= {iso3 for iso3, *_ in marks["region"]}


def test_nothing_that_is_drawn_has_a_style_of_its_own_and_a_picture_keeps_its_room(drawings):
    for drawing in drawings.values():
        text = svg.page(drawing, "picture", "A map")
        assert " style=" not in text and "<style" not in text
        width, height = drawing.get("width"), drawing.get("height")
        assert f'width="{width}" height="{height}" viewBox="0 0 {width} {height}"' in text


def test_a_phone_loads_the_maps_in_little(drawings):
    size = {name: len(gzip.compress(svg.page(drawing, name, name).encode())) for name, drawing in drawings.items()}
    assert size["region"] <= 30_000 and size["world"] <= 15_000


def test_no_two_colours_are_confused_when_the_ground_turns_dark():
    light = [values[0] for values in palette.COLOURS.values()]
    assert len(set(light)) == len(light)


@pytest.mark.parametrize(("text", "ground", "mode"), [*product(("ink", "muted", "link"), ("paper", "panel"), (0, 1))])
def test_text_is_legible_on_both_grounds(text, ground, mode):
    assert _contrast(palette.COLOURS[text][mode], palette.COLOURS[ground][mode]) >= 4.5  # WCAG 2.2, level AA


@pytest.mark.parametrize(("mark", "mode"), [*product(CODES["counted"], (0, 1))])
def test_marks_stand_out_from_the_ground(mark, mode):
    assert _contrast(palette.COLOURS[mark][mode], palette.COLOURS["paper"][mode]) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize(
    ("sign", "status"), [("coast", "lead"), ("sign", "participant"), ("sign", "observer"), ("cross", "outside")]
)
def test_signs_stand_out_from_the_countries_that_bear_them(sign, status):
    for mode in (0, 1):
        assert _contrast(palette.COLOURS[sign][mode], palette.COLOURS[status][mode]) >= 3


@pytest.mark.parametrize("mode", [0, 1], ids=["light", "dark"])
def test_statuses_differ_in_lightness_too_and_leads_are_furthest_from_the_ground(mode):
    shades = {name: palette.COLOURS[name][mode] for name in (*CODES["status"], "land")}
    for one, other in combinations(shades, 2):
        assert _contrast(shades[one], shades[other]) >= 1.25, (one, other)
    ground = palette.COLOURS["paper"][mode]
    assert max(shades, key=lambda name: _contrast(shades[name], ground)) == "lead"


# What an eye without one kind of cone sees, of linear RGB (Machado, Oliveira and Fernandes 2009, severity 1).
EYES = {
    "protanopia": ((0.152286, 1.052583, -0.204868), (0.114503, 0.786281, 0.099216), (-0.003882, -0.048116, 1.051998)),
    "deuteranopia": ((0.367322, 0.860646, -0.227968), (0.280085, 0.672501, 0.047413), (-0.011820, 0.042940, 0.968881)),
    "tritanopia": ((1.255528, -0.076749, -0.178779), (-0.078411, 0.930809, 0.147602), (0.004733, 0.691367, 0.303900)),
}


@pytest.mark.parametrize(("eye", "mode"), [*product(EYES, (0, 1))])
def test_statuses_differ_for_every_kind_of_eye(eye, mode):
    names = (*CODES["status"], "land")
    for one, other in combinations(names, 2):
        seen = [_lab(palette.COLOURS[name][mode], EYES[eye]) for name in (one, other)]
        assert math.dist(*seen) >= 10, (one, other)  # 2.3 is what can just be told apart


def _lab(colour, eye):
    seen = [min(1, max(0, sum(w * c for w, c in zip(row, _linear(colour), strict=True)))) for row in eye]
    weights = ((0.4339, 0.3762, 0.1899), (0.2126, 0.7152, 0.0722), (0.0178, 0.1095, 0.8727))  # over the white of D65
    x, y, z = (sum(w * c for w, c in zip(row, seen, strict=True)) for row in weights)
    x, y, z = (t ** (1 / 3) if t > 0.008856 else 7.787 * t + 16 / 116 for t in (x, y, z))
    return 116 * y - 16, 500 * (x - y), 200 * (y - z)


def _contrast(one, other):
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour):
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), _linear(colour), strict=True))


def _linear(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    return [c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels]


# ---- the charts

WIDTHS = (288, 440, 680, 1000)


def _texts(element, x=0.0, y=0.0, scale=1.0, size=0.0, bold=False):
    """(words, size as drawn, box, kind) of each line of text in a drawing, wherever it is nested."""
    if moved := re.match(r"translate\(([-\d.]+),([-\d.]+)\)", element.get("transform", "")):
        x, y = x + float(moved[1]) * scale, y + float(moved[2]) * scale
    if element.tag == f"{{{svg.SVG}}}svg":
        x, y = x + float(element.get("x", 0)) * scale, y + float(element.get("y", 0)) * scale
        if "viewBox" in element.attrib:
            scale *= float(element.get("width")) / float(element.get("viewBox").split()[2])
    size = float(element.get("font-size", f"{size}").removesuffix("px"))
    bold = element.get("font-weight", "bold" if bold else "") == "bold"
    if element.tag == f"{{{svg.SVG}}}text" and element.get("display") != "none" and element.text:
        wide = labels.width(element.text, size, bold) * scale
        left = x - {"middle": wide / 2, "end": wide}.get(element.get("text-anchor"), 0)
        box = (left, y - size * scale * 0.8, left + wide, y + size * scale * 0.2)
        yield element.text, size * scale, box, element.get("data-kind")
    for child in element:
        inherited = dict(element.attrib)
        if "text-anchor" in inherited and "text-anchor" not in child.attrib:
            child.set("text-anchor", inherited["text-anchor"])
        yield from _texts(child, x, y, scale, size, bold)


@pytest.fixture(scope="module", params=product((sizes, timeline), WIDTHS), ids=lambda p: f"{p[0].__name__[-8:]}-{p[1]}")
def charted(request, tables):
    """(module, width, drawing) of each chart at each width."""
    module, width = request.param
    return module, width, svg.draw(module.chart(tables, width))


def test_a_chart_fits_its_width_and_no_words_in_it_are_small_or_touch_others(charted):
    _, width, drawing = charted
    assert width - 24 <= float(drawing.get("width")) <= width
    found = list(_texts(drawing))
    assert len(found) > 20 and min(size for _, size, *_ in found) >= 11
    for one, other in combinations(found, 2):
        assert not labels.meet(one[2], other[2]), (one[0], other[0])


@pytest.mark.parametrize("width", [288, 1000])
def test_one_statement_is_one_point_and_what_is_not_drawn_is_said(width, tables):
    drawing = svg.draw(sizes.chart(tables, width))
    points = [e for e in drawing.iter() if e.get("data-kind") == "size"]
    assert len(points) + len(sizes.left_out(tables)) == len(tables["reported_sizes"])
    titles = [e.findtext(f"{{{svg.SVG}}}title") for e in points]
    assert all(any(s["said_by"] in title for title in titles) for s in tables["reported_sizes"] if s["meeting"])


def test_statements_of_one_number_stand_beside_each_other_near_their_days():
    days = [10.0, 10.0, 10.0, 40.0, 90.0]
    assert labels.apart(days, 6, 0, 100) == [4, 10, 16, 40, 90]
    assert labels.apart([0.0, 0.0, 0.0], 6, 0, 100) == [0, 6, 12]
    assert labels.apart([50.0] * 5, 60, 0, 100) == [0, 25, 50, 75, 100]
    assert labels.apart([], 6, 0, 100) == []


def test_words_go_where_nothing_is_in_the_way_or_nowhere():
    frame = (0, 0, 200, 100)
    right = labels.beside("31, Office", 12, (50, 50), [], frame)
    assert right.align == "left" and right.leads_to is None
    left = labels.beside("31, Office", 12, (190, 50), [], frame)
    assert left.align == "right" and left.box[2] < 190
    assert labels.beside("31, Office", 12, (50, 50), [frame], frame) is None
    far = labels.beside("31, Office", 12, (50, 60), [(0, 44, 200, 76)], frame)
    assert far.leads_to == (50, 60) and not labels.meet(far.box, (0, 44, 200, 76))


def test_the_charts_say_what_they_show_in_words(tables):
    known = [s for s in tables["reported_sizes"] if s["date"] <= "2026-02-28"]
    assert sizes.title(tables.replaced(reported_sizes=known)) == (
        "Exact sizes of the coalition run from 30 to 37 countries, those of its meetings run from 15 to 40"
    )
    said = "Contributors to a force: 26, 4 September 2025, by French president."
    assert said in sizes.left_out(tables.replaced(reported_sizes=known))
    last = view.numbers(tables, view.last_day(tables))["roster"]
    assert timeline.title(tables).startswith(
        f"15 of {last} countries were in from the first day, 2 March 2025 in London; "
    )


def test_the_timeline_names_the_days_on_which_most_came_in(tables):
    assert timeline.waves(tables)[:3] == [
        ("2025-03-02", "London", 15),
        ("2025-03-15", "online", 10),
        ("2025-03-27", "Paris", 5),
    ]
    assert len(timeline.waves(tables)) <= timeline.WAVES
    words = [text for text, *_ in _texts(svg.draw(timeline.chart(tables, 1000)))]
    assert {"2 Mar 2025, London: 15", "27 Mar 2025, Paris: 5"} <= set(words)


def test_the_lines_of_the_tables_own_counts_are_named(tables):
    n = view.numbers(tables, view.last_day(tables))
    words = [text for text, *_ in _texts(svg.draw(sizes.chart(tables, 1000)))]
    assert {f"{n['roster']} in these tables", f"{n['all']} with participants and observers"} <= set(words)


def test_the_small_maps_show_days_on_which_the_count_changed(tables):
    days = moments.days(tables)
    assert days[0] == view.first_day(tables) and days == sorted(set(days)) and len(days) <= moments.MOST
    for day in days:
        before, after = (view.numbers(tables, d) for d in (spells.beside(day, -1), day))
        assert (before["roster"], before["all"]) != (after["roster"], after["all"])


def test_the_attendance_matrix_has_each_state_of_each_country_that_came(tables):
    drawn = Counter(text for text, *_ in _texts(attendance.draw(tables, 968)))
    came = {a["iso3"] for a in tables["attendance"] if meetings.came(a)}
    states = Counter(matrix.state(a) for a in tables["attendance"] if a["iso3"] in came)
    assert set(attendance.LOOKS) == set(matrix.STATES)
    for state in ("leader", "minister", "message", "announced", "disputed"):
        assert drawn[matrix.STATES[state][0]] == states[state] > 0, state
    assert {c["name"] for c in tables["countries"] if c["iso3"] in came} <= set(drawn)


# ---- the figures


def test_every_figure_states_a_finding_and_no_words_in_it_are_small(drawn):
    titles = set()
    for path, drawing in drawn.items():
        root = ET.fromstring(drawing)
        titles.add(root.findtext(f"{{{svg.SVG}}}title"))
        assert min(size for _, size, *_ in _texts(root)) >= 13.9, path
    assert len(titles) == len(figures.DRAWN) and all(re.search(r"\d", title) for title in titles)


@pytest.mark.parametrize(("name", "pixels"), [("timeline", (2000, None)), ("card", (1200, 630))])
def test_a_png_is_for_print_at_300_dpi_and_the_card_as_large_as_a_link_preview(name, pixels, drawn):
    image = svg.png(drawn[f"figures/{name}.svg"])
    width, height = struct.unpack(">II", image[16:24])
    assert image[37:41] == b"pHYs" and struct.unpack(">IIB", image[41:50]) == (11811, 11811, 1)
    assert (width, pixels[1] and height) == pixels


def test_another_coalition_has_figures_too_and_nothing_of_the_first_in_them(tmp_path):
    shutil.copytree(ROOT / "schema", tmp_path / "schema")
    shutil.copytree(ROOT / "tests/second_coalition", tmp_path / "data")
    second = Dataset.at(tmp_path)
    for path, drawing in figures.build(second.descriptor, second.rows).items():
        text = re.sub(r"<title>[^<]*: not in the tables</title>", "", drawing.decode())
        assert "Harbour Compact" in text and not re.search(r"Ukrain|Willing|London|2025", text), path


def test_the_committed_figures_are_those_of_the_last_release(computed, drawn):
    version = computed.records.package[0]["version"]
    assert all(f"ersion {version}, released" in computed.tree.text(path) for path in drawn)
    if not versions.unreleased(computed.package["version"]):
        stale = list(building.stale_figures(drawn, computed.tree))
        assert stale == [], "stale; run `python -m scripts.page` and commit figures/"


def test_a_changed_figure_and_a_picture_of_another_are_found(drawn, tmp_path):
    assert {path.replace(".svg", form) for path in drawn for form in (".svg", ".png")} == set(figures.NAMES)
    some = {path: drawn[path] for path in ("figures/card.svg", "figures/timeline.svg")}
    made = building.stale_figures(some, Folder(tmp_path))
    assert len(made) == 4
    for path, data in made.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert building.stale_figures(some, Folder(tmp_path)) == {}
    (tmp_path / "figures/timeline.svg").write_bytes(made["figures/timeline.svg"].replace(b"Norway", b"Neverland"))
    (tmp_path / "figures/card.png").write_bytes(made["figures/timeline.png"])
    assert set(building.stale_figures(some, Folder(tmp_path))) == {"figures/timeline.svg", "figures/card.png"}


def test_a_stamped_picture_is_still_a_picture(drawn):
    image = svg.png(drawn["figures/card.svg"])
    assert image.startswith(b"\x89PNG\r\n\x1a\n") and image.endswith(b"IEND\xaeB`\x82")
    assert image[58:62] == b"tEXt"


def test_the_figures_carry_their_credit_and_the_map_its_caution(computed, drawn):
    licence = computed.descriptor["licenses"][0]["name"]
    said = edition.of(computed.descriptor, computed.descriptor["documented_until"])
    credit = f"{computed.descriptor['title']}, {said}, {licence}"
    assert all(credit in drawing.decode() for drawing in drawn.values())
    assert "Status as last documented." in drawn["figures/map.svg"].decode()


def test_the_key_of_the_sizes_has_what_the_table_has(tables):
    assert sizes.given(tables) == ["exact", "about", "more than"]
    one = [tables["reported_sizes"][0] | {"qualifier": "at-least"}]
    assert sizes.given(tables.replaced(reported_sizes=one)) == ["at least"]


def test_the_figures_tell_a_reader_without_eyes_who_is_in(drawn, tables):
    drawing = drawn["figures/map.svg"].decode()
    description = re.search(r"<desc>(.*?)</desc>", drawing)[1]
    held = (s for s in tables["memberships"] if spells.on(s, view.last_day(tables)))
    counted = {s["iso3"] for s in held if s["status"] in ("lead", "member")}
    assert len(counted) > 20 and all(c["name"] in description for c in tables["countries"] if c["iso3"] in counted)


def test_figures_are_drawn_at_a_release_and_left_alone_between(copy, capsys):
    record = Dataset.at(copy).records.package[0] | {"fingerprint": f"sha256:{'0' * 64}"}
    (copy / "data/package.yaml").write_text(yaml_text.write([record]), encoding="utf-8")
    assert page.main(["--root", str(copy), "--check"]) == 0
    assert "drawn at a release" in capsys.readouterr().out


def test_stale_figures_give_1_and_the_command_that_mends_them(copy, capsys, monkeypatch):
    monkeypatch.setattr(svg, "png", lambda drawing: b"")  # it is not asked here what a picture looks like
    as_released(copy)
    assert page.main(["--root", str(copy), "--check"]) == 1
    said = capsys.readouterr()
    assert "figures/map.svg" in said.out and "python -m scripts.page" in said.err
    assert not (copy / "figures").exists()
