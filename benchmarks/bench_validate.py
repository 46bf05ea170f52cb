"""Do all our checks cost much more than the standard tool's alone?"""

import sys
from pathlib import Path

from benchmarks.measuring import Result, compared

AIM = 1.4  # at most


def measure(quick: bool = False) -> Result:
    """`scripts.validate` over plain `frictionless validate` of the same package."""
    frictionless = str(Path(sys.executable).with_name("frictionless"))
    return compared(
        "validate / frictionless validate",
        [sys.executable, "-m", "scripts.validate"],
        [frictionless, "validate", "datapackage.json"],
        AIM,
        repeats=3 if quick else 11,
    )
