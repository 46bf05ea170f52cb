"""`python -m scripts.watch`: list what to look at next: new pages about the coalition, and cited pages that are dead or moved.

`pages` (the default) asks public services for pages since the last day that the tables cover; `links` asks every cited address
for its status, and the Internet Archive for a copy. Both politely, and neither changes a record. It is the only command that
needs a network. Exit status: 0 it ran, whatever it found; 1 the data is wrong; 2 could not run: nothing could be asked.
"""

import datetime
import sys
from importlib.util import find_spec
from pathlib import Path

from scripts import checks, cli
from scripts.dataset import Dataset
from scripts.files import turns, writing
from scripts.problems import CannotRun

SECONDS = {"pages": 300, "links": 3600}


def _say(line: str) -> None:
    print(f"watch: {line}", file=sys.stderr)


def _count(line: str) -> None:
    if sys.stderr.isatty():
        print(f"\r\x1b[K{line}", end="", file=sys.stderr, flush=True)


def _day(text: str) -> datetime.date:
    return datetime.date.fromisoformat(text)


@cli.command("watch")
def main(argv: list[str] | None = None) -> int:
    parser = cli.parser("watch", __doc__)
    listed = "what to list (default: pages)"
    parser.add_argument("what", nargs="?", choices=("pages", "links", "all"), default="pages", help=listed)
    since = "first day of pages (default: the last that the tables cover)"
    parser.add_argument("--since", type=_day, metavar="YYYY-MM-DD", help=since)
    parser.add_argument("--out", type=Path, metavar="FILE", help="write Markdown to a file instead of printing")
    limit = "for each list (default: 300 for pages, 3600 for links)"
    parser.add_argument("--time-limit", type=int, metavar="SECONDS", help=limit)
    age = "do not ask again for addresses that answered in these days (default: 30)"
    parser.add_argument("--max-age", type=int, default=30, metavar="DAYS", help=age)
    args = parser.parse_args(argv)
    if find_spec("requests") is None:
        raise CannotRun("requests not installed; run `make watch`")
    from scripts.watching import asking, links, pages, report  # needs what was just looked for

    with turns.beside(args.root):
        dataset = Dataset.at(args.root)
        checks.demand_sound_records(dataset)
    package, parts, failed = dataset.package, [], []
    for what in SECONDS if args.what == "all" else (args.what,):
        client = asking.Client(asking.agent(package), SECONDS[what] if args.time_limit is None else args.time_limit)
        try:
            if what == "pages":
                parts.append(pages.look(client, dataset.rows, args.since, _say))
            else:
                parts += links.check(client, dataset, args.max_age, _say, _count)
        except CannotRun as e:
            failed.append(f"{what}: {e}")
    if not parts:
        raise CannotRun("; ".join(failed))
    for line in failed:
        _say(line)
    if args.out:
        writing.replace(args.out.parent, {args.out.name: report.markdown(package["coalition"], parts).encode()})
    print(f"wrote {args.out}" if args.out else report.text(parts))
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
