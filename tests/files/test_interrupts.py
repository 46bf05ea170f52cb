"""A signal ends a command in one line, wherever it waits at that moment, and leaves no temporary file.

Where a command waits is decided by an event of Python's own audit, so that no test looks at a clock.
"""

import os
import signal
import subprocess
import sys

import pytest

from tests.conftest import ROOT

pytestmark = pytest.mark.skipif(sys.platform == "win32", reason="signals are sent as on POSIX systems")

# Loaded by Python before any command: says when the event comes, and goes on when it is told to.
HOOK = """
import atexit, os, signal, sys
event, _, part = os.environ["WAIT_AT"].partition(" ")
come = []
def wait():
    if not come:
        come.append(True)
        os.write(int(os.environ["SAYS"]), b"here")
        os.read(int(os.environ["TOLD"]), 1)
def hook(name, args):
    if name == event and part in str(args[0]):
        wait()
    if name == "os.remove" and come and os.environ.get("AGAIN"):
        os.kill(os.getpid(), signal.SIGINT)
sys.addaudithook(hook)
if event == "exit":
    atexit.register(wait)
"""
BUILD, VALIDATE, FIND = ("scripts.build",), ("scripts.validate",), ("coalition_of_the_willing", "find", "Turkey")
TIDY = ("scripts.tidy",)
FILES = tuple(f"data/meetings/{meeting}.yaml" for meeting in ("london-2025-03-02", "paris-2025-09-04"))


@pytest.fixture
def ended(tmp_path):
    """Start a command, end it by signals where it waits: (exit status, standard error). It leaves nothing in TMPDIR."""
    (tmp_path / "sitecustomize.py").write_text(HOOK)
    temporary = tmp_path / "temporary"
    temporary.mkdir()

    def ending(module, *arguments, at, by=signal.SIGINT, **environment):
        (heard, says), (told, tell) = os.pipe(), os.pipe()
        paths = os.pathsep.join(map(str, (tmp_path, ROOT / "src")))
        how = {"WAIT_AT": at, "SAYS": str(says), "TOLD": str(told), "PYTHONPATH": paths, "TMPDIR": str(temporary)}
        started = subprocess.Popen(
            [sys.executable, "-m", module, *arguments],
            **{"cwd": ROOT, "env": os.environ | how | environment, "pass_fds": (says, told)},
            **{"stdin": subprocess.DEVNULL, "stdout": subprocess.PIPE, "stderr": subprocess.PIPE, "text": True},
        )
        os.close(says), os.close(told)
        assert os.read(heard, 4) == b"here", started.communicate()
        started.send_signal(by)
        os.close(tell), os.close(heard)
        _, said = started.communicate()
        assert list(temporary.iterdir()) == []
        return started.returncode, said

    return ending


def contents(folder):
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


@pytest.fixture
def untidy(copy):
    """A package of which `tidy` changes two files."""
    for name in FILES:
        (copy / name).write_text((copy / name).read_text().replace("start_date: ", "start_date:   ", 1))
    return copy


@pytest.mark.parametrize(
    ("command", "at"),
    [
        (BUILD, "import scripts.cli"),
        (BUILD, "import yaml"),
        (("scripts.page", "--check"), "import altair"),
        (("scripts.watch", "links"), "import requests"),
        (VALIDATE, "subprocess.Popen git"),
        (VALIDATE, "import frictionless"),
        (VALIDATE, "open /temporary/"),
        ((*BUILD, "--check"), "exit"),
        (FIND, "import argparse"),
        (FIND, "exit"),
    ],
    ids=lambda value: value if isinstance(value, str) else value[0],
)
def test_ctrl_c_is_one_line_wherever_a_command_is(ended, command, at):
    status, said = ended(*command, at=at)
    name = "coalition find" if command is FIND else command[0].rpartition(".")[2]
    assert (status, said) == (130, f"{name}: interrupted; nothing is half-written\n")


@pytest.mark.parametrize("by", ["SIGINT", "SIGTERM", "SIGHUP"])
def test_whatever_ends_a_command_that_writes_leaves_every_file_as_it_was(ended, untidy, by):
    """Also where Ctrl-C comes again while it clears up."""
    before, number = contents(untidy), getattr(signal, by)
    status, said = ended(*TIDY, "--root", str(untidy), at="open .being-written", by=number, AGAIN="1")
    assert status == 128 + number and said.count("\n") == 1 and "Traceback" not in said
    assert contents(untidy) == before


def test_ctrl_c_while_files_are_put_in_place_waits_until_all_are(ended, untidy):
    before = contents(untidy)
    status, said = ended(*TIDY, "--root", str(untidy), at="os.rename .being-written")
    assert (status, said) == (130, "tidy: interrupted; nothing is half-written\n")
    after = contents(untidy)
    assert {path for path in after.keys() | before.keys() if after.get(path) != before.get(path)} == {
        untidy / name for name in FILES
    }


def test_a_signal_that_is_ignored_stays_ignored(ended, copy):
    """As nohup has it."""
    usual = signal.signal(signal.SIGHUP, signal.SIG_IGN)
    try:
        assert ended(*TIDY, "--root", str(copy), at="import yaml", by=signal.SIGHUP) == (0, "")
    finally:
        signal.signal(signal.SIGHUP, usual)
