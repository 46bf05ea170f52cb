"""Changing any single character of an authored value or a built table is noticed, and the message says where."""

import random

import pytest

from scripts import package, validate
from scripts.problems import Problems

# A fixed choice of places, spread over all files; more of them in the larger files.
PLACES = 8


def changed(data: bytes, seed: str) -> tuple[bytes, int]:
    """The data with one letter or digit replaced by another, and the line where."""
    chooser = random.Random(seed)
    positions = [i for i, b in enumerate(data) if chr(b).isalnum() and b < 128]
    at = chooser.choice(positions)
    other = ord("x") if data[at] != ord("x") else ord("z")
    return data[:at] + bytes([other]) + data[at + 1 :], data[:at].count(b"\n") + 1


def files(root):
    return sorted(p.name for p in (root / "data").iterdir())


@pytest.mark.parametrize("place", range(PLACES))
def test_a_changed_character_is_noticed(root, copy, place):
    for name in files(root):
        path = copy / "data" / name
        data = path.read_bytes()
        path.write_bytes(changed(data, f"{name} {place}")[0])
        try:
            computed = package.compute(copy)
            problems = validate.stale(copy, computed) + validate.records.tidiness(computed.records)
        except Problems as e:
            problems = e.problems
        assert problems, f"{name}: nobody noticed {changed(data, f'{name} {place}')[1]}"
        assert any(p.line for p in problems), "no line is named"
        path.write_bytes(data)
