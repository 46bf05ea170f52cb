"""`python -m scripts.tidy`: rewrite the authored YAML in its canonical form. Changes layout only, never a value.

Run it after editing; `validate` says so when it is needed. Records are put in order, long lines are folded, and
values that a YAML reader could misread are quoted.
"""

import sys

from scripts import cli
from scripts.dataset import Dataset
from scripts.files import turns, writing


@cli.command("tidy")
def main(argv: list[str] | None = None) -> int:
    args = cli.parser("tidy", __doc__).parse_args(argv)
    with turns.alone(args.root):
        records = Dataset.at(args.root).records
        canonical = {path: data for name in records.rows for path, data in records.canonical(name).items()}
        changed = writing.replace(args.root, canonical)
    print("\n".join(f"tidied {name}" for name in changed) or "already tidy")
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
