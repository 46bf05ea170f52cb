"""Whatever a cell holds survives the CSV that this package writes, in our reader, in Python's and in pandas."""

import csv
import io

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

import coalition_of_the_willing as cow
from scripts.files import csv_text

COLUMNS = ["key", "a", "b_2"]
CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\r\n\0"))  # no cell holds a line break
TABLES = st.lists(st.lists(CELLS, min_size=3, max_size=3).map(lambda row: dict(zip(COLUMNS, row, strict=True))))


@given(TABLES)
@example([dict.fromkeys(COLUMNS, value) for value in ("", '"', ",", "NA", "036", "null", " x ", "'", "\\", "\ufeff")])
def test_every_reader_finds_the_cells_as_they_were_written(rows):
    data = csv_text.write(COLUMNS, rows)
    assert csv_text.read(data) == (COLUMNS, rows)
    assert list(csv.DictReader(io.StringIO(data.decode(), newline=""))) == rows
    frame = pd.read_csv(io.BytesIO(data), dtype="string", keep_default_na=False, na_values=[""])
    assert frame.fillna("").to_dict("records") == rows


@given(TABLES)
def test_the_package_writes_a_frame_as_the_build_writes_a_table(rows):
    frame = pd.DataFrame(rows, columns=COLUMNS, dtype="string").replace("", pd.NA)
    assert cow.to_csv(frame).encode() == csv_text.write(COLUMNS, rows)


@given(st.lists(st.lists(st.text(st.characters(codec="utf-8", exclude_characters="\0"), min_size=1), min_size=2, max_size=2)))  # fmt: skip
@example([["a\rb", "\n"]])
def test_a_users_own_text_may_have_line_breaks(cells):
    written = cow.to_csv(pd.DataFrame(cells, columns=["a", "b"], dtype="string"))
    assert list(csv.reader(io.StringIO(written, newline=""), strict=True)) == [["a", "b"], *cells]


@given(st.lists(CELLS))
def test_a_table_of_one_column_keeps_its_empty_cells(values):
    rows = [{"key": value} for value in values]
    assert csv_text.read(csv_text.write(["key"], rows)) == (["key"], rows)


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass"))))
def test_any_bytes_are_a_table_or_refused_with_a_reason(data):
    try:
        columns, rows = csv_text.read(data)
    except ValueError as e:
        assert str(e)
    else:
        assert all(list(row) == list(dict.fromkeys(columns)) for row in rows)
