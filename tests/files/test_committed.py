"""What git keeps of a folder is told by its hashes, of either kind."""

import subprocess

import pytest

from scripts.files import committed
from tests.conftest import Repository


@pytest.mark.parametrize("kind", ["sha1", "sha256"])
def test_the_files_of_the_last_commit_are_known_by_their_bytes(tmp_path, kind):
    repository = Repository(tmp_path)
    try:
        repository.git("init", "--quiet", f"--object-format={kind}")
    except subprocess.CalledProcessError:
        pytest.skip(f"this git has no {kind}")
    (tmp_path / "in").mkdir()
    for name, data in (("x", b""), ("in/\N{LATIN SMALL LETTER E WITH ACUTE} y", b"1\n")):
        (tmp_path / name).write_bytes(data)
    repository.commit("all")
    (tmp_path / "new").write_bytes(b"2")
    repository.git("add", "new")
    (tmp_path / "untracked").write_bytes(b"3")
    names = committed.committed(tmp_path)
    assert set(names) == {"x", "in/é y"} and committed.tracked(tmp_path) == {*names, "new"}
    assert committed.is_of(names["x"], b"") and not committed.is_of(names["x"], b"1")
    assert set(committed.committed(tmp_path / "in")) == {"é y"}
