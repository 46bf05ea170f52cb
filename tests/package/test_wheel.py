"""What is installed from the built files is what stands here, with pandas and nothing else, from any folder, offline.

The fresh environment has pandas and what pandas needs as links to the copies of this environment, so that pip resolves
the wheel without any index.
"""

import re
import shutil
import subprocess
import sys
import tarfile
import venv
import zipfile
from importlib import metadata
from pathlib import Path

import pytest

from tests.conftest import ROOT

README = (ROOT / "README.md").read_text(encoding="utf-8")
WHEEL_FOLDER = "coalition_of_the_willing/package"


def run(*command, cwd) -> str:
    done = subprocess.run([*map(str, command)], cwd=cwd, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout + done.stderr
    return done.stdout


@pytest.fixture(scope="module")
def built(tmp_path_factory) -> tuple[Path, Path]:
    """(sdist, wheel); the wheel is built from the sdist."""
    pytest.importorskip("build", reason="build is not installed: make test")
    out = tmp_path_factory.mktemp("dist")
    run(sys.executable, "-m", "build", "--no-isolation", "--outdir", out, ROOT, cwd=ROOT)
    (sdist,), (wheel,) = out.glob("*.tar.gz"), out.glob("*.whl")
    return sdist, wheel


@pytest.fixture(scope="module")
def python(built, tmp_path_factory) -> Path:
    """The interpreter of a fresh environment in which only the wheel, pandas and pandas' own needs are installed."""
    home = tmp_path_factory.mktemp("fresh")
    venv.create(home, with_pip=True, symlinks=sys.platform != "win32")
    fresh = next(p for p in (home / "bin/python", home / "Scripts/python.exe") if p.exists())
    place = Path(run(fresh, "-c", "import sysconfig; print(sysconfig.get_path('purelib'))", cwd=home).strip())
    for top in sorted({t for name in needs("pandas") for t in top_level(name)}):
        (place / top.name).symlink_to(top)
    run(fresh, "-m", "pip", "install", "--quiet", "--no-index", "--no-cache-dir", built[1], cwd=home)
    return fresh


def needs(name: str) -> set[str]:
    """A distribution and those that it requires here."""
    found = {name}
    for requirement in metadata.requires(name) or []:
        needed = re.match(r"[\w.-]+", requirement)[0]
        if "extra ==" not in requirement and any(metadata.distributions(name=needed)):
            found |= needs(needed)
    return found


def top_level(name: str) -> set[Path]:
    """The folders and files that a distribution has in site-packages."""
    distribution = metadata.distribution(name)
    tops = {file.parts[0] for file in distribution.files} - {"..", "__pycache__"}
    return {Path(distribution.locate_file(top)) for top in tops}


def test_the_wheel_carries_every_file_of_the_package_byte_for_byte(built):
    with zipfile.ZipFile(built[1]) as wheel:
        carried = {n: wheel.read(n) for n in wheel.namelist()}
    for path in [ROOT / "datapackage.json", *(p for part in ("data", "schema") for p in (ROOT / part).rglob("*.*"))]:
        assert carried[f"{WHEEL_FOLDER}/{path.relative_to(ROOT).as_posix()}"] == path.read_bytes()
    assert "coalition_of_the_willing/py.typed" in carried
    assert not [n for n in carried if n.startswith(("scripts", "tests", "docs"))]


def test_the_wheel_needs_pandas_alone_and_has_the_version_of_the_data(built, root):
    with zipfile.ZipFile(built[1]) as wheel:
        (name,) = (n for n in wheel.namelist() if n.endswith("/METADATA"))
        text = wheel.read(name).decode()
    required = [r for r in re.findall(r"^Requires-Dist: (.+)$", text, re.MULTILINE) if "extra ==" not in r]
    assert required == ["pandas>=2.2"]
    version = re.search(r'"version": "(.+)"', (root / "datapackage.json").read_text(encoding="utf-8"))[1]
    assert f"\nVersion: {version}\n" in text
    assert {"LICENSE", "LICENSE-DATA"} <= set(re.findall(r"^License-File: (.+)$", text, re.MULTILINE))


def test_the_sdist_carries_what_a_reader_looks_for_first(built):
    with tarfile.open(built[0]) as sdist:
        names = {n.split("/", 1)[1] for n in sdist.getnames()}
    assert {"README.md", "CHANGELOG.md", "CITATION.cff", "datapackage.json", "data/members.csv"} <= names


def test_neither_knows_the_time_at_which_it_was_made(built):
    """So that the same commit gives the same bytes. One moment for all: hatchling's own, or that of SOURCE_DATE_EPOCH."""
    with zipfile.ZipFile(built[1]) as wheel, tarfile.open(built[0]) as sdist:
        assert len({entry.date_time for entry in wheel.infolist()}) == 1
        times = {entry.mtime for entry in sdist.getmembers()}
    assert times == {int.from_bytes(built[0].read_bytes()[4:8], "little")}  # where gzip has its time


def test_installed_it_answers_from_another_folder(python, tmp_path):
    code = 'from coalition_of_the_willing import as_of; assert len(as_of("2025-08-12")) == 31; print("fine")'
    assert run(python, "-I", "-c", code, cwd=tmp_path) == "fine\n"


def test_installed_it_reads_its_own_copy_of_the_data(python, tmp_path):
    code = "import coalition_of_the_willing as c; print(c.data_path()); print([len(c.load(t)) > 0 for t in c.tables()])"
    place, loaded = run(python, "-I", "-c", code, cwd=tmp_path).splitlines()
    assert place.endswith("package") and str(ROOT) not in place
    assert "False" not in loaded


def test_the_command_is_there_and_finds_a_name_and_compares_two_folders(python, tmp_path):
    coalition = next(python.parent.glob("coalition*"))
    assert run(coalition, "find", "Turkey", cwd=tmp_path) == "TUR\n"
    for side in ("old", "new"):
        for name in ("data", "schema"):
            shutil.copytree(ROOT / name, tmp_path / side / name)
        shutil.copy2(ROOT / "datapackage.json", tmp_path / side)
    assert "no change" in run(coalition, "diff", "old", "new", "--fail-on", "patch", cwd=tmp_path)


def test_the_readmes_example_runs_there(python, tmp_path):
    (example,) = re.findall(r"```python\n(from coalition_of_the_willing .*?)```", README, re.DOTALL)
    assert run(python, "-I", "-W", "error", "-c", example, cwd=tmp_path).strip()
