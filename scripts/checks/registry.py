"""How a check is listed, and how it says what it found.

A check takes the dataset and yields problems; it runs where the checks that it needs have found nothing. A rule is a check of
rows: its decorator has the words, as templates that the columns of the row fill, and its function yields the rows that break it,
each alone or as (row, values for the templates). The file, the line, the key of the row and the name of the rule come from here.
A package without one of the tables that a rule reads, such as a small example, skips the rule.

A rule with `suspicion=True` gives warnings: what it finds may be right. Once a person has looked at it, a reason in data/settled/
settles it, and a reason for what is not suspected any more is a problem.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any, NamedTuple

from scripts.dataset import Dataset
from scripts.problems import Place, Problem, Problems
from scripts.tables.rows import Rows


class Rule(NamedTuple):
    """A rule by its function, its tables (the first is the one that it judges) and its words."""

    function: Callable[[Rows], Iterable[Any]]
    tables: tuple[str, ...]
    found: str
    expected: str
    remedy: str
    suspicion: bool = False

    @property
    def name(self) -> str:
        """The sentence that the rule is: what reports call it."""
        return self.function.__name__.replace("_", " ")

    @property
    def slug(self) -> str:
        """The sentence with hyphens: what data/settled/ calls it."""
        return self.function.__name__.replace("_", "-")

    def applies(self, rows: Rows) -> bool:
        """Does the package have the tables that the rule reads?"""
        return all(table in rows for table in self.tables if table != ALL_TABLES)


Finder = Callable[[Dataset], Iterable[Problem]]
Row = dict[str, str]  # of a table, as text by column
ALL_TABLES = "*"
SETTLED = "data/settled"

CHECKS: dict[str, tuple[Finder, tuple[str, ...]]] = {}  # the function, and the checks that must have passed
RULES: dict[str, Rule] = {}


def check(name: str, needs: Iterable[str] = ()) -> Callable:
    """List a check; `needs` names the checks that must have passed before it."""

    def register(function: Finder) -> Finder:
        CHECKS[name] = function, tuple(needs)
        return function

    return register


def rule(tables: str, *, found: str, expected: str, remedy: str, suspicion: bool = False) -> Callable:
    """List a rule that reads the tables named, with commas between them."""

    def register(function: Callable[[Rows], Iterable[Any]]) -> Callable[[Rows], Iterable[Any]]:
        RULES[function.__name__] = Rule(function, tuple(tables.split(", ")), found, expected, remedy, suspicion)
        return function

    return register


def run(dataset: Dataset, names: Iterable[str]) -> list[Problem]:
    """The problems that the checks find, each once, in the order of the checks."""
    names, passed, found = tuple(names), set(), []
    for name in names:
        function, needs = CHECKS[name]
        if any(needed in names and needed not in passed for needed in needs):
            continue
        try:
            problems = list(function(dataset))
        except Problems as e:
            problems = e.problems
        found += problems
        passed |= set() if any(not p.warning for p in problems) else {name}
    return list(dict.fromkeys(found))


def breaches(rows: Rows) -> Iterator[Problem]:
    """Every breach in the tables of the rules that are certain; see suspicions.py for the others."""
    for rule in RULES.values():
        if not rule.suspicion and rule.applies(rows):
            yield from (problem for problem, _ in breaches_of(rule, rows))


def breaches_of(rule: Rule, rows: Rows) -> Iterator[tuple[Problem, str]]:
    """The breaches of a rule, each with what names the row: its table and its key, as in `evidence`."""
    lines: dict[str, dict[int, int]] = {}  # table -> id of a row -> its line, the header being the first
    for broken in rule.function(rows):
        row, values = broken if isinstance(broken, tuple) else (broken, {})
        table = values.get("table") or rule.tables[0]
        line, record = 0, row or ""
        if isinstance(row, dict):
            if table not in lines:
                lines[table] = {id(r): i for i, r in enumerate(rows[table], 2)}
            line, record = lines[table][id(row)], values.get("record") or rows.key(table, row)
            values = {**row, **values}
        found, expected, remedy = (text.format_map(values) for text in (rule.found, rule.expected, rule.remedy))
        if rule.suspicion:
            remedy += f", or settle it: {table}/{record} with a reason in {SETTLED}/{rule.slug}.yaml"
        place = Place(f"data/{table}.csv", rule.name, line, record)
        yield place.problem(found, expected, remedy, rule.suspicion), f"{table}/{record}"
