"""Shared fixtures: the repository, its tables as users read them, and packages to break on purpose."""

import os
import re
import shlex
import shutil
import subprocess
from datetime import date
from pathlib import Path

import hypothesis
import pytest
from hypothesis.configuration import set_hypothesis_home_dir

from scripts import add, build, tidy
from scripts.checks import times
from scripts.dataset import Dataset
from scripts.exports import bundle
from scripts.files import csv_text, yaml_text
from scripts.files.trees import Folder, Overlay
from scripts.releases import change_list, comparison, snapshot

ROOT = Path(__file__).resolve().parent.parent
# Property tests: the same few examples in every run; `make fuzz` tries many new ones. Nothing is left in the folder.
hypothesis.settings.register_profile("few", max_examples=25, deadline=None, derandomize=True, database=None)
hypothesis.settings.register_profile("fuzz", max_examples=1000, deadline=None, database=None)
hypothesis.settings.load_profile("few")
set_hypothesis_home_dir(ROOT / ".pytest_cache/hypothesis")

PARTS = ("data", "schema", "docs", "datapackage.json", "CITATION.cff", ".zenodo.json")


# What `make test QUICK=1` leaves out: tests that start programs, draw, release or try every place.
SLOW = (
    "checks/test_every_character_counts.py",
    "checks/test_frictionless.py",
    "checks/test_gate.py",
    "checks/test_other_tools.py",
    "docs/",
    "documents/test_citation.py",
    "editing/test_add.py",
    "exports/",
    "files/test_folders.py",
    "files/test_interrupts.py",
    "files/test_turns.py",
    "package/test_types.py",
    "package/test_wheel.py",
    "releases/",
    "site/",
    "test_build.py",
    "test_second_coalition.py",
)


def pytest_collection_modifyitems(items):
    for item in items:
        if item.path.relative_to(ROOT / "tests").as_posix().startswith(SLOW):
            item.add_marker("slow")


@pytest.fixture(scope="session", autouse=True)
def the_years_of_made_up_facts_have_come():
    """What tests add to the data is of 2031."""
    usual, times.tomorrow = times.tomorrow, lambda: date(2032, 1, 1)
    yield
    times.tomorrow = usual


class Package:
    """The package of this repository, to be changed in memory."""

    def __init__(self):
        self.changed: dict[str, bytes | None] = {}

    def read(self, path: str) -> bytes:
        return Overlay(Folder(ROOT), self.changed).read(path)

    def write(self, path: str, data: bytes | None) -> None:
        """Replace a file, or take it away where `data` is None."""
        self.changed[path] = data

    def dataset(self) -> Dataset:
        return Dataset.at(ROOT).with_files(self.changed)


@pytest.fixture(scope="session")
def root() -> Path:
    return ROOT


@pytest.fixture(scope="session")
def computed() -> Dataset:
    """The package as a rebuild from the authored YAML gives it."""
    return Dataset.at(ROOT)


@pytest.fixture(scope="session")
def made(computed) -> dict[str, bytes]:
    """The files of the bundle by name: made once, since it takes seconds."""
    return bundle.files(computed)


@pytest.fixture(scope="session")
def until(computed) -> str:
    """The day to which the facts go."""
    return computed.descriptor["documented_until"]


@pytest.fixture(scope="session")
def unreleased(computed) -> Dataset:
    """The package between two releases: its version says so, and it has no day of a release."""
    package = Package()
    record = computed.records.package[0] | {"version": "9.9.8", "fingerprint": f"sha256:{'0' * 64}"}
    package.write("data/package.yaml", yaml_text.write([record]).encode())
    package.changed |= package.dataset().outputs
    return package.dataset()


@pytest.fixture(scope="session")
def tables(computed):
    """The committed CSV files, as rows of text."""
    read = {name: csv_text.read((ROOT / f"data/{name}.csv").read_bytes())[1] for name in computed.schemas}
    return computed.rows.replaced(**read)


@pytest.fixture
def package() -> Package:
    """The package, to change in memory as a test likes."""
    return Package()


def add_the_example_of_contributing(folder: Path) -> str:
    """Run the commands that CONTRIBUTING.md has as its example, for a day of their own; the identifier of the meeting."""
    block = re.search(
        r"```sh\n(python -m scripts\.add .*?)```", (ROOT / "CONTRIBUTING.md").read_text(encoding="utf-8"), re.DOTALL
    )
    text = (
        block[1]
        .replace("\\\n", " ")
        .replace("2026-11-01", "2031-09-01")
        .replace("net/example", "net/2031 --consulted 2031-09-02")
    )
    for line in text.splitlines():
        assert add.main([*shlex.split(line)[3:], "--no-input", "--root", str(folder)]) == 0
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


def as_released(folder: Path) -> None:
    """Take what lies in a folder for what its version was released with."""
    dataset = Dataset.at(folder)
    record = dataset.records.package[0] | {"fingerprint": dataset.fingerprint}
    (folder / "data/package.yaml").write_text(yaml_text.write([record]), encoding="utf-8")
    assert build.main(["--root", str(folder)]) == 0


@pytest.fixture
def copy(tmp_path: Path) -> Path:
    """A copy of the package in an empty folder, to change as a test likes."""
    return copied(tmp_path / "package")


def write_reason(repository: "Repository", name: str, reason: str = "The page says so.", corrects: str = "") -> None:
    """Write a reason into changes/, for the rows of `corrects` (YAML) or for whatever was corrected."""
    folder = repository.folder / "changes"
    folder.mkdir(exist_ok=True)
    entry = f"corrects:\n- {corrects.strip('[]{}').replace(', ', chr(10) + '  ')}\n" if corrects else ""
    (folder / f"{name}.yaml").write_text(f"change: {name}\nreason: {reason}\n{entry}", encoding="utf-8")


class Repository:
    """A git repository of its own."""

    def __init__(self, folder: Path):
        self.folder = folder

    def release(self) -> None:
        """Commit the present tables as if they were the first release."""
        folder = self.folder
        shutil.copy2(ROOT / "README.md", folder / "README.md")
        (folder / "CHANGELOG.md").write_text("# Changelog\n\n## [1.0.0] - 2030-11-23\n\nFirst release.\n")
        dataset = Dataset.at(folder)
        (record,) = dataset.records.package
        first = [record | {"version": "1.0.0", "created": "2030-11-23", "fingerprint": dataset.fingerprint}]
        (folder / "data/package.yaml").write_text(yaml_text.write(first), encoding="utf-8")
        tables = comparison.between(snapshot.Snapshot("nothing"), snapshot.of(Folder(folder)))
        listed = change_list.record("1.0.0", "2030-11-23", "", tables, "First release.", {})
        (folder / "data/changes.yaml").write_text(yaml_text.write([listed]), encoding="utf-8")
        assert tidy.main(["--root", str(folder)]) == build.main(["--root", str(folder)]) == 0
        self.git("init", "--quiet", "--initial-branch=main")
        self.commit("release 1.0.0")

    def git(self, *arguments: str) -> str:
        environment = {k: v for k, v in os.environ.items() if not k.startswith("GIT_")}
        environment |= {"GIT_CONFIG_GLOBAL": os.devnull, "GIT_CONFIG_SYSTEM": os.devnull}
        identity = ("-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false")
        done = subprocess.run(
            ["git", *identity, *arguments], cwd=self.folder, env=environment, capture_output=True, text=True, check=True
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
