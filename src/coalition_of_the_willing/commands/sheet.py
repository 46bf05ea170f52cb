"""Somebody's CSV, given one more column: what stands there stays byte for byte, and each row gets a cell at its end."""

import csv
import io
from collections.abc import Iterator, Sequence

from ..errors import Refused

_DELIMITERS = {",": "comma", ";": "semicolon", "\t": "tab", "|": "bar"}
_BOM = "\ufeff"
_OTHER_FILES = {
    b"PK\x03\x04": "a workbook or another zip: save the sheet as CSV UTF-8",
    b"\xd0\xcf\x11\xe0": "an old Excel workbook: save the sheet as CSV UTF-8",
    b"\xff\xfe": "UTF-16, not UTF-8: convert it with `iconv -f UTF-16 -t UTF-8 OLD > NEW`",
    b"\xfe\xff": "UTF-16, not UTF-8: convert it with `iconv -f UTF-16 -t UTF-8 OLD > NEW`",
}


class Sheet:
    """The records of a CSV. `label` names it in errors; the delimiter is found by the header where none is given.

    Raises Refused for what is no CSV in UTF-8, has not the column once, or has more cells in a row than in its header.
    """

    def __init__(self, data: bytes, label: str, column: str, delimiter: str | None = None):
        self.label, self._column = label, column
        text = _decoded(data, label)
        self._text = text.removeprefix(_BOM)
        self._mark = _BOM if text.startswith(_BOM) else ""
        self.delimiter = delimiter or self._delimiter()
        self.records = list(self._records(self.delimiter))
        self.header = self.records[0][0]
        self._position = self._found()
        for cells, _, line in self.records:
            if len(cells) > len(self.header):
                found = f"{len(cells)} cells under {len(self.header)} columns"
                raise Refused(
                    f"{label}, line {line}: {found}; put the cell that holds a {self.delimiter_name} in quotes"
                )

    @property
    def delimiter_name(self) -> str:
        return _DELIMITERS.get(self.delimiter, repr(self.delimiter))

    def values(self) -> list[str]:
        """The column, a value per row, "" where the row is too short. Blank lines are no rows."""
        return [cells[self._position] if len(cells) > self._position else "" for cells, _, _ in self._rows()]

    def with_column(self, name: str, values: Sequence[str]) -> bytes:
        """The file with a column more, of a value per row. Raises Refused where it has a column of that name."""
        if name in self.header:
            raise Refused(f"{self.label} has a column {name!r} already: name the new one with --as")
        last = iter([name, *values])
        lines = [self._longer(cells, raw, next(last)) if cells else raw for cells, raw, _ in self.records]
        return "".join([self._mark, *lines]).encode()

    def _longer(self, cells: list[str], raw: str, value: str) -> str:
        body = raw.rstrip("\r\n")
        ending = raw[len(body) :]
        if any(c in value for c in (self.delimiter, '"', "\r", "\n")):
            value = '"' + value.replace('"', '""') + '"'
        return body + self.delimiter * (len(self.header) - len(cells) + 1) + value + ending

    def _rows(self) -> list[tuple[list[str], str, int]]:
        return [record for record in self.records[1:] if record[0]]

    def _found(self) -> int:
        positions = [i for i, name in enumerate(self.header) if name == self._column]
        if len(positions) == 1:
            return positions[0]
        if positions:
            raise Refused(f"{self.label} has the column {self._column!r} {len(positions)} times: rename all but one")
        names = ", ".join(repr(name) for name in self.header)
        raise Refused(
            f"{self.label} has no column {self._column!r}; its columns, split at each {self.delimiter_name}: {names}"
        )

    def _delimiter(self) -> str:
        """The first that gives the column; where none does, that which gives the most columns."""
        headers: dict[str, list[str]] = {}
        for delimiter in _DELIMITERS:
            try:
                headers[delimiter] = next(self._records(delimiter))[0]
            except Refused:
                continue
        if not headers:
            return ","
        giving = [delimiter for delimiter, header in headers.items() if self._column in header]
        return giving[0] if giving else max(headers, key=lambda delimiter: len(headers[delimiter]))

    def _records(self, delimiter: str) -> Iterator[tuple[list[str], str, int]]:
        """(cells, text with the end of its line, first line) of every record; a blank line has no cells."""
        csv.field_size_limit(max(csv.field_size_limit(), len(self._text)))  # a cell may be a whole speech
        taken: list[str] = []

        def lines() -> Iterator[str]:
            for line in io.StringIO(self._text, newline=""):
                taken.append(line)
                yield line

        reader = csv.reader(lines(), delimiter=delimiter, strict=True)
        while True:
            line = reader.line_num + 1
            try:
                cells = next(reader)
            except StopIteration:
                return
            except csv.Error as e:
                raise Refused(f"{self.label}, line {line}: not readable as CSV: {e}") from None
            yield cells, "".join(taken), line
            taken.clear()


def _decoded(data: bytes, label: str) -> str:
    if not data.removeprefix(_BOM.encode()).strip():
        raise Refused(f"{label} is empty; expected a header and rows")
    for start, what in _OTHER_FILES.items():
        if data.startswith(start):
            raise Refused(f"{label} is {what}")
    if b"\0" in data:
        raise Refused(f"{label} is no text: it has a byte 0 at line {_line(data, data.index(0))}; save it as CSV UTF-8")
    try:
        text = data.decode()
    except UnicodeDecodeError as e:
        found = f"byte {data[e.start]:#04x} in line {_line(data, e.start)}"
        raise Refused(
            f"{label} is not UTF-8 ({found}): convert it, with `iconv -f WINDOWS-1252 -t UTF-8 OLD > NEW` if it is from Windows"
        ) from None
    if not text.removeprefix(_BOM).splitlines()[0].strip():
        raise Refused(f"{label} begins with a blank line; expected the header")
    return text


def _line(data: bytes, position: int) -> int:
    return data.count(b"\n", 0, position) + 1
