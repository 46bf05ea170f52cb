"""`python -m scripts.validate`: every check of the package in one run and one report, offline.

The layers, from the bytes up: raw bytes, descriptor, strict YAML and record schemas, references, layout, tables equal to a
rebuild, codes and domain rules, frictionless, agreement of the version, and the release gate. Exit status: 0 fine, 1 wrong,
2 could not run.
"""

import argparse
import json
import sys
from collections.abc import Callable
from pathlib import Path

from scripts import build
from scripts import checks as rules
from scripts import dataset as package
from scripts.checks import gate, references, standard
from scripts.checks import version as versions
from scripts.files import csv_text, descriptor, records
from scripts.problems import FINE, WRONG, Problem, Problems, command, report


def check(root: Path) -> tuple[list[Problem], dict[str, int]]:
    """(all problems, rows by table). A layer that cannot go on does not keep the others from being run."""
    problems: list[Problem] = []

    def layer(function: Callable, *args):
        try:
            return function(*args)
        except Problems as e:
            problems.extend(e.problems)

    problems += raw_bytes(root)
    described = layer(descriptor.load, root)
    loaded = layer(records.load, root)
    computed, rows = None, {}
    if described:
        problems += descriptor.unlisted(root, described[0])
    if loaded:
        problems += (astray := references.check(loaded)) + records.tidiness(loaded)
        if described and not astray:
            computed = layer(package.made, root, *described, loaded)
    if computed:
        problems += stale(root, computed)
        problems += rules.check(computed.rows(), described[1])
    if described:
        rows = layer(read_tables, root, described[1]) or {}
        if not computed or rows != computed.rows():
            problems += rules.check(rows, described[1])
        problems += standard.check(root)
        problems += layer(versions.check, root, described[0]) or []
    return _once(problems), {name: len(r) for name, r in rows.items()}


def raw_bytes(root: Path) -> list[Problem]:
    """What is wrong where files are not UTF-8 without BOM, with LF line ends and one at the end."""
    problems = []
    for path in sorted((root / "data").rglob("*")):
        if not path.is_file():
            continue
        file, data = path.relative_to(root).as_posix(), path.read_bytes()
        for wrong, found, expected in (
            (data.startswith(b"\xef\xbb\xbf"), "a byte order mark", "UTF-8 without BOM"),
            (b"\r" in data, "a carriage return", "LF line ends"),
            (b"\0" in data, "a NUL byte", "text"),
            (not data.endswith(b"\n"), "no line end at the end", "one LF at the end"),
            (data.endswith(b"\n\n"), "empty lines at the end", "one LF at the end"),
        ):
            if wrong:
                problems.append(
                    Problem(file, 0, "", found, expected, f"save the file so, or run `{build.MEND}`", "bytes")
                )
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as e:
            problems.append(
                Problem(
                    file,
                    data[: e.start].count(b"\n") + 1,
                    "",
                    "bytes that are not UTF-8",
                    "UTF-8",
                    f"save the file as UTF-8, or run `{build.MEND}`",
                    "bytes",
                )
            )
    return problems


def stale(root: Path, computed: package.Package) -> list[Problem]:
    """Built files that are not what a rebuild gives, each at its first line that differs."""
    problems = []
    for name in build.stale(root, computed):
        old = (root / name).read_bytes().splitlines() if (root / name).exists() else []
        new = computed.outputs[name].splitlines()
        line = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        found, expected = (
            (text[line].decode(errors="replace") if line < len(text) else "no such line") for text in (old, new)
        )
        problems.append(
            Problem(
                name,
                line + 1,
                "",
                f"not what the records give: {found[:200]!r}",
                repr(expected[:200]),
                f"run `{build.MEND}`",
                "built files",
            )
        )
    return problems


def read_tables(root: Path, schemas: dict[str, dict]) -> dict[str, list[dict[str, str]]]:
    """The tables as users get them. Raises Problems where a header or a row does not have the schema's columns."""
    tables, problems = {}, []
    for name, schema in schemas.items():
        file, expected = f"data/{name}.csv", [f["name"] for f in schema["fields"]]
        try:
            columns, rows = csv_text.read((root / file).read_bytes())
        except (OSError, ValueError) as e:
            problems.append(
                Problem(file, 0, "", f"not readable as CSV: {e}", "the table as built", f"run `{build.MEND}`", "csv")
            )
            continue
        if columns != expected or not rows:
            found = f"the header {columns}" if columns != expected else "a header without rows"
            problems.append(
                Problem(file, 1, "", found, f"{expected} and at least one row", f"run `{build.MEND}`", "csv")
            )
            continue
        tables[name] = rows
    if problems:
        raise Problems(problems)
    return tables


def _once(problems: list[Problem]) -> list[Problem]:
    """The same problem can come up in two layers: once is enough."""
    return list(dict.fromkeys(problems))


@command("validate")
def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.validate", description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder of the package (default: .)")
    parser.add_argument("--json", action="store_true", help="the report as JSON")
    args = parser.parse_args(argv)
    problems, rows = check(args.root)
    released = gate.check(args.root)
    problems += released.problems
    if args.json:
        found = [p.as_dict() for p in problems]
        answer = {"valid": not problems, "rows": rows, "release_gate": released.as_dict(), "problems": found}
        print(json.dumps(answer, indent=2))
    elif problems:
        print(f"{report(problems)}\n{released}", file=sys.stderr)
    else:
        print(f"valid: {len(rows)} tables, {sum(rows.values())} rows\n{released}")
    return WRONG if problems else FINE


if __name__ == "__main__":
    sys.exit(main())
