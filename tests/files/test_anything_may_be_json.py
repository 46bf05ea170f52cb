"""Whatever lies where a JSON file, a zip or a revision belongs: a command ends soon, with words and a status, and never with a traceback."""

import io
import json
import os
import random
import struct
import warnings
import zipfile

import pytest

from scripts import checks, diff
from scripts.checks import registry
from scripts.cli import COULD_NOT_RUN
from scripts.dataset import Dataset
from scripts.files import git, strict_json
from scripts.files.patterns import demand_bounded
from scripts.files.trees import Folder, Memory, Overlay, archive
from scripts.problems import CannotRun, Problems
from scripts.releases import comparison, snapshot
from tests.conftest import ROOT

FILES = [
    p.relative_to(ROOT).as_posix() for p in (ROOT / "datapackage.json", *sorted((ROOT / "schema").rglob("*.json")))
]
OFFLINE = tuple(name for name in checks.ALL if name != "frictionless")  # it reads what has passed the others
DEEP, NOWHERE = 100_000, "http://127.0.0.1:9/x"
WHOLE = {
    "nothing": b"",
    "not UTF-8": b'{"a": "\xe9"}',
    "null": b"null",
    "a number": b"1",
    "a text": b'"x"',
    "a list": b"[[null]]",
    "an object": b"{}",
    "deep lists": b"[" * DEEP + b"]" * DEEP,
    "deep objects": b'{"a":' * DEEP + b"1" + b"}" * DEEP,
    "not a number": b"[NaN]",
    "infinite": b"[-Infinity]",
    "too large a number": b"[1e400]",
    "too long a number": b"9" * 10_000,
    "half a letter": b'["\\ud800"]',
    "a name that is twice there": b'{"a": 1, "a": 2}',
    "itself": b'{"title": "x", "$ref": "#"}',
    "a reference to nowhere": b'{"title": "x", "$ref": "#/$defs/x"}',
    "a reference elsewhere": json.dumps({"title": "x", "$ref": NOWHERE, "$dynamicRef": NOWHERE}).encode(),
    "another dialect": json.dumps({"$schema": NOWHERE, "title": "x"}).encode(),
    "records without a shape": b'{"title": "x", "x-order": ["a"], "x-folder": "../.."}',
    "resources that are none": b'{"resources": [null, {"type": "table"}]}',
    "a multitude": json.dumps(
        {"title": "x", "$defs": {f"d{i}": {"allOf": [{"$ref": f"#/$defs/d{i + 1}"}] * 9} for i in range(20)}}
    ).encode(),
}
ODD = (None, True, -1, 1.5, "x", "", "/", "(", "^(a+)+$", [], [[]], [None], {}, {"x": 1}, NOWHERE, "\n" * 9, "é" * 999)


def met(dataset: Dataset, before: snapshot.Snapshot, names: tuple[str, ...] = OFFLINE) -> list[str]:
    """What is said of a package where it is checked, built and compared; everything else that is raised goes through."""
    said = []
    try:
        said += map(str, registry.run(dataset, names))
        now = snapshot.of(dataset.tree)
        for sides in ((before, now), (now, before)):
            found = comparison.between(*sides)
            said += [diff.text(*sides, found), diff.as_json(*sides, found)] if found else []
    except (CannotRun, Problems) as e:
        said.append(str(e))
    return said


@pytest.fixture(scope="module")
def before():
    return snapshot.of(Folder(ROOT))


@pytest.mark.parametrize("what", WHOLE)
def test_a_file_may_be_anything(before, what):
    for file in ("datapackage.json", "schema/codes.json", "schema/records/common.json", "schema/table-schema.json"):
        dataset = Dataset(Overlay(Folder(ROOT), {file: WHOLE[what]}))
        assert met(dataset, before, ("descriptor", "schemas", "records", "files")), f"nobody minds {what} for {file}"


def test_a_value_may_be_anything(before):
    chance = random.Random(16)
    for file in chance.sample(FILES, 12):
        content = json.loads((ROOT / file).read_text(encoding="utf-8"))
        inside, key = chance.choice(list(places(content)))
        inside[key] = chance.choice(ODD)
        met(Dataset(Overlay(Folder(ROOT), {file: json.dumps(content).encode()})), before)


def places(value):
    """(list or object, index or key) of every value inside a value."""
    for key, inside in list(value.items() if isinstance(value, dict) else enumerate(value)):
        yield value, key
        if isinstance(inside, dict | list):
            yield from places(inside)


@pytest.mark.parametrize(
    "pattern",
    [
        "^(a+)+$",
        "(a|aa)+$",
        "^(.*)*b",
        "^(a?b?)+c$",
        "^a*a*a*$",
        "a+$",
        "^((a*|b*)c)+$",
        "^" + "a?" * 30 + "a" * 30 + "$",
    ],
)
def test_a_pattern_that_might_run_for_ever_is_refused(pattern):
    with pytest.raises(ValueError, match=r"might run for ever|may be empty|too intricate"):
        demand_bounded(pattern)


@pytest.mark.parametrize(
    "pattern", [r"^[a-z0-9]+(-[a-z0-9]+)*$", r"^\S(.*\S)?$", r"^(?:[a-z]+ )+[a-z]+$", "^https?://", "x"]
)
def test_a_pattern_that_ends_soon_passes(pattern):
    demand_bounded(pattern)


def zipped(*entries, method=zipfile.ZIP_DEFLATED) -> bytes:
    buffer = io.BytesIO()
    with warnings.catch_warnings(), zipfile.ZipFile(buffer, "w", method) as file:
        warnings.simplefilter("ignore")  # of names that stand twice
        for name, data in (("datapackage.json", b"{}"), *entries):
            file.writestr(name, data)
    return buffer.getvalue()


def with_header(data: bytes, offset: int, value: int) -> bytes:
    """A zip with a number in the central header of its first file replaced."""
    at = data.index(b"PK\x01\x02") + offset
    return data[:at] + struct.pack("<H", value) + data[at + 2 :]


ZIPS = {
    "empty": (b"", "not a zip file"),
    "cut off": (zipped()[:-30], "not a zip file"),
    "encrypted": (with_header(zipped(), 8, 1), "encrypted"),
    "LZMA": (zipped(method=zipfile.ZIP_LZMA), "neither stored nor deflated"),
    "Deflate64": (with_header(zipped(), 10, 9), "neither stored nor deflated"),
    "garbled": (zipped().replace(b"PK\x03\x04", b"PK\x03\x05"), "Bad magic number"),
    "twice": (zipped(("datapackage.json", b"{}")), "'datapackage.json' twice"),
    "absolute": (zipped(("/etc/x", b"")), "leads out of it"),
    "above": (zipped(("a/../../x", b"")), "leads out of it"),
    "a bomb": (zipped(("data/x.csv", bytes(20_000))), "unpacks to more than"),
    "another table": (zipped().replace(b"datapackage", b"datapackets"), "has no datapackage.json"),
}


@pytest.mark.parametrize("what", ZIPS)
def test_a_zip_may_be_anything(what, tmp_path, capsys, monkeypatch):
    monkeypatch.setattr("scripts.files.trees.MAX_UNPACKED", 10_000)
    data, words = ZIPS[what]
    (tmp_path / "odd.zip").write_bytes(data)
    assert diff.main([str(tmp_path / "odd.zip"), str(ROOT)]) == COULD_NOT_RUN
    (line,) = capsys.readouterr().err.splitlines()
    assert words in line


def test_what_a_zip_says_of_its_sizes_is_not_trusted():
    honest = zipped(("data/x.csv", bytes(20_000)))
    with pytest.raises(CannotRun, match=r"Bad CRC-32|unpacks to more"):
        archive(honest.replace(struct.pack("<I", 20_000), struct.pack("<I", 9)), "a zip")


def test_a_table_of_many_columns_is_refused_and_not_compared():
    columns = [f"c{i}" for i in range(100_000)]
    table = {"fields": [{"name": name, "type": "string"} for name in columns], "primaryKey": ["c0"]}
    described = {"resources": [{"type": "table", "name": "t", "path": "t.csv", "schema": table}]}
    files = {"datapackage.json": json.dumps(described).encode(), "t.csv": ",".join(columns).encode() + b"\n"}
    with pytest.raises(CannotRun, match="100000 columns, more than 1000"):
        snapshot.of(Memory(files))


@pytest.mark.parametrize("path", ["/dev/zero", "../secret", "a/../../b", "C:/x"])
def test_a_table_outside_its_package_is_not_read(path):
    table = {"type": "table", "name": "t", "path": path, "schema": {"fields": [], "primaryKey": []}}
    with pytest.raises(CannotRun, match="leads out of the package"):
        snapshot.of(Memory({"datapackage.json": json.dumps({"resources": [table]}).encode()}))


@pytest.mark.skipif(os.name == "nt", reason="the stand-in for git is a shell script")
def test_git_that_never_answers_is_given_up(tmp_path, monkeypatch, capsys):
    (tmp_path / "git").write_text("#!/bin/sh\nexec sleep 60\n")
    (tmp_path / "git").chmod(0o755)
    monkeypatch.setenv("PATH", str(tmp_path), prepend=os.pathsep)
    monkeypatch.setattr(git, "SECONDS", 0.1)
    assert diff.main(["v1", str(ROOT), "--root", str(ROOT)]) == COULD_NOT_RUN
    (line,) = capsys.readouterr().err.splitlines()
    assert "no answer after 0.1 seconds" in line


def test_what_passes_is_as_json_has_it():
    text = '{"a": [1, 1.5, true, null, "\\ud83c\\udf0d é"], "b": -10000000000000000}'
    assert strict_json.parse(text.encode()) == json.loads(text)
