"""The house stays as it is described: commands at the door, rooms in the order of the data, nothing of this coalition in code."""

import ast
import json
import re
from pathlib import Path

import pytest

from scripts.__main__ import SHARED, commands
from scripts.files.schemas import authored
from tests.conftest import ROOT

SCRIPTS = ROOT / "scripts"
ROOMS = ("files", "tables", "documents", "releases", "checks", "exports", "site", "watching", "editing")
MODULES = sorted(SCRIPTS.rglob("*.py"))
# What a module may import beside its own room: `dataset` stands between documents and releases.
BEFORE = {
    room: {"problems", *ROOMS[:i], *(["dataset"] if i >= ROOMS.index("releases") else [])}
    for i, room in enumerate(ROOMS)
}
BEFORE["problems"], BEFORE["cli"], BEFORE["dataset"] = set(), {"problems"}, {"problems", "files", "tables", "documents"}


def part(path: Path) -> str:
    """The room of a module, or its name where it stands at the door."""
    inside = path.relative_to(SCRIPTS).parts
    return inside[0] if len(inside) > 1 else path.stem


def imported(path: Path) -> set[str]:
    """The parts of scripts/ that a module imports, anywhere in it."""
    found = set()
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom) and node.module:
            names = [f"{node.module}.{a.name}" for a in node.names]
        found |= {name.split(".")[1] for name in names if name.startswith("scripts.")}
    return found


def test_only_commands_and_what_they_share_stand_at_the_door():
    for path in SCRIPTS.glob("*.py"):
        if path.stem not in SHARED:
            text = path.read_text(encoding="utf-8")
            assert '__name__ == "__main__"' in text and "@cli.command(" in text, f"{path.name} is no command"
            assert len(text.splitlines()) <= 80, f"{path.name} is longer than 80 lines: move what it does into a room"


def test_the_rooms_are_those_of_the_list():
    assert {p.name for p in SCRIPTS.iterdir() if p.is_dir() and not p.name.startswith("__")} == set(ROOMS)


@pytest.mark.parametrize("path", MODULES, ids=lambda p: p.relative_to(SCRIPTS).as_posix())
def test_a_module_imports_downwards_only(path):
    own = part(path)
    if own in commands():
        assert imported(path).isdisjoint(set(commands()) - {own}), "a command imports a command"
    elif own in BEFORE:
        assert imported(path) <= BEFORE[own] | {own}


def test_nothing_but_the_export_of_stata_imports_pandas():
    for path in MODULES:
        assert path.name == "stata.py" or not re.search(
            r"^\s*(import|from) pandas", path.read_text(encoding="utf-8"), re.MULTILINE
        ), path


def test_no_code_names_a_country_of_the_tables_or_a_year_of_their_record(tables):
    names = {value for country in tables["countries"] for value in (country["name"], country["iso3"])}
    years = {m["start_date"][:4] for m in tables["meetings"]}
    words = re.compile(rf"\b({'|'.join(map(re.escape, sorted(names | years)))})\b")
    code = (path for path in SCRIPTS.rglob("*") if path.suffix in (".py", ".html", ".js", ".css", ".typ"))
    for path in code:
        found = words.search(path.read_text(encoding="utf-8"))
        assert found is None, f"{path}: {found[0]} belongs in data/package.yaml"


def test_the_list_of_commands_says_what_each_does(root):
    assert set(commands()) == {"add", "build", "bundle", "diff", "page", "release", "tidy", "validate", "watch"}
    assert all(text.startswith(f"`python -m scripts.{name}") for name, text in commands().items())


def test_pyproject_pins_and_make_know_the_same_groups(root):
    pyproject = (root / "pyproject.toml").read_text(encoding="utf-8")
    for group in ("build", "watch", "test", "lint"):
        assert re.search(rf"^{group} = \[", pyproject, re.MULTILINE)
        pins = (root / f"requirements/{group}.txt").read_text(encoding="utf-8")
        assert pins.count("--hash=sha256:") > pins.count("==") > 10
    assert "pandas==" not in (root / "requirements/build.txt").read_text(encoding="utf-8")


def test_every_file_that_the_build_writes_can_be_deleted(computed):
    """Nothing is built from what is built: without any built file, the same bytes come out."""
    written = {name for name in computed.outputs if not name.startswith("schema/")}
    bare = {}
    for name in computed.outputs.keys() - written:
        bare[name] = json.dumps(authored(json.loads(computed.tree.read(name)))).encode()
    assert computed.with_files({**dict.fromkeys(written), **bare}).outputs == computed.outputs
