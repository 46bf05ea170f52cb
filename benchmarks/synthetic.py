"""A package with many times the attendance: the real one and invented meetings, each the size of a real one. Never published.

Run: `python -m benchmarks.synthetic FOLDER TIMES`.
"""

import datetime
import shutil
import sys
from itertools import islice
from pathlib import Path

from benchmarks.measuring import ROOT
from scripts import build
from scripts.dataset import Dataset

FIRST_DAY = datetime.date(2030, 1, 1)
SOURCE = {
    "source": "invented",
    "url": "https://example.org/invented",
    "published": "9999-01-01",
    "consulted": "9999-01-01",
}
SIZE = 17  # countries at a meeting, the mean of the real ones


def make(folder: Path, times: int, root: Path = ROOT) -> int:
    """Write a valid, built package to an empty folder. Returns its number of attendance rows, `times` the real one or just above."""
    for part in ("data", "schema"):
        shutil.copytree(root / part, folder / part)
    real = Dataset.at(root)
    attended = len(real.rows["attendance"])
    sources = [*real.records.sources, {**real.records.sources[0], **SOURCE}]
    wanted = -(-(times - 1) * attended // SIZE)
    meetings = [
        *real.records.meetings,
        *islice(_meetings(sorted(real.rows.distinct("countries", "iso3")), SOURCE["source"]), wanted),
    ]
    authored = real.records.canonical("meetings", meetings) | real.records.canonical("sources", sources)
    for path, data in authored.items():
        (folder / path).write_bytes(data)
    if build.main(["--root", str(folder)]):
        raise RuntimeError(f"the synthetic package in {folder} does not build")
    return attended + wanted * SIZE


def _meetings(codes: list[str], source: str):
    number = 0
    while True:
        day = (FIRST_DAY + datetime.timedelta(days=number)).isoformat()
        present = sorted((codes * 2)[number % len(codes) :][:SIZE])
        yield {
            "meeting": f"invented-{day}",
            "title": f"Invented meeting {number}",
            "start_date": day,
            "end_date": day,
            "level": "planning",
            "format": "remote",
            "list": "partial",
            "evidence": [{"source": source, "note": "Invented."}],
            "reports": [
                {
                    "source": source,
                    "note": f"Invented list {number}.",
                    "list": "partial",
                    "presence": [
                        {"says": "attended", "mode": "remote", "countries": present[:12]},
                        {"says": "attended", "represented_by": "official", "mode": "remote", "countries": present[12:]},
                    ],
                }
            ],
        }
        number += 1


if __name__ == "__main__":
    print(make(Path(sys.argv[1]), int(sys.argv[2])))
