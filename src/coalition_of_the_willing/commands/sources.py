"""The pages that a row rests on, with what each says of it, and whether it supports or disputes it.

A row is named TABLE/RECORD by its key; a key of two parts has a slash of its own. Exit status 1: there is no such row.

examples:
  coalition sources memberships/nor-member
  coalition sources attendance/paris-2025-03-27/AUT
  coalition sources members/JPN --format csv
"""

from ..console import FINE
from ..folder import columns
from ..pages import cited
from ..rows import rows
from .output import write
from .parsing import parser


def main(argv: list[str]) -> int:
    reads = parser("sources", __doc__)
    reads.add_argument("row", metavar="TABLE/RECORD", help="such as memberships/nor-member")
    reads.add_argument("--format", choices=("text", "csv", "json"), default="text", help="default: text")
    args = reads.parse_args(argv)
    table, slash, record = args.row.partition("/")
    if not slash:
        reads.error(f"expected TABLE/RECORD, such as memberships/nor-member; found {args.row!r}")
    pages = {page["source"]: page for page in rows("sources")}
    found = [pages[said["source"]] | said for said in cited(table, record)]
    if args.format == "text":
        print("\n\n".join(map(_shown, found)))
    else:
        write(found, [*columns("sources"), "note", "bearing"], args.format, "sources")
    return FINE


def _shown(page: dict[str, str]) -> str:
    when = page["published"] or "no date"
    return f"{page['publisher']}, {when}, {page['bearing']}\n  {page['title']}\n  {page['url']}\n  {page['note']}"
