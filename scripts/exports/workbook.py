"""All tables as one Excel workbook, by XlsxWriter: a cover sheet, the meaning of every field, then a sheet per table.

Text is written as text, so that "036" and "NO" stay and nothing is taken for a formula or a link; dates are dates.
"""

import datetime
import io
from collections.abc import Sequence

from scripts.exports.typed import Value
from scripts.tables.rows import Rows

COVER, FIELDS = "About", "Fields"
_WIDEST, _NARROWEST, _PAGE = 60, 8, 100
_LINE = 15  # points; readers other than Excel do not heighten a row for wrapped text
_FIRST_DAY = datetime.date(1900, 3, 1)  # Excel counts earlier days wrongly


def write(rows: Rows, records: dict[str, list[dict[str, Value]]], about: dict[str, str], created: str) -> bytes:
    """The bytes of the workbook; `created` is a day or time of the package, and the only one that the file knows."""
    import xlsxwriter

    buffer = io.BytesIO()
    book = xlsxwriter.Workbook(buffer, {"in_memory": True})
    when = datetime.datetime.fromisoformat(created)
    book.set_properties({"title": about["title"], "comments": about["edition"], "created": when})
    bold, wrapped = book.add_format({"bold": True}), book.add_format({"text_wrap": True, "valign": "top"})
    day = book.add_format({"num_format": "yyyy-mm-dd"})
    text = book.add_format({"num_format": "@"})  # what is typed into such a cell stays text
    _cover(book, about, {n: (s["description"], len(records[n])) for n, s in rows.schemas.items()}, bold, wrapped)
    meanings = [
        {"table": name, "field": f["name"], "type": f["type"], "meaning": rows.codes.described(f)}
        for name, schema in rows.schemas.items()
        for f in schema["fields"]
    ]
    _sheet(book, FIELDS, list(meanings[0]), meanings, bold, day, text)
    for name, schema in rows.schemas.items():
        _sheet(book, name, [f["name"] for f in schema["fields"]], records[name], bold, day, text)
    book.close()
    return buffer.getvalue()


def _cover(book, about: dict[str, str], tables: dict[str, tuple[str, int]], bold, wrapped) -> None:
    sheet = book.add_worksheet(COVER)
    sheet.hide_gridlines(2)
    sheet.set_column(0, 0, 18)
    sheet.set_column(1, 1, _PAGE)
    sheet.set_column(2, 2, 8)
    name_of = book.add_format({"bold": True, "valign": "top"})
    link = book.add_format({"font_color": "blue", "underline": 1, "valign": "top"})
    for line, (name, value) in enumerate(about.items()):
        _text(sheet, line, 0, name, name_of)
        _text(sheet, line, 1, value, wrapped)
        sheet.set_row(line, _LINE * -(-len(value) // _PAGE))
    head = len(about) + 1
    for column, title in enumerate(("table", "what it has", "rows")):
        _text(sheet, head, column, title, bold)
    for line, (name, (description, rows)) in enumerate(tables.items(), head + 1):
        sheet.write_url(line, 0, f"internal:'{name}'!A1", link, name)
        _text(sheet, line, 1, description, wrapped)
        sheet.write_number(line, 2, rows, wrapped)
        sheet.set_row(line, _LINE * -(-len(description) // _PAGE))
    _printed(sheet)


def _sheet(book, name: str, columns: Sequence[str], records: Sequence[dict[str, Value]], bold, day, text) -> None:
    sheet = book.add_worksheet(name)
    for column, title in enumerate(columns):
        _text(sheet, 0, column, title, bold)
        longest = max((len(str(r[title])) for r in records if r[title] is not None), default=0)
        sheet.set_column(column, column, min(max(longest, len(title) + 3, _NARROWEST), _WIDEST))
        for line, record in enumerate(records, 1):
            value = record[title]
            if isinstance(value, bool):
                sheet.write_boolean(line, column, value)
            elif isinstance(value, int):
                sheet.write_number(line, column, value)
            elif isinstance(value, datetime.date):
                if value < _FIRST_DAY:
                    raise ValueError(f"{name}.{title}: Excel cannot count {value}; write it as text in this format")
                sheet.write_datetime(line, column, value, day)
            elif value is not None:
                _text(sheet, line, column, value, text)
    sheet.freeze_panes(1, 0)
    sheet.repeat_rows(0)
    _printed(sheet)
    sheet.autofilter(0, 0, len(records), len(columns) - 1)
    sheet.ignore_errors({"number_stored_as_text": "A1:XFD1048576"})


def _printed(sheet) -> None:
    sheet.set_landscape()
    sheet.set_paper(9)  # A4
    sheet.fit_to_pages(1, 0)


def _text(sheet, line: int, column: int, text: str, *style) -> None:
    if sheet.write_string(line, column, text, *style) != 0:
        raise ValueError(f"{sheet.get_name()}, row {line + 1}: text of {len(text)} characters; Excel takes 32767")
