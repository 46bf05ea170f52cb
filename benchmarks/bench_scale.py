"""Do time and memory per row stay flat when the attendance grows? On synthetic packages of 10, 100 and 1,000 times its rows.

A fixed cost (imports, the other tables) makes any cost per row fall; so the details also give the growth of the cost of an added
row: from 100 to 1,000 times over from 10 to 100 times. Plain `frictionless validate` is measured beside ours. Build means a build
that finds nothing to change; one that changes a table also runs the standard's check, as validate does.
"""

import subprocess
import sys
import tempfile
from pathlib import Path

from benchmarks.measuring import ROOT, Result, Run, median, once

AIM = 1.2  # at most
REPEATS = {10: 5, 100: 3, 1000: 1}
COMMANDS = {
    "validate": lambda root: [sys.executable, "-m", "scripts.validate", "--root", root],
    "build": lambda root: [sys.executable, "-m", "scripts.build", "--root", root],
    "plain frictionless": lambda root: [
        str(Path(sys.executable).with_name("frictionless")),
        "validate",
        f"{root}/datapackage.json",
    ],
}


def measure(quick: bool = False) -> list[Result]:
    """Processor time and peak memory of each command, per attendance row, largest over smallest."""
    scales = [10, 100] if quick else list(REPEATS)
    with tempfile.TemporaryDirectory() as folder:
        rows = {n: _made(Path(folder, str(n)), n) for n in scales}
        runs: dict[tuple[str, int], list[Run]] = {(c, n): [] for c in COMMANDS for n in scales}
        for turn in range(1 if quick else max(REPEATS.values())):
            for command, scale in runs:
                if turn < REPEATS[scale]:
                    runs[command, scale].append(once(COMMANDS[command](str(Path(folder, str(scale))))))
    return [
        _result(command, what, unit, {n: median(runs[command, n], what) for n in scales}, rows)
        for command in COMMANDS
        for what, unit in (("cpu", "s"), ("memory", "MB"))
    ]


def _made(folder: Path, times: int) -> int:
    folder.mkdir()
    command = [sys.executable, "-m", "benchmarks.synthetic", str(folder), str(times)]
    return int(subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True).stdout.split()[-1])


def _result(command: str, what: str, unit: str, used: dict[int, float], rows: dict[int, int]) -> Result:
    first, *_, last = used
    details = {f"{n} times, {rows[n]} rows, {unit}": value for n, value in used.items()}
    if len(used) == 3:
        added = [(used[b] - used[a]) / (rows[b] - rows[a]) for a, b in ((10, 100), (100, 1000))]
        details["growth of the cost of an added row"] = round(added[1] / added[0], 3)
    kind = "time" if what == "cpu" else "peak memory"
    name = f"{command}: {kind} per attendance row, {last} times / {first} times"
    return Result(name, round((used[last] / rows[last]) / (used[first] / rows[first]), 3), AIM, details)
