"""What the commands share: the option --root, and how a command ends.

Exit status: 0 fine, 1 the data is wrong or stale, 2 could not run.
"""

import argparse
import atexit
import functools
import gc
import sys
from collections.abc import Callable
from pathlib import Path

from scripts.problems import CannotRun, Problems, report

FINE, WRONG, COULD_NOT_RUN = 0, 1, 2
INTERRUPTED = 130  # by Ctrl-C, as shells have it


def parser(name: str, doc: str | None, root: str = "folder of the package (default: .)") -> argparse.ArgumentParser:
    """The parser of `python -m scripts.NAME`, described by the first line of the module's docstring."""
    made = argparse.ArgumentParser(prog=f"python -m scripts.{name}", description=(doc or "").split("\n")[0])
    made.add_argument("--root", type=Path, default=Path(), metavar="DIR", help=root)
    return made


def command(name: str, nothing_done: str = "") -> Callable:
    """Make a function a command: what it raises becomes words on standard error and an exit status.

    `nothing_done` closes the report where the data is wrong.
    """

    def decorate(main: Callable[[list[str] | None], int]) -> Callable[..., int]:
        @functools.wraps(main)
        def run(argv: list[str] | None = None) -> int:
            # A console or pipe that cannot encode Cyrillic gets escapes, as standard error does.
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(errors="backslashreplace")
            gc.disable()  # a command makes many objects, hardly a cycle among them, and ends soon
            atexit.register(gc.freeze)  # no look at all of them when the process ends, which takes a tenth of a second
            try:
                return main(argv)
            except Problems as e:
                print("\n".join(filter(None, (report(e.problems), nothing_done))), file=sys.stderr)
                return WRONG
            except (CannotRun, OSError) as e:
                print(f"{name}: could not run: {e}", file=sys.stderr)
                return COULD_NOT_RUN
            except KeyboardInterrupt:
                print(f"\n{name}: interrupted; nothing is half-written", file=sys.stderr)
                return INTERRUPTED
            finally:
                gc.enable()

        return run

    return decorate
