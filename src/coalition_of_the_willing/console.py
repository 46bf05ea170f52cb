"""How a command meets the console: text that it cannot show, a reader that went away, Ctrl-C, a full disk."""

import os
import sys
from collections.abc import Callable
from contextlib import suppress

from . import interrupts

FINE, NO, COULD_NOT_RUN = 0, 1, 2
INTERRUPTED, CLOSED = 130, 141  # by Ctrl-C, and by the reader of a pipe, as shells have it


def guarded(name: str, run: Callable[[], int]) -> int:
    """Run a command: its exit status, or that of the console which failed it. What argparse ends with goes through."""
    # A console or pipe that cannot encode a letter gets an escape, as standard error does.
    set_up(errors="backslashreplace")
    try:
        try:
            return run()
        finally:
            sys.stdout.flush()
    except BrokenPipeError:
        _drop_the_rest()
        return CLOSED
    except OSError as e:
        _drop_the_rest()
        print(f"{name}: could not run: {e}", file=sys.stderr)
        return COULD_NOT_RUN
    except KeyboardInterrupt:
        print(interrupts.said(name), end="", file=sys.stderr)
        return INTERRUPTED


def as_utf8() -> None:
    """Write to standard output as files are written: UTF-8 and LF, whatever the console has."""
    set_up(encoding="utf-8", newline="\n")


def set_up(**how: str) -> None:
    """Reconfigure standard output, where it can be."""
    if callable(reconfigure := getattr(sys.stdout, "reconfigure", None)):
        reconfigure(**how)


def _drop_the_rest() -> None:
    """Python writes what is left once more when it ends: into nothing."""
    with suppress(OSError, ValueError):
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())
