"""Schemas and records can be read, and records are in canonical form."""

from collections.abc import Iterator

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files import records
from scripts.problems import Place, Problem


@check("schemas")
def schemas_are_closed(dataset: Dataset) -> list[Problem]:
    """The code lists and the Table Schemas have the shape that they must have."""
    _ = dataset.schemas  # raises what is wrong
    return []


@check("records")
def records_have_their_shape(dataset: Dataset) -> list[Problem]:
    """Every file of records is strict YAML and fits its JSON Schema."""
    _ = dataset.records
    return []


@check("tidy", needs=("records",))
def records_are_in_canonical_form(dataset: Dataset) -> Iterator[Problem]:
    """Each file of records equals its own canonical form; the first line that does not is named."""
    texts, written = dataset.records.text, map(dataset.records.canonical, dataset.records.rows)
    for file, canonical in (item for files in written for item in files.items()):
        text, tidy = texts[file], canonical.decode()
        if text != tidy:
            pairs = zip(text.split("\n"), tidy.split("\n"), strict=False)
            ends = (text.count("\n") + 1, ("another end of the file", "one line end after the last record"))
            line, (found, expected) = next(((i, p) for i, p in enumerate(pairs, 1) if p[0] != p[1]), ends)
            place = Place(file, "tidy", line)
            yield place.problem(f"not in canonical form: {found!r}", repr(expected), records.TIDY)


@check("tables", needs=("schemas", "references", "claims"))
def tables_can_be_computed(dataset: Dataset) -> list[Problem]:
    """The records give every table the columns of its schema."""
    _ = dataset.outputs
    return []
