"""Is the site light and quick for a reader on a phone, and quick to build?

Built once by the command, served over loopback, read by Chromium. Where there is no browser only the build is measured.
"""

import statistics
import sys
import tempfile
from collections.abc import Iterator
from importlib.util import find_spec
from itertools import cycle, islice
from pathlib import Path

from benchmarks.measuring import ROOT, Result, median, once
from scripts.dataset import Dataset
from scripts.site import view

INDEX = "index.html"
INDEX_WEIGHT, PAGE_WEIGHT = 150, 200  # aims, at most: kB
READY, PAINT, SHIFT, BUILD = 3, 200, 0.02, 15  # s, ms, of the screen, s


def measure(quick: bool = False) -> list[Result]:
    """Weight, readiness, time to paint and shifts of the pages; processor time of the build."""
    repeats = 1 if quick else 5
    with tempfile.TemporaryDirectory() as folder:
        command = [sys.executable, "-m", "scripts.page", "--out", folder]
        runs = [once(command) for _ in range(1 if quick else 3)]
        build = Result("`make site`: processor time", median(runs, "cpu"), BUILD, {"runs": len(runs)}, "s")
        if missing := _missing():
            print(f"bench_site: the pages were not measured: {missing}", file=sys.stderr)
            return [build]
        return [*_read(Path(folder), repeats), build]


def _missing() -> str:
    """Why no page can be read here; "" where it can."""
    if find_spec("playwright") is None:
        return "no Playwright; run `make test`"
    from benchmarks import browsing

    return "" if browsing.program() else "no browser; install Debian's chromium, or name one in CHROMIUM"


def _read(folder: Path, repeats: int) -> Iterator[Result]:
    from benchmarks import browsing, serving  # needs Playwright

    paths = sorted(path.relative_to(folder).as_posix() for path in folder.rglob("*.html"))
    with serving.served(folder) as address, browsing.chromium() as browser:
        weights = {path: browsing.weight(browser, address + path) for path in paths}
        yield _weight("index: weight in all", weights[INDEX], INDEX_WEIGHT)
        heaviest = max(paths, key=lambda path: sum(weights[path].values()))
        yield _weight(f"heaviest of {len(paths)} pages ({heaviest}): weight in all", weights[heaviest], PAGE_WEIGHT)
        times = [browsing.ready(browser, address + INDEX) for _ in range(repeats)]
        yield _time("index: DOMContentLoaded on slow 4G and a processor 4 times slower", times, READY, "s")
        times = browsing.answers(browser, address + INDEX, list(islice(cycle(_days()), repeats)))
        yield _time("index: day to paint on a processor 4 times slower", times, PAINT, "ms")
        countries = [path for path in paths if path.startswith("countries/") and path != f"countries/{INDEX}"]
        for path in (INDEX, *sorted(countries, key=lambda path: sum(weights[path].values()))[-1:]):
            screens = {"desk": browsing.DESK, "phone": browsing.PHONE}
            found = {
                name: round(browsing.shift(browser, address + path, screen), 4) for name, screen in screens.items()
            }
            yield Result(f"{path}: layout shift on load", max(found.values()), SHIFT, dict(found))


def _days() -> tuple[str, str]:
    """Two days with different answers; the index opens with that of the second."""
    rows = Dataset.at(ROOT).rows
    return view.first_day(rows), view.last_day(rows)


def _weight(name: str, parts: dict[str, int], aim: float) -> Result:
    """In kB, compressed; the details are by kind of file."""
    kinds: dict[str, int] = {}
    for path, size in parts.items():
        kind = Path(path).suffix.removeprefix(".")
        kinds[kind] = kinds.get(kind, 0) + size
    details = {f"{kind}, kB": round(size / 1000, 1) for kind, size in sorted(kinds.items())}
    return Result(name, round(sum(parts.values()) / 1000, 1), aim, details, "kB")


def _time(name: str, times: list[float], aim: float, unit: str) -> Result:
    digits = 2 if unit == "s" else None  # milliseconds are whole
    details = {f"slowest, {unit}": round(max(times), digits), "runs": len(times)}
    return Result(name, round(statistics.median(times), digits), aim, details, unit)
