"""Of a folder only regular files below it are read; whatever else lies in data/ or schema/ is named, and nothing holds a command up."""

import os
import shutil
import socket
from pathlib import Path

import pytest

from scripts import build, checks, diff, tidy, validate
from scripts.checks.registry import run
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.dataset import Dataset
from scripts.files import trees, writing
from scripts.files.trees import Folder
from scripts.problems import Problems
from tests.conftest import copied

A_TABLE, RECORDS, A_SCHEMA = "data/names.csv", "data/others.yaml", "schema/tables/names.json"


def link_out(path: Path) -> None:
    outside = path.parents[2] / "outside"
    outside.write_bytes(path.read_bytes() if path.is_file() else b"secret")
    path.unlink(missing_ok=True)
    path.symlink_to(outside)


def folder_out(path: Path) -> None:
    shutil.move(path, path.parents[1] / "outside")
    path.symlink_to(path.parents[1] / "outside")


def pipe(path: Path) -> None:
    path.unlink(missing_ok=True)
    os.mkfifo(path)


def listening(path: Path) -> None:
    path.unlink(missing_ok=True)
    here = Path.cwd()
    os.chdir(path.parent)  # the name of a socket must be short
    try:
        socket.socket(socket.AF_UNIX).bind(path.name)
    finally:
        os.chdir(here)


def device(path: Path) -> None:
    path.unlink(missing_ok=True)
    try:
        os.mknod(path, 0o20600, os.makedev(1, 5))  # that of /dev/zero, which never ends
    except PermissionError:
        pytest.skip("only the superuser makes devices")


def endless(path: Path) -> None:
    with path.open("ab") as file:
        file.truncate(trees.MAX_BYTES + 1)


def folder(path: Path) -> None:
    path.unlink(missing_ok=True)
    path.mkdir()


def nothing_there(path: Path) -> None:
    path.symlink_to("nowhere")


CASES = [
    (A_TABLE, link_out, "a link to "),
    (RECORDS, link_out, "a link to "),
    (A_SCHEMA, link_out, "a link to "),
    ("schema/codes.json", link_out, "a link to "),
    ("data/meetings", folder_out, "a link to "),
    ("schema", folder_out, "a link to "),
    ("data/.#members.yaml", nothing_there, "a link to nowhere"),
    (A_TABLE, pipe, "a pipe in the place of a file"),
    (RECORDS, pipe, "a pipe in the place of a file"),
    ("datapackage.json", pipe, "a pipe in the place of a file"),
    ("schema/x", pipe, "a pipe in the place of a file"),
    (A_TABLE, listening, "a socket in the place of a file"),
    (RECORDS, device, "a device in the place of a file"),
    (RECORDS, endless, f"{trees.MAX_BYTES + 1} bytes"),
    (RECORDS, folder, "a folder in the place of a file"),
    ("data/empty", folder, "an empty folder"),
    ("schema/records/empty", folder, "an empty folder"),
]


@pytest.mark.skipif(os.name != "posix", reason="pipes and links are made as on POSIX systems")
@pytest.mark.parametrize(("path", "broken", "words"), CASES, ids=[f"{c[0]}-{c[1].__name__}" for c in CASES])
def test_what_is_no_file_of_the_package_is_named_and_nothing_is_written(copy, capsys, path, broken, words):
    broken(copy / path)
    found = [
        p
        for p in run(Dataset.at(copy), (*checks.RECORDS, "bytes", "descriptor", "tables", "built files"))
        if words in p.found
    ]
    assert path in {p.file.rstrip("/") for p in found} and all(p.expected and p.remedy for p in found)
    status = build.main(["--root", str(copy)])
    said = capsys.readouterr().err
    assert status == WRONG and words in said and "to mend:" in said


def test_a_problem_is_told_once_and_beside_the_others(copy, capsys):
    link_out(copy / A_TABLE)
    pipe(copy / "data/x")
    (copy / "data/y").write_bytes(b"y\n")
    assert validate.main(["--root", str(copy)]) == WRONG
    said = capsys.readouterr().err
    assert said.count("a link to ") == said.count("a pipe in") == said.count("no resource of datapackage.json") == 1


@pytest.mark.parametrize("path", ["../outside", "data/../../outside", "/etc/hostname"])
def test_no_path_leads_out(copy, path):
    (copy.parent / "outside").write_bytes(b"secret")
    with pytest.raises(Problems, match="leads out of the folder"):
        Folder(copy).read(path)


def test_a_copy_of_somebody_else_that_names_files_outside_is_not_compared(copy, capsys):
    (copy.parent / "outside.csv").write_bytes((copy / A_TABLE).read_bytes())
    path = copy / "datapackage.json"
    path.write_text(path.read_text().replace(A_TABLE, "../outside.csv"))
    assert diff.main([str(copy), str(copy)]) == COULD_NOT_RUN
    assert "the path '../outside.csv' leads out of the package" in capsys.readouterr().err


def test_a_file_that_grows_while_it_is_read_ends_at_the_limit(tmp_path, monkeypatch):
    (tmp_path / "x").write_bytes(b"12345")
    monkeypatch.setattr(trees, "MAX_BYTES", 4)
    monkeypatch.setattr(trees, "_unlike", lambda *_: None)  # as if it had been small a moment before
    with pytest.raises(Problems, match="more than 4"):
        Folder(tmp_path).read("x")


def test_what_is_written_does_not_go_through_a_link(tmp_path):
    (tmp_path / "outside").mkdir()
    (tmp_path / "root").mkdir()
    (tmp_path / "root/docs").symlink_to(tmp_path / "outside")
    with pytest.raises(Problems, match="a link to"):
        writing.replace(tmp_path / "root", {"docs/x": b"x", "y": b"y"})
    assert not list((tmp_path / "outside").iterdir()) and not (tmp_path / "root/y").exists()


def test_a_file_of_somebody_that_looks_like_a_leftover_stays(copy):
    theirs = [
        copy / name for name in (".x.part", "docs/.draft.part", ".x.being-written", f"x.{'0' * 16}.being-written")
    ]
    for path in theirs:
        path.write_bytes(b"mine")
    assert build.main(["--root", str(copy)]) == FINE
    assert all(path.read_bytes() == b"mine" for path in theirs)


@pytest.mark.parametrize("name", ["q?x", "[x]", "*", "a b#c%20", "'", "-x"])
def test_a_folder_may_have_any_name(tmp_path, monkeypatch, name):
    copied(tmp_path / name)
    (tmp_path / name / "data/names.csv").unlink()
    for command in (tidy, build):
        assert command.main([f"--root={tmp_path / name}"]) == FINE
    monkeypatch.chdir(tmp_path)
    assert build.main([f"--root={name}", "--check"]) == diff.main([f"./{name}", f"./{name}"]) == FINE
