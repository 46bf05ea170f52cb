"""The figures that stand in `figures/`, for the README and for reuse: the same pictures as on the page, each in one file."""

from scripts.documents import edition
from scripts.site import view, words
from scripts.site.pictures import geometry, maps, sizes, svg
from scripts.site.pictures.palette import light
from scripts.tables.rows import Rows

NAMES = ("figures/map.svg", "figures/map.png", "figures/sizes.svg", "figures/sizes.png")
WIDTH = 1000


def build(descriptor: dict, rows: Rows) -> dict[str, bytes]:
    """The SVG files by path. A PNG is drawn from each by `svg.png`."""
    data = f"Data: {credit(descriptor)}"
    return {"figures/map.svg": _map(rows, data), "figures/sizes.svg": _sizes(rows, data)}


def credit(descriptor: dict) -> str:
    """The credit line of a figure."""
    said = edition.of(descriptor, descriptor.get("documented_until", ""))
    return f"{descriptor['title']}, {said}, {descriptor['licenses'][0]['name']}"


def _foot(lines: list[str], left: int, top: float) -> list[tuple]:
    return [(svg.words(line, 11, fill=light("muted")), left, top + 16 * i) for i, line in enumerate(lines)]


def _map(rows: Rows, data: str) -> bytes:
    date = view.last_day(rows)
    places, where = view.places(rows, date), maps.Region.of(rows.package)
    left, top, side = 16, 78, 744
    parts = [
        (svg.words(f"{rows.package['coalition']} on {words.day(date)}", 22, **{"font-weight": "bold"}), left, 14),
        (svg.words(f"{view.sentence(rows, date)} Status as last documented.", 15, fill=light("muted")), left, 44),
        (svg.draw(maps.region(places, rows.codes, where)), 0, top),
        (svg.draw(maps.legend(rows.codes)), side, top),
        (svg.words(f"Beyond {where.name}", 13, **{"font-weight": "bold"}), side, top + 150),
        (svg.scaled(svg.draw(maps.world(places, rows.codes, where)), WIDTH - side - 8), side, top + 172),
    ]
    if small := maps.small(places):
        parts.append((svg.words("Small states, drawn larger", 13, **{"font-weight": "bold"}), side, top + 306))
    for i, place in enumerate(small):
        x, y = side + i % 3 * 82, top + 332 + i // 3 * 106
        parts += [(svg.draw(maps.tile(place, rows.codes)), x, y), (svg.words(place.name, 11), x, y + maps.TILE + 3)]
    foot = [
        "Outside: named by a source as not taking part. No colour: no status on record.",
        f"{data}.",
        f"Borders: {geometry.edition()}; public domain. They are no statement of this dataset.",
    ]
    parts += _foot(foot, left, top + 648)
    return svg.file(
        svg.compose(parts, WIDTH, top + 704),
        f"Map of the {rows.package['coalition']} on {words.day(date)}",
        "; ".join(
            f"{words.status(rows.codes, status)}: {words.listed([c['name'] for c in countries])}"
            for status, countries in view.on(rows, date).items()
        ),
    )


def _sizes(rows: Rows, data: str) -> bytes:
    left, top = 16, 132
    chart = svg.draw(sizes.chart(rows, WIDTH - 70))
    height = int(float(chart.get("height")))
    parts = [
        (svg.words("Published sizes of the coalition and of its meetings", 22, **{"font-weight": "bold"}), left, 14),
        *((svg.words(line, 14, fill=light("muted")), left, 44 + 20 * i) for i, line in enumerate(sizes.reading(rows))),
        (svg.draw(sizes.key(rows, WIDTH - 40)), left, 94),
        (chart, left, top),
        *_foot([f"{data}.", "The table reported_sizes has every number with its source."], left, top + height + 8),
    ]
    numbers = [int(s["size"]) for s in rows["reported_sizes"]]
    return svg.file(
        svg.compose(parts, WIDTH, top + height + 48),
        f"Published sizes of the {rows.package['coalition']}",
        f"{words.count(len(numbers), 'published number')}, from {min(numbers)} to {max(numbers)}; each is a row of the table reported_sizes.",
    )
