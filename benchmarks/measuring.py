"""What a benchmark gives, and commands timed side by side: they take turns, so that whatever else the machine does falls on all of them."""

import statistics
import subprocess
import sys
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).resolve().parent.parent


class Result(NamedTuple):
    """A figure that is to be at most `aim`. Without a unit it is a ratio."""

    name: str
    value: float
    aim: float
    details: dict[str, object]
    unit: str = ""

    @property
    def met(self) -> bool:
        return self.value <= self.aim


class Run(NamedTuple):
    """What one process took: wall and processor time in seconds, peak memory in MB."""

    wall: float
    cpu: float
    memory: float


# ru_maxrss is inherited across fork, so commands are started from a small process.
_BEGIN = """
import os, subprocess, sys, time
t = time.perf_counter()
p = subprocess.Popen(sys.argv[1:], stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
_, status, used = os.wait4(p.pid, 0)
p.returncode = os.waitstatus_to_exitcode(status)
print(p.returncode, time.perf_counter() - t, used.ru_utime + used.ru_stime, used.ru_maxrss)
"""


def once(command: Sequence[str], cwd: Path = ROOT) -> Run:
    """Run a command to its end. Raises RuntimeError where it fails."""
    begin = [sys.executable, "-I", "-S", "-c", _BEGIN, *command]
    status, wall, cpu, peak = subprocess.run(begin, cwd=cwd, capture_output=True, text=True, check=True).stdout.split()
    if int(status):
        raise RuntimeError(f"{' '.join(command)} ended with {status}")
    return Run(float(wall), float(cpu), int(peak) / (1024 * 1024 if sys.platform == "darwin" else 1024))


def in_turn(commands: Sequence[Sequence[str]], repeats: int, cwd: Path = ROOT) -> list[list[Run]]:
    """The runs of each command, after one that warms the disk and compiles the modules."""
    for command in commands:
        once(command, cwd)
    rounds = [[once(command, cwd) for command in commands] for _ in range(repeats)]
    return [list(runs) for runs in zip(*rounds, strict=True)]


def compared(
    name: str, ours: Sequence[str], plain: Sequence[str], aim: float, repeats: int, cwd: Path = ROOT
) -> Result:
    """The median ratio of neighbours in processor time, which other programs disturb least."""
    a, b = in_turn([ours, plain], repeats, cwd)
    details = {
        "ratio of wall time": ratio(a, b, "wall"),
        "ours, s": median(a, "cpu"),
        "plain, s": median(b, "cpu"),
        "repeats": repeats,
    }
    return Result(name, ratio(a, b, "cpu"), aim, details)


def ratio(ours: Sequence[Run], plain: Sequence[Run], what: str) -> float:
    return round(statistics.median(getattr(a, what) / getattr(b, what) for a, b in zip(ours, plain, strict=True)), 3)


def median(runs: Sequence[Run], what: str) -> float:
    return round(statistics.median(getattr(run, what) for run in runs), 3)
