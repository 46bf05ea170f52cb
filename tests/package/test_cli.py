"""The command `coalition` answers in a shell what the package answers in Python, and never with a traceback."""

import ast
import json
import os
import shutil
import subprocess
import sys
import tomllib
from pathlib import Path

import pytest

import coalition_of_the_willing as cow
from coalition_of_the_willing import cli
from coalition_of_the_willing.console import CLOSED, COULD_NOT_RUN, FINE, INTERRUPTED, NO
from tests.conftest import ROOT

PACKAGE = ROOT / "src/coalition_of_the_willing"
COMMAND = (sys.executable, "-m", "coalition_of_the_willing")
ENVIRONMENT = os.environ | {"PYTHONPATH": str(ROOT / "src")}
OWN = sorted(set(cli.COMMANDS) - {"diff"})  # the examples of diff are of files that are not here


def started(*arguments, **how) -> subprocess.Popen:
    how = {"stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "env": {}} | how
    return subprocess.Popen([*COMMAND, *arguments], **how | {"env": ENVIRONMENT | how["env"]})


@pytest.fixture
def run(capsys):
    """Run a command line: (exit status, output, errors)."""

    def running(*arguments: str) -> tuple[int, str, str]:
        try:
            status = cli.main(list(arguments))
        except SystemExit as e:
            status = e.code
        return status, *capsys.readouterr()

    return running


def test_the_commands_are_the_modules_of_the_folder_and_each_has_help_with_examples(run):
    shared = {"__init__", "output", "parsing", "sheet", "writing"}
    modules = {path.stem for path in (PACKAGE / "commands").glob("*.py")} - shared
    assert set(cli.COMMANDS) == {module.replace("_", "-") for module in modules}
    for command in cli.COMMANDS:
        status, out, _ = run(command, "--help")
        assert status == FINE and f"usage: coalition {command} " in out and f"\n  coalition {command} " in out
    status, out, _ = run("--help")
    assert status == FINE and all(f"\n  {command} " in out for command in cli.COMMANDS)


@pytest.mark.parametrize("command", OWN)
def test_every_example_of_the_help_runs(command, tmp_path):
    (tmp_path / "cases.csv").write_text("country,cowcode\nTurkey,640\n", encoding="utf-8")
    (tmp_path / "coalition").write_text(f'#!/bin/sh\nexec "{sys.executable}" -m coalition_of_the_willing "$@"\n')
    (tmp_path / "coalition").chmod(0o755)
    doc = ast.get_docstring(ast.parse((PACKAGE / f"commands/{command.replace('-', '_')}.py").read_text("utf-8")))
    examples = [line.strip() for line in doc.split("examples:\n")[1].splitlines()]
    together = "set -e\n" + "\n".join(examples)
    paths = {"PATH": f"{tmp_path}{os.pathsep}{os.environ['PATH']}"}
    done = subprocess.run(
        ["sh", "-c", together], cwd=tmp_path, env=ENVIRONMENT | paths, capture_output=True, check=False
    )
    assert done.returncode == FINE and "Traceback" not in done.stderr.decode(), done.stderr.decode()


def test_as_of_gives_the_rows_of_python(run):
    status, out, err = run("as-of", "2025-08-12")
    assert (status, err) == (FINE, "") and out.endswith("31 countries on 2025-08-12: 3 lead, 28 member\n")
    _, out, _ = run("as-of", "2025-09-04", "--status", "any", "--format", "csv")
    frame = cow.as_of("2025-09-04", None)
    assert out == cow.to_csv(frame)
    _, out, _ = run("as-of", "2025-09-04", "--status", "participant,observer", "--format", "json")
    listed = json.loads(out)
    assert {r["status"] for r in listed} == {"participant", "observer"} and list(listed[0]) == list(frame.columns)
    assert listed[0]["end_date"] is None


def test_a_day_after_the_facts_is_answered_with_a_word_on_standard_error(run):
    status, out, err = run("as-of", "2999-01-01")
    assert status == FINE and "silence since is not a finding" in err and "silence" not in out


@pytest.mark.parametrize(
    ("arguments", "status", "says"),
    [
        (("as-of", "2025-02-30"), COULD_NOT_RUN, "'2025-02-30' is not a day"),
        (("as-of", "2025-08-12", "--status", "guest"), COULD_NOT_RUN, "expected one or more of: lead"),
        (("as-of",), COULD_NOT_RUN, "DAY"),
        (("find", "Atlantis"), NO, "no country here has this name"),
        (("find", "Mexico"), NO, "Mexico (MEX) is a country, but no table has it"),
        (("find", "36", "--scheme", "cown"), COULD_NOT_RUN, "expected one or more of: name"),
        (("sources", "members/ATA"), NO, "no record 'ATA'"),
        (("sources", "nations/FRA"), COULD_NOT_RUN, "expected one of: members"),
        (("sources", "FRA"), COULD_NOT_RUN, "expected TABLE/RECORD"),
        (("table", "nations"), COULD_NOT_RUN, "expected one of: members"),
        (("table", "members", "--format", "xml"), COULD_NOT_RUN, "invalid choice"),
        (("diff", "nowhere", "neither"), COULD_NOT_RUN, "could not run"),
        (("fnd", "Turkey"), COULD_NOT_RUN, "as-of"),
        ((), COULD_NOT_RUN, "expected a command"),
    ],
)
def test_what_cannot_be_answered_gets_a_line_and_a_status(run, arguments, status, says):
    found, out, err = run(*arguments)
    assert (found, out) == (status, "") and says in err and "Traceback" not in err


def test_find_writes_the_code_alone_and_joins_words(run):
    assert run("find", "Czech", "Republic") == (FINE, "CZE\n", "")
    assert run("find", "380", "--scheme", "cow") == (FINE, "SWE\n", "")


@pytest.mark.parametrize("name", cow.tables())
def test_a_table_as_csv_is_the_shipped_file(run, name):
    assert run("table", name) == (FINE, (ROOT / f"data/{name}.csv").read_text(encoding="utf-8"), "")


def test_a_table_as_json_has_types_and_as_markdown_a_line_per_row(run):
    members = json.loads(run("table", "members", "--format", "json")[1])
    assert members[0]["iso_numeric"] == "036" and sum(m["european"] for m in members) == 27
    lines = run("table", "claims", "--format", "md")[1].splitlines()
    assert len(lines) == len(cow.load("claims")) + 2 and all(line.startswith("| ") for line in lines)
    assert run("panel") == run("table", "panel")


def test_the_pages_of_a_row_are_those_of_python(run):
    _, out, _ = run("sources", "attendance/paris-2025-03-27/AUT", "--format", "csv")
    assert out == cow.to_csv(cow.sources_for("attendance", "paris-2025-03-27/AUT"))
    assert "disputes" in run("sources", "attendance/paris-2025-03-27/AUT")[1]


def test_diff_compares_two_folders_and_its_status_says_whether_the_step_is_too_large(run, tmp_path):
    for side in ("old", "new"):
        for name in ("data", "schema"):
            shutil.copytree(ROOT / name, tmp_path / side / name)
        shutil.copy2(ROOT / "datapackage.json", tmp_path / side)
    old, new = str(tmp_path / "old"), str(tmp_path / "new")
    assert run("diff", old, new, "--fail-on", "patch")[0] == FINE
    names = tmp_path / "new/data/names.csv"
    names.write_bytes(b"".join(names.read_bytes().splitlines(keepends=True)[:-1]))
    status, out, _ = run("diff", old, new, "--fail-on", "major")
    assert status == NO and "least step: MAJOR" in out


def test_the_wheel_ships_what_diff_imports_and_nothing_else():
    loaded = "print(*(m.__file__ for n, m in sys.modules.items() if n.split('.')[0] == 'scripts'), sep='\\n')"
    code = f"import sys, scripts.diff; {loaded}"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True)
    pyproject = tomllib.loads((ROOT / "pyproject.toml").read_text(encoding="utf-8"))
    shipped = pyproject["tool"]["hatch"]["build"]["targets"]["wheel"]["force-include"]
    scripts = {name: place for name, place in shipped.items() if name.startswith("scripts/")}
    assert set(scripts) == {os.path.relpath(path, ROOT) for path in done.stdout.split()}
    assert all(place == f"coalition_of_the_willing/package/{name}" for name, place in scripts.items())


def test_no_command_needs_pandas_and_the_quickest_nothing_that_is_slow_to_load():
    quick, all_of_them = ["find", "Turkey"], (["as-of", "2025-08-12"], ["sources", "members/FRA"], ["panel"], ["cite"])
    code = (
        f"import sys; from coalition_of_the_willing.cli import main; main({quick})\n"
        "assert not {'pandas', 'typing', 'inspect', 'dataclasses', 'difflib'} & set(sys.modules), set(sys.modules)\n"
        f"for words in {all_of_them}: main(words)\n"
        "assert not {'pandas', 'numpy'} & set(sys.modules), set(sys.modules)"
    )
    subprocess.run([sys.executable, "-S", "-c", code], env=ENVIRONMENT, capture_output=True, check=True)


def test_without_docstrings_and_asserts_the_answers_are_the_same():
    """`python -OO` takes both away, and with them the words of the help."""
    words = [["as-of", "2025-08-12"], ["find", "Turkey"], ["sources", "members/FRA"], ["table", "members"], ["cite"]]
    words += [["diff", str(ROOT), str(ROOT)], ["--help"], *([command, "--help"] for command in OWN), ["diff", "--help"]]
    code = (
        "import contextlib, sys; from coalition_of_the_willing.cli import main\n"
        f"for words in {words}:\n"
        "    with contextlib.suppress(SystemExit): main(words)\n"
        "import coalition_of_the_willing as c; print(len(c.as_of('2025-08-12')), c.match(['Turkey']), c.find.__doc__)\n"
    )
    run = [sys.executable, "-c", code], [sys.executable, "-OO", "-c", code]
    told, bare = (
        subprocess.run(command, env=ENVIRONMENT, capture_output=True, text=True, check=True) for command in run
    )
    assert bare.stdout.endswith("None\n") and bare.stderr == told.stderr == ""
    answers = told.stdout.partition("usage: ")[0]
    assert answers and bare.stdout.startswith(answers) and bare.stdout.count("usage: ") == len(cli.COMMANDS) + 1


# The console


def test_a_reader_that_goes_away_ends_the_command_silently():
    done = started("table", "claims")
    done.stdout.readline()
    done.stdout.close()
    assert (done.wait(), done.stderr.read()) == (CLOSED, b"")


def test_ctrl_c_is_a_line_and_a_status(run, monkeypatch):
    def interrupted(_):
        raise KeyboardInterrupt

    monkeypatch.setattr("coalition_of_the_willing.commands.match._read", interrupted)
    said = "coalition match: interrupted; nothing is half-written\n"
    assert run("match", "-", "--column", "x") == (INTERRUPTED, "", said)


@pytest.mark.skipif(not Path("/dev/full").exists(), reason="there is no device that is always full")
def test_a_full_disk_is_a_line_and_a_status():
    with Path("/dev/full").open("wb") as full:
        done = started("table", "members", stdout=full)
        assert done.wait() == COULD_NOT_RUN and b"coalition table: could not run: " in done.stderr.read()


def test_a_console_without_the_letters_gets_escapes_and_a_file_gets_utf8():
    ascii_only = {"PYTHONIOENCODING": "ascii"}
    out, _ = started("as-of", "2025-09-04", "--status", "any", env=ascii_only).communicate()
    assert b"T\\xfcrkiye" in out
    out, _ = started("table", "names", env=ascii_only).communicate()
    assert out == (ROOT / "data/names.csv").read_bytes()
