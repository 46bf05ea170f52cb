"""The open standard's own check: `frictionless validate datapackage.json`, in process and offline."""

from pathlib import Path

import frictionless

from scripts.problems import Problem

# Of a YAML file that was edited these say nothing new: datapackage.json is reported as a file to be built.
_STAMPS = ("byte-count", "hash-count")


def check(root: Path) -> list[Problem]:
    """Every error that frictionless finds in the package at `root`."""
    package = root / "datapackage.json"
    try:
        report = frictionless.validate(str(package), type="package")
    except frictionless.FrictionlessException as e:
        return [_problem("datapackage.json", e.error)]
    problems = [_problem("datapackage.json", e) for e in report.errors]
    for task in report.tasks:
        errors = [e for e in task.errors if not (task.place.endswith(".yaml") and e.type in _STAMPS)]
        problems += [_problem(task.place or task.name, e) for e in errors]
    return problems


def _problem(file: str, error: "frictionless.Error") -> Problem:
    cells = getattr(error, "cells", None) or [""]
    cell = f"{error.field_name} {error.cell!r}: " if hasattr(error, "cell") else ""
    return Problem(
        file,
        getattr(error, "row_number", 0) or 0,
        cells[0] or "",
        cell + (error.note or error.message),
        error.description or error.title,
        "correct the record in data/*.yaml or the schema, then run `python -m scripts.build`",
        "frictionless",
    )
