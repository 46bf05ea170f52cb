"""What the workflow attaches to a release can be checked by its sums in a folder without folders; then the site follows."""

import hashlib
import os
import re
import shutil
import subprocess

import pytest
import yaml

from scripts.exports import bundle
from scripts.files import writing
from tests.conftest import ROOT

WORKFLOWS = ROOT / ".github/workflows"
PINNED = re.compile(r"uses: [\w-]+/[\w-]+@[0-9a-f]{40} # v\d+(\.\d+){2}$")


@pytest.fixture(scope="module")
def jobs():
    return yaml.safe_load((WORKFLOWS / "release.yml").read_text(encoding="utf-8"))["jobs"]


def step_with(job, what):
    """The one step of a job that runs or uses something."""
    (step,) = (step for step in job["steps"] if what in step.get("run", "") or what in step.get("uses", ""))
    return step


@pytest.fixture(scope="module")
def collect(jobs):
    """The shell commands of the step that collects what is attached."""
    return step_with(jobs["publish"], "sha256sum")["run"]


@pytest.fixture
def folder(tmp_path, made):
    """A folder with dist/ as the job before leaves it: bundle, wheel, notes, and files for hosting."""
    writing.replace(tmp_path / "dist", made | {"NOTES.md": b"Notes.", "package.whl": b"PK", "package.tar.gz": b"gz"})
    return tmp_path


def run(commands, folder, needed="sha256sum", **environment):
    if not shutil.which(needed) or not shutil.which("bash"):
        pytest.skip(f"{needed} or bash is not installed")
    shell = ["bash", "--noprofile", "--norc", "-eo", "pipefail", "-c", commands]  # as GitHub calls it
    variables = os.environ | environment
    return subprocess.run(shell, cwd=folder, env=variables, capture_output=True, text=True, check=False)


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


def test_the_site_is_built_for_the_address_that_it_gets_and_put_in_place_after_the_release(jobs):
    site = jobs["site"]
    step = step_with(site, "make site")
    assert step["env"] == {"ADDRESS": "${{ steps.pages.outputs.base_url }}"}
    assert step_with(site, "actions/configure-pages")["id"] == "pages"
    address = "https://example.org/here"
    done = run(step["run"], ROOT, "make", ADDRESS=address, MAKEFLAGS="n")  # n: says what it would run
    assert done.returncode == 0, done.stderr
    assert f"-m scripts.page --url {address}\n" in done.stdout
    assert step_with(site, "actions/upload-pages-artifact")["with"] == {"path": "dist/site"}
    assert (site["needs"], jobs["deploy"]["needs"]) == ("publish", "site")


def test_only_the_job_that_puts_the_site_in_place_may_write_pages_and_it_runs_no_code_of_ours(jobs):
    writing_pages = [name for name, job in jobs.items() if job["permissions"].get("pages") == "write"]
    assert writing_pages == ["deploy"]
    assert jobs["deploy"]["permissions"] == {"pages": "write", "id-token": "write"}
    assert [step["uses"].split("@")[0] for step in jobs["deploy"]["steps"]] == ["actions/deploy-pages"]


def test_every_action_is_named_by_its_full_commit_with_the_version_beside_it():
    for path in sorted(WORKFLOWS.glob("*.yml")):
        for line in path.read_text(encoding="utf-8").splitlines():
            assert "uses: " not in line or PINNED.search(line), f"{path.name}: {line.strip()}"
