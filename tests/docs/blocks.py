"""Blocks of code on a page: which there are, what each must print, and the program of others that runs it.

A block is fenced with its language; the fenced text right after it is what it prints. To add a language: a function from the
code to the command that runs it, in RUN. What a block needs is read from its code; where that is not installed, the test is
skipped and says what to install.
"""

import ast
import functools
import importlib.util
import os
import re
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

import pytest

from tests.conftest import ROOT

NOT_RUN = "Not run by the tests"
MODULES = ROOT / "tests/tools/node_modules"  # where JavaScript finds its packages
PATH = f"{Path(sys.executable).parent}{os.pathsep}{os.environ['PATH']}"
# what a shell block may call beside the programs that every system has: program -> what brings it
PROGRAMS = {
    "csvgrep": "pip install csvkit",
    "csvsql": "pip install csvkit",
    "datasette": "pip install datasette",
    "frictionless": "pip install frictionless",
    "git": "apt-get install git",
    "mlr": "apt-get install miller",
    "sqlite-utils": "pip install sqlite-utils",
}
_FENCE = re.compile(r"^```(\w+)\n(.*?)^```\n", re.DOTALL | re.MULTILINE)


@dataclass(frozen=True)
class Block:
    """A fenced block: `said` is the text between it and the heading or block before it; `prints` is None if no output follows."""

    title: str
    language: str
    code: str
    said: str
    prints: str | None

    @property
    def runs(self) -> bool:
        return self.prints is not None


def blocks(page: str) -> Iterator[Block]:
    """The blocks of a page in its order; a text that a block before it prints is part of that block."""
    for title, body in re.findall(r"^## (.+?)\n(.*?)(?=^## |\Z)", page, re.DOTALL | re.MULTILINE):
        end, found = 0, list(_FENCE.finditer(body))
        for number, fence in enumerate(found):
            said = body[end : fence.start()]
            printed = fence[1] == "text" and number and found[number - 1][1] != "text" and not said.strip()
            follows = found[number + 1] if number + 1 < len(found) else None
            output = follows and follows[1] == "text" and not body[fence.end() : follows.start()].strip()
            if not printed:
                yield Block(title, fence[1], fence[2], said, follows[2] if output and fence[1] != "text" else None)
            end = fence.end()


def anchors(page: str, heading: str = "#+") -> set[str]:
    """What a link into the page may name, as hosts of Markdown make it from the headings (of the level that `heading` says)."""
    titles = re.findall(rf"^{heading} (.+)$", _FENCE.sub("", page), re.MULTILINE)
    return {re.sub(r"[^\w\- ]", "", title.lower()).replace(" ", "-") for title in titles}


def _missing(what: str, install: str) -> None:
    pytest.skip(f"{what} is not installed: {install}")


def _python(code: str) -> list[str]:
    for node in ast.walk(ast.parse(code)):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else [getattr(node, "module", None) or ""]
        for name in {n.split(".")[0] for n in names} - {"", "coalition_of_the_willing"}:
            if importlib.util.find_spec(name) is None:
                _missing(name, f"pip install {name}")
    if "pyspark" in code and not (shutil.which("java") or os.environ.get("JAVA_HOME")):
        _missing("Java, which Spark needs,", "apt-get install default-jre-headless")
    return [sys.executable, "-W", "error", "-c", code]


@functools.cache
def _r_packages() -> frozenset[str]:
    done = subprocess.run(["Rscript", "-e", "cat(list.files(.libPaths()))"], capture_output=True, text=True, check=True)
    return frozenset(done.stdout.split())


def _r(code: str) -> list[str]:
    if not shutil.which("Rscript"):
        _missing("R", "apt-get install r-base-core")
    for pair in re.findall(r"\blibrary\(([\w.]+)\)|\b([\w.]+)::", code):
        name = "".join(pair)
        if name not in _r_packages():
            _missing(f"the R package {name}", f"apt-get install r-cran-{name.lower()}, or install.packages('{name}')")
    return ["Rscript", "-e", code]


def _js(code: str) -> list[str]:
    if not shutil.which("node"):
        _missing("Node.js", "apt-get install nodejs")
    names = re.findall(r"""\brequire\(["']([^"']+)["']\)""", code)
    look = "for (const m of process.argv.slice(1)) try { require.resolve(m) } catch { console.log(m) }"
    done = subprocess.run(["node", "-e", look, *names], env=environment(), capture_output=True, text=True, check=True)
    for name in done.stdout.split():
        _missing(f"the JavaScript module {name}", f"npm install {name}, in {MODULES.parent.relative_to(ROOT)}")
    return ["node", "-e", code]


def _sh(code: str) -> list[str]:
    for name, install in PROGRAMS.items():
        if re.search(rf"(?<![\w-]){name}(?![\w-])", code) and not shutil.which(name, path=PATH):
            _missing(name, install)
    return ["bash", "-euo", "pipefail", "-c", code]


def _sql(code: str) -> list[str]:
    if not shutil.which("sqlite-utils", path=PATH):
        _missing("sqlite-utils", PROGRAMS["sqlite-utils"])
    return ["sqlite-utils", "coalition-of-the-willing-VERSION.sqlite", code, "--csv"]


RUN: dict[str, Callable[[str], list[str]]] = {"python": _python, "r": _r, "js": _js, "sh": _sh, "sql": _sql}


def environment() -> dict[str, str]:
    """That of a reader who has installed the package and the tools, and whose git is set up, without the settings of this machine."""
    own = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
    git = {f"GIT_{who}_{what}": "reader@localhost" for who in ("AUTHOR", "COMMITTER") for what in ("NAME", "EMAIL")}
    git |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
    here = {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "utf-8", "NODE_PATH": str(MODULES), "PATH": PATH}
    return own | git | here


def run(language: str, code: str, folder: Path) -> subprocess.CompletedProcess[str]:
    """What the block does in a folder; skips the test where its tool is not here."""
    return subprocess.run(
        RUN[language](code), cwd=folder, env=environment(), capture_output=True, encoding="utf-8", check=False
    )
