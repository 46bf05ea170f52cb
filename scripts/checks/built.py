"""Built files are what the records give."""

from collections.abc import Iterator

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.problems import Place, Problem

MEND = "python -m scripts.build"
MENDING = f"run `{MEND}`"


@check("built files", needs=("tables",))
def built_files_equal_a_rebuild(dataset: Dataset) -> Iterator[Problem]:
    """Each built file is what a rebuild gives; the first line that differs is named."""
    for name in dataset.stale:
        old, new = (dataset.tree.get(name) or b"").splitlines(), dataset.outputs[name].splitlines()
        line = next((i for i, (a, b) in enumerate(zip(old, new, strict=False)) if a != b), min(len(old), len(new)))
        found, expected = (
            (text[line].decode(errors="replace") if line < len(text) else "no such line") for text in (old, new)
        )
        place = Place(name, "built files", line + 1)
        yield place.problem(f"not what the records give: {found[:200]!r}", repr(expected[:200]), MENDING)
