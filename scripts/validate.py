"""`python -m scripts.validate`: every check of the package in one run and one report, offline.

From the bytes up: raw bytes, descriptor, strict YAML and record schemas, references, layout, tables equal to a rebuild, codes
and domain rules, frictionless, agreement of the version, and the release gate. Warnings, which may be right, are listed apart
and change nothing, unless --strict. Exit status: 0 fine, 1 wrong, 2 could not run.
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
    parser.add_argument("--strict", action="store_true", help="take warnings for problems")
    args = parser.parse_args(argv)
    with turns.beside(args.root):
        dataset = Dataset.at(args.root)
        released = gate.check(dataset, args.root)
        found, rows = checks.problems(dataset) + released.problems, counted(dataset)
    problems = [p for p in found if args.strict or not p.warning]
    warnings = [p for p in found if p not in problems]
    if args.json:
        answer = {"valid": not problems, "rows": rows, "release_gate": released.as_dict()}
        listed = {"problems": problems, "warnings": warnings}
        answer |= {kind: [p.as_dict() for p in of_kind] for kind, of_kind in listed.items()}
        print(json.dumps(answer, indent=2))
    else:
        if warnings:
            print(f"{report(warnings)}, which --strict takes for problems\n", file=sys.stderr)
        if problems:
            print(f"{report(problems)}\n{released}", file=sys.stderr)
        else:
            print(f"valid: {len(rows)} tables, {sum(rows.values())} rows\n{released}")
    return cli.WRONG if problems else cli.FINE


if __name__ == "__main__":
    sys.exit(main())
