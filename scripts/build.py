"""`python -m scripts.build`: make the tables and the other built files from the authored YAML.

Nothing is written unless everything could be computed and is right. `--check` computes the same and compares: it prints a
unified diff of what is stale and the command that mends it. Exit status: 0 fine, 1 the data is wrong or stale, 2 could not run.
"""

import argparse
import difflib
import shutil
import sys
import tempfile
from pathlib import Path

from scripts import checks as rules
from scripts import dataset as package
from scripts.files import descriptor
from scripts.files import writing as files
from scripts.problems import FINE, WRONG, Problems, command

MEND = "python -m scripts.build"


def stale(root: Path, computed: package.Package) -> list[str]:
    """The built files whose bytes differ from a rebuild, or that are missing."""
    return [
        name
        for name, data in computed.outputs.items()
        if not (root / name).exists() or (root / name).read_bytes() != data
    ]


def diff(root: Path, computed: package.Package, names: list[str]) -> str:
    """A unified diff from what is on disk to what a rebuild gives."""
    lines = []
    for name in names:
        path = root / name
        old = path.read_bytes().decode(errors="backslashreplace").splitlines() if path.exists() else []
        new = computed.outputs[name].decode().splitlines()
        lines += difflib.unified_diff(old, new, f"{name} (on disk)", f"{name} (rebuilt)", lineterm="", n=1)
        if old == new:
            lines.append(f"{name}: differs in its line ends only")
    return "\n".join(lines)


def check(root: Path, computed: package.Package, changed: list[str]) -> None:
    """Raise Problems if what would be written breaks a domain rule or, where anything changed, the standard."""
    if problems := rules.check(computed.rows(), computed.schemas):
        raise Problems(problems)
    if changed:
        from scripts.checks import standard  # costs a second, and a build that changes nothing does not need it

        with tempfile.TemporaryDirectory() as folder:
            for part in ("data", "schema"):
                shutil.copytree(root / part, Path(folder, part))
            for name, data in computed.outputs.items():
                Path(folder, name).parent.mkdir(parents=True, exist_ok=True)
                Path(folder, name).write_bytes(data)
            if problems := standard.check(Path(folder)):
                raise Problems(problems)


def edited(root: Path, computed: package.Package, changed: list[str]) -> list[str]:
    """Tables that are not as the last build left them: somebody edited a CSV, which the build replaces."""
    stamps = {r["path"]: r.get("hash") for r in descriptor.tables(computed.descriptor)}
    present = [name for name in changed if name in stamps and (root / name).exists()]
    return [name for name in present if descriptor.stamp((root / name).read_bytes())["hash"] != stamps[name]]


def summary(computed: package.Package) -> str:
    """The tables and their numbers of rows."""
    rows = computed.rows()
    width = max(map(len, rows))
    return "\n".join(f"{name:<{width}}  {len(rows[name]):>6} rows" for name in rows)


@command("build")
def main(argv: list[str] | None = None) -> int:
    parser = argparse.ArgumentParser(prog="python -m scripts.build", description=__doc__.split("\n")[0])
    parser.add_argument("--root", type=Path, default=Path(), metavar="DIR", help="folder of the package (default: .)")
    parser.add_argument("--check", action="store_true", help="compare with a rebuild; write nothing")
    args = parser.parse_args(argv)
    computed = package.compute(args.root)
    changed = stale(args.root, computed)
    check(args.root, computed, changed)
    if args.check:
        if changed:
            print(diff(args.root, computed, changed))
            print(f"{len(changed)} built file(s) differ from a rebuild; to mend: {MEND}", file=sys.stderr)
        return WRONG if changed else FINE
    for name in edited(args.root, computed, changed):
        print(
            f"{name} was edited since the last build and is replaced: tables are made from data/*.yaml", file=sys.stderr
        )
    files.replace(args.root, computed.outputs)
    print(summary(computed))
    print("\n".join(f"wrote {name}" for name in changed) or "nothing changed")
    return FINE


if __name__ == "__main__":
    sys.exit(main())
