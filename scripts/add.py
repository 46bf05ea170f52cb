"""`python -m scripts.add KIND`: put one new record into the right YAML, tidied, built and checked in one go, or change nothing.

`add source URL` first, then what the page says: `add meeting`, `report`, `position`, `size`, `spell`, `country`. What no option
answers is asked, with a proposal where there is one; without a terminal, or with `--no-input`, proposals are taken and the
rest is left out. Exit status: 0 fine, 1 the record would make the data wrong, 2 could not run: an answer is missing or not right.
"""

import argparse
import shlex
import sys
from pathlib import Path

from scripts import checks, cli
from scripts.dataset import Dataset
from scripts.editing.adding import Step
from scripts.editing.kinds import KINDS
from scripts.editing.questions import ask
from scripts.files import turns
from scripts.problems import Problems


def _parser() -> argparse.ArgumentParser:
    """A command for each kind, with an option for each of its questions."""
    shared = argparse.ArgumentParser(add_help=False)
    shared.add_argument("--root", type=Path, default=argparse.SUPPRESS, metavar="DIR", help=argparse.SUPPRESS)
    shared.add_argument("--dry-run", action="store_true", help="check and print the record; write nothing")
    shared.add_argument("--no-input", action="store_true", help="ask nothing, even at a terminal")
    parser = cli.parser("add", __doc__)
    kinds = parser.add_subparsers(dest="what", metavar="KIND", required=True)
    for name, kind in KINDS.items():
        command = kinds.add_parser(name, parents=[shared], help=kind.about, description=f"Add {kind.about}.")
        for question in kind.questions:
            how = {"nargs": "?"} if question.positional else {"action": "append"} if question.many else {}
            command.add_argument(question.option, help=question.prompt, metavar=question.key.upper(), **how)
    return parser


@cli.command("add", "nothing written")
def main(argv: list[str] | None = None) -> int:
    args = _parser().parse_args(argv)
    with turns.alone(args.root):  # while it asks too: what it proposes follows from what there is
        return added(args)


def added(args: argparse.Namespace) -> int:
    """Ask, make the record, check it, write it."""
    kind, given = KINDS[args.what], vars(args)
    dataset = Dataset.at(args.root)
    checks.demand_sound_records(dataset)
    asking = sys.stdin is not None and sys.stdin.isatty() and not args.no_input
    answers = ask(kind.questions, given, dataset, input if asking else None)
    if answers.proposed:
        taken = "; ".join(f"{option} {text!r}" for option, text in answers.proposed.items())
        print(f"as proposed: {taken}", file=sys.stderr)
    if sys.stderr.isatty():
        print("checking ...", file=sys.stderr)
    step = Step(dataset, kind.make(answers))
    try:
        step.check(args.root)
        if not args.dry_run:
            step.write(args.root)
    except (Problems, OSError):
        if asking:
            again = shlex.join([args.what, *answers.typed])
            print(f"\nto give the answers again: python -m scripts.add {again}\n", file=sys.stderr)
        raise
    print(step.said(written=not args.dry_run))
    return cli.FINE


if __name__ == "__main__":
    sys.exit(main())
