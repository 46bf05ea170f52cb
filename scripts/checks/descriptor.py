"""datapackage.json in the folder: well-formed, with known keys only, and listing only files of the package."""

from collections import Counter
from collections.abc import Iterator

from scripts.checks.folders import data_files
from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.documents.descriptor import paths_of
from scripts.files import closed_json
from scripts.files.trees import DESCRIPTOR
from scripts.problems import Place, Problem


@check("descriptor")
def descriptor_is_closed(dataset: Dataset) -> Iterator[Problem]:
    """The descriptor has known keys only, and lists each file once, as a table or as a file of records."""
    described = closed_json.read(dataset.tree, DESCRIPTOR, "descriptor.json")
    made = data_files(dataset.tree)
    paths = [path for resource in described["resources"] for path in paths_of(resource)]
    for resource in described["resources"]:
        name, place = resource["name"], Place(DESCRIPTOR, "descriptor", 0, resource["name"])
        if resource.get("type") == "table":
            for key, value in (("path", f"data/{name}.csv"), ("schema", f"schema/tables/{name}.json")):
                if resource[key] != value:
                    yield place.problem(f"{key} {resource[key]!r}", value, "correct it")
        for path in (path for path in paths_of(resource) if path not in made):
            found = f"the file {path!r}, which is neither made by the build nor a file of records"
            expected = "a table of scripts/tables/, or a file with a schema in schema/records/"
            yield place.problem(found, expected, "run `python -m scripts.build`")
    for path in sorted(path for path, times in Counter(paths).items() if times > 1):
        place = Place(DESCRIPTOR, "descriptor", 0, path)
        yield place.problem("the same file in two resources", "each file once", "remove one resource")
