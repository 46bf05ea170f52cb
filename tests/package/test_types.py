"""What a type checker says of `import coalition_of_the_willing`: every public name is there, no other is."""

import json
import os
import re
import subprocess
import sys
from typing import get_args

import pytest

import coalition_of_the_willing as cow
from tests.conftest import ROOT

TABLES_ASKED_FOR = [
    *(
        f'c.{function}("memberz"{record})'
        for function, record in (("load", ""), ("support", ""), ("sources_for", ', "x"'))
    ),
    "[c.load(table) for table in c.tables()]",
    'c.load("members")',
]


@pytest.fixture(scope="module")
def reports(tmp_path_factory) -> list[str]:
    """What mypy reports of a file with every public name, and then misspelt ones."""
    pytest.importorskip("mypy", reason="mypy is not installed: it is in the dependency group test")
    folder = tmp_path_factory.mktemp("types")
    right = [f"c.{name}" for name in cow.__all__]
    lines = ["import coalition_of_the_willing as c", *right, *TABLES_ASKED_FOR]
    lines += ["c.asof", "from coalition_of_the_willing import asof"]
    (folder / "snippet.py").write_text("\n".join(lines) + "\n", encoding="utf-8")
    # Without pandas and its stubs the run takes seconds less, and names are all that counts here.
    quick = ("--no-site-packages", "--ignore-missing-imports", "--follow-imports=silent")
    done = subprocess.run(
        [sys.executable, "-m", "mypy", "--strict", *quick, "--config-file=", "--cache-dir", "cache", "snippet.py"],
        cwd=folder,
        env=os.environ | {"MYPYPATH": str(ROOT / "src")},
        capture_output=True,
        text=True,
        check=False,
    )
    assert done.returncode in (0, 1), done.stdout + done.stderr
    return re.findall(r"^snippet\.py:\d+: error: (.+)$", done.stdout, re.MULTILINE)


def test_a_misspelt_name_is_an_error_to_a_type_checker_however_it_is_imported(reports):
    misspelt = [r for r in reports if '"asof"' in r]
    assert len(misspelt) == 2
    assert all(r.endswith("[attr-defined]") for r in misspelt)


def test_every_public_name_is_known_to_a_type_checker(reports):
    assert [r for r in reports if '"asof"' not in r and "memberz" not in r] == []


def test_a_misspelt_table_is_an_error_to_mypy(reports):
    assert len([r for r in reports if "memberz" in r]) == 3


def test_a_misspelt_table_is_an_error_to_pyright(tmp_path):
    pytest.importorskip("basedpyright", reason="basedpyright is not installed: it is in the dependency group lint")
    (tmp_path / "snippet.py").write_text("\n".join(["import coalition_of_the_willing as c", *TABLES_ASKED_FOR]))
    (tmp_path / "pyrightconfig.json").write_text(json.dumps({"extraPaths": [str(ROOT / "src")]}))
    command = [sys.executable, "-m", "basedpyright", "--level", "error", "--outputjson"]
    done = subprocess.run(command, cwd=tmp_path, capture_output=True, text=True, check=False)
    found = json.loads(done.stdout)["generalDiagnostics"]
    assert len(found) == 3 and all("memberz" in f["message"] for f in found)


def test_the_type_of_table_names_has_those_of_the_package():
    assert list(get_args(cow.Table)) == cow.tables()


def test_a_misspelt_name_is_an_error_to_python_too():
    with pytest.raises(AttributeError, match="'coalition_of_the_willing' has no attribute 'asof'"):
        _ = cow.asof
