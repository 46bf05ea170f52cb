"""Words beside points: where they stand without touching a point, a line or each other, and points beside each other on a line.

All lengths are units of the picture, y downwards; a box is (left, top, right, bottom).
"""

from collections.abc import Sequence
from typing import NamedTuple

Box = tuple[float, float, float, float]

# Advance widths of Liberation Sans, which are Arial's, in ems; any other letter is as wide as a digit.
_WIDTHS = {"ijl'|": 0.222, " ,.:;/!()-tfI[]": 0.29, "rst": 0.4, "ABEKPSVXY&": 0.667, "CDGHNOQRUw": 0.722, "mM": 0.833}
_WIDTHS["W@%–"] = 0.95
_BOLD = 1.07


class Placed(NamedTuple):
    """Words with the place for their anchor. `align` is left, center or right; `y` is the middle of the line."""

    text: str
    x: float
    y: float
    align: str
    box: Box
    leads_to: tuple[float, float] | None = None  # the point, where a line must lead to it


def width(text: str, size: float, bold: bool = False) -> float:
    """How wide a line of words is drawn, at most a little less than here."""
    ems = sum(next((w for letters, w in _WIDTHS.items() if letter in letters), 0.56) for letter in text)
    return ems * size * (_BOLD if bold else 1)


def wrapped(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The words in lines that fit the room; a word that is wider has a line of its own."""
    lines: list[str] = []
    for word in text.split():
        if lines and width(f"{lines[-1]} {word}", size, bold) <= room:
            lines[-1] += f" {word}"
        else:
            lines.append(word)
    return lines


def balanced(text: str, size: float, room: float, bold: bool = False) -> list[str]:
    """The same in as few lines, all of about the same width."""
    lines = wrapped(text, size, room, bold)
    while room > size and len(closer := wrapped(text, size, room - size, bold)) == len(lines):
        room, lines = room - size, closer
    return lines


def beside(text: str, size: float, point: tuple[float, float], taken: Sequence[Box], frame: Box) -> Placed | None:
    """The words right, left, above or below a point, wherever first nothing is in the way; None where something always is."""
    (x, y), wide, high = point, width(text, size), size * 1.1
    gap, far = 7, size * 0.5 + 7
    places = [("left", x + gap, y), ("right", x - gap, y)]
    places += [(align, x, y + d) for d in (-far, far, -far * 2, far * 2) for align in ("center", "left", "right")]
    for align, left, middle in places:
        start = left - {"left": 0, "center": wide / 2, "right": wide}[align]
        box = (start, middle - high / 2, start + wide, middle + high / 2)
        if _within(box, frame) and not any(meet(box, other) for other in taken):
            return Placed(text, left, middle, align, box, (x, y) if abs(middle - y) > far else None)
    return None


def along(text: str, size: float, end: tuple[float, float], taken: Sequence[Box], frame: Box) -> Placed | None:
    """The words over or under a level line, as near to its right end as there is room; None where there is none in its last half."""
    wide, high = width(text, size), size * 1.1
    for back in range(0, round((end[0] - frame[0]) / 2), 4):
        for middle in (end[1] - high / 2 - 5, end[1] + high / 2 + 5):
            right = end[0] - back
            box = (right - wide, middle - high / 2, right, middle + high / 2)
            if _within(box, frame) and not any(meet(box, other) for other in taken):
                return Placed(text, right, middle, "right", box)
    return None


def apart(wanted: Sequence[float], distance: float, low: float, high: float) -> list[float]:
    """Places in the order wanted, as near as can be, none nearer to the next than `distance`, all between low and high.

    Least squares under that order: neighbours that are too near each other share their middle. Where they cannot all have
    the distance, they share the room.
    """
    distance = min(distance, (high - low) / max(1, len(wanted) - 1))
    groups: list[tuple[float, int]] = []  # middle of what its points would be without the distance, number of points
    for i, place in enumerate(wanted):
        groups.append((place - i * distance, 1))
        while len(groups) > 1 and groups[-2][0] > groups[-1][0]:
            (a, n), (b, m) = groups[-2:]
            groups[-2:] = [((a * n + b * m) / (n + m), n + m)]
    flat = [middle for middle, n in groups for _ in range(n)]
    last = high - distance * (len(flat) - 1)
    return [min(max(place, low), last) + i * distance for i, place in enumerate(flat)]


def meet(one: Box, other: Box) -> bool:
    """Do two boxes overlap?"""
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]


def _within(box: Box, frame: Box) -> bool:
    return box[0] >= frame[0] and box[1] >= frame[1] and box[2] <= frame[2] and box[3] <= frame[3]
