"""What is wrong, reported in one form: where, what was found, what was expected, what to do.

A check makes a Place once (file, check, and line and record where they are known) and says of it what is particular.
"""

from dataclasses import asdict, dataclass, replace

WIDEST = 600  # characters of a message


@dataclass(frozen=True, order=True)
class Problem:
    """One thing that is wrong with the data. `line` counts from 1; 0 where no line applies.

    A warning is a suspicion: what a person has to look at, and may be right.
    """

    file: str
    line: int
    record: str
    found: str
    expected: str
    remedy: str
    check: str
    warning: bool = False

    def __str__(self) -> str:
        place = f"{self.file}:{self.line}" if self.line else self.file
        record = f" [{self.record}]" if self.record else ""
        return f"{place}{record} {self.found}\n    expected: {self.expected}\n    to mend:  {self.remedy}"

    def as_dict(self) -> dict:
        return asdict(self)


@dataclass(frozen=True)
class Place:
    """Where a check looks: a file, and the line and the record in it where they are known."""

    file: str
    check: str
    line: int = 0
    record: str = ""

    def at(self, line: int, record: str = "") -> "Place":
        return replace(self, line=line, record=record)

    def problem(self, found: str, expected: str, remedy: str, warning: bool = False) -> Problem:
        said = (in_one_line(text) for text in (self.record, found, expected, remedy))
        return Problem(self.file, self.line, *said, self.check, warning)


class Problems(Exception):
    """Raised by a step that cannot hand anything on; carries every problem that the step found."""

    def __init__(self, problems: list[Problem]):
        super().__init__("\n".join(map(str, problems)))
        self.problems = problems


class CannotRun(Exception):
    """The command could not do its work at all (exit status 2): no such folder, no such revision."""

    def __init__(self, why: str):
        super().__init__(in_one_line(why))


def in_one_line(text: str) -> str:
    """A message for people, cut where it quotes at length."""
    line = " ".join(text.splitlines())
    return line if len(line) <= WIDEST else f"{line[:WIDEST]}…"


def report(problems: list[Problem]) -> str:
    """All problems of one kind, in the order of their files and lines, with a closing count."""
    kind = "warning" if problems and all(p.warning for p in problems) else "problem"
    return "\n".join([*map(str, sorted(problems)), f"{len(problems)} {kind}{'s' * (len(problems) != 1)}"])
