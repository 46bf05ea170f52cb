"""A table as CSV (the bytes of the shipped file), JSON (typed, missing values null) or Markdown. Without a name: which there are.

examples:
  coalition table
  coalition table members --format md
  coalition table meetings --format json
"""

from ..console import FINE
from ..folder import columns, schema, tables
from ..layout import aligned
from ..rows import rows
from .output import write
from .parsing import parser


def main(argv: list[str]) -> int:
    reads = parser("table", __doc__)
    reads.add_argument("table", nargs="?", metavar="TABLE", help="its name")
    reads.add_argument("--format", choices=("csv", "json", "md"), default="csv", help="default: csv")
    args = reads.parse_args(argv)
    if args.table is None:
        print(aligned([(name, schema(name)["description"].split(".")[0]) for name in tables()]))
        return FINE
    whole(args.table, args.format)
    return FINE


def whole(table: str, form: str) -> None:
    """Write a table with all its columns."""
    write(rows(table), columns(table), form, table)
