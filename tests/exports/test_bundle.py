"""The bundles hold the tables, whole and typed, in every format; the same package gives the same bytes."""

import csv
import datetime
import io
import json
import os
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import openpyxl
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from scripts import build, bundle
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.exports import archive as zipped
from scripts.exports import bundle as bundling
from scripts.problems import CannotRun
from tests.conftest import ROOT

NAMES = [p.stem for p in sorted((ROOT / "schema/tables").glob("*.json"))]
SCHEMAS = {name: json.loads((ROOT / f"schema/tables/{name}.json").read_text()) for name in NAMES}


@pytest.fixture(scope="session")
def made(computed):
    return bundling.files(computed)


@pytest.fixture(scope="session")
def stem(root):
    return f"coalition-of-the-willing-{json.loads((root / 'datapackage.json').read_text())['version']}"


@pytest.fixture
def database(made, stem):
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made[f"{stem}.sqlite"])
    connection.row_factory = sqlite3.Row
    connection.execute("PRAGMA foreign_keys = ON")
    yield connection
    connection.close()


@pytest.fixture(scope="session")
def book(made, stem):
    return openpyxl.load_workbook(io.BytesIO(made[f"{stem}.xlsx"]))


@pytest.fixture
def whole(copy):
    """A copy with the documents too."""
    for folder in zipped.FOLDERS:
        shutil.copytree(ROOT / folder, copy / folder, dirs_exist_ok=True)
    for name in zipped.LOOSE:
        shutil.copy2(ROOT / name, copy / name)
    return copy


def as_text(value):
    """A typed value as the CSV writes it."""
    if value is None:
        return ""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, datetime.datetime):
        value = value.date()
    return str(value)


def types(name, kinds):
    return {f["name"]: kinds[f["type"]] for f in SCHEMAS[name]["fields"]}


@pytest.mark.parametrize("name", NAMES)
def test_the_zip_has_the_table_as_committed(made, stem, root, name):
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.zip"])) as archive:
        assert archive.read(f"data/{name}.csv") == (root / f"data/{name}.csv").read_bytes()


@pytest.mark.parametrize("name", NAMES)
def test_sqlite_has_the_table(database, tables, name):
    found = [dict(row) for row in database.execute(f'SELECT * FROM "{name}"')]
    kinds = types(name, {"string": str, "integer": int, "boolean": int, "date": str})
    assert all(v is None or type(v) is kinds[k] for row in found for k, v in row.items())
    booleans = {f["name"] for f in SCHEMAS[name]["fields"] if f["type"] == "boolean"}
    read = [{k: as_text(bool(v) if k in booleans and v is not None else v) for k, v in r.items()} for r in found]
    assert read == tables[name]


@pytest.mark.parametrize("name", NAMES)
def test_parquet_has_the_table(made, tables, name):
    found = pq.read_table(io.BytesIO(made[f"parquet/{name}.parquet"]))
    kinds = types(name, {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()})
    assert dict(zip(found.schema.names, found.schema.types, strict=True)) == kinds
    assert [{k: as_text(v) for k, v in row.items()} for row in found.to_pylist()] == tables[name]


@pytest.mark.parametrize("name", NAMES)
def test_excel_has_the_table(book, tables, name):
    header, *found = book[name].iter_rows()
    columns = [cell.value for cell in header]
    kinds = types(name, {"string": "s", "integer": "n", "boolean": "b", "date": "d"})
    for row in found:
        assert all(cell.value is None or cell.data_type == kinds[k] for k, cell in zip(columns, row, strict=True))
    read = [{k: as_text(c.value) for k, c in zip(columns, row, strict=True)} for row in found]
    assert read == tables[name]


@pytest.mark.parametrize("name", NAMES)
def test_json_has_the_table(made, tables, name):
    found = json.loads(made[f"json/{name}.json"])
    kinds = types(name, {"string": str, "integer": int, "boolean": bool, "date": str})
    assert all(v is None or type(v) is kinds[k] for row in found for k, v in row.items())
    assert [{k: as_text(v) for k, v in row.items()} for row in found] == tables[name]


def test_norway_and_australia_keep_their_codes_everywhere(made, database, book):
    for iso3, column, code in (("NOR", "iso2", "NO"), ("AUS", "iso_numeric", "036")):
        query = f"SELECT {column} FROM members WHERE iso3 = ?"
        assert database.execute(query, [iso3]).fetchone()[0] == code
        rows = [dict(zip(["iso3", "iso2", "iso_numeric"], r, strict=False)) for r in book["members"].values]
        rows_of = {
            "excel": rows,
            "json": json.loads(made["json/members.json"]),
            "parquet": pq.read_table(io.BytesIO(made["parquet/members.parquet"])).to_pylist(),
        }
        for where, rows in rows_of.items():
            assert next(r for r in rows if r["iso3"] == iso3)[column] == code, where


def test_the_unpacked_zip_is_a_valid_package_by_the_standard_and_by_us(made, stem, root, tmp_path):
    (tmp_path / "package.zip").write_bytes(made[f"{stem}.zip"])
    with zipfile.ZipFile(tmp_path / "package.zip") as archive:
        archive.extractall(tmp_path / "unpacked")
    command = str(Path(sys.executable).with_name("frictionless"))
    plain = [command, "validate", "datapackage.json"]
    done = subprocess.run(plain, cwd=tmp_path / "unpacked", capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stdout
    ours = [sys.executable, "-m", "scripts.validate", "--root", str(tmp_path / "unpacked")]
    done = subprocess.run(ours, cwd=root, capture_output=True, text=True, check=False)
    assert done.returncode == 0, done.stderr
    assert "release gate: not compared" in done.stdout


def test_the_zip_has_what_a_user_needs(made, stem, root):
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.zip"])) as archive:
        names = set(archive.namelist())
    wanted = {
        "datapackage.json",
        "README.md",
        "CHANGELOG.md",
        "CITATION.cff",
        "LICENSE",
        "LICENSE-DATA",
        "docs/method.md",
    }
    assert wanted <= names
    assert {r["path"] for r in json.loads((root / "datapackage.json").read_text())["resources"]} <= names
    assert not [n for n in names if n.startswith((".", "scripts", "tests", "/")) or ".." in n]


def test_sqlite_refuses_what_the_schemas_refuse(database):
    for statement in (
        "INSERT INTO attendance SELECT 'no-such-meeting', iso3, represented_by, mode, host, chair, confirmed FROM attendance LIMIT 1",
        "UPDATE members SET role = 'boss' WHERE iso3 = 'NOR'",
        "INSERT INTO members SELECT * FROM members WHERE iso3 = 'NOR'",
        "UPDATE members SET european = 2 WHERE iso3 = 'NOR'",
        "UPDATE members SET role = NULL WHERE iso3 = 'NOR'",
    ):
        with pytest.raises(sqlite3.IntegrityError):
            database.execute(statement)


def test_plain_sqlite_can_write_to_every_table(database):
    """No check needs a function that SQLite does not have."""
    for name in NAMES:
        column = SCHEMAS[name]["fields"][0]["name"]
        database.execute(f'UPDATE "{name}" SET "{column}" = "{column}"')
    assert database.execute("PRAGMA foreign_key_check").fetchall() == []
    assert database.execute("PRAGMA integrity_check").fetchone()[0] == "ok"


def test_sqlite_joins_by_its_foreign_keys(database):
    for name in NAMES:
        found = {(r["table"], r["from"]) for r in database.execute(f'PRAGMA foreign_key_list("{name}")')}
        keys = SCHEMAS[name].get("foreignKeys", [])
        assert found == {(k["reference"]["resource"], f) for k in keys for f in k["fields"]}


def test_excel_opens_on_a_cover_that_says_what_it_is(book, root):
    package = json.loads((root / "datapackage.json").read_text())
    told = {row[0]: row[1] for row in book["About"].values if row[0]}
    assert book.sheetnames[0] == "About" and book.active.title == "About"
    assert (told["title"], told["version"]) == (package["title"], package["version"])
    assert "CC0-1.0" in told["licence"] and package["version"] in told["cite"] and "evidence" in told["based on"]
    assert set(NAMES) <= set(told)


def test_excel_has_a_sheet_per_table_with_a_fixed_header_and_filters_and_no_formula(book):
    assert set(book.sheetnames) == {"About", "Fields", *NAMES}
    for name in NAMES:
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    assert [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"] == []


def test_parquet_columns_carry_their_descriptions(made):
    schema = pq.read_schema(io.BytesIO(made["parquet/members.parquet"]))
    assert schema.metadata[b"license"] == b"CC0-1.0"
    assert all(len(schema.field(n).metadata[b"description"]) > 15 for n in schema.names)


def test_no_file_knows_the_time_at_which_it_was_made(made, stem, root):
    created = json.loads((root / "datapackage.json").read_text())["created"]
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.xlsx"])) as archive:
        stamps = re.findall(r">(\d{4}-\d\d-\d\dT[^<]+)<", archive.read("docProps/core.xml").decode())
        assert set(stamps) == {created}
        assert {i.date_time[0] for i in archive.infolist()} == {1980}
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.zip"])) as archive:
        assert {i.date_time for i in archive.infolist()} == {(1980, 1, 1, 0, 0, 0)}


def test_two_runs_in_other_places_give_the_same_sums(made, whole, root, tmp_path):
    for number, (umask, environment) in enumerate(
        [
            (0o077, {"TZ": "Pacific/Auckland", "LC_ALL": "C", "PYTHONHASHSEED": "1"}),
            (0o022, {"TZ": "America/Lima", "LANG": "tr_TR.UTF-8", "PYTHONHASHSEED": "2", "PYTHONUTF8": "0"}),
        ]
    ):
        out = tmp_path / str(number)
        done = subprocess.run(
            [sys.executable, "-m", "scripts.bundle", "--root", str(whole), "--out", str(out)],
            cwd=root,
            env={**os.environ, **environment},
            umask=umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == FINE, done.stderr
        assert (out / bundling.SUMS).read_bytes() == made[bundling.SUMS]
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "--check", "--strict", "--quiet", bundling.SUMS], cwd=out, check=True)


def test_the_sums_name_every_file(made):
    lines = [line.split("  ") for line in made[bundling.SUMS].decode().splitlines()]
    assert [name for _, name in lines] == sorted(set(made) - {bundling.SUMS})


def test_a_package_that_is_not_built_is_refused(copy, tmp_path, capsys):
    path = copy / "data/members.csv"
    path.write_text(path.read_text().replace("Norway", "Norvegia"))
    assert bundle.main(["--root", str(copy), "--out", str(tmp_path / "out")]) == WRONG
    said = capsys.readouterr().err
    assert "python -m scripts.build" in said and "nothing bundled" in said
    assert not (tmp_path / "out").exists()


def test_a_change_without_its_version_is_not_bundled(repository, tmp_path, capsys):
    repository.edit("data/meetings.yaml", "closing press", "final press")
    build.main(["--root", str(repository.folder)])
    assert bundle.main(["--root", str(repository.folder), "--out", str(tmp_path / "out")]) == WRONG
    assert "python -m scripts.release patch" in capsys.readouterr().err


def test_a_missing_library_is_named_with_the_command_that_brings_it(computed, monkeypatch, tmp_path, capsys):
    monkeypatch.setitem(sys.modules, "xlsxwriter", None)
    with pytest.raises(CannotRun, match="xlsxwriter is not installed"):
        bundling.files(computed)
    assert bundle.main(["--root", str(tmp_path), "--out", str(tmp_path / "out")]) == COULD_NOT_RUN
    assert "could not run" in capsys.readouterr().err


def test_pip_installs_the_unzipped_release(made, stem, tables, tmp_path):
    pytest.importorskip("hatchling", reason="hatchling is not installed: make test")
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.zip"])) as archive:
        archive.extractall(tmp_path / "unzipped")
    target = tmp_path / "installed"
    offline = ("--quiet", "--no-build-isolation", "--no-index", "--no-deps", "--no-cache-dir", "--target", str(target))
    code = "from coalition_of_the_willing import data_path, load; print(data_path()); print(len(load('members')))"
    for command in (["-m", "pip", "install", *offline, "."], ["-c", code]):
        done = subprocess.run(
            [sys.executable, *command],
            cwd=tmp_path / "unzipped",
            env=os.environ | {"PYTHONPATH": str(target)},
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == 0, done.stdout + done.stderr
    place, members = done.stdout.splitlines()
    assert Path(place).is_relative_to(target) and int(members) == len(tables["members"])


def test_a_csv_reader_without_our_code_sees_the_same_rows(made, stem, tables):
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.zip"])) as archive, archive.open("data/members.csv") as file:
        assert list(csv.DictReader(io.TextIOWrapper(file, "utf-8", newline=""))) == tables["members"]
