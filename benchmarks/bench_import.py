"""Does the package cost its users time? Importing it and calling `members()`, against pandas and a plain `read_csv`.

Each measurement is a new interpreter that says what its own work took; the two kinds take turns, so that whatever else the
machine does falls on both. The ratio is the median of the ratios of neighbours in processor time, which other programs
disturb least; wall time is beside it. Run: `python benchmarks/bench_import.py`.
"""

import os
import statistics
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).resolve().parent.parent
AIM = 1.10  # at most
REPEATS = 15

_TIMED = "import time; t, c = time.perf_counter(), time.process_time(); {}; print(time.perf_counter() - t, time.process_time() - c)"
PLAIN = f"import pandas; pandas.read_csv({str(ROOT / 'data' / 'members.csv')!r})"
OURS = "from coalition_of_the_willing import members; members()"


def measure(repeats: int = REPEATS) -> dict:
    """name, ratio (ours / plain, processor time), aim, details (the same of wall time, and the medians in seconds)."""
    for work in (PLAIN, OURS):
        _once(work)  # compiles the modules and warms the disk
    pairs = [(_once(OURS), _once(PLAIN)) for _ in range(repeats)]
    wall, cpu = ([(ours[i], plain[i]) for ours, plain in pairs] for i in (0, 1))
    return {
        "name": "import and members() / import pandas and read_csv",
        "ratio": _ratio(cpu),
        "aim": AIM,
        "details": {
            "repeats": repeats,
            "ours_s": round(statistics.median(ours for ours, _ in cpu), 4),
            "plain_s": round(statistics.median(plain for _, plain in cpu), 4),
            "ratio_wall": _ratio(wall),
        },
    }


def _ratio(pairs: list[tuple[float, float]]) -> float:
    return round(statistics.median(ours / plain for ours, plain in pairs), 3)


def _once(work: str) -> tuple[float, float]:
    """(wall, processor) seconds of one run in a new interpreter."""
    environment = os.environ | {"PYTHONPATH": str(ROOT / "src")}
    command = [sys.executable, "-c", _TIMED.format(work)]
    done = subprocess.run(command, env=environment, capture_output=True, text=True, check=True)
    wall, cpu = map(float, done.stdout.split())
    return wall, cpu


def main() -> int:
    result = measure()
    for key, value in result.items():
        print(f"{key}: {value}")
    return int(result["ratio"] > result["aim"])


if __name__ == "__main__":
    sys.exit(main())
