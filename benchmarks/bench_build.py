"""Does the build cost more than the import of the packages that the dataset is made with?"""

import sys

from benchmarks.measuring import Result, compared

AIM = 1.0  # at most
PACKAGES = "pandas, pycountry, frictionless, yaml, jsonschema"


def measure(quick: bool = False) -> Result:
    """`scripts.build --check` on the repository over the bare import of its five packages; the build itself needs no pandas."""
    return compared(
        "build --check / bare import of the five packages",
        [sys.executable, "-m", "scripts.build", "--check"],
        [sys.executable, "-c", f"import {PACKAGES}"],
        AIM,
        repeats=3 if quick else 11,
    )
