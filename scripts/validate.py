"""`python -m scripts.validate`: every check of the package in one run and one report, offline.

From the bytes up: raw bytes, descriptor, strict YAML and record schemas, references, layout, tables equal to a rebuild, codes
and domain rules, frictionless, agreement of the version, and the release gate. Exit status: 0 fine, 1 wrong, 2 could not run.
"""

import json
import sys

from scripts import checks, cli
from scripts.checks import gate
from scripts.dataset import Dataset
from scripts.files import turns
from scripts.problems import Problems, report


def counted(dataset: Dataset) -> dict[str, int]:
    """The numbers of rows by table, as far as the tables can be read."""
    try:
        return {name: len(rows) for name, rows in dataset.rows_as_read.items()}
    except Problems:
        return {}


@cli.command("validate")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("validate", __doc__)
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    args = parser.parse_args(argv)
    with turns.beside(args.root):
        dataset = Dataset.at(args.root)
        released = gate.check(dataset, args.root)
        problems, rows = checks.problems(dataset) + released.problems, counted(dataset)
    if args.json:
        found = [p.as_dict() for p in problems]
        answer = {"valid": not problems, "rows": rows, "release_gate": released.as_dict(), "problems": found}
        print(json.dumps(answer, indent=2))
    elif problems:
        print(f"{report(problems)}\n{released}", file=sys.stderr)
    else:
        print(f"valid: {len(rows)} tables, {sum(rows.values())} rows\n{released}")
    return cli.WRONG if problems else cli.FINE


if __name__ == "__main__":
    sys.exit(main())
