"""Ctrl-C, and being told to end: at any moment of a command one line, an exit status, and no temporary file left.

A KeyboardInterrupt comes out anywhere: while a module is imported, where a library swallows it, in the threads of another, when
the process ends. The process of a command does not raise it: once the signals are taken, one of them undoes what is unfinished,
says one line and ends the process. In any other process (a notebook, a test) nothing is taken, and Python does what it does.
"""

import os
import signal
import sys
from collections.abc import Callable, Generator
from contextlib import contextmanager, suppress

_SIGNALS = [getattr(signal, name) for name in ("SIGINT", "SIGTERM", "SIGHUP") if hasattr(signal, name)]
_names = [""]  # what the line begins with: the last
_unfinished: list[Callable[[], object]] = []  # what undoes it, the innermost last


def take(name: str) -> None:
    """From now on a signal ends this process in one line, which begins with the name of the command.

    A signal that is ignored, as under nohup, stays so; off the main thread nothing is taken.
    """
    _names.append(name)
    with suppress(ValueError):
        for number in _SIGNALS:
            if signal.getsignal(number) not in (signal.SIG_IGN, _end):
                signal.signal(number, _end)


def said(name: str, what: str = "interrupted") -> str:
    """The one line. At a terminal it begins below the ^C."""
    below = "\n" if sys.stderr is not None and sys.stderr.isatty() else ""
    return f"{below}{name}: {what}; nothing is half-written\n"


@contextmanager
def undone(undo: Callable[[], object]) -> Generator[None, None, None]:
    """Within, something is unfinished: `undo` runs at the end, or when a signal ends the process. It may run twice."""
    _unfinished.append(undo)
    try:
        yield
    finally:
        undo()
        _unfinished.remove(undo)


@contextmanager
def held_back() -> Generator[None, None, None]:
    """Within, a signal waits: it takes effect at the end."""
    came: list[int] = []
    try:
        usual = {number: signal.signal(number, lambda which, _: came.append(which)) for number in _SIGNALS}
    except ValueError:  # not the main thread, which alone is interrupted
        yield
        return
    try:
        yield
    finally:
        for number, handler in usual.items():
            signal.signal(number, handler)
        for number in came[:1]:
            signal.raise_signal(number)


@contextmanager
def temporary_folder() -> Generator[str, None, None]:
    """A folder that is gone afterwards, whatever ends the process but SIGKILL."""
    from shutil import rmtree  # slow to load
    from tempfile import mkdtemp

    made: list[str] = []

    def remove() -> None:
        for folder in made:
            rmtree(folder, ignore_errors=True)

    with undone(remove):
        with held_back():
            made.append(mkdtemp())
        yield made[0]


def _end(number: int, _: object) -> None:
    """Undo, say the line, end: without the steps by which Python ends, which would go on for long and could fail."""
    for other in _SIGNALS:
        signal.signal(other, signal.SIG_IGN)
    for undo in reversed(_unfinished):
        with suppress(Exception):
            undo()
    what = "interrupted" if number == signal.SIGINT else f"ended by {signal.Signals(number).name}"
    with suppress(Exception):
        os.write(2, said(_names[-1], what).encode(errors="backslashreplace"))
    os._exit(128 + number)
