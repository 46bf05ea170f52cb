"""`python -m scripts.build`: make the tables and the other built files from the authored YAML.

Nothing is written unless everything could be computed and is right. `--check` computes the same and compares: it prints a
unified diff of what is stale and the command that mends it. Exit status: 0 fine, 1 the data is wrong or stale, 2 could not run.
"""

import difflib
import sys
from pathlib import Path

from scripts import checks, cli
from scripts.checks.built import MEND
from scripts.dataset import Dataset
from scripts.documents import descriptor
from scripts.files import closed_json, turns, writing
from scripts.files.trees import DESCRIPTOR
from scripts.problems import Problems


def difference(dataset: Dataset, names: list[str]) -> str:
    """A unified diff from what is on disk to what a rebuild gives."""
    lines = []
    for name in names:
        old = (dataset.tree.get(name) or b"").decode(errors="backslashreplace").splitlines()
        new = dataset.outputs[name].decode().splitlines()
        lines += difflib.unified_diff(old, new, f"{name} (on disk)", f"{name} (rebuilt)", lineterm="", n=1)
        if old == new:
            lines.append(f"{name}: differs in its line ends only")
    return "\n".join(lines)


def edited(dataset: Dataset, changed: list[str]) -> list[str]:
    """Tables unlike the last build's: somebody edited a CSV, which the build replaces. A broken descriptor hides them."""
    try:
        last = closed_json.read(dataset.tree, DESCRIPTOR, "descriptor.json")
    except Problems:
        return []
    stamps = {r["path"]: r.get("hash") for r in last["resources"] if r.get("type") == "table"}
    present = ((name, dataset.tree.get(name)) for name in changed if name in stamps)
    return [name for name, data in present if data is not None and descriptor.stamp(data)["hash"] != stamps[name]]


def summary(dataset: Dataset) -> str:
    """The tables and their numbers of rows."""
    width = max(map(len, dataset.rows))
    return "\n".join(f"{name:<{width}}  {len(rows):>6} rows" for name, rows in dataset.rows.items())


@cli.command("build")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("build", __doc__)
    parser.add_argument("--check", action="store_true", help="compare with a rebuild; write nothing")
    args = parser.parse_args(argv)
    with (turns.beside if args.check else turns.alone)(args.root):
        return built(Dataset.at(args.root), args.root, args.check)


def built(dataset: Dataset, root: Path, check: bool) -> int:
    """Write what is stale, or say it."""
    checks.demand_buildable(dataset)
    changed = dataset.stale
    if check:
        if changed:
            print(difference(dataset, changed))
            print(f"{len(changed)} built file(s) differ from a rebuild; to mend: {MEND}", file=sys.stderr)
        return cli.WRONG if changed else cli.FINE
    for name in edited(dataset, changed):
        replaced = "was edited since the last build and is replaced: tables are made from data/*.yaml"
        print(f"{name} {replaced}", file=sys.stderr)
    writing.replace(root, dataset.outputs)
    print(summary(dataset))
    print("\n".join(f"wrote {name}" for name in changed) or "nothing changed")
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
