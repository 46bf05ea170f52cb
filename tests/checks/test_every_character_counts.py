"""Changing any single character of an authored value or a built table is noticed, and the message says where."""

import random

import pytest

from scripts import checks
from scripts.checks import registry

# A fixed choice of places, spread over all files; more of them in the larger files.
PLACES = 8


def changed(data: bytes, seed: str) -> tuple[bytes, int]:
    """The data with one letter or digit replaced by another, and the line where."""
    chooser = random.Random(seed)
    positions = [i for i, b in enumerate(data) if chr(b).isalnum() and b < 128]
    at = chooser.choice(positions)
    other = ord("x") if data[at] != ord("x") else ord("z")
    return data[:at] + bytes([other]) + data[at + 1 :], data[:at].count(b"\n") + 1


def files(root, place):
    """All files of data/, of the folders in it a share for each place."""
    lists, folders = [
        sorted(p.relative_to(root / "data").as_posix() for p in (root / "data").glob(g)) for g in ("*.*", "*/*")
    ]
    return lists + folders[place::PLACES]


@pytest.mark.parametrize("place", range(PLACES))
def test_a_changed_character_is_noticed(root, computed, place):
    assert computed.outputs  # so that a changed table needs no other rebuild
    for name in files(root, place):
        path = f"data/{name}"
        data, line = changed((root / path).read_bytes(), f"{name} {place}")
        broken = computed.with_files({path: data})
        problems = registry.run(broken, (*checks.RECORDS, "tables", "built files", "tidy"))
        assert problems, f"{name}: nobody noticed {line}"
        assert any(p.line for p in problems), "no line is named"
