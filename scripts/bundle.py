"""`python -m scripts.bundle`: write the release in the formats that people use, made from the committed tables.

In dist/: the data package as a zip, the codebook, SQLite with the metadata of Datasette, an Excel workbook, Parquet, Stata and JSON
per table, the static JSON interface in api/, citations, descriptions for those who harvest them, latest.json, and SHA256SUMS. A package that is not valid, not built or not
released is refused, and so is one whose files are not as the last commit has them; `--dev` makes files of what no release has,
which say so in name and content. Files that git does not track are left out of the zip. The same package gives the
same bytes: SQLite and Excel with the same Python, all others on any machine with the libraries that `make bundle` installs.
Exit status: 0 fine, 1 the data is wrong, 2 could not run.
"""

import sys
from pathlib import Path

from scripts import checks, cli
from scripts.checks import gate
from scripts.dataset import Dataset
from scripts.exports import bundle
from scripts.files import turns, writing
from scripts.problems import Problems


@cli.command("bundle", "nothing bundled: only a package that is valid, released and committed is")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("bundle", __doc__)
    parser.add_argument(
        "--out", type=Path, default=Path("dist"), metavar="DIR", help="folder to write to (default: dist)"
    )
    parser.add_argument("--dev", action="store_true", help="bundle what no release has, under its -dev version")
    args = parser.parse_args(argv)
    with turns.beside(args.root):
        dataset = Dataset.at(args.root)
        found = checks.problems(dataset) + gate.check(dataset, args.root).problems
        if problems := [p for p in found if not p.warning]:
            raise Problems(problems)
        if not args.dev:
            gate.demand_released(dataset)
        for line in bundle.demand_committed(dataset):
            print(f"bundle: {line}", file=sys.stderr)
        made = bundle.files(dataset)
    writing.replace(args.out, made)
    print("\n".join(f"{len(data):>9} bytes  {args.out / name}" for name, data in made.items()))
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
