"""What the workflow attaches to a release can be checked by its sums in a folder without folders."""

import hashlib
import shutil
import subprocess

import pytest
import yaml

from scripts.exports import bundle
from scripts.files import writing
from tests.conftest import ROOT


@pytest.fixture(scope="module")
def collect():
    """The shell commands of the step that collects what is attached."""
    workflow = yaml.safe_load((ROOT / ".github/workflows/release.yml").read_text(encoding="utf-8"))
    (step,) = (step for step in workflow["jobs"]["publish"]["steps"] if "sha256sum" in step.get("run", ""))
    return step["run"]


@pytest.fixture
def folder(tmp_path, made):
    """A folder with dist/ as the job before leaves it: bundle, wheel, notes, and files for hosting."""
    writing.replace(tmp_path / "dist", made | {"NOTES.md": b"Notes.", "package.whl": b"PK", "package.tar.gz": b"gz"})
    return tmp_path


def run(commands, folder):
    if not shutil.which("sha256sum") or not shutil.which("bash"):
        pytest.skip("sha256sum or bash is not installed")
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands]  # as GitHub calls it
    return subprocess.run(shell, cwd=folder, capture_output=True, text=True, check=False)


def test_every_attached_file_has_its_sum_and_every_sum_its_file(collect, folder):
    done = run(collect, folder)
    assert done.returncode == 0, done.stderr
    attached = {path.name: path.read_bytes() for path in (folder / "attached").iterdir()}
    sums = dict(reversed(line.split("  ")) for line in attached.pop(bundle.SUMS).decode().splitlines())
    assert sums == {name: hashlib.sha256(data).hexdigest() for name, data in attached.items()}
    files = [path.relative_to(folder / "dist") for path in (folder / "dist").rglob("*") if path.is_file()]
    built = {path.name for path in files if not path.parts[0].startswith("api")}
    assert set(attached) == built - {"NOTES.md", bundle.SUMS}
    assert len(built) < len(files)


def test_two_files_of_one_name_stop_it(collect, folder):
    (folder / "dist/other").mkdir()
    (folder / "dist/other/members.parquet").write_bytes(b"another")
    assert run(collect, folder).returncode != 0


def test_a_file_that_was_changed_on_its_way_stops_it(collect, folder):
    (latest,) = (folder / "dist").glob("latest*.json")
    latest.write_bytes(b"{}")
    assert run(collect, folder).returncode != 0
