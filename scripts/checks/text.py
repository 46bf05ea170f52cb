"""Text of the cells: one line, normalised, each word in one alphabet, and nothing that a spreadsheet takes for a formula."""

import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from itertools import groupby

from scripts.checks.registry import ALL_TABLES, rule
from scripts.tables.rows import Rows

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = ("LATIN", "GREEK", "CYRILLIC")
_cell_rule = partial(rule, ALL_TABLES, remedy="correct the value in the YAML record")


@_cell_rule(
    found="{column}: a cell that a spreadsheet takes for a formula: {value!r}",
    expected="text that does not start with = + - @, of any width, nor with a tab or a carriage return",
)
def no_cell_is_a_formula(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, _is_formula, str)


@_cell_rule(found="{column}: text that is not in Unicode normal form C: {value!r}", expected="{mended!r}")
def text_is_normalised(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, lambda v: not unicodedata.is_normalized("NFC", v), lambda v: unicodedata.normalize("NFC", v))


@_cell_rule(found="{column}: stray spaces or unprintable characters: {value!r}", expected="{mended!r}")
def text_is_one_printable_line(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, lambda v: v != _spaced(v) or not v.isprintable(), _spaced)


@_cell_rule(
    found="{column}: a word in letters of two alphabets: {value!r}", expected="one alphabet a word, not {mended!r}"
)
def a_word_is_in_one_alphabet(rows: Rows) -> Iterator[tuple[dict, dict]]:
    """Letters that look alike would hide a word from every search and join."""
    return _cells(rows, lambda v: bool(_mixed(v)), lambda v: ", ".join(map(_spelt, _mixed(v))))


def _is_formula(value: str) -> bool:
    """Spreadsheets read full-width signs like the others, and skip a tab or a carriage return before a sign."""
    return unicodedata.normalize("NFKC", value[:1]).startswith(("=", "+", "-", "@", "\t", "\r"))


def _mixed(value: str) -> list[str]:
    """The words of a text, as runs of letters, that have letters of two alphabets."""
    return [] if value.isascii() else [w for w in _WORD.findall(value) if len({_alphabet(c) for c in w} - {""}) > 1]


def _spelt(word: str) -> str:
    """A word with the alphabet of each stretch of its letters: Cyrillic Р, Latin aris."""
    return " + ".join(f"{alphabet.title()} {''.join(letters)}" for alphabet, letters in groupby(word, _alphabet))


@cache
def _alphabet(letter: str) -> str:
    """The alphabet of a letter, as its Unicode name begins; empty for scripts that nobody takes for another."""
    return next((a for a in _ALIKE if unicodedata.name(letter, "").startswith(a)), "")


def _spaced(value: str) -> str:
    return " ".join(value.split())


def _cells(
    rows: Rows, wrong: Callable[[str], bool], mended: Callable[[str], str]
) -> Iterator[tuple[dict[str, str], dict[str, str]]]:
    """The cells whose text is wrong. Each text of a column is looked at once: many cells have the same."""
    for table, table_rows in rows.items():
        for column in table_rows[0] if table_rows else ():
            for value in sorted(v for v in rows.distinct(table, column) if wrong(v)):
                for row in table_rows:
                    if row[column] == value:
                        record = next(iter(row.values()))
                        yield (
                            row,
                            {
                                "table": table,
                                "column": column,
                                "value": value,
                                "mended": mended(value),
                                "record": record,
                            },
                        )
