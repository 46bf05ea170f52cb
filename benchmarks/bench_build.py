"""Does the build cost more than the import of the packages that it is made with?"""

import sys

from benchmarks.measuring import compared

AIM = 1.3  # at most
PACKAGES = "pandas, pycountry, frictionless, yaml, jsonschema"


def measure(quick: bool = False) -> dict:
    """`scripts.build` on the repository, nothing to change, over the bare import of its five packages."""
    return compared(
        "build / bare import of its five packages",
        [sys.executable, "-m", "scripts.build"],
        [sys.executable, "-c", f"import {PACKAGES}"],
        AIM,
        repeats=3 if quick else 11,
    )
