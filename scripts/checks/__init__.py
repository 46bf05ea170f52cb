"""Every check, in one registry: of files, of records, of what is built from them, and of the tables that users get.

To add a check of files or records: a function with `@check` in a module of its own, and its name in one of the tuples below.
To add a rule of the tables: a function with `@rule` in the module that its subject names, and a broken package that it refuses
in tests/checks/.
"""

from collections.abc import Collection

from scripts.checks import (  # noqa: F401 (importing a module lists its checks)
    built,
    bytes_of_files,
    changes,
    claims,
    codes,
    dates,
    descriptor,
    evidence,
    folders,
    inputs,
    languages,
    meetings,
    membership,
    names,
    publishers,
    references,
    sources,
    standard,
    suspicions,
    tables_as_read,
    text,
    times,
    version,
)
from scripts.checks.registry import run
from scripts.dataset import Dataset
from scripts.problems import Problem, Problems

RECORDS = ("schemas", "records", "files", "references", "claims")
BUILD = (*RECORDS, "times", "tables", "days", "rules", "suspicions")
ALL = ("bytes", "descriptor", *BUILD, "tidy", "built files", "csv", "rules as read", "frictionless", "version")


def problems(dataset: Dataset) -> list[Problem]:
    """Everything that is wrong with a package, and the warnings of what may be."""
    return run(dataset, ALL)


def demand_sound_records(dataset: Dataset) -> None:
    """Raise Problems unless the records can become tables."""
    _demand(dataset, RECORDS)


def demand_buildable(dataset: Dataset, unfinished: Collection[str] = ()) -> list[Problem]:
    """Raise Problems if what would be written breaks a rule or, where anything changed, the standard. Returns the warnings.

    The rules named in `unfinished` may be broken, as by somebody who is not done yet.
    """
    warnings = _demand(dataset, BUILD, unfinished)
    if dataset.stale:
        _demand(dataset.with_files(dict(dataset.outputs)), ("frictionless",))
    return warnings


def demand_built(dataset: Dataset) -> None:
    """Raise Problems unless the package is sound and its built files are those of a rebuild."""
    _demand(dataset, (*BUILD, "built files"))


def _demand(dataset: Dataset, listed: tuple[str, ...], unfinished: Collection[str] = ()) -> list[Problem]:
    found = [p for p in run(dataset, listed) if p.check not in unfinished]
    if problems := [p for p in found if not p.warning]:
        raise Problems(problems)
    return found
