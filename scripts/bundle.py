"""`python -m scripts.bundle`: the release in the formats that people use, made from the committed tables.

In dist/: the data package as a zip, SQLite, an Excel workbook, Parquet and JSON per table, and SHA256SUMS (`sha256sum -c`). A
package that is not valid or not built is refused. The same package gives the same bytes; the zip on any machine, the others with
the same versions of their libraries. Exit status: 0 fine, 1 the data is wrong, 2 could not run.
"""

import argparse
import hashlib
import sys
from pathlib import Path

from scripts import build, validate
from scripts import checks as rules
from scripts import dataset as package
from scripts.checks import gate
from scripts.documents import citation
from scripts.exports import archive, json_text, parquet, sqlite, typed, workbook
from scripts.files import writing
from scripts.problems import FINE, CannotRun, Problem, Problems, command

SUMS = "SHA256SUMS"
_INSTALL = "run `make bundle`, or: pip install --group bundle"


def files(root: Path, computed: package.Package | None = None) -> dict[str, bytes]:
    """Every file of the bundle by name, SHA256SUMS last. Writes nothing. `computed` saves computing the package again.

    Raises Problems where the package at `root` breaks a rule or its build is stale, CannotRun where a library is missing.
    """
    computed = computed or package.compute(root)
    if problems := rules.check(computed.rows(), computed.schemas) or _stale(root, computed):
        raise Problems(problems)
    descriptor, schemas, rows = computed.descriptor, computed.schemas, computed.rows()
    records = {name: typed.records(schema, rows[name]) for name, schema in schemas.items()}
    stem = f"{descriptor['name']}-{descriptor['version']}"
    told = about(descriptor)
    try:
        made = {
            f"{stem}.zip": archive.write(root, descriptor),
            f"{stem}.sqlite": sqlite.write(schemas, records, told),
            f"{stem}.xlsx": workbook.write(schemas, records, told, descriptor["created"]),
        }
        for name, schema in schemas.items():
            made[f"parquet/{name}.parquet"] = parquet.write(name, schema, records[name], descriptor)
            made[f"json/{name}.json"] = json_text.write(records[name])
    except ImportError as e:
        raise CannotRun(f"{e.name} is not installed; {_INSTALL}") from None
    except ValueError as e:  # a format cannot hold a value
        raise CannotRun(str(e)) from None
    return made | {SUMS: sums(made)}


def about(descriptor: dict) -> dict[str, str]:
    """What a file on its own must tell of itself."""
    licence = descriptor["licenses"][0]
    return {
        "title": descriptor["title"],
        "version": descriptor["version"],
        "released": descriptor["created"][:10],
        "description": descriptor["description"],
        "licence": f"{licence['title']} ({licence['name']}), {licence['path']}",
        "cite": citation.text(descriptor).replace("*", ""),
        "based on": "Every fact rests on public pages: the table evidence links each row to the pages in sources that say it.",
        "empty": "An empty cell means unknown or not applicable. Intervals include both ends. Codes such as 036 are text.",
    }


def sums(made: dict[str, bytes]) -> bytes:
    """The text of SHA256SUMS, as sha256sum writes it."""
    return "".join(f"{hashlib.sha256(data).hexdigest()}  {name}\n" for name, data in sorted(made.items())).encode()


def _stale(root: Path, computed: package.Package) -> list[Problem]:
    return [
        Problem(
            name, 0, "", "not what the records give", "a package that is built", f"run `{build.MEND}`", "built files"
        )
        for name in build.stale(root, computed)
    ]


@command("bundle", "nothing bundled: only a valid package is")
def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.bundle", description=__doc__.split("\n")[0])
    parser.add_argument(
        "--out", type=Path, default=Path("dist"), metavar="DIR", help="folder to write to (default: dist)"
    )
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder of the package (default: .)")
    args = parser.parse_args(argv)
    if problems := validate.check(args.root)[0] + gate.check(args.root).problems:
        raise Problems(problems)
    made = files(args.root)
    writing.replace(args.out, made)
    print("\n".join(f"{len(data):>9} bytes  {args.out / name}" for name, data in made.items()))
    return FINE


if __name__ == "__main__":
    sys.exit(main())
