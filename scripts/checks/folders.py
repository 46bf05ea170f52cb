"""data/ and schema/ hold the files of the package and nothing else, so that nothing else is taken for one or shipped as one."""

import re
from collections.abc import Iterator

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files import records, schemas
from scripts.files.trees import Tree
from scripts.files.writing import is_leftover
from scripts.problems import Place, Problem

FOLDERS = ("data", "schema")
# What closed_json checks the others by.
_CLOSING = ("code-lists.json", "descriptor.json", "record-schema.json", "table-schema.json")
_FINDERS = ".DS_Store"  # macOS writes it again wherever somebody looks; neither wheel nor zip takes it in
_REFERENCE = re.compile(rb'"\$ref":\s*"([\w-]+)\.json')
_WANTED = {
    "data": (
        "a file that no resource of datapackage.json lists",
        "only listed files in data/",
        "remove it; a table needs a schema in schema/tables/, a file of records one in schema/records/",
    ),
    "schema": (
        "a schema that nothing uses",
        "only schemas of tables, of records, and those that they refer to",
        "remove it; a schema of records has `x-order`, and one that others refer to is in their `$ref`",
    ),
}


@check("files")
def folders_hold_the_package(dataset: Dataset) -> Iterator[Problem]:
    """No link, pipe, hidden or stray file and no empty folder lies in data/ or schema/."""
    tree = dataset.tree
    listed = {"data": data_files(tree), "schema": schema_files(tree)}
    for folder in FOLDERS:
        for file in seen(tree, folder):
            if problem := tree.refused(file):
                yield problem
            elif "/." in file:
                hidden = ("a hidden file or folder", f"only files of the package in {folder}/", "remove it")
                yield Place(file, "descriptor").problem(*hidden)
            elif file not in listed[folder]:
                yield Place(file, "descriptor").problem(*_WANTED[folder])
        for empty in tree.empty_folders(folder):
            remedy = "remove it, or restore what it held"
            yield Place(f"{empty}/", "descriptor").problem("an empty folder", "folders with files in them", remedy)


def seen(tree: Tree, folder: str) -> list[str]:
    """The files in a folder, without those that come and go by themselves: what the next build removes, what macOS writes."""
    names = ((file, file.rpartition("/")[2]) for file in tree.files(folder))
    return [file for file, name in names if name != _FINDERS and not is_leftover(name)]


def data_files(tree: Tree) -> set[str]:
    """The files that data/ may have: a table for each Table Schema, and the records."""
    tables = {f"data/{name}.csv" for name in tree.json_files(schemas.TABLES)}
    return tables | {path for paths in records.expected_files(tree).values() for path in paths}


def schema_files(tree: Tree) -> set[str]:
    """The files that schema/ may have: code lists, Table Schemas, schemas of records and what these refer to."""
    texts = {file: tree.read(file) for file in tree.json_files(records.SCHEMAS).values()}
    referred = {
        f"{records.SCHEMAS}/{name.decode()}.json" for text in texts.values() for name in _REFERENCE.findall(text)
    }
    of_records = {file for file, text in texts.items() if b'"x-order"' in text} | referred
    closing = {f"schema/{name}" for name in _CLOSING}
    return {schemas.CODES, *closing, *tree.json_files(schemas.TABLES).values(), *of_records}
