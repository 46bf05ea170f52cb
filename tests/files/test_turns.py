"""Commands that work in one folder at the same time take turns, by a lock that is gone with its process."""

import subprocess
import sys
from importlib import import_module

import pytest

from scripts import tidy
from scripts.cli import COULD_NOT_RUN, FINE
from scripts.files import turns, writing
from scripts.problems import CannotRun
from tests.conftest import ROOT

WAITING = "waiting for another command that is at work in {} ...\n"
SOURCES = "data/sources.yaml"
needs_locks = pytest.mark.skipif(turns.fcntl is None, reason="this system has no such locks")


def started(*words):
    pipes = {"stdin": subprocess.PIPE, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True}
    return subprocess.Popen([sys.executable, *map(str, words)], cwd=ROOT, **pipes)


def holder(how, folder):
    """A process that takes its turn, says so, and keeps it until its input ends."""
    code = f"from pathlib import Path; from scripts.files import turns\nwith turns.{how}(Path({str(folder)!r})): print(1, flush=True); input()"
    return started("-c", code)


@pytest.fixture
def untidy(copy):
    """A package that `tidy` changes."""
    (copy / SOURCES).write_text((copy / SOURCES).read_text().replace("language: en", "language:   en"))
    return copy


@pytest.mark.parametrize(
    ("words", "how"),
    [
        ("build", turns.WRITING),
        ("build --check", turns.READING),
        ("validate", turns.READING),
        ("tidy", turns.WRITING),
        ("add country CHE", turns.WRITING),
        ("release", turns.WRITING),
        ("release --check", turns.READING),
        ("bundle --dev", turns.READING),
        ("page", turns.WRITING),
        ("page --check", turns.READING),
        ("watch links", turns.READING),
    ],
)
def test_each_command_takes_its_turn_before_it_reads(tmp_path, monkeypatch, capsys, words, how):
    def locked(_, found, folder):
        raise CannotRun(f"{found} of {folder}")

    monkeypatch.setattr(turns, "_locked", locked)
    command, *options = words.split()
    assert import_module(f"scripts.{command}").main([*options, "--root", str(tmp_path)]) == COULD_NOT_RUN
    assert capsys.readouterr().err == f"{command}: could not run: {how} of {tmp_path}\n"


@needs_locks
def test_who_writes_says_that_it_waits_for_who_is_at_work_and_then_works(untidy):
    with turns.beside(untidy):
        other = started("-m", "scripts.tidy", "--root", untidy)
        assert other.stderr.readline() == WAITING.format(untidy)
    assert other.communicate() == (f"tidied {SOURCES}\n", "") and other.returncode == FINE


@needs_locks
def test_who_reads_waits_for_who_writes_and_not_for_who_reads(tmp_path):
    with turns.beside(tmp_path):
        assert holder("beside", tmp_path).communicate("\n") == ("1\n", "")
    with turns.alone(tmp_path):
        other = holder("beside", tmp_path)
        assert other.stderr.readline() == WAITING.format(tmp_path)
    assert other.communicate("\n") == ("1\n", "")


@needs_locks
def test_who_was_killed_holds_nobody_up(tmp_path):
    other = holder("alone", tmp_path)
    other.stdout.readline()
    other.kill()
    other.communicate()
    assert holder("alone", tmp_path).communicate("\n") == ("1\n", "")


def test_two_that_write_at_once_both_succeed_and_leave_what_one_gives(untidy):
    both = [started("-m", "scripts.tidy", "--root", untidy) for _ in range(2)]
    said = sorted(one.communicate()[0] for one in both)
    assert said == ["already tidy\n", f"tidied {SOURCES}\n"] and {one.returncode for one in both} == {FINE}
    assert (untidy / SOURCES).read_bytes() == (ROOT / SOURCES).read_bytes()
    assert not [path for path in untidy.rglob(".*") if writing.is_leftover(path.name)]


def test_one_process_writes_in_a_folder_that_it_reads(tmp_path):
    with turns.beside(tmp_path):
        assert writing.replace(tmp_path, {"a/b": b"c"}) == ["a/b"]
    assert (tmp_path / "a/b").read_bytes() == b"c" and not turns._held


def test_where_there_is_no_lock_a_command_works_and_leaves_what_may_be_anothers(untidy, monkeypatch):
    monkeypatch.setattr(turns, "fcntl", None)
    perhaps = untidy / f"data/.x.{'0' * 16}.being-written"
    perhaps.write_bytes(b"")
    assert tidy.main(["--root", str(untidy)]) == FINE
    assert perhaps.exists() and (untidy / SOURCES).read_bytes() == (ROOT / SOURCES).read_bytes()
