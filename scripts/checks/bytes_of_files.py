"""The files in data/ are UTF-8 without a byte order mark, with LF line ends and one at the end."""

from collections.abc import Iterator

from scripts.checks.folders import seen
from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.problems import Place, Problem

_REMEDY = "save the file so, or run `python -m scripts.build`"


@check("bytes")
def files_are_plain_text(dataset: Dataset) -> Iterator[Problem]:
    """What is wrong with the bytes of each file."""
    tree = dataset.tree
    for file in (file for file in seen(tree, "data") if not tree.refused(file)):  # the check of files names the others
        data, place = tree.read(file), Place(file, "bytes")
        for wrong, found, expected in (
            (data.startswith(b"\xef\xbb\xbf"), "a byte order mark", "UTF-8 without BOM"),
            (b"\r" in data, "a carriage return", "LF line ends"),
            (b"\0" in data, "a NUL byte", "text"),
            (not data.endswith(b"\n"), "no line end at the end", "one LF at the end"),
            (data.endswith(b"\n\n"), "empty lines at the end", "one LF at the end"),
        ):
            if wrong:
                yield place.problem(found, expected, _REMEDY)
        try:
            data.decode("utf-8")
        except UnicodeDecodeError as e:
            at, remedy = place.at(data[: e.start].count(b"\n") + 1), _REMEDY.replace("the file so", "the file as UTF-8")
            yield at.problem("bytes that are not UTF-8", "UTF-8", remedy)
