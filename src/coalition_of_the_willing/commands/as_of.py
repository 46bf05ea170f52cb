"""Which country had which status on a day: leads and members, unless other statuses are asked for.

Both ends of a spell are included. A day after the last that the facts cover gives what the sources last said, and a
warning on standard error.

examples:
  coalition as-of 2025-08-12
  coalition as-of 2025-08-12 --status participant,observer
  coalition as-of 2026-01-06 --status any --format csv
"""

import sys

from ..console import FINE
from ..days import IN, day_of, holding, silence_after, statuses
from ..folder import codes, columns
from ..layout import aligned
from .output import write
from .parsing import add_list, parser


def main(argv: list[str]) -> int:
    known = codes("memberships", "status")
    reads = parser("as-of", __doc__)
    reads.add_argument("day", metavar="DAY", help="YYYY-MM-DD")
    add_list(reads, "--status", f"one or more of {', '.join(known)}, or any (default: {','.join(IN)})")
    reads.add_argument("--format", choices=("text", "csv", "json"), default="text", help="default: text")
    args = reads.parse_args(argv)
    day = day_of(args.day)
    wanted = statuses(None if args.status == ["any"] else args.status or IN, known)
    found = holding(day, wanted)
    if args.format == "text":
        print(aligned([("iso3", "name", "status", "since"), *(_shown(row) for row in found)]))
        counted = ((status, sum(row["status"] == status for row in found)) for status in wanted)
        counts = ", ".join(f"{n} {status}" for status, n in counted if n)
        print(f"\n{len(found)} {'country' if len(found) == 1 else 'countries'} on {day}{counts and f': {counts}'}")
    else:
        shown = ["iso3", "name", *(name for name in columns("memberships") if name != "iso3")]
        write(found, shown, args.format, "memberships")
    if silence := silence_after(day):
        print(f"coalition as-of: {silence}", file=sys.stderr)
    return FINE


def _shown(row: dict[str, str]) -> tuple[str, ...]:
    return row["iso3"], row["name"], row["status"], row["start_date"]
