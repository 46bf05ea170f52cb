"""Add the ISO 3166-1 codes to a column of countries in a CSV file. Nothing is guessed.

The new file has what the old one has, byte for byte, and a column iso3 at its end, empty where nothing matched; it lies beside
the old one (cases.csv gives cases.iso3.csv) unless --out says where. What did not match is reported on standard error. FILE
may be -, for standard input; the new file then goes to standard output. The file must be UTF-8; commas, semicolons, tabs and
bars are told apart by the header. With --strict the exit status is 1 where something did not match.

examples:
  coalition match cases.csv --column country
  coalition match cases.csv --column cowcode --scheme cow --out codes.csv --force
  coalition match - --column country < cases.csv > codes.csv
"""

import sys
from collections import Counter
from pathlib import Path

from ..console import FINE, NO
from ..errors import Refused
from ..lookup import schemes_of
from .parsing import add_scheme, parser
from .sheet import Sheet
from .writing import write

STDIO = "-"


def main(argv: list[str]) -> int:
    reads = parser("match", __doc__)
    reads.add_argument("file", metavar="FILE", help="a CSV file, or - for standard input")
    reads.add_argument("--column", required=True, metavar="NAME", help="the column with names or codes of countries")
    add_scheme(reads)
    reads.add_argument("--out", metavar="FILE", help="the new file, or - for standard output")
    reads.add_argument(
        "--as", dest="name", type=_name, default="iso3", metavar="NAME", help="name of the new column (default: iso3)"
    )
    reads.add_argument("--delimiter", type=_delimiter, metavar="CHAR", help="what parts the cells; \\t is a tab")
    reads.add_argument("--force", action="store_true", help="replace the new file where it is there already")
    reads.add_argument("--strict", action="store_true", help="exit with 1 where something did not match")
    args = reads.parse_args(argv)
    schemes = schemes_of(args.scheme)
    data = _read(args.file)
    out = args.out or _beside(args.file)
    if STDIO not in (out, args.file) and Path(out).exists() and Path(out).samefile(args.file):
        raise Refused(f"{out} is the file that is read: give another name with --out")
    sheet = Sheet(data, _label(args.file), args.column, args.delimiter)
    if sheet.delimiter != "," and not args.delimiter:
        print(f"coalition match: read with a {sheet.delimiter_name} between the cells", file=sys.stderr)
    values = sheet.values()
    found, report, missed = _matched(values, schemes)
    longer = sheet.with_column(args.name, found)
    if out == STDIO:
        sys.stdout.flush()
        sys.stdout.buffer.write(longer)
    else:
        write(out, longer, args.force)
    print(report + (f"\nwrote {out}" if out != STDIO else ""), file=sys.stderr)
    return NO if args.strict and missed else FINE


def _matched(values: list[str], schemes: tuple[str, ...]) -> tuple[list[str], str, int]:
    """The iso3 of every value, the report, and how many rows did not match."""
    from ..report import told, tried

    counts = Counter(values)
    distinct = list(counts)
    found, lost = tried(distinct, dict(enumerate(counts.values())), schemes)
    iso3 = dict(zip(distinct, found, strict=True))
    blank = sum(n for value, n in counts.items() if not value.strip())
    report = told(len(values), blank, lost, "the new column is empty there")
    return [iso3[value] or "" for value in values], report, sum(row.rows for row in lost)


def _read(file: str) -> bytes:
    return sys.stdin.buffer.read() if file == STDIO else Path(file).read_bytes()


def _label(file: str) -> str:
    return "standard input" if file == STDIO else file


def _beside(file: str) -> str:
    """Where the new file goes: cases.csv gives cases.iso3.csv."""
    return STDIO if file == STDIO else str(Path(file).with_suffix(f".iso3{Path(file).suffix}"))


def _name(text: str) -> str:
    from argparse import ArgumentTypeError

    if not text.isprintable():  # a byte that was no UTF-8 among them
        raise ArgumentTypeError("expected words that can be printed")
    return text


def _delimiter(text: str) -> str:
    from argparse import ArgumentTypeError

    text = {"\\t": "\t", "tab": "\t"}.get(text, text)
    if len(text) != 1 or text in '"\r\n\0':
        raise ArgumentTypeError("expected one character, or \\t for a tab")
    return text
