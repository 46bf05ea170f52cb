"""Whatever file is given to `coalition match`, it gets a column more and loses nothing, or is refused in words."""

import csv
import io

from hypothesis import example, given
from hypothesis import strategies as st

from coalition_of_the_willing.commands.sheet import Sheet
from coalition_of_the_willing.errors import Refused

CELLS = st.text(st.characters(codec="utf-8", exclude_characters="\0"), max_size=8)
MARK = "\ufeff"
DELIMITERS = st.sampled_from(",;\t|")


def sheet(data: bytes, *options: str) -> Sheet | None:
    try:
        return Sheet(data, "cases.csv", "country", *options)
    except Refused as e:
        assert "cases.csv" in str(e)
        return None


@given(st.one_of(st.binary(), st.text().map(lambda text: text.encode("utf-8", "surrogatepass")), st.text().map(lambda text: b"country\n" + text.encode("utf-8", "replace"))))  # fmt: skip
@example(b"\xef\xbb\xbf")
@example(b"\xef\xbb\xbf\n")
@example(b"\r")
@example(b"country\r1\r")
def test_any_bytes_are_a_sheet_or_refused(data):
    if read := sheet(data):
        values = read.values()
        assert read.with_column("iso3", ["FRA"] * len(values)).decode().count("FRA") >= len(values)


WAYS = st.sampled_from(
    (("\r\n", csv.QUOTE_MINIMAL), ("\r\n", csv.QUOTE_ALL), ("\n", csv.QUOTE_ALL), ("\r", csv.QUOTE_ALL))
)


@given(st.lists(st.lists(CELLS, min_size=3, max_size=3), max_size=4), DELIMITERS, WAYS, st.booleans(), st.booleans(), CELLS, CELLS)  # fmt: skip
@example([["UK", "", ""]], ",", ("\n", csv.QUOTE_ALL), True, True, "iso3", "GBR")
def test_every_cell_stands_as_it_stood_and_the_new_one_last(rows, delimiter, way, ends, marked, name, added):
    header = ["country", "a", "b"]
    buffer = io.StringIO(newline="")
    csv.writer(buffer, delimiter=delimiter, lineterminator=way[0], quoting=way[1]).writerows([header, *rows])
    text = buffer.getvalue().removesuffix("" if ends else way[0])
    read = sheet((MARK * marked + text).encode(), delimiter)
    assert read is not None and read.values() == [row[0] for row in rows]
    if name in header:
        return
    made = read.with_column(name, [added] * len(rows)).decode()
    assert made.startswith(MARK) == marked
    again = list(csv.reader(io.StringIO(made.removeprefix(MARK), newline=""), delimiter=delimiter, strict=True))
    assert again == [[*header, name], *([*row, added] for row in rows)]
