"""What the commands share: the option --root, and how a command ends.

Exit status: 0 fine, 1 the data is wrong or stale, 2 could not run.
"""

import argparse
import atexit
import functools
import gc
import sys
from collections.abc import Callable, Sequence
from pathlib import Path

from coalition_of_the_willing import console, interrupts
from scripts.problems import CannotRun, Problems, report

FINE, WRONG, COULD_NOT_RUN, INTERRUPTED = console.FINE, 1, console.COULD_NOT_RUN, console.INTERRUPTED
_PROG = ["python -m scripts.{}"]  # what the help says that people type


def typed_as(prog: str) -> None:
    """Let the help of the commands say what people type where it is not `python -m scripts.NAME`, {} for the name."""
    _PROG.append(prog)


def parser(
    name: str, doc: str | None, root: str = "folder of the package (default: .)", examples: Sequence[str] = ()
) -> argparse.ArgumentParser:
    """The parser of `python -m scripts.NAME`, described by the first line of the module's docstring and by examples."""
    prog = _PROG[-1].format(name)
    shown = "\n".join(["examples:", *(f"  {prog} {example}" for example in examples)]) if examples else None
    raw = argparse.RawDescriptionHelpFormatter
    description = (doc or "").split("\n")[0].partition(": ")[2]
    made = argparse.ArgumentParser(prog=prog, description=description, epilog=shown, formatter_class=raw)
    made.add_argument("--root", type=Path, default=Path(), metavar="DIR", help=root)
    return made


def command(name: str, nothing_done: str = "") -> Callable:
    """Make a function a command: what it raises becomes words on standard error and an exit status.

    `nothing_done` closes the report where the data is wrong.
    """

    def decorate(main: Callable[[list[str] | None], int]) -> Callable[..., int]:
        @functools.wraps(main)
        def run(argv: list[str] | None = None) -> int:
            if argv is None:  # it is what the process was started for
                interrupts.take(name)
            gc.disable()  # a command makes many objects, hardly a cycle among them, and ends soon
            atexit.register(gc.freeze)  # no look at all of them when the process ends, which takes a tenth of a second
            try:
                return console.guarded(name, lambda: reported(argv))
            finally:
                gc.enable()

        def reported(argv: list[str] | None) -> int:
            try:
                return main(argv)
            except Problems as e:
                print("\n".join(filter(None, (report(e.problems), nothing_done))), file=sys.stderr)
                return WRONG
            except CannotRun as e:
                print(f"{name}: could not run: {e}", file=sys.stderr)
                return COULD_NOT_RUN

        return run

    return decorate
