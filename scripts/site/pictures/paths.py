"""Outlines in fewer letters: the drawing library writes each point of a path from the corner of the picture, this from the point before."""

import re

UNIT = 10  # coordinates are kept to a tenth

_OUTLINE = re.compile(r"(?:M[-\d.,]+(?:L[-\d.,]+)*Z?)+")
_RING = re.compile(r"M([^MZ]+)(Z?)")


def relative(path: str) -> str:
    """The `d` of a path of straight lines, to a tenth of a unit, with relative commands; any other path as it is.

    Points are rounded where they stand and steps taken between them, so no error adds up along a line. A point that falls
    on the one before it is left out.
    """
    if not _OUTLINE.fullmatch(path):
        return path
    written, at = [], (0, 0)
    for points, closed in _RING.findall(path):
        first, *others = (_point(point) for point in points.split("L"))
        written.append(_command("m", (first[0] - at[0], first[1] - at[1])))
        at = first
        steps = []
        for point in others:
            step = point[0] - at[0], point[1] - at[1]
            at = point
            if step != (0, 0):
                steps.append(step)
        written += [_command("l", *steps)] if steps else []
        written += ["z"] if closed else []
        at = first if closed else at
    return "".join(written)


def _point(text: str) -> tuple[int, int]:
    x, y = text.split(",")
    return round(float(x) * UNIT), round(float(y) * UNIT)


def _command(letter: str, *steps: tuple[int, int]) -> str:
    """A command with its steps; a minus or a second decimal point parts two numbers as well as a comma does."""
    text = letter
    for number in (_number(n) for step in steps for n in step):
        parted = text[-1].isalpha() or number.startswith("-") or (number.startswith(".") and "." in _last(text))
        text += number if parted else f" {number}"
    return text


def _last(text: str) -> str:
    return re.split(r"[\sa-z-]", text[-12:])[-1]


def _number(tenths: int) -> str:
    return f"{tenths / UNIT:g}".replace("0.", ".", 1) if abs(tenths) < UNIT else f"{tenths / UNIT:g}"
