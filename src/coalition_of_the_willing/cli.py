"""The command `coalition`: what the package knows, in a shell. Each subcommand is a module of the folder commands.

Exit status: 0 fine, 1 the answer is no, 2 could not run; 130 interrupted, 141 the reader of the output went away.
"""

import sys
from importlib import import_module

from .console import COULD_NOT_RUN, NO, guarded
from .errors import CoalitionError, UnknownName, UnknownRecord
from .interrupts import take

COMMANDS = {
    "as-of": "which country had which status on a day",
    "find": "the ISO code of a country, by any of its names and codes",
    "match": "add the ISO codes to a column of countries in a CSV file",
    "sources": "the pages that a row rests on",
    "table": "a table as CSV, JSON or Markdown",
    "panel": "the country-month panel",
    "diff": "what changed between two versions of the data",
    "cite": "how to cite this version",
}
EPILOG = """\
examples:
  coalition as-of 2025-08-12
  coalition find Turkey
  coalition match cases.csv --column country
  coalition COMMAND --help

Exit status: 0 fine, 1 the answer is no, 2 could not run.
"""


def main(argv: list[str] | None = None) -> int:
    """Run a command line, by default that of the process. Returns the exit status; SystemExit for --help and wrong usage."""
    given = sys.argv[1:] if argv is None else argv
    if argv is None:  # it is what the process was started for
        take("coalition")
    if not given or given[0] not in COMMANDS:
        return guarded("coalition", lambda: _none_chosen(given))
    name = f"coalition {given[0]}"
    if argv is None:
        take(name)
    return guarded(name, lambda: _run(name, given[0], given[1:]))


def _run(name: str, command: str, rest: list[str]) -> int:
    run = import_module(f".commands.{command.replace('-', '_')}", __package__).main
    try:
        return int(run(rest))
    except CoalitionError as e:
        print(f"{name}: {e}", file=sys.stderr)
        return NO if isinstance(e, UnknownName | UnknownRecord) else COULD_NOT_RUN


def _none_chosen(given: list[str]) -> int:
    """--help, --version, or an error of usage."""
    from argparse import ArgumentParser, RawDescriptionHelpFormatter

    parser = ArgumentParser(
        prog="coalition",
        description="Who is in the Coalition of the Willing, since when, and on whose word.\n\ncommands:\n"
        + "\n".join(f"  {name:<9}{does}" for name, does in COMMANDS.items()),
        epilog=EPILOG,
        formatter_class=RawDescriptionHelpFormatter,
        usage="coalition [--help] [--version] COMMAND ...",
    )
    parser.add_argument(
        "--version", action="store_true", help="the version of the data and the day to which its facts go"
    )
    parser.add_argument("command", metavar="COMMAND", choices=list(COMMANDS), nargs="?", help="one of those above")
    if not parser.parse_args(given).version:
        parser.error(f"expected a command: {', '.join(COMMANDS)}")
    from .folder import documented_until, version

    print(f"coalition {version()}, facts to {documented_until()}")
    return 0
