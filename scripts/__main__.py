"""`python -m scripts`: list the commands, each with the first line of its docstring."""

import ast
from pathlib import Path

SHARED = ("__init__", "__main__", "cli", "dataset", "problems")


def commands() -> dict[str, str]:
    """The commands by name, each with what it does."""
    files = (path for path in sorted(Path(__file__).parent.glob("*.py")) if path.stem not in SHARED)
    return {path.stem: ast.get_docstring(ast.parse(path.read_text(encoding="utf-8"))) or "" for path in files}


if __name__ == "__main__":
    for name, text in commands().items():
        print(f"python -m scripts.{name:<9} {text.split(chr(10))[0].partition(': ')[2]}")
    print("Each answers --help. Exit status: 0 fine, 1 the data is wrong or stale, 2 could not run.")
