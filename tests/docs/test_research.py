"""The example script answers its three questions from the tables, and draws a figure that shows something."""

import os
import re
import subprocess
import sys

import pytest

from tests.conftest import ROOT

image = pytest.importorskip("matplotlib.image", reason="matplotlib is not installed: pip install matplotlib")


@pytest.fixture(scope="module")
def ran(tmp_path_factory):
    """(what it printed, the figure that it wrote), run from another folder."""
    folder = tmp_path_factory.mktemp("research")
    done = subprocess.run(
        [sys.executable, "-W", "error", ROOT / "examples/research.py", "new/figure.png"],
        cwd=folder,
        env=os.environ | {"PYTHONPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return done.stdout, folder / "new/figure.png"


def test_it_answers_three_questions(ran):
    assert re.findall(r"^(\d)\. ", ran[0], re.MULTILINE) == ["1", "2", "3"]
    assert "NaN" not in ran[0] and "NA>" not in ran[0]


def test_it_shows_nobody_before_the_first_meeting_and_31_or_more_after_the_roster(ran):
    total = dict(re.findall(r"^(\d{4}-\d\d-01) .* (\d+)$", ran[0], re.MULTILINE))
    assert total["2025-03-01"] == "0"
    assert int(total["2025-09-01"]) >= 31


def test_the_countries_of_the_roster_fall_into_the_four_groups(ran):
    groups = re.findall(r"^in (?:all three|the coalition and .*?) \((\d+)\): (.+)$", ran[0], re.MULTILINE)
    assert len(groups) == 4
    assert sum(int(n) for n, _ in groups) == 31
    assert all(int(n) == len(names.split(", ")) for n, names in groups if n != "0")


def test_the_figure_shows_the_areas_and_the_dots(ran):
    pixels = image.imread(ran[1])
    assert pixels.shape[0] > 500 and pixels.shape[1] > 1000

    def share(colour: str) -> float:
        wanted = [int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5)]
        return float((abs(pixels[..., :3] - wanted).max(axis=2) < 0.02).mean())

    assert share("#2b5d8a") > 0.2  # leads and members
    assert share("#a9c8e3") > 0.01  # participants and observers
    assert share("#d1571b") > 0.0001  # published numbers
