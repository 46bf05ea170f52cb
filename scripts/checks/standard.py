"""The open standard's own check: what `frictionless validate datapackage.json` says, in process and offline."""

from functools import lru_cache
from pathlib import Path

from coalition_of_the_willing import interrupts
from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files.trees import DESCRIPTOR, Tree
from scripts.problems import Place, Problem

_REMEDY = "correct the record in data/*.yaml or the schema, then run `python -m scripts.build`"


@check("frictionless", needs=("descriptor", "schemas", "csv"))
def package_is_valid_by_the_standard(dataset: Dataset) -> list[Problem]:
    """Every error that frictionless finds in the descriptor, the schemas and the tables."""
    return list(_errors(_files(dataset.tree)))


def _files(tree: Tree) -> tuple[tuple[str, bytes], ...]:
    """What frictionless reads. It says nothing of a YAML file but size and hash, which the check of built files covers."""
    paths = [DESCRIPTOR, *(p for folder in ("data", "schema") for p in tree.files(folder) if not p.endswith(".yaml"))]
    return tuple((path, tree.read(path)) for path in paths)


@lru_cache(maxsize=8)
def _errors(files: tuple[tuple[str, bytes], ...]) -> tuple[Problem, ...]:
    """The errors in the files, cached by their bytes: broken packages often differ in a YAML file only."""
    import frictionless  # slow to load, and a build that changes nothing does not need it

    with interrupts.temporary_folder() as folder:
        for path, data in files:
            (Path(folder) / path).parent.mkdir(parents=True, exist_ok=True)
            (Path(folder) / path).write_bytes(data)
        try:
            report = frictionless.validate(str(Path(folder, DESCRIPTOR)), type="package")
            errors = [(DESCRIPTOR, e) for e in report.errors]
            errors += [(t.place or t.name, e) for t in report.tasks if ".yaml" not in t.place for e in t.errors]
        except frictionless.FrictionlessException as e:
            errors = [(DESCRIPTOR, e.error)]
    return tuple(_problem(file, error, folder) for file, error in errors)


def _problem(file: str, error, folder: str) -> Problem:
    cells = getattr(error, "cells", None) or [""]
    cell = f"{error.field_name} {error.cell!r}: " if hasattr(error, "cell") else ""
    place = Place(file, "frictionless", getattr(error, "row_number", 0) or 0, cells[0] or "")
    found = (error.note or error.message).replace(f"{folder}/", "")
    return place.problem(cell + found, error.description or error.title, _REMEDY)
