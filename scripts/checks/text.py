"""Text of the cells: one plain line of at most 2,000 characters, normalised, each word in one alphabet, and no formula."""

import html
import re
import unicodedata
from collections.abc import Callable, Iterator
from functools import cache, partial
from html.entities import html5
from itertools import groupby

from scripts.checks.registry import ALL_TABLES, rule
from scripts.tables.rows import Rows

_WORD = re.compile(r"[^\W\d_]+")
_ALIKE = ("LATIN", "GREEK", "CYRILLIC")
_LONGEST = 2000  # characters of a cell
_UNSEEN = re.compile(
    "[\u034f\u115f\u1160\u17b4\u17b5\u2800\u3164\uffa0\ufffc\ufffd]"
)  # that Python takes for printable
_TAG = re.compile(
    r"</?(?:a|b|br|blockquote|code|div|em|font|h[1-6]|i|iframe|img|li|ol|p|script|small|span|strong|style|su[bp]|table|t[dr]|u|ul)(?:\s[^<>]*)?/?>"
    r"|<!--|<!\[CDATA\[",
    re.IGNORECASE,
)
_ENTITY = re.compile(r"&(?:#[0-9]+|#[xX][0-9a-fA-F]+|[A-Za-z][A-Za-z0-9]*);")
_cell_rule = partial(rule, ALL_TABLES, remedy="correct the value in the YAML record")


@_cell_rule(
    found="{column}: a cell that a spreadsheet takes for a formula: {value!r}",
    expected="text that does not start with = + - @, of any width, nor with a tab or a carriage return",
)
def no_cell_is_a_formula(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, _is_formula, str)


@_cell_rule(found="{column}: text that is not in Unicode normal form C: {value!r}", expected="{mended!r}")
def text_is_normalised(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, _is_decomposed, lambda v: unicodedata.normalize("NFC", v))


@_cell_rule(found="{column}: stray spaces or unprintable characters: {value!r}", expected="{mended!r}")
def text_is_one_printable_line(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, _is_untidy, _printable)


@_cell_rule(found="{column}: markup or an entity of HTML: {value!r}", expected="{mended!r}")
def text_is_plain(rows: Rows) -> Iterator[tuple[dict, dict]]:
    """An address may have anything between its slashes."""
    return _cells(rows, _is_marked_up, _unmarked)


@_cell_rule(
    found="{column}: a character that nobody sees, or that stands for a lost one: {value!a}", expected="{mended!r}"
)
def text_can_be_seen(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, _is_unseen, lambda v: _UNSEEN.sub("", v))


@_cell_rule(found="{column}: {mended} characters", expected=f"at most {_LONGEST:,}: a note, no page")
def text_is_short(rows: Rows) -> Iterator[tuple[dict, dict]]:
    return _cells(rows, lambda v: len(v) > _LONGEST, lambda v: f"{len(v):,}")


@_cell_rule(
    found="{column}: a word in letters of two alphabets: {value!r}", expected="one alphabet a word, not {mended!r}"
)
def a_word_is_in_one_alphabet(rows: Rows) -> Iterator[tuple[dict, dict]]:
    """Letters that look alike would hide a word from every search and join."""
    return _cells(rows, _is_mixed, lambda v: ", ".join(map(_spelt, _mixed(v))))


@cache
def _is_decomposed(value: str) -> bool:
    return not unicodedata.is_normalized("NFC", value)


@cache
def _is_untidy(value: str) -> bool:
    return value != _printable(value)


@cache
def _is_unseen(value: str) -> bool:
    return not value.isascii() and bool(_UNSEEN.search(value))


@cache
def _is_mixed(value: str) -> bool:
    return bool(_mixed(value))


@cache
def _is_formula(value: str) -> bool:
    """Spreadsheets read full-width signs like the others, and skip a tab or a carriage return before a sign."""
    return unicodedata.normalize("NFKC", value[:1]).startswith(("=", "+", "-", "@", "\t", "\r"))


@cache
def _is_marked_up(value: str) -> bool:
    return ("<" in value or "&" in value) and "://" not in value and _spaced(value) != _unmarked(value)


def _unmarked(value: str) -> str:
    """A text without tags, and with the characters that entities stand for."""
    return _spaced(_ENTITY.sub(_character, _TAG.sub(" ", value)))


def _character(entity: re.Match[str]) -> str:
    """What an entity of HTML stands for: itself where there is none of this name, as in AT&T;."""
    known = entity[0][1] == "#" or entity[0][1:] in html5
    return html.unescape(entity[0]) if known else entity[0]


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


def _printable(value: str) -> str:
    """A text in one line, without what controls devices, or turns the direction of reading."""
    value = _spaced(value)
    return value if value.isprintable() else "".join(filter(str.isprintable, value))


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
