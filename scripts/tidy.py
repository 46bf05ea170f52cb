"""`python -m scripts.tidy`: rewrite the authored YAML in its canonical form. Changes layout only, never a value.

Run it after editing; `validate` says so when it is needed. Records are put in order, long lines are folded, and
values that a YAML reader could misread are quoted.
"""

import argparse
import sys
from pathlib import Path

from scripts import files, package, records, yaml_text
from scripts.problems import FINE, WRONG, CannotRun, Problems, report


def canonical(name: str, text: str, rows: list[dict], schema: dict) -> str:
    """The canonical text of one authored file."""
    return yaml_text.write(records.in_order(name, rows, schema), yaml_text.header(text))


def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.tidy", description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR")
    args = parser.parse_args(argv)
    try:
        authored = records.load(args.root)
        outputs = {
            f"data/{name}.yaml": canonical(name, authored.text[name], rows, authored.schemas[name]).encode()
            for name, rows in authored.rows.items()
        }
        changed = files.replace(args.root, outputs)
    except Problems as e:
        print(report(e.problems), file=sys.stderr)
        return WRONG
    except CannotRun as e:
        return package.cannot_run("tidy", e)
    print("\n".join(f"tidied {name}" for name in changed) or "already tidy")
    return FINE


if __name__ == "__main__":
    sys.exit(main())
