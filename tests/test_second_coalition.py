"""The code serves another coalition unchanged: a made-up one, from YAML alone, with nothing of the first in what comes out."""

import io
import re
import shutil
import sqlite3
import zipfile
from pathlib import Path

import pytest
from pypdf import PdfReader

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from scripts import build, bundle, page, validate
from scripts.cli import FINE
from tests.conftest import ROOT

# Words of the first coalition. A language or a column is named after a country too, so whole words only.
WORDS = re.compile(
    rb"\b(Ukraine|UKR|Coalition of the Willing|coalition-of-the-willing|LBC|Starmer|Kyiv|London|T\xc3\xbcrkiye|2025-\d\d-\d\d)\b"
)
ELSEWHERE = re.compile(rb"<title>[^<]*: not in the tables</title>")  # the map names every country that it draws


@pytest.fixture(scope="module")
def folder(tmp_path_factory) -> Path:
    """The second coalition, built, bundled and shown."""
    folder = tmp_path_factory.mktemp("second")
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.copytree(ROOT / "tests/second_coalition", folder / "data")
    root = ["--root", str(folder)]
    assert build.main(root) == FINE
    assert validate.main(root) == FINE
    assert bundle.main([*root, "--dev", "--out", str(folder / "dist")]) == FINE
    assert page.main(root) == FINE
    return folder


def texts(path: Path):
    """(name, bytes) of a file, or of every file in it where it is an archive or a database."""
    data = path.read_bytes()
    if path.suffix in (".zip", ".xlsx"):
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from ((f"{path.name}/{name}", archive.read(name)) for name in archive.namelist())
    elif path.suffix == ".sqlite":
        with sqlite3.connect(path) as database:
            yield path.name, "\n".join(database.iterdump()).encode()
    elif path.suffix == ".pdf":
        reader = PdfReader(path)
        yield path.name, f"{reader.metadata} {' '.join(page.extract_text() for page in reader.pages)}".encode()
    else:
        yield path.name, data


def test_nothing_of_the_first_coalition_is_in_what_comes_out(folder):
    looked_at = 0
    for path in sorted(p for p in folder.rglob("*") if p.is_file()):
        for name, data in texts(path):
            if name.endswith("iso_names.json"):  # every country of the world, whatever the coalition
                continue
            data = ELSEWHERE.sub(b"", data)
            found = WORDS.search(data)
            assert found is None, f"{name}: {found[0].decode()} near {data[found.start() - 60 : found.end() + 60]!r}"
            looked_at += 1
    assert looked_at > 100


def test_its_own_facts_are_in_what_comes_out(folder):
    html = re.sub("</?b>", "", (folder / "dist/site/index.html").read_text(encoding="utf-8"))
    for words in (
        "Harbour Compact",
        "5 countries: 2 leads and 3 members. With 1 observer: 6.",
        "Beyond South America",
        "5 countries, 1 of them European and 4 not, is the number of",
        "version 1.0.1-dev, unreleased, facts to 21 June 2031",
    ):
        assert words in html
    assert "leads and members, without HTI" not in (folder / "docs/counts.md").read_text(encoding="utf-8")
    assert "| 2031-06-01 | 5 (1 European) | countries | the coalition | Harbour Post | leads and members |" in (
        folder / "docs/counts.md"
    ).read_text(encoding="utf-8")
    assert (folder / "dist/harbour-compact-1.0.1-dev.zip").is_file()


def test_its_roster_is_held_to_its_own_numbers(folder, capsys):
    record = folder / "data/package.yaml"
    text = record.read_text(encoding="utf-8")
    record.write_text(text.replace('members: "5"', 'members: "6"'), encoding="utf-8")
    assert validate.main(["--root", str(folder)]) == 1
    assert "6 members (the reference roster)" in capsys.readouterr().err
    record.write_text(text, encoding="utf-8")
