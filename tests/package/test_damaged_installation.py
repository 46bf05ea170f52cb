"""An installation that lost a file, or has it otherwise than it came, says which file and what to do."""

import json
import shutil
import sys

import pytest

import coalition_of_the_willing as cow
from coalition_of_the_willing import cli, installed
from coalition_of_the_willing.console import COULD_NOT_RUN, FINE
from tests.conftest import ROOT

DESCRIPTOR, SCHEMA, CSV = "datapackage.json", "schema/tables/memberships.json", "data/memberships.csv"
ASKED = {
    "data_path": cow.data_path,
    "tables": cow.tables,
    "documented_until": cow.documented_until,
    "version": lambda: cow.__version__,
    "load": lambda: cow.load("memberships"),
    "members": cow.members,
    "panel": cow.panel,
    "as_of": lambda: cow.as_of("2025-08-12"),
    "find": lambda: cow.find("France"),
    "match": lambda: cow.match(["France", "Mexico"]),
    "sources_for": lambda: cow.sources_for("memberships", "fra-lead"),
    "claims_for": lambda: cow.claims_for("paris-2025-03-27"),
    "support": lambda: cow.support("memberships"),
    "cite": cow.cite,
}
COMMANDS = (["as-of", "2025-08-12"], ["find", "France"], ["sources", "memberships/fra-lead"], ["table"], ["table", "memberships"],
            ["table", "memberships", "--format", "json"], ["panel"], ["cite"], ["--version"])  # fmt: skip


class Installation:
    """A copy of the files that came with the package, to damage, which the package reads instead of its own."""

    def __init__(self, folder, monkeypatch):
        self.folder = folder
        shutil.copytree(ROOT / "data", folder / "data", ignore=shutil.ignore_patterns("*.yaml", "meetings"))
        shutil.copytree(ROOT / "schema", folder / "schema")
        shutil.copy2(ROOT / DESCRIPTOR, folder / DESCRIPTOR)
        monkeypatch.setattr(installed, "_PLACES", (folder, folder / "nowhere"))

    def damage(self, file: str, data: bytes | None) -> None:
        """Put other bytes into a file, or take it away."""
        path = self.folder / file
        path.unlink()
        if data is not None:
            path.write_bytes(data)
        forget()


def forget() -> None:
    """Let the package read its files anew."""
    for name, module in list(sys.modules.items()):
        if name.startswith("coalition_of_the_willing"):
            for value in list(vars(module).values()):
                if hasattr(value, "cache_clear"):
                    value.cache_clear()


@pytest.fixture
def installation(tmp_path, monkeypatch):
    forget()
    yield Installation(tmp_path / "package", monkeypatch)
    monkeypatch.undo()
    forget()


def without_a_column(data: bytes) -> bytes:
    return b"".join(line.partition(b",")[2] for line in data.splitlines(keepends=True))


def unclosed(data: bytes) -> bytes:
    last = data.rindex(b"\n", 0, -1) + 1
    return data[:last] + b'"' + data[last + 1 :]


def changed(data: bytes, key: str, value: object) -> bytes:
    return json.dumps(json.loads(data) | {key: value}).encode()


DAMAGE = {
    "missing": lambda data: None,
    "empty": lambda data: b"",
    "cut short": lambda data: data[: len(data) // 2],
    "cut short at a line": lambda data: data[: data.rindex(b"\n", 0, len(data) // 2) + 1],
    "not UTF-8": lambda data: data.replace(b'"', b"\xff", 1) if b'"' in data else b"\xff" + data[1:],
}
OF_TABLE = {
    "with a NUL": lambda data: b"\0" + data[1:],
    "without a column": without_a_column,
    "with a header only": lambda data: data.partition(b"\n")[0] + b"\n",
    "with a quote that is never closed": unclosed,
}
OF_JSON = {
    "a list": lambda data: b"[]",
    "nothing": lambda data: b"null",
    "an object with nothing in it": lambda data: b"{}",
    "deep": lambda data: b"[" * 100_000,
}
OF_DESCRIPTOR = {
    "without tables": lambda data: changed(data, "resources", []),
    "with resources by name": lambda data: changed(data, "resources", {"members": {}}),
    "with a resource that is text": lambda data: changed(data, "resources", ["members"]),
    "with a table that has no schema": lambda data: changed(data, "resources", [{"name": "members", "type": "table"}]),
    "without another table": lambda data: changed(data, "resources", json.loads(data)["resources"][:1]),
    "with no day at its end": lambda data: changed(data, "documented_until", "soon"),
}
OF_SCHEMA = {
    "without fields": lambda data: changed(data, "fields", []),
    "with fields of another shape": lambda data: changed(data, "fields", {"iso3": "string"}),
    "with a field less": lambda data: changed(data, "fields", json.loads(data)["fields"][:-1]),
    "with a type that is none": lambda data: data.replace(b'"date"', b'"dat"'),
}
CASES = [
    *((DESCRIPTOR, how) for how in (DAMAGE | OF_JSON | OF_DESCRIPTOR).items()),
    *((SCHEMA, how) for how in (DAMAGE | OF_JSON | OF_SCHEMA).items()),
    *((CSV, how) for how in (DAMAGE | OF_TABLE).items()),
]


@pytest.mark.parametrize(("file", "how"), CASES, ids=lambda value: value if isinstance(value, str) else value[0])
def test_every_function_and_command_names_the_damaged_file_and_what_to_do(installation, file, how, capsys):
    installation.damage(file, how[1]((installation.folder / file).read_bytes()))
    refused = set()
    for name, ask in ASKED.items():
        try:
            ask()
        except cow.DamagedInstallation as e:
            assert str(installation.folder / file) in str(e) and "install the package anew" in str(e), name
            refused.add(name)
    expected = {"load", "as_of", "support"} if file != CSV else {"load", "as_of"}
    assert expected <= refused
    for words in COMMANDS:
        status, (out, err) = cli.main(words), capsys.readouterr()
        assert status == FINE or ((status, out, err.count("\n")) == (COULD_NOT_RUN, "", 1) and file in err), words
        assert status == COULD_NOT_RUN or words != COMMANDS[0] or "type" in how[0]  # commands take text as it stands


def test_a_damaged_list_of_the_names_of_iso_is_named_too(installation, monkeypatch, tmp_path):
    from coalition_of_the_willing import lookup

    monkeypatch.setattr(lookup, "__file__", str(tmp_path / "lookup.py"))
    for data in (None, b"", b"{}", b"[]", b'{"MEX": ["MX"]}'):
        if data is not None:
            (tmp_path / "iso_names.json").write_bytes(data)
        forget()
        assert cow.find("France") == "FRA"
        with pytest.raises(cow.DamagedInstallation, match=r"iso_names\.json .*install the package anew"):
            cow.find("Mexico")


def test_a_lost_installation_is_still_a_file_that_is_not_found(installation):
    shutil.rmtree(installation.folder)
    forget()
    with pytest.raises(FileNotFoundError, match="install the package anew"):
        cow.data_path()
    with pytest.raises(cow.CoalitionError, match="install the package anew"):
        cow.members()
