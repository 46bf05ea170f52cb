"""Shared fixtures: the repository, its tables as users read them, and copies to break on purpose."""

import json
import os
import re
import shutil
import subprocess
from pathlib import Path

import pytest

from scripts import build, tidy
from scripts import dataset as package
from scripts.files import csv_text, descriptor, yaml_text
from scripts.releases import change_list as changelog
from scripts.releases import comparison as changes
from scripts.releases import snapshot

ROOT = Path(__file__).resolve().parent.parent
PARTS = ("data", "schema", "datapackage.json")


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def computed():
    """The package as a rebuild from the authored YAML gives it."""
    return package.compute(ROOT)


@pytest.fixture(scope="session")
def tables() -> dict[str, list[dict[str, str]]]:
    """The committed CSV files, as rows of text."""
    _, schemas = descriptor.load(ROOT)
    return {name: csv_text.read((ROOT / f"data/{name}.csv").read_bytes())[1] for name in schemas}


def add_the_example_of_contributing(folder: Path) -> str:
    """Record the meeting that CONTRIBUTING.md has as its example, under a day of its own; its identifier."""
    blocks = re.findall(r"```yaml\n(.*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL)
    for file, block in zip(("sources", "meetings"), blocks, strict=True):
        path = folder / f"data/{file}.yaml"
        text = (
            "\n".join(line.removeprefix("   ") for line in block.replace("2026-09-0", "2031-09-0").splitlines()) + "\n"
        )
        path.write_text(path.read_text(encoding="utf-8") + text, encoding="utf-8")
    assert tidy.main(["--root", str(folder)]) == 0
    return "odesa-2031-09-01"


def copied(target: Path) -> Path:
    """The package, copied into a new folder."""
    target.mkdir()
    for part in PARTS:
        source = ROOT / part
        if source.is_dir():
            shutil.copytree(source, target / part)
        else:
            shutil.copy2(source, target / part)
    return target


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package in an empty folder, to change as a test likes."""
    return copied(tmp_path / "package")


class Repository:
    """A git repository of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def release(self) -> None:
        """Commit the present tables as if they were the first release."""
        folder = self.folder
        for name in ("README.md", "CITATION.cff"):
            shutil.copy2(ROOT / name, folder / name)
        (folder / "CHANGELOG.md").write_text("# Changelog\n\n## [1.0.0] - 2026-11-23\n\nFirst release.\n")
        package = json.loads((folder / "datapackage.json").read_text(encoding="utf-8"))
        package |= {"version": "1.0.0", "created": "2026-11-23T00:00:00Z"}
        (folder / "datapackage.json").write_bytes(descriptor.text(package))
        tables = changes.between(snapshot.Snapshot("nothing"), snapshot.folder(folder))
        first = changelog.record("1.0.0", "", tables, "First release.", {})
        (folder / "data/changes.yaml").write_text(yaml_text.write([first]), encoding="utf-8")
        assert build.main(["--root", str(folder)]) == 0
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("release 1.0.0")

    def git(self, *arguments: str) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        identity = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *identity, *arguments],
            cwd=self.folder,
            env=environment,
            capture_output=True,
            text=True,
            check=True,
        )
        return done.stdout.strip()

    def commit(self, message: str) -> str:
        self.git("add", "--all")
        self.git("commit", "--quiet", "--message", message)
        return self.git("rev-parse", "HEAD")

    def edit(self, file: str, old: str, new: str, count: int = 1) -> None:
        path = self.folder / file
        text = path.read_text(encoding="utf-8")
        assert old in text, f"{file} has no {old!r} any more: mend the test"
        path.write_text(text.replace(old, new, count), encoding="utf-8")


@pytest.fixture(scope="session")
def released(tmp_path_factory) -> Path:
    """The folder that `repository` copies: made once, since a build and a commit take seconds."""
    folder = copied(tmp_path_factory.mktemp("released") / "package")
    Repository(folder).release()
    return folder


@pytest.fixture
def repository(released: Path, tmp_path: Path) -> Repository:
    """The package in a git repository of its own, whose first commit is release 1.0.0."""
    return Repository(Path(shutil.copytree(released, tmp_path / "package")))
