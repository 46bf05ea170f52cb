"""Authored YAML reads as the same text in every reader, and has one canonical form."""

import pytest
import ruamel.yaml
import yaml

from scripts.checks import registry
from scripts.files import yaml_text
from scripts.problems import Problems

# What readers of YAML 1.1 or 1.2 are known to take for something other than text.
TREACHEROUS = [
    "NO",
    "no",
    "y",
    "Off",
    "true",
    "Null",
    "~",
    "",
    "036",
    "0x1F",
    "0o17",
    "12:30",
    "1e3",
    "1.5",
    ".5",
    ".inf",
    ".NaN",
    "2025-03-27",
    "2025-3-1",
    "1_000",
    "=",
    "<<",
    "+1",
    "-0",
    "0b11",
    "190:20:30",
]
PLAIN = [
    "Norway",
    "Türkiye",
    "日本",
    "a: b",
    "# not a comment",
    "- dash",
    "it's",
    'say "so"',
    "x" * 300,
    "two  words",
    "[1]",
    "{a}",
    "@home",
    "`tick`",
    "%",
    "&anchor",
    "*alias",
    "!tag",
    "> folded",
    "| block",
    "trailing:",
    "1.0.0",
    "a #b",
]


def readers():
    for version in ("1.1", "1.2"):
        reader = ruamel.yaml.YAML(typ="safe", pure=True)
        reader.version = version
        yield f"ruamel {version}", reader.load
    yield "PyYAML", yaml.safe_load


@pytest.mark.parametrize("value", TREACHEROUS + PLAIN)
def test_what_we_write_every_reader_reads_as_the_same_text(value):
    text = yaml_text.write([{"key": value}])
    for name, read in readers():
        assert read(text) == [{"key": value}], f"{name} reads {text!r} otherwise"
    assert yaml_text.read(text.encode(), "x").rows == [{"key": value}]


@pytest.mark.parametrize(
    "name",
    [
        "package",
        "members",
        "others",
        "meetings/london-2025-03-02",
        "reported_sizes",
        "positions",
        "affiliations",
        "sources",
        "changes",
    ],
)
def test_the_authored_files_read_alike_in_every_reader(root, name):
    data = (root / f"data/{name}.yaml").read_bytes()
    single = "/" in name
    rows = yaml_text.read(data, name, single).rows
    ours = rows[0] if single else rows
    assert yaml.load(data, Loader=getattr(yaml, "CSafeLoader", yaml.SafeLoader)) == ours
    if len(data) < 200_000:  # the pure Python reader of YAML 1.2 is slow
        reader = ruamel.yaml.YAML(typ="safe", pure=True)
        reader.version = "1.2"
        assert reader.load(data.decode()) == ours


def test_tidying_changes_nothing_and_loses_nothing(computed):
    assert registry.run(computed, ["records", "tidy"]) == []
    for documents in computed.records.documents.values():
        for path, document in documents.items():
            rows = document.rows[0] if document.single else document.rows
            text = yaml_text.write(rows, yaml_text.header(document.text))
            assert yaml_text.read(text.encode(), path, document.single).rows == document.rows


def test_norway_s_code_needs_its_quotes():
    # a bare NO is false to a YAML 1.1 reader; ours keeps the text, and tidy puts the quotes back
    rows = yaml_text.read(b"- iso2: NO\n", "x").rows
    assert rows == [{"iso2": "NO"}]
    assert yaml_text.write(rows) == '- iso2: "NO"\n'


def test_line_numbers_lead_to_the_value():
    lines = yaml_text.read(b"# header\n- a: 1\n  b:\n  - c\n  - d: 2\n", "x").lines
    assert (lines[(0, "a")], lines[(0, "b", 0)], lines[(0, "b", 1, "d")]) == (2, 4, 5)


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("- a: &x 1\n- b: *x\n", "anchor"),
        ("- &a [*a, *a]\n", "anchor"),
        ("%YAML 1.1\n---\n- a: 1\n", "directive"),
        ("- a: 1\n  a: 2\n", "twice"),
        ("- ? [x]\n  : 1\n", "key that is not plain text"),
        ("- a: !!int 3\n", "tag"),
        ("- " * 40 + "a\n", "levels"),
        ("- a:\t1\n", "tab"),
        ("- a: 1\u2028\n", "control character"),
    ],
)
def test_what_could_surprise_is_refused_with_its_line(text, words):
    with pytest.raises(Problems) as refused:
        yaml_text.read(text.encode(), "data/x.yaml")
    (problem,) = refused.value.problems
    assert words in problem.found
    assert problem.line >= 1


def test_an_oversized_file_is_refused(monkeypatch):
    monkeypatch.setattr(yaml_text, "MAX_BYTES", 10)
    with pytest.raises(Problems) as refused:
        yaml_text.read(b"- a: 123456789\n", "x")
    assert "at most 10 bytes" in refused.value.problems[0].expected
