"""`python -m benchmarks [--quick]`: run every benchmark and write docs/benchmarks.md (with --quick, print it only).

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

from benchmarks.measuring import ROOT
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.documents import markdown
from scripts.files import writing

PAGE = "docs/benchmarks.md"
PACKAGES = ("pandas", "pycountry", "frictionless", "pyyaml", "jsonschema")


def collect(quick: bool) -> list[dict]:
    """The results of every bench_*.py, in the order of their names."""
    results = []
    for path in sorted(Path(__file__).parent.glob("bench_*.py")):
        print(path.stem, file=sys.stderr)
        measure = importlib.import_module(f"benchmarks.{path.stem}").measure
        found = measure(quick=quick)
        results += found if isinstance(found, list) else [found]
    return results


def render(results: list[dict]) -> str:
    """The page."""
    rows = [
        (r["name"], r["ratio"], f"≤ {r['aim']}", "yes" if r["ratio"] <= r["aim"] else "**no**", _details(r["details"]))
        for r in results
    ]
    versions = ", ".join(f"{p} {_version(p)}" for p in PACKAGES)
    return (
        "<!-- Made by `make bench`; run it to renew. -->\n"
        "# Benchmarks\n\n"
        "Each figure is a ratio from one run on one machine, where the two sides took turns; times are processor time, medians of several "
        "runs (one where the rows are 1,000 times as many). The synthetic packages are the real one with invented meetings, made by "
        "`benchmarks/synthetic.py`.\n\n"
        f"Machine: {_cpu()}, {os.cpu_count()} cores, {_system()}. Python {platform.python_version()}; {versions}.\n\n"
        f"{markdown.table(('what', 'ratio', 'aim', 'met', 'details'), rows)}\n"
    )


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
    parser.add_argument(
        "--quick", action="store_true", help="fewer runs, at most 100 times the rows; print, write nothing"
    )
    args = parser.parse_args(argv)
    try:
        results = collect(args.quick)
    except (RuntimeError, subprocess.CalledProcessError, OSError, ImportError) as e:
        print(f"benchmarks: could not run: {e}", file=sys.stderr)
        return COULD_NOT_RUN
    page = render(results)
    if not args.quick:
        writing.replace(ROOT, {PAGE: page.encode()})
    print(page)
    return FINE if all(r["ratio"] <= r["aim"] for r in results) else WRONG


if __name__ == "__main__":
    sys.exit(main())
