"""What is wrong, said the same way everywhere: where, what was found, what was expected, what to do."""

import functools
import sys
from collections.abc import Callable
from dataclasses import asdict, dataclass

FINE, WRONG, COULD_NOT_RUN = 0, 1, 2


@dataclass(frozen=True)
class Problem:
    """One thing that is wrong with the data. `line` counts from 1; 0 where no line applies."""

    file: str
    line: int
    record: str
    found: str
    expected: str
    remedy: str
    check: str

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        record = f" [{self.record}]" if self.record else ""
        return f"{place}{record} {self.found}\n    expected: {self.expected}\n    to mend:  {self.remedy}"

    def as_dict(self) -> dict:
        return asdict(self)


class Problems(Exception):
    """Raised by a step that cannot hand anything on; carries every problem that the step found."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class CannotRun(Exception):
    """The command could not do its work at all (exit status 2): no such folder, no such revision."""


def report(problems: list[Problem]) -> str:
    """All problems, in the order of their files and lines, with a closing count."""
    lines = [str(p) for p in sorted(problems, key=lambda p: (p.file, p.line, p.record, p.found))]
    return "\n".join([*lines, f"{len(problems)} problem{'s' * (len(problems) != 1)}"])


def command(name: str, nothing_done: str = "") -> Callable:
    """Make a function a command: what it raises becomes words on standard error and an exit status.

    `nothing_done` closes the report where the data is wrong.
    """

    def decorate(main: Callable[..., int]) -> Callable[..., int]:
        @functools.wraps(main)
        def run(argv: list[str] | None = None) -> int:
            # A console or pipe that has no Cyrillic gets escapes, as standard error does.
            if hasattr(sys.stdout, "reconfigure"):
                sys.stdout.reconfigure(errors="backslashreplace")
            try:
                return main(argv)
            except Problems as e:
                print("\n".join(filter(None, (report(e.problems), nothing_done))), file=sys.stderr)
                return WRONG
            except (CannotRun, OSError) as e:
                print(f"{name}: could not run: {e}", file=sys.stderr)
                return COULD_NOT_RUN

        return run

    return decorate
