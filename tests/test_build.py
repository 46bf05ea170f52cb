"""The build gives the same bytes anywhere, writes all or nothing, and says what is stale."""

import contextlib
import json
import os
import re
import shutil
import subprocess
import sys

import pytest

from scripts import build, checks, tidy
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.dataset import Dataset
from scripts.documents.rendering import DOCUMENTS
from scripts.files import writing
from tests.conftest import add_the_example_of_contributing


def run(root, command, *options, **environment):
    """A command as a user runs it, from the repository; (exit status, standard output, standard error)."""
    done = subprocess.run(
        [sys.executable, "-m", f"scripts.{command}", *options],
        cwd=root,
        capture_output=True,
        text=True,
        env={**os.environ, **environment},
        check=False,
    )
    return done.returncode, done.stdout, done.stderr


def test_the_committed_files_are_what_the_records_give(root):
    status, out, err = run(root, "build", "--check")
    assert status == FINE, f"to mend: {build.MEND}\n{out}{err}"


def test_the_documents_made_by_the_build_are_all_there(root, computed):
    assert set(DOCUMENTS) <= set(computed.outputs)
    for path in DOCUMENTS:
        assert (root / path).exists()


@pytest.mark.parametrize(
    "environment",
    [
        {"LC_ALL": "C", "PYTHONHASHSEED": "1", "TZ": "Pacific/Auckland"},
        {"LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"},
    ],
)
def test_locale_time_zone_and_hash_seed_do_not_matter(root, environment):
    assert run(root, "build", "--check", **environment)[0] == FINE


def test_check_shows_the_difference_and_the_command_that_mends_it(copy, root):
    table = copy / "data/members.csv"
    table.write_bytes(table.read_bytes().replace(b"Norway", b"Norvegia"))
    status, out, err = run(root, "build", "--check", "--root", str(copy))
    assert status == WRONG
    assert "-NOR,NO,578,Norvegia" in out and "+NOR,NO,578,Norway" in out
    assert build.MEND in err
    assert "Norvegia" in table.read_text(), "--check must not write"


@pytest.mark.parametrize("arguments", [("build", "--check", "--root"), ("diff", "HEAD"), ("diff", "--json", "HEAD")])
def test_a_console_without_cyrillic_ends_no_command(copy, root, arguments):
    table = copy / "data/countries.csv"
    table.write_text(table.read_text(encoding="utf-8").replace("Україна", "Украина"), encoding="utf-8")
    _, out, err = run(root, *arguments, str(copy), PYTHONIOENCODING="ascii")
    assert "\\u0423\\u043a\\u0440\\u0430" in out and "Traceback" not in err
    if "--json" in arguments:
        assert json.loads(out)["changes"]


def test_a_new_untracked_output_is_seen(copy, root):
    (copy / "data/names.csv").unlink()
    assert run(root, "build", "--check", "--root", str(copy))[0] == WRONG


def test_build_mends_what_check_finds_and_says_what_it_replaced(copy, capsys):
    expected = (copy / "data/members.csv").read_bytes()
    (copy / "data/members.csv").write_bytes(b"iso3\n")
    left = [copy / f"data/{folder}.x.{'0' * 16}.being-written" for folder in ("", "meetings/")]
    for path in left:
        path.write_bytes(b"left by a build that was killed")
    assert build.main(["--root", str(copy)]) == FINE
    assert "data/members.csv was edited since the last build" in capsys.readouterr().err
    assert (copy / "data/members.csv").read_bytes() == expected
    assert not any(path.exists() for path in left)
    assert build.main(["--root", str(copy), "--check"]) == FINE


def test_wrong_data_changes_no_file(copy, capsys):
    before = {p: p.read_bytes() for p in copy.rglob("*") if p.is_file()}
    members = copy / "data/members.yaml"
    members.write_text(members.read_text().replace("status: lead", "status: member", 1))
    assert build.main(["--root", str(copy)]) == WRONG
    assert "leads" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in before if p != members} == {p: b for p, b in before.items() if p != members}


@pytest.mark.parametrize("moment", range(3))  # before each of the two files that this edit changes, and after both
def test_a_build_killed_while_putting_files_in_place_leaves_each_old_or_new(copy, monkeypatch, moment):
    old = {p.name: p.read_bytes() for p in (copy / "data").glob("*.csv")}
    sources = copy / "data/sources.yaml"
    sources.write_text(sources.read_text().replace("publisher: Ukrinform", "publisher: Ukrinform agency"))
    new = {p.removeprefix("data/"): b for p, b in Dataset.at(copy).outputs.items() if p.endswith(".csv")}
    replaced = []

    def dies(source, target):
        if len(replaced) == moment:
            raise KeyboardInterrupt
        replaced.append(target)
        shutil.move(source, target)

    monkeypatch.setattr(writing.os, "replace", dies)
    with contextlib.suppress(KeyboardInterrupt):
        build.main(["--root", str(copy)])
    assert len(replaced) == moment, "the edit changes fewer files than there are moments: mend the test"
    for path in (copy / "data").glob("*.csv"):
        assert path.read_bytes() in (old[path.name], new[path.name])
    monkeypatch.undo()
    assert build.main(["--root", str(copy)]) == FINE
    assert {p.name: p.read_bytes() for p in (copy / "data").glob("*.csv")} == new


def test_a_full_disk_leaves_the_old_files(copy, monkeypatch, capsys):
    before = {p: p.read_bytes() for p in (copy / "data").glob("*.csv")}
    sources = copy / "data/sources.yaml"
    sources.write_text(sources.read_text().replace("publisher: Ukrinform", "publisher: Ukrinform agency"))

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    assert build.main(["--root", str(copy)]) == COULD_NOT_RUN
    assert "No space left" in capsys.readouterr().err
    assert {p: p.read_bytes() for p in before} == before
    assert not list((copy / "data").glob(".*.being-written"))


def test_tidy_on_a_full_disk_could_not_run(copy, monkeypatch, capsys):
    path = copy / "data/meetings/paris-2025-09-04.yaml"
    edited = path.read_text().replace("[FRA, GBR]", "[GBR, FRA]", 1)
    path.write_text(edited)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    assert tidy.main(["--root", str(copy)]) == COULD_NOT_RUN
    assert "tidy: could not run: [Errno 28]" in capsys.readouterr().err
    assert path.read_text() == edited


@pytest.mark.parametrize("command", ["build", "validate", "tidy"])
def test_a_folder_that_is_no_package_could_not_run(root, tmp_path, command):
    status, _, err = run(root, command, "--root", str(tmp_path))
    assert status == COULD_NOT_RUN
    assert "--root must name a folder" in err and "Traceback" not in err


def test_tidy_mends_the_layout_of_an_edit(copy):
    path = copy / "data/meetings/paris-2025-09-04.yaml"
    tidied = path.read_text()
    path.write_text(tidied.replace("[FRA, GBR]", "[GBR,   FRA]", 1))
    assert any(p.check == "tidy" for p in checks.problems(Dataset.at(copy)))
    assert tidy.main(["--root", str(copy)]) == FINE
    assert path.read_text() == tidied


def test_one_record_adds_a_meeting(copy):
    """As CONTRIBUTING.md says: the page, the meeting, tidy, build, and the package is valid."""
    meeting = add_the_example_of_contributing(copy)
    assert build.main(["--root", str(copy)]) == FINE
    assert checks.problems(Dataset.at(copy)) == []
    assert f"{meeting},UKR,leader,in-person,true,,true" in (copy / "data/attendance.csv").read_text()


def test_the_tables_do_not_depend_on_the_order_of_records(copy):
    expected = Dataset.at(copy).outputs["data/memberships.csv"]
    path = copy / "data/members.yaml"
    records = re.split(r"^(?=- iso3: )", path.read_text(), flags=re.MULTILINE)
    path.write_text(records[0] + "".join(records[:0:-1]))
    assert Dataset.at(copy).outputs["data/memberships.csv"] == expected
