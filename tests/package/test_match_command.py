"""`coalition match` adds a column to somebody's file and changes nothing else in it, or changes nothing at all."""

import os
import subprocess
import sys
import threading

import pytest

from coalition_of_the_willing import cli
from coalition_of_the_willing.console import COULD_NOT_RUN, FINE, NO
from tests.conftest import ROOT

CASES = b"id,country\n1,Holland\n2,Mexico\n"


@pytest.fixture
def match(tmp_path, monkeypatch, capsys):
    """Run `coalition match cases.csv` on some bytes: (exit status, the new file or None, errors)."""
    monkeypatch.chdir(tmp_path)

    def matching(data: bytes, *options: str) -> tuple[int, bytes | None, str]:
        (tmp_path / "cases.csv").write_bytes(data)
        column = () if "--column" in options else ("--column", "country")
        try:
            status = cli.main(["match", "cases.csv", *column, *options])
        except SystemExit as e:
            status = e.code
        made = tmp_path / "cases.iso3.csv"
        out, err = capsys.readouterr()
        assert out == "" and (tmp_path / "cases.csv").read_bytes() == data
        assert not list(tmp_path.glob(".*.part"))
        return status, made.read_bytes() if made.exists() else None, err

    return matching


def test_the_new_file_has_the_old_one_and_a_column(match):
    status, made, err = match(CASES)
    assert (status, made) == (FINE, b"id,country,iso3\n1,Holland,NLD\n2,Mexico,\n")
    assert "1 of 2 rows matched, 1 not matched, 0 empty\n  'Mexico' (1 row): Mexico (MEX) is a country" in err
    assert err.endswith("wrote cases.iso3.csv\n")
    assert match(CASES, "--strict", "--force")[0] == NO


@pytest.mark.parametrize(
    ("old", "new"),
    [
        (b'n;country\r\n"1";"Turkey"\r\n', b'n;country;iso3\r\n"1";"Turkey";TUR\r\n'),
        (b"n\tcountry\n036\tNorway", b"n\tcountry\tiso3\n036\tNorway\tNOR"),
        (b"\xef\xbb\xbfcountry\nUK\n", b"\xef\xbb\xbfcountry,iso3\nUK,GBR\n"),
        (b'country,note\nUK,"a ""b"",\n\nc"\n', b'country,note,iso3\nUK,"a ""b"",\n\nc",GBR\n'),
        (b"country,a,b\nUK\n\nUK,1,2\n", b"country,a,b,iso3\nUK,,,GBR\n\nUK,1,2,GBR\n"),
        (b'"a;b",country\n1,"Korea, Republic of"\n', b'"a;b",country,iso3\n1,"Korea, Republic of",KOR\n'),
        (b"country\n", b"country,iso3\n"),
        (b'\xef\xbb\xbf"country"\n"UK"\n', b'\xef\xbb\xbf"country",iso3\n"UK",GBR\n'),
        (b"country,text\nUK," + b"x" * 200_000 + b"\n", b"country,text,iso3\nUK," + b"x" * 200_000 + b",GBR\n"),
    ],
)
def test_delimiter_quotes_line_ends_and_mark_stay_as_they_are(match, old, new):
    status, made, err = match(old)
    assert (status, made) == (FINE, new)
    assert ("read with a" in err) == (b";iso3" in new or b"\tiso3" in new)


@pytest.mark.parametrize(
    ("data", "options", "says"),
    [
        (b"", (), "is empty"),
        (b"\n  \n", (), "is empty"),
        (b"\nid,country\n", (), "begins with a blank line"),
        (b"id;land\n1;UK\n", (), "its columns, split at each semicolon: 'id', 'land'"),
        (b"country,country\nUK,UK\n", (), "has the column 'country' 2 times"),
        (b"id,country\n1,UK\n2,UK,3\n", (), "line 3: 3 cells under 2 columns"),
        (b'id,country\n1,"UK\n', (), "line 2: not readable as CSV"),
        (b"id,country\n1,T\xfcrkei\n", (), "not UTF-8 (byte 0xfc in line 2): convert it"),
        ("country\nUK\n".encode("utf-16"), (), "UTF-16, not UTF-8: convert it"),
        (b"PK\x03\x04rest", (), "a workbook"),
        (b"country\n\0\n", (), "byte 0 at line 2"),
        (b"country,iso3\nUK,GBR\n", (), "has a column 'iso3' already: name the new one with --as"),
        (CASES, ("--column", "Country"), "no column 'Country'"),
        (CASES, ("--out", "cases.csv", "--force"), "is the file that is read"),
        (CASES, ("--out", "nowhere/new.csv"), "there is no folder"),
        (CASES, ("--out", "."), "is no file"),
        (CASES, ("--scheme", "cown"), "expected one or more of: name"),
        (CASES, ("--delimiter", "::"), "expected one character"),
        (CASES, ("--as", "\udcff"), "expected words that can be printed"),
        (CASES, ("--column", "\udcff"), "no column '\\udcff'"),
        (b"\xef\xbb\xbf\r\n", (), "is empty"),
    ],
)
def test_what_cannot_be_taken_is_refused_in_words_and_nothing_is_written(match, data, options, says):
    status, made, err = match(data, *options)
    assert (status, made) == (COULD_NOT_RUN, None) and says in err and "Traceback" not in err


def test_a_file_that_is_there_stays_unless_told(match):
    assert match(CASES)[0] == FINE
    status, made, err = match(CASES, "--as", "code")
    assert status == COULD_NOT_RUN and made.startswith(b"id,country,iso3") and "--force" in err
    assert match(CASES, "--as", "code", "--force")[1].startswith(b"id,country,code")


def test_a_file_that_is_not_there_or_is_a_folder_could_not_be_run(match, capsys):
    for name in ("nothing.csv", "."):
        assert cli.main(["match", name, "--column", "x"]) == COULD_NOT_RUN
        assert "could not run" in capsys.readouterr().err


def test_a_write_that_fails_leaves_nothing(match, monkeypatch):
    def fail(*_):
        raise OSError("no space left")

    monkeypatch.setattr(os, "replace", fail)
    status, made, err = match(CASES)
    assert (status, made) == (COULD_NOT_RUN, None) and "no space left" in err


def test_a_pipe_gets_the_file_and_standard_error_the_report():
    done = subprocess.run(
        [sys.executable, "-m", "coalition_of_the_willing", "match", "-", "--column", "country"],
        input="country\r\nГреція\r\n".encode(),
        env=os.environ | {"PYTHONPATH": str(ROOT / "src"), "PYTHONIOENCODING": "ascii"},
        capture_output=True,
        check=True,
    )
    assert done.stdout == "country,iso3\r\nГреція,GRC\r\n".encode()
    assert done.stderr == b"1 of 1 rows matched, 0 not matched, 0 empty\n"


@pytest.mark.skipif(not hasattr(os, "mkfifo"), reason="this system has no named pipes")
def test_a_named_pipe_is_read_to_its_end(tmp_path, capsys):
    os.mkfifo(tmp_path / "cases.csv")
    writer = threading.Thread(target=(tmp_path / "cases.csv").write_bytes, args=(CASES,))
    writer.start()
    assert cli.main(["match", str(tmp_path / "cases.csv"), "--column", "country"]) == FINE
    writer.join()
    assert (tmp_path / "cases.iso3.csv").read_bytes() == b"id,country,iso3\n1,Holland,NLD\n2,Mexico,\n"
