"""The bundles hold the tables, whole and typed, in every format; the same package gives the same bytes."""

import asyncio
import csv
import datetime
import hashlib
import html
import io
import json
import os
import posixpath
import re
import shutil
import sqlite3
import subprocess
import sys
import zipfile
from pathlib import Path

import duckdb
import openpyxl
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import pyreadstat
import pytest

from scripts import build, bundle
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.dataset import Dataset
from scripts.documents import edition
from scripts.documents.descriptor import paths_of
from scripts.exports import archive as zipped
from scripts.exports import bundle as bundling
from scripts.exports import manifest, stata
from scripts.files.trees import Folder, Overlay
from scripts.problems import CannotRun
from tests.conftest import ROOT, add_the_example_of_contributing, copied

NAMES = [p.stem for p in sorted((ROOT / "schema/tables").glob("*.json"))]
SCHEMAS = {name: json.loads((ROOT / f"schema/tables/{name}.json").read_text()) for name in NAMES}


@pytest.fixture(scope="session")
def stem(root):
    return f"coalition-of-the-willing-{json.loads((root / 'datapackage.json').read_text())['version']}"


@pytest.fixture(scope="session")
def dev(stem):
    """What the names of folders end in between releases."""
    return "-dev" if stem.endswith("-dev") else ""


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


@pytest.fixture(scope="module")
def made_between(unreleased):
    """The bundle between releases."""
    return bundling.files(unreleased)


@pytest.fixture
def whole(copy):
    """A copy with the documents too."""
    for path in (*manifest.LOOSE, *manifest.FOLDERS, *manifest.packaged(Folder(ROOT))):
        if (ROOT / path).is_dir():
            shutil.copytree(ROOT / path, copy / path, dirs_exist_ok=True)
        else:
            (copy / path).parent.mkdir(parents=True, exist_ok=True)
            shutil.copy2(ROOT / path, copy / path)
    return copy


def one(made, name):
    """The file of a table, whatever the folder of its format is called."""
    (path,) = (path for path in made if re.fullmatch(f"[^/]+/{re.escape(name)}", path))
    return made[path]


def as_text(value):
    """A typed value as the CSV writes it."""
    if pd.isna(value):
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
    found = pq.read_table(io.BytesIO(one(made, f"{name}.parquet")))
    kinds = types(name, {"string": pa.string(), "integer": pa.int64(), "boolean": pa.bool_(), "date": pa.date32()})
    assert dict(zip(found.schema.names, found.schema.types, strict=True)) == kinds
    assert [{k: as_text(v) for k, v in row.items()} for row in found.to_pylist()] == tables[name]


@pytest.mark.parametrize("name", NAMES)
def test_pandas_polars_and_duckdb_read_parquet_typed(made, tables, tmp_path, name):
    path = tmp_path / f"{name}.parquet"
    path.write_bytes(one(made, f"{name}.parquet"))
    frame, polar = pd.read_parquet(path), pl.read_parquet(path)
    kinds = {"string": "string", "integer": "Int64", "boolean": "boolean", "date": "timestamp[ms][pyarrow]"}
    assert frame.dtypes.astype(str).to_dict() == types(name, kinds)
    kinds = {"string": pl.String, "integer": pl.Int64, "boolean": pl.Boolean, "date": pl.Date}
    assert dict(polar.schema) == types(name, kinds)
    duck = duckdb.connect().read_parquet(str(path))
    kinds = {"string": "VARCHAR", "integer": "BIGINT", "boolean": "BOOLEAN", "date": "DATE"}
    assert dict(zip(duck.columns, map(str, duck.types), strict=True)) == types(name, kinds)
    in_duck = [dict(zip(duck.columns, row, strict=True)) for row in duck.fetchall()]
    for rows in (frame.to_dict("records"), polar.to_dicts(), in_duck):
        assert [{k: as_text(v) for k, v in row.items()} for row in rows] == tables[name]


def test_what_parquet_gives_pandas_compares_and_filters_without_an_argument(made, tables):
    spells = pd.read_parquet(io.BytesIO(one(made, "memberships.parquet")))
    day = pd.Timestamp("2025-08-12")
    on = spells[(spells["start_date"] <= day) & (spells["end_date"].isna() | (spells["end_date"] >= day))]
    assert on["status"].isin(["lead", "member"]).sum() == 31
    sat = pd.read_parquet(io.BytesIO(one(made, "attendance.parquet")))
    assert len(sat[sat["chair"]]) == sum(row["chair"] == "true" for row in tables["attendance"])
    assert len(sat[~sat["chair"]]) == sum(row["chair"] == "false" for row in tables["attendance"])


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
    found = json.loads(one(made, f"{name}.json"))
    kinds = types(name, {"string": str, "integer": int, "boolean": bool, "date": str})
    assert all(v is None or type(v) is kinds[k] for row in found for k, v in row.items())
    assert [{k: as_text(v) for k, v in row.items()} for row in found] == tables[name]


@pytest.mark.parametrize("name", NAMES)
def test_stata_has_the_table_with_labels_as_another_reader_sees_it(made, computed, tables, tmp_path, name):
    path = tmp_path / f"{name}.dta"
    path.write_bytes(one(made, f"{name}.dta"))
    frame, said = pyreadstat.read_dta(str(path))
    fields = {f["name"]: f for f in SCHEMAS[name]["fields"]}
    assert said.file_label.endswith(f" {computed.descriptor['version']}") and SCHEMAS[name]["title"] in said.file_label
    assert said.column_names_to_labels == {n: f.get("title", n)[:80] for n, f in fields.items()}
    lists = {n: computed.codes.titles(f["codes"]) for n, f in fields.items() if "codes" in f}
    lists |= {n: {"false": "no", "true": "yes"} for n, f in fields.items() if f["type"] == "boolean"}
    assert said.variable_value_labels == {n: dict(enumerate(titles.values())) for n, titles in lists.items()}
    for column, field in fields.items():
        kind = "Int64" if field["type"] == "integer" or column in lists else "object"
        values = [as_text(v) for v in frame[column].astype(kind)]
        if column in lists:
            values = [v and list(lists[column])[int(v)] for v in values]
        assert values == [row[column] for row in tables[name]]
        assert (said.original_variable_types[column] == "%td") == (field["type"] == "date")


def test_r_reads_stata_files_typed_and_labelled(made, tmp_path):
    rscript = shutil.which("Rscript")
    if not rscript or subprocess.run([rscript, "-e", "library(haven)"], capture_output=True, check=False).returncode:
        pytest.skip("R or its package haven is not installed: apt-get install r-base-core r-cran-haven")
    for name in ("memberships", "countries"):
        (tmp_path / f"{name}.dta").write_bytes(one(made, f"{name}.dta"))
    code = """
        spells <- haven::read_dta("memberships.dta"); day <- as.Date("2025-08-12")
        on <- spells$start_date <= day & (is.na(spells$end_date) | spells$end_date >= day)
        cat(table(haven::as_factor(spells$status)[on])[c("lead", "member")], "")
        countries <- haven::read_dta("countries.dta")
        cat(countries$iso2[countries$iso3 == "NOR"], countries$iso_numeric[countries$iso3 == "AUS"])
    """
    done = subprocess.run([rscript, "-e", code], cwd=tmp_path, capture_output=True, text=True, check=False)
    assert done.stdout == "3 28 NO 036", done.stderr


def test_stata_takes_text_longer_than_its_columns(computed):
    schema = {"title": "Notes", "fields": [{"name": "note", "type": "string"}]}
    long = "é" * 3000
    about = bundling.about(computed.descriptor)
    made = stata.write("notes", schema, computed.codes, [{"note": long}, {"note": None}], about, "2001-02-03")
    assert pd.read_stata(io.BytesIO(made))["note"].tolist() == [long, ""]
    with pytest.raises(ValueError, match="shorten"):
        schema["fields"][0]["name"] = "x" * 33
        stata.write("notes", schema, computed.codes, [], about, "2001-02-03")


def test_norway_and_australia_keep_their_codes_everywhere(made, database, book):
    for iso3, column, code in (("NOR", "iso2", "NO"), ("AUS", "iso_numeric", "036")):
        query = f"SELECT {column} FROM members WHERE iso3 = ?"
        assert database.execute(query, [iso3]).fetchone()[0] == code
        rows = [dict(zip(["iso3", "iso2", "iso_numeric"], r, strict=False)) for r in book["members"].values]
        rows_of = {
            "excel": rows,
            "json": json.loads(one(made, "members.json")),
            "parquet": pq.read_table(io.BytesIO(one(made, "members.parquet"))).to_pylist(),
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
    assert {
        path for r in json.loads((root / "datapackage.json").read_text())["resources"] for path in paths_of(r)
    } <= names
    names.remove(".zenodo.json")  # built, so a valid package has it
    taken = tuple(manifest.packaged(Folder(root)))  # the wheel may take in single files of scripts/
    assert not [n for n in names if (n.startswith((".", "scripts", "tests", "/")) and n not in taken) or ".." in n]


def test_every_link_of_a_document_in_the_zip_leads_to_a_file_in_it(made, stem):
    with zipfile.ZipFile(io.BytesIO(made[f"{stem}.zip"])) as archive:
        names = set(archive.namelist())
        documents = {name: archive.read(name).decode() for name in names if name.endswith(".md")}
    for name, text in documents.items():
        targets = re.findall(
            r"\]\(([^()\s]+)\)|(?:href|src)=\"([^\"]+)\"", re.sub(r"```.*?```", "", text, flags=re.DOTALL)
        )
        for target in (a or b for a, b in targets):
            if not re.match(r"[a-z]+:|#", target):
                path = posixpath.normpath(posixpath.join(posixpath.dirname(name), target.split("#")[0]))
                assert path in names or any(n.startswith(f"{path}/") for n in names), f"{name} links to {target}"
    assert "README.md" in documents


def test_the_zip_has_whatever_the_wheel_takes_in(computed, root):
    project = (root / "pyproject.toml").read_text(encoding="utf-8")
    taken = project.replace("force-include]\n", 'force-include]\n"scripts/add.py" = "somewhere/add.py"\n')
    tree = Overlay(computed.tree, {"pyproject.toml": taken.encode()})
    with zipfile.ZipFile(io.BytesIO(zipped.write(tree, computed.descriptor))) as archive:
        assert archive.read("scripts/add.py") == (root / "scripts/add.py").read_bytes()


def test_the_zip_is_deflated_by_the_pinned_zlib_and_opens_everywhere(made, stem, tmp_path):
    path = tmp_path / "package.zip"
    path.write_bytes(made[f"{stem}.zip"])
    with zipfile.ZipFile(path) as archive:
        assert archive.testzip() is None
        for entry in archive.infolist():
            assert entry.compress_type == zipfile.ZIP_DEFLATED
            assert entry.compress_size == len(zipped.deflated(archive.read(entry))), "zipfile took its own zlib"
    if shutil.which("unzip"):
        subprocess.run(["unzip", "-tqq", path], check=True)


def test_sqlite_refuses_what_the_schemas_refuse(database):
    for statement in (
        "INSERT INTO attendance SELECT 'no-such-meeting', iso3, represented_by, mode, host, chair, confirmed, reported_by, disputed FROM attendance LIMIT 1",
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


def test_datasette_shows_the_tables_with_their_meanings_and_filters(made, stem, computed, tmp_path):
    served = pytest.importorskip("datasette.app", reason="datasette is not installed: make test")
    path = tmp_path / f"{stem}.sqlite"
    path.write_bytes(made[f"{stem}.sqlite"])
    patient = {"facet_time_limit_ms": 60_000, "sql_time_limit_ms": 60_000}
    metadata = json.loads(made[f"{stem}.datasette.json"])
    site = served.Datasette([str(path)], metadata=metadata, settings=patient)

    async def pages():
        front = await site.client.get(site.urls.database(stem))
        shown = {name: await site.client.get(site.urls.table(stem, name)) for name in NAMES}
        answers = {name: await site.client.get(site.urls.table(stem, name, "json")) for name in NAMES}
        return html.unescape(front.text), {n: html.unescape(p.text) for n, p in shown.items()}, answers

    front, shown, answers = asyncio.run(pages())
    assert computed.descriptor["title"] in front and computed.descriptor["licenses"][0]["path"] in front
    for name, schema in SCHEMAS.items():
        assert schema["title"] in shown[name] and schema["description"] in shown[name]
        assert all(f["description"] in shown[name] for f in schema["fields"])
        filters = {f["name"] for f in schema["fields"] if "codes" in f or f["type"] == "boolean"}
        assert set(answers[name].json()["facet_results"]) == filters
    assert ">Norway</a>" in shown["memberships"]  # and not its code alone


def test_excel_opens_on_a_cover_that_says_what_it_is(book, root):
    package = json.loads((root / "datapackage.json").read_text())
    told = {row[0]: row[1] for row in book["About"].values if row[0]}
    assert book.sheetnames[0] == "About" and book.active.title == "About"
    assert (told["title"], told["version"]) == (package["title"], package["version"])
    assert told["documented_until"] == package["documented_until"]
    assert "CC0-1.0" in told["licence"] and package["version"] in told["cite"] and "evidence" in told["based on"]
    assert set(NAMES) <= set(told)


def test_excel_has_a_sheet_per_table_with_a_fixed_header_and_filters_and_no_formula(book):
    assert set(book.sheetnames) == {"About", "Fields", *NAMES}
    for name in NAMES:
        sheet = book[name]
        assert sheet.freeze_panes == "A2" and sheet.auto_filter.ref == sheet.dimensions
    assert [c for s in book for row in s.iter_rows() for c in row if c.data_type == "f"] == []


def test_parquet_columns_carry_their_descriptions(made):
    schema = pq.read_schema(io.BytesIO(one(made, "members.parquet")))
    assert schema.metadata[b"license"] == b"CC0-1.0"
    assert all(len(schema.field(n).metadata[b"description"]) > 15 for n in schema.names)


def told(made):
    """What SQLite, Excel and Parquet say of the dataset, by format."""
    name = next(name.removesuffix(".sqlite") for name in made if name.endswith(".sqlite"))
    connection = sqlite3.connect(":memory:")
    connection.deserialize(made[f"{name}.sqlite"])
    cover = openpyxl.load_workbook(io.BytesIO(made[f"{name}.xlsx"]))["About"]
    parquet = pq.read_schema(io.BytesIO(one(made, "members.parquet"))).metadata
    return {
        "sqlite": dict(connection.execute("SELECT name, value FROM about")),
        "excel": {row[0]: row[1] for row in cover.values if row[0]},
        "parquet": {key.decode(): value.decode() for key, value in parquet.items()},
    }


def test_every_format_that_can_says_how_far_the_facts_go_beside_the_release(made, root, until):
    package = json.loads((root / "datapackage.json").read_text())
    words = edition.sentence(edition.in_full(package, package["documented_until"]))
    assert f"{edition.facts(until)}; silence after that day is not a finding." in words
    for where, said in told(made).items():
        assert (said["edition"], said["documented_until"]) == (words, until), where
        assert where == "parquet" or edition.facts(until) in said["cite"]


def test_between_releases_every_format_says_that_it_is_unreleased(made_between, until):
    for where, said in told(made_between).items():
        assert said["edition"].startswith(f"Version 9.9.9-dev, unreleased, {edition.facts(until)}"), where
        assert where == "parquet" or said["released"] == "unreleased"
    with zipfile.ZipFile(io.BytesIO(made_between["coalition-of-the-willing-9.9.9-dev.xlsx"])) as archive:
        stamps = re.findall(r">(\d{4}-\d\d-\d\dT[^<]+)<", archive.read("docProps/core.xml").decode())
    assert set(stamps) == {f"{until}T00:00:00Z"}


def test_no_file_knows_the_time_at_which_it_was_made(made, stem, root):
    descriptor = json.loads((root / "datapackage.json").read_text())
    created = descriptor.get("created", f"{descriptor['documented_until']}T00:00:00Z")
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
            [sys.executable, "-m", "scripts.bundle", "--dev", "--root", str(whole), "--out", str(out)],
            cwd=root,
            env={**os.environ, **environment},
            umask=umask,
            capture_output=True,
            text=True,
            check=False,
        )
        assert done.returncode == FINE, done.stderr
        assert "git does not keep this folder" in done.stderr
        assert (out / bundling.SUMS).read_bytes() == made[bundling.SUMS]
        if shutil.which("sha256sum"):
            subprocess.run(["sha256sum", "--check", "--strict", "--quiet", bundling.SUMS], cwd=out, check=True)


def test_latest_says_which_version_there_is_and_what_its_files_are(made, dev, computed):
    latest = json.loads(made[f"latest{dev}.json"])
    descriptor = computed.descriptor
    assert latest["version"] == descriptor["version"] and latest["documented_until"] == descriptor["documented_until"]
    assert latest["released"] == (descriptor.get("created", "")[:10] or None)
    assert set(latest["files"]) == set(made) - {bundling.SUMS, f"latest{dev}.json"}
    for name, said in latest["files"].items():
        assert said == {"bytes": len(made[name]), "sha256": hashlib.sha256(made[name]).hexdigest()}


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


def test_what_no_release_has_is_bundled_as_such_only(repository, tmp_path, capsys):
    repository.edit("data/meetings/london-2025-03-02.yaml", "closing press", "final press")
    out = tmp_path / "out"
    arguments = ["--root", str(repository.folder), "--out", str(out)]
    assert build.main(arguments[:2]) == FINE
    assert bundle.main(arguments) == WRONG
    said = capsys.readouterr().err
    assert "version 1.0.1-dev, which is not released" in said and "python -m scripts.release" in said
    assert not out.exists()
    assert bundle.main([*arguments, "--dev"]) == FINE
    names = {p.relative_to(out).as_posix() for p in out.rglob("*") if p.is_file()} - {bundling.SUMS}
    assert names and all("-dev" in name for name in names)


def in_the_zip(folder):
    dataset = Dataset.at(folder)
    with zipfile.ZipFile(io.BytesIO(zipped.write(dataset.tree, dataset.descriptor))) as file:
        return {name: file.read(name) for name in file.namelist()}


def test_a_release_holds_what_is_committed_and_nothing_else(repository, tmp_path, monkeypatch, capsys):
    folder, out = repository.folder, tmp_path / "out"
    monkeypatch.setattr(bundling, "files", lambda dataset: {"made": dataset.descriptor["version"].encode()})
    arguments = ["--root", str(folder), "--out", str(out)]
    (folder / "docs/draft-secret.md").write_text("Not yet.")
    (folder / "docs/draft-too.md").write_text("Not yet.")
    repository.git("add", "docs/draft-too.md")
    repository.edit("docs/method.md", "the", "teh")
    (folder / "docs/tools.md").unlink()
    for options in ([], ["--dev"]):  # this version is released: it has one content
        assert bundle.main([*arguments, *options]) == WRONG
        said = capsys.readouterr().err
        for words in (
            "docs/draft-too.md a file that no commit has",
            "docs/method.md not as the last commit has it",
            "docs/tools.md no such file",
            "`git restore docs/method.md`",
            "3 problems",
        ):
            assert words in said
    assert not out.exists()
    repository.git("add", "docs/draft-too.md", "docs/method.md", "docs/tools.md")
    repository.git("commit", "--quiet", "--message", "edit")
    assert bundle.main(arguments) == FINE
    said = capsys.readouterr().err
    assert said == "bundle: left out of the zip, as git does not track it: docs/draft-secret.md\n"
    names = in_the_zip(folder)
    assert {"docs/draft-too.md", ".zenodo.json", "data/meetings/paris-2025-03-27.yaml"} <= set(names)
    assert not {"docs/draft-secret.md", "docs/tools.md"} & set(names)
    assert all(repository.git("show", f"HEAD:{name}").encode() == data.strip() for name, data in names.items())


def test_between_releases_the_zip_holds_every_record_and_no_draft(repository):
    meeting, folder = add_the_example_of_contributing(repository.folder), repository.folder
    (folder / "docs/draft-secret.md").write_text("Not yet.")
    names = set(in_the_zip(folder))
    assert f"data/meetings/{meeting}.yaml" in names and "docs/draft-secret.md" not in names
    assert {
        path for r in json.loads((folder / "datapackage.json").read_text())["resources"] for path in paths_of(r)
    } <= names


def test_in_a_repository_of_something_else_all_that_lies_there_goes_in(repository):
    inside = copied(repository.folder / "unzipped")
    (inside / "docs/mine.md").write_text("Mine.")
    assert "docs/mine.md" in in_the_zip(inside)


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
