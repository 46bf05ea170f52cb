"""The folders in which the blocks of the pages run."""

import shutil
from pathlib import Path

import pytest


@pytest.fixture(scope="session")
def bundled(computed, made, tmp_path_factory) -> Path:
    """The files of the bundle, named as the pages name them: VERSION for the version, and no mark of work between releases."""
    folder, version = tmp_path_factory.mktemp("bundled"), computed.descriptor["version"]
    for name, data in made.items():
        path = folder / name.replace(f"-{version}", "-VERSION").replace("-dev", "")
        path.parent.mkdir(parents=True, exist_ok=True)
        path.write_bytes(data)
    return folder


@pytest.fixture
def bundle(bundled: Path, tmp_path: Path) -> Path:
    """The folder of the bundle, to write into as a block likes."""
    return Path(shutil.copytree(bundled, tmp_path / "bundle"))
