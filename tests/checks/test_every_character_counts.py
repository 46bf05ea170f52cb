"""Changing any single character of an authored value or a built table is noticed, and the message says where."""

import random

import pytest

from scripts import dataset as package
from scripts import validate
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


def problems_of(folder, name, computed):
    """What is said of a folder with one changed file. The build does not read the tables, so for them one rebuild serves all."""
    try:
        found = computed if name.endswith(".csv") else package.compute(folder)
    except Problems as e:
        return e.problems
    return validate.stale(folder, found) + validate.records.tidiness(found.records)


@pytest.mark.parametrize("place", range(PLACES))
def test_a_changed_character_is_noticed(root, copy, computed, place):
    for name in files(root):
        path = copy / "data" / name
        data = path.read_bytes()
        path.write_bytes(changed(data, f"{name} {place}")[0])
        problems = problems_of(copy, name, computed)
        assert problems, f"{name}: nobody noticed {changed(data, f'{name} {place}')[1]}"
        assert any(p.line for p in problems), "no line is named"
        path.write_bytes(data)
