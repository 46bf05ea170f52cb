"""`python -m benchmarks [NAME ...]`: run every benchmark and write docs/benchmarks.md (those named, or with --quick: print only).

Exit status: 0 all aims met, 1 one is not, 2 could not run.
"""

import argparse
import importlib
import os
import platform
import subprocess
import sys
from importlib.metadata import PackageNotFoundError, version
from pathlib import Path

from benchmarks.measuring import ROOT, Result
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.documents import markdown
from scripts.files import writing

PAGE = "docs/benchmarks.md"
PACKAGES = ("pandas", "pycountry", "frictionless", "pyyaml", "jsonschema")


def known() -> list[str]:
    """The names of the benchmarks, in their order."""
    return sorted(path.stem.removeprefix("bench_") for path in Path(__file__).parent.glob("bench_*.py"))


def collect(names: list[str], quick: bool) -> list[Result]:
    """The results of the benchmarks that are named."""
    results = []
    for name in names:
        print(name, file=sys.stderr)
        found = importlib.import_module(f"benchmarks.bench_{name}").measure(quick=quick)
        results += found if isinstance(found, list) else [found]
    return results


def render(results: list[Result]) -> str:
    """The page."""
    rows = [
        (r.name, _with(r.unit, r.value), f"≤ {_with(r.unit, r.aim)}", "yes" if r.met else "**no**", _details(r.details))
        for r in results
    ]
    versions = ", ".join(f"{p} {_version(p)}" for p in PACKAGES)
    return (
        "<!-- Made by `make bench`; run it to renew. -->\n"
        "# Benchmarks\n\n"
        "A figure without a unit is a ratio from one run on one machine, where the two sides took turns; times are processor time, "
        "medians of several runs (one where the rows are 1,000 times as many). The synthetic packages are the real one with invented "
        "meetings, made by `benchmarks/synthetic.py`. The site is read by Chromium from a local host that compresses text; slow 4G is "
        "1.6 Mbit/s down, 0.75 Mbit/s up and 150 ms, and kB are those that come over the line.\n\n"
        f"Machine: {_cpu()}, {os.cpu_count()} cores, {_system()}. Python {platform.python_version()}; {versions}.\n\n"
        f"{markdown.table(('what', 'figure', 'aim', 'met', 'details'), rows)}\n"
    )


def _with(unit: str, figure: float) -> str:
    return f"{figure} {unit}".rstrip()


def _details(details: dict) -> str:
    return "; ".join(f"{k}: {v}" for k, v in details.items())


def _version(name: str) -> str:
    try:
        return version(name)
    except PackageNotFoundError:
        return "not installed"


def _cpu() -> str:
    try:
        lines = Path("/proc/cpuinfo").read_text(encoding="utf-8").splitlines()
        return next(line.split(": ", 1)[1] for line in lines if line.startswith("model name"))
    except (OSError, StopIteration):
        return platform.processor() or platform.machine()


def _system() -> str:
    try:
        return f"{platform.freedesktop_os_release()['PRETTY_NAME']} ({platform.machine()})"
    except (OSError, KeyError):
        return f"{platform.system()} ({platform.machine()})"


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m benchmarks", description=__doc__.split("\n")[0])
    parser.add_argument("names", nargs="*", metavar="NAME", help=f"run these alone: {', '.join(known())}")
    parser.add_argument(
        "--quick", action="store_true", help="fewer runs, at most 100 times the rows; print, write nothing"
    )
    args = parser.parse_args(argv)
    if unknown := [name for name in args.names if name not in known()]:
        parser.error(f"no benchmark {', '.join(unknown)}; there are: {', '.join(known())}")
    try:
        results = collect(args.names or known(), args.quick)
    except (RuntimeError, subprocess.CalledProcessError, OSError, ImportError) as e:
        print(f"benchmarks: could not run: {e}", file=sys.stderr)
        return COULD_NOT_RUN
    page = render(results)
    if not (args.quick or args.names):
        writing.replace(ROOT, {PAGE: page.encode()})
    print(page)
    return FINE if all(r.met for r in results) else WRONG


if __name__ == "__main__":
    sys.exit(main())
