"""Run git in a folder, read-only. NoHistory says in one line why that is not possible."""

import os
import subprocess
from pathlib import Path

from scripts.problems import CannotRun

SECONDS = 120  # that a question may take


class NoHistory(CannotRun):
    """There is no git history to look at; the text is the reason."""


def ask(root: Path, *arguments: str, reason: str = "") -> bytes:
    """The output of git. `reason` is the text of NoHistory where git fails without a message, as --quiet makes it do."""
    if not root.is_dir():
        raise NoHistory(f"{root} is not a folder")
    # A hook sets GIT_DIR and the like for its own repository, which need not be that of `root`.
    environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")} | {"LC_ALL": "C"}
    try:
        done = subprocess.run(
            ["git", *arguments],
            cwd=root,
            stdin=subprocess.DEVNULL,
            capture_output=True,
            env=environment,
            check=False,
            timeout=SECONDS,
        )
    except FileNotFoundError:
        raise NoHistory("git is not installed") from None
    except subprocess.TimeoutExpired:
        raise NoHistory(f"git {arguments[0]}: no answer after {SECONDS} seconds") from None
    if done.returncode:
        said = done.stderr.decode(errors="replace").strip()
        if "not a git repository" in said:
            raise NoHistory("no git history here")
        raise NoHistory(
            f"git {arguments[0]}: {said.splitlines()[0]}" if said else reason or f"git {arguments[0]}: failed"
        )
    return done.stdout


def resolve(root: Path, revision: str) -> str:
    """The full name of a commit. Raises NoHistory if there is none of that name."""
    name = f"{revision}^{{commit}}"
    question = ("rev-parse", "--verify", "--quiet", "--end-of-options", name)
    return ask(root, *question, reason=f"no revision {revision!r}").decode().strip()
