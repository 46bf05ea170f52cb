"""A panel of the chart of sizes in pixels: where its points stand, and which words go beside them. Nothing is drawn here."""

import datetime
from collections import defaultdict
from collections.abc import Iterator
from typing import NamedTuple

from scripts.site.pictures import labels
from scripts.site.pictures.axes import days

UNIT = 7.5  # height of one country
MARGIN = 11  # room for half a point on both sides
ASTRAY = 24  # how far a point may stand from its day, so that its neighbours are seen

Point = tuple[dict, tuple[float, float]]  # a statement with the pixel where it stands


class Panel(NamedTuple):
    """The sizes of one kind. Pixels run from the left upper corner.

    `sizes` are statements of `view.sizes`, `lines` counts of `view.own_counts`, `first` and `last` days; `text` is the size of letters, `radius` that of a point.
    """

    of_meeting: bool
    counted: str
    sizes: list[dict]
    lines: list[dict]
    first: str
    last: str
    width: float
    text: int
    radius: float

    @property
    def low(self) -> int:
        return min(int(s["size"]) for s in (*self.sizes, *self.lines)) - 2

    @property
    def high(self) -> int:
        return max(int(s["size"]) for s in (*self.sizes, *self.lines)) + 2

    @property
    def height(self) -> float:
        return (self.high - self.low) * UNIT

    def x(self, day: str) -> float:
        return MARGIN + days(self.first, day) / max(1, days(self.first, self.last)) * (self.width - 2 * MARGIN)

    def y(self, size: float) -> float:
        return (self.high - float(size)) * UNIT

    def at(self, x: float, y: float) -> dict[str, float]:
        """The moment and the number of a pixel, to draw by."""
        passed = (x - MARGIN) / (self.width - 2 * MARGIN) * max(1, days(self.first, self.last))
        start = datetime.datetime.fromisoformat(self.first).replace(tzinfo=datetime.UTC)
        moment = start + datetime.timedelta(days=passed)
        return {"date": round(moment.timestamp() * 1000), "size": round(self.high - y / UNIT, 3)}

    @property
    def frame(self) -> labels.Box:
        """Where words may stand: also a line of them over the panel."""
        return (0.0, -self.text, self.width, self.height)


def points(panel: Panel) -> list[Point]:
    """Each statement with the pixel where it stands: those of one number beside each other, in the order of their days."""
    rows = defaultdict(list)
    for size in panel.sizes:
        rows[size["size"]].append(size)
    found = []
    for number, sizes in rows.items():
        xs = _beside([panel.x(s["date"]) for s in sizes], 2 * panel.radius + 1.6, panel.width)
        found += [(size, (x, panel.y(number))) for size, x in zip(sizes, xs, strict=True)]
    return found


def words(panel: Panel, found: list[Point], said: dict[str, str]) -> list[labels.Placed]:
    """The words beside the points and at the ends of the lines, for which `said` has them by the line's name."""
    high = panel.radius + 1
    taken = [(x - high - 1, y - high, x + high + 1, y + high) for _, (x, y) in found] + list(_segments(panel))
    return [*_outliers(panel, found, taken), *(_ends(panel, said, taken) if panel.lines else ())]


def _beside(days: list[float], distance: float, width: float) -> list[float]:
    """Apart by the distance, or by as much of it as leaves each point near its day."""
    for closer in range(10):
        xs = labels.apart(days, distance * (1 - closer / 10), MARGIN / 2, width - MARGIN / 2)
        if max(abs(x - day) for x, day in zip(xs, days, strict=True)) <= ASTRAY:
            break
    return xs


def _segments(panel: Panel) -> Iterator[labels.Box]:
    """The lines as boxes, level and upright."""
    for name in dict.fromkeys(line["line"] for line in panel.lines):
        line = [(panel.x(p["date"]), panel.y(p["size"])) for p in panel.lines if p["line"] == name]
        for (x, y), (right, after) in zip(line, [*line[1:], line[-1]], strict=True):
            yield (x, y - 1, right, y + 1)
            yield (right - 1, min(y, after), right + 1, max(y, after))


def _ends(panel: Panel, said: dict[str, str], taken: list[labels.Box]) -> Iterator[labels.Placed]:
    """What the lines say, over or under them, as near to their ends as there is room."""
    for name, words in said.items():
        end = [line for line in panel.lines if line["line"] == name][-1]
        at = panel.x(end["date"]), panel.y(end["size"])
        if placed := labels.along(f"{end['size']} {words}", panel.text, at, taken, panel.frame):
            taken.append(placed.box)
            yield placed


def _outliers(panel: Panel, found: list[Point], taken: list[labels.Box]) -> Iterator[labels.Placed]:
    """The highest and the lowest exact number and the latest, with who gave it, as far as there is room."""
    exact = [(s, point) for s, point in found if s["qualifier"] == "exact"]
    numbers = sorted({int(s["size"]) for s, _ in exact})
    latest = [max(exact, key=lambda e: (e[0]["date"], int(e[0]["size"])))] if exact else []
    extremes = [[e for e in exact if int(e[0]["size"]) == n] for n in dict.fromkeys(numbers[-1:] + numbers[:1], 0)]
    named: set[str] = set()
    for candidates in [*extremes, latest]:
        for size, point in candidates:
            if size["reported_size"] in named:
                break
            placed = labels.beside(f"{size['size']}, {size['said_by']}", panel.text, point, taken, panel.frame)
            if placed:
                named.add(size["reported_size"])
                taken.append(placed.box)
                yield placed
                break
