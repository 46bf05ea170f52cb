"""Whatever a record holds survives the YAML that people write, and whatever bytes stand in a file are read or refused."""

import ruamel.yaml
import yaml
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.files import yaml_text
from scripts.problems import Problems

TEXT = st.text(st.characters(codec="utf-8"))
TREACHEROUS = st.from_regex(r"[-+]?[0-9_.:eExX-]{1,8}|[yYnN~=<!&*%@`#|>?-][a-zA-Z:# -]{0,4}|[ ]?[a-z]+[:#]?[ ]?[a-z]*", fullmatch=True)  # fmt: skip
SCALARS = st.one_of(TEXT, TREACHEROUS)
KEYS = st.from_regex(r"[a-z][a-z_0-9]{0,8}", fullmatch=True)
VALUES = st.recursive(
    SCALARS, lambda inner: st.lists(inner, max_size=3) | st.dictionaries(KEYS, inner, max_size=3), max_leaves=8
)
RECORDS = st.lists(st.dictionaries(st.one_of(KEYS, SCALARS), VALUES, min_size=1, max_size=4), max_size=3)
LINES = st.lists(st.sampled_from(("- a: 1", "- b: x", "  c: [1, 2]", "  d:", "  - e", "  f: {g: h}", "# c", "---", "...", "? x", ": y", "&a", "*a", "!t", "|", ">", "'", '"', "<<<<<<< ", "%TAG ! x", "\ufeff", "\x85", "- - -", "a: b: c", "\ud800", "  " * 9))).map("\n".join)  # fmt: skip


@given(RECORDS)
@example([{"a": ""}, {"a": "\n"}, {"a": " x\n\n y "}])
def test_records_come_back_as_they_were_written_and_in_the_same_form(records):
    text = yaml_text.write(records)
    read = yaml_text.read(text.encode(), "x").rows
    assert read == records and yaml_text.write(read) == text


@given(st.dictionaries(KEYS, VALUES, min_size=1, max_size=4))
def test_a_single_record_comes_back_as_it_was_written(record):
    assert yaml_text.read(yaml_text.write(record).encode(), "x", single=True).rows == [record]


@given(SCALARS)
@example("-_")
@example("._")
def test_every_reader_takes_a_text_for_the_same_text(value):
    text = yaml_text.write([{"key": value, "list": [value, "x"]}])
    expected = [{"key": value, "list": [value, "x"]}]
    assert yaml.safe_load(text) == expected
    for version in ("1.1", "1.2"):
        reader = ruamel.yaml.YAML(typ="safe", pure=True)
        reader.version = version
        assert reader.load(text) == expected


@given(st.one_of(st.binary(), st.text().map(lambda t: t.encode("utf-8", "surrogatepass")), LINES.map(lambda t: t.encode("utf-8", "surrogatepass"))), st.booleans())  # fmt: skip
@example(b"", False)
@example(b"#", True)
@example(b"\xef\xbb\xbf", False)
@example(b"...\n- a", False)
def test_any_bytes_are_records_with_their_lines_or_a_problem_that_names_the_file(data, single):
    try:
        document = yaml_text.read(data, "data/x.yaml", single)
    except Problems as e:
        assert [(p.file, bool(p.found and p.expected and p.remedy)) for p in e.problems] == [("data/x.yaml", True)]
    else:
        last = data.count(b"\n") + 2  # an empty value stands after the last line
        assert all(1 <= line <= last for line in document.lines.values())
        again = yaml_text.write(document.rows[0] if single else document.rows)
        assert yaml_text.read(again.encode(), "x", single).rows == document.rows
