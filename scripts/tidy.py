"""`python -m scripts.tidy`: rewrite the authored YAML in its canonical form. Changes layout only, never a value.

Run it after editing; `validate` says so when it is needed. Records are put in order, long lines are folded, and
values that a YAML reader could misread are quoted.
"""

import argparse
import sys
from pathlib import Path

from scripts.files import records
from scripts.files import writing as files
from scripts.problems import FINE, command


@command("tidy")
def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.tidy", description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder of the package (default: .)")
    args = parser.parse_args(argv)
    authored = records.load(args.root)
    changed = files.replace(
        args.root, {f"data/{name}.yaml": authored.canonical(name).encode() for name in authored.rows}
    )
    print("\n".join(f"tidied {name}" for name in changed) or "already tidy")
    return FINE


if __name__ == "__main__":
    sys.exit(main())
