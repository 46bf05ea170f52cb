"""Does the package cost its users time? Importing it and calling `members()`, against pandas and a plain `read_csv`."""

import sys

from benchmarks.measuring import ROOT, Result, compared

AIM = 1.10  # at most
PLAIN = f"import pandas; pandas.read_csv({str(ROOT / 'data' / 'members.csv')!r})"
OURS = f"import sys; sys.path.insert(0, {str(ROOT / 'src')!r}); from coalition_of_the_willing import members; members()"


def measure(quick: bool = False) -> Result:
    """A new interpreter each time: the package and its roster, over pandas and the same file."""
    return compared(
        "import and members() / import pandas and read_csv",
        [sys.executable, "-c", OURS],
        [sys.executable, "-c", PLAIN],
        AIM,
        repeats=3 if quick else 15,
    )
