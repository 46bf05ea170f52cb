"""The figures that stand in `figures/`, for the README, for links and for reuse: each in one file that says what it shows, and of what.

The title of each says what is found, the lines under it how to read it, the foot whose data it is. They are drawn 1000 wide,
with no letter under 14, so that all can be read at 800.
"""

import xml.etree.ElementTree as ET
from collections.abc import Iterable, Sequence

from scripts.documents import edition
from scripts.site import view, words
from scripts.site.pictures import attendance, geometry, labels, maps, moments, sizes, svg, timeline
from scripts.site.pictures.palette import light
from scripts.tables.rows import Rows

DRAWN = ("map", "sizes", "timeline", "attendance", "maps", "card")
NAMES = tuple(f"figures/{name}.{form}" for name in DRAWN for form in ("svg", "png"))
WIDTH, LEFT = 1000, 16
ROOM = WIDTH - 2 * LEFT
TITLE, TEXT, SMALL = 23, 16, 14  # sizes of letters
CARD = (1200, 630)

Part = tuple[ET.Element, float, float]  # a drawing with the place of its left upper corner


def build(descriptor: dict, rows: Rows) -> dict[str, bytes]:
    """The SVG files by path. A PNG is drawn from each by `svg.png`."""
    data = f"Data: {credit(descriptor)}."
    date = view.last_day(rows)
    places, where = view.places(rows, date), maps.Region.of(rows.package)
    region = svg.draw(maps.region(places, rows.codes, where))
    made = {
        "maps": _maps(rows, region, where, data),
        "card": _card(rows, descriptor, region, places),
        "map": _map(rows, region, places, where, data),
        "sizes": _sizes(rows, data),
        "timeline": _timeline(rows, data),
        "attendance": _attendance(rows, data),
    }
    return {f"figures/{name}.svg": made[name] for name in DRAWN}


def credit(descriptor: dict) -> str:
    """The credit line of a figure."""
    said = edition.of(descriptor, descriptor.get("documented_until", ""))
    return f"{descriptor['title']}, {said}, {descriptor['licenses'][0]['name']}"


def _figure(title: str, how: Iterable[str], parts: list[Part], height: float, foot: Sequence[str], about: str) -> bytes:
    """A whole figure: `parts` have their places from the left upper corner of what is under the head, `height` high."""
    head, top = _lines([title], TITLE, 14, **{"font-weight": "bold"})
    read, top = _lines(how, TEXT, top + 2, fill=light("muted"))
    top += 14
    credits, end = _lines(foot, SMALL, top + height + 10, fill=light("muted"))
    placed = [(drawn, x, y + top) for drawn, x, y in parts]
    whole = svg.compose([*head, *read, *placed, *credits], WIDTH, round(end + 12))
    return svg.file(whole, title, f"{about} {' '.join(foot)}")


def _lines(texts: Iterable[str], size: int, top: float, **look: str) -> tuple[list[Part], float]:
    """Texts under each other, each in as many lines as it needs, and where they end."""
    lines = [line for text in texts for line in labels.balanced(text, size, ROOM, "font-weight" in look)]
    step = round(size * 1.3)
    return [(svg.words(line, size, **look), LEFT, top + step * i) for i, line in enumerate(lines)], top + step * len(
        lines
    )


def _map(rows: Rows, region: ET.Element, places: list[maps.Place], where: maps.Region, data: str) -> bytes:
    date, side = view.last_day(rows), 730
    room = WIDTH - side - 8
    world = maps.world(places, rows.codes, where, larger=maps.WORLD_SIZE[0] / room)
    bold = {"font-weight": "bold"}
    parts = [
        (region, 0, 0),
        (svg.draw(maps.legend(rows.codes)), side, 0),
        (svg.words(f"Beyond {where.name}", SMALL, **bold), side, 186),
        (svg.scaled(svg.draw(world), room), side, 208),
    ]
    if small := maps.small(places):
        parts.append((svg.words("Small states, drawn larger", SMALL, **bold), side, 360))
    for i, place in enumerate(small[:6]):
        x, y = side + i % 3 * 90, 386 + i // 3 * 124
        parts.append((svg.draw(maps.tile(place, rows.codes)), x, y))
        for j, line in enumerate(labels.wrapped(place.name, SMALL, 90)):
            parts.append((svg.words(line, SMALL), x, y + maps.TILE + 3 + j * 16))
    foot = [data, f"Borders: {geometry.edition()}; public domain. They are no statement of this dataset."]
    return _figure(
        f"{_countries(rows, date)} in the {rows.package['coalition']} on {words.day(date)}",
        [view.sentence(rows, date), "Status as last documented. Outside: named by a source as not taking part."],
        parts,
        maps.REGION_SIZE[1],
        foot,
        "; ".join(
            f"{words.status(rows.codes, status)}: {words.listed([c['name'] for c in countries])}"
            for status, countries in view.on(rows, date).items()
        )
        + ".",
    )


def _sizes(rows: Rows, data: str) -> bytes:
    chart = svg.draw(sizes.chart(rows, ROOM, SMALL))
    numbers = [int(s["size"]) for s in rows["reported_sizes"]]
    few = [f"Not drawn: {' '.join(said)}"] if (said := sizes.left_out(rows)) else []
    return _figure(
        sizes.title(rows),
        sizes.reading(rows),
        [(svg.draw(sizes.key(rows, ROOM)), LEFT, 0), (chart, LEFT, 36)],
        float(chart.get("height")) + 36,
        [*few, "The table reported_sizes has every number with its source.", data],
        f"{words.count(len(numbers), 'published number')} of the {rows.package['coalition']}, from {min(numbers)} to "
        f"{max(numbers)}; each is a row of the table reported_sizes.",
    )


def _timeline(rows: Rows, data: str) -> bytes:
    chart = svg.draw(timeline.chart(rows, ROOM, SMALL))
    return _figure(
        timeline.title(rows),
        [timeline.READING],
        [(chart, LEFT, 0)],
        float(chart.get("height")),
        [data],
        f"The {len(rows['memberships'])} spells of the table memberships, a bar each.",
    )


def _attendance(rows: Rows, data: str) -> bytes:
    matrix, key = attendance.draw(rows, ROOM), attendance.key(ROOM)
    below = float(key.get("height")) + 6
    return _figure(
        attendance.title(rows),
        ["Who came to which meeting, as far as a source says; the latest first, those of leaders in bold."],
        [(key, LEFT, 0), (matrix, LEFT, below)],
        below + float(matrix.get("height")),
        ["Attendance is not membership.", data],
        "Each cell is a row of the table attendance; where there is none, the list of the meeting says whether that means absent.",
    )


def _maps(rows: Rows, region: ET.Element, where: maps.Region, data: str) -> bytes:
    chosen = moments.days(rows)
    width = 320
    high = width * maps.REGION_SIZE[1] / maps.REGION_SIZE[0]
    key = svg.draw(maps.legend(rows.codes, columns=3, doubt=False))
    below = float(key.get("height")) + 12
    defined = svg.element("svg", moments.outlines(region), width=0, height=0)
    parts: list[Part] = [(defined, 0, 0), (key, LEFT, 0)]
    for i, date in enumerate(chosen):
        x, y = LEFT + i % 3 * (width + 4), below + i // 3 * (high + 70)
        drawn = moments.linked(moments.on(region, view.places(rows, date), signs=1.7))
        n = view.numbers(rows, date)
        beside = f"{n['all']} {view.lines(rows)[1]}" if n["all"] > n["roster"] else ""
        parts += [
            (svg.words(f"{words.day(date)}: {_countries(rows, date)}", TEXT, **{"font-weight": "bold"}), x, y),
            (svg.words(beside, SMALL, fill=light("muted")), x, y + 21),
            (svg.scaled(drawn, width), x, y + 44),
        ]
    numbers = [view.numbers(rows, date)["roster"] for date in chosen]
    lines = -(-len(chosen) // 3)
    return _figure(
        f"From {numbers[0]} to {numbers[-1]} countries: the days on which the {rows.package['coalition']} changed most",
        [f"{view.lines(rows)[0].capitalize()} are counted, also those beyond {where.name}, which are not drawn here."],
        parts,
        below + lines * (high + 70) - 20,
        [data, f"Borders: {geometry.edition()}; public domain. They are no statement of this dataset."],
        " ".join(f"{words.day(date)}: {view.sentence(rows, date)}" for date in chosen),
    )


def _card(rows: Rows, descriptor: dict, region: ET.Element, places: list[maps.Place]) -> bytes:
    date, (width, height) = view.last_day(rows), CARD
    n = view.numbers(rows, date)["roster"]
    shown = svg.scaled(moments.cropped(moments.on(region, places, signs=1.2), 0, 0, 680, height), 680)
    parts: list[Part] = [(shown, width - 680, 0)]
    parts.append((svg.words(str(n), 180, **{"font-weight": "bold"}), 56, 70))
    top = 280.0
    bold, muted = {"font-weight": "bold"}, {"fill": light("muted")}
    for text, size, look in (
        (f"{_countries(rows, date).split()[1]} in the", 36, bold),
        (rows.package["coalition"], 36, bold),
        (view.sentence(rows, date).split(": ", 1)[1], 26, muted),
        (edition.sentence(edition.facts(descriptor.get("documented_until", ""))), 26, muted),
        (edition.sentence(edition.of(descriptor, "")), 22, muted),
    ):
        for line in labels.wrapped(text, size, 470, "font-weight" in look):
            parts.append((svg.words(line, size, **look), 60, top))
            top += size * 1.25
        top += 20 if text == rows.package["coalition"] else 0 if look is bold else 10
    return svg.file(
        svg.compose(parts, width, height),
        f"{_countries(rows, date)} in the {rows.package['coalition']}",
        f"{view.sentence(rows, date)} {credit(descriptor)}.",
        scale=1,
    )


def _countries(rows: Rows, date: str) -> str:
    return words.countries(view.numbers(rows, date)["roster"])
