"""The dataset as one object, from the files of a tree to the bytes of every built file.

Each part is computed on first access and cached; a part that cannot be computed raises the same Problems each time. Nothing
is written here, and no built file is an input.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, Generic, TypeVar

import scripts.files.needed  # noqa: F401 (before anything that it looks for)
from scripts.documents import descriptor, rendering, versions
from scripts.files import closed_json, csv_text, records, schemas
from scripts.files.records import Records
from scripts.files.schemas import Codes
from scripts.files.trees import DESCRIPTOR, Folder, Overlay, Tree
from scripts.problems import Place, Problems
from scripts.tables.catalogue import TABLES
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows, Tables

T = TypeVar("T")


class once(Generic[T]):
    """A cached property that also caches the Problems that it raises."""

    def __init__(self, function: Callable[[Any], T]):
        self.function, self.__doc__ = function, function.__doc__

    def __get__(self, owner: Any, _: type) -> T:
        kept, name = owner._kept, self.function.__name__
        if name not in kept:
            try:
                kept[name] = self.function(owner), None
            except Problems as e:
                kept[name] = None, e
        value, problems = kept[name]
        if problems:
            raise problems
        return value


class Dataset:
    """The package in a tree. `Dataset(Folder(path))` is a folder's, `with_files` one with some files replaced."""

    def __init__(self, tree: Tree):
        self.tree = tree
        self._kept: dict[str, tuple[Any, Problems | None]] = {}

    @classmethod
    def at(cls, root: Path) -> "Dataset":
        """The package in a folder."""
        return cls(Folder(root))

    def with_files(self, files: dict[str, bytes | None]) -> "Dataset":
        """The same package with some files replaced, or, where None, taken away.

        What is computed already stays where all of them are built files that no step reads.
        """
        other = Dataset(Overlay(self.tree, files))
        if self.is_computed and all(path in self.outputs and not path.startswith("schema/") for path in files):
            other._kept = {name: kept for name, kept in self._kept.items() if name not in ("stale", "rows_as_read")}
        return other

    @once
    def codes(self) -> Codes:
        """The code lists."""
        return schemas.codes(self.tree)

    @once
    def schemas(self) -> dict[str, dict]:
        """The Table Schemas by name, with their code lists, in the order of the catalogue of tables."""
        found = schemas.tables(self.tree, self.codes)
        expected = "a function of that name, listed in scripts/tables/catalogue.py"
        places = [Place(f"schema/tables/{name}.json", "tables") for name in found if name not in TABLES]
        said = ("a table that the build does not make", expected, "write it, or remove the schema")
        unknown = [place.problem(*said) for place in places]
        if unknown:
            raise Problems(unknown)
        return {name: found[name] for name in TABLES if name in found}

    @once
    def records(self) -> Records:
        """The authored records, of the right shape."""
        return records.load(self.tree, self.codes)

    @once
    def package(self) -> dict[str, Any]:
        """The record of the package: title, version, licences, reference roster.

        Where the tables are not those that the version was released with, the version is the next one with `-dev`, of no day.
        """
        authored = self.records.package[0]
        if authored.get("fingerprint") == self.fingerprint:
            return authored
        return {k: v for k, v in authored.items() if k != "created"} | {"version": versions.after(authored["version"])}

    @once
    def fingerprint(self) -> str:
        """The hash of what a version stands for: words of the descriptor, schemas, rows."""
        rows = {name: data for name, data in self._csv.items() if name != f"data/{versions.LIST}.csv"}
        return descriptor.fingerprint(self.records.package[0], self.schemas, rows)

    @once
    def tables(self) -> Tables:
        """The tables with their citations. The records must have passed the check of references."""
        return Tables(TABLES, self.records, self.schemas, self.codes)

    @once
    def rows(self) -> Rows:
        """The tables as rows of text."""
        return Rows({name: self.tables.rows(name) for name in self.schemas}, self.schemas, self.codes, self.package)

    @once
    def descriptor(self) -> dict[str, Any]:
        """The content of datapackage.json."""
        listed = {
            name: [path for path in files if path in self.authored] for name, files in self.records.documents.items()
        }
        kinds = {name: (self.records.schemas[name], paths) for name, paths in listed.items() if paths}
        package = self.package | {"documented_until": documented_until(self.rows)}
        return descriptor.describe(package, self.schemas, kinds, self.authored | self._csv)

    @once
    def outputs(self) -> dict[str, bytes]:
        """Every built file by path, and nothing else is ever written."""
        stamped = {f"schema/tables/{name}.json": closed_json.write(schema) for name, schema in self.schemas.items()}
        made = {DESCRIPTOR: closed_json.write(self.descriptor), **rendering.rendered(self.rows)}
        return self._csv | stamped | made

    @once
    def _csv(self) -> dict[str, bytes]:
        columns = {name: [f["name"] for f in schema["fields"]] for name, schema in self.schemas.items()}
        return {f"data/{name}.csv": csv_text.write(fields, self.tables.rows(name)) for name, fields in columns.items()}

    @once
    def stale(self) -> list[str]:
        """The built files whose bytes differ from a rebuild, or that are missing."""
        return [name for name, data in self.outputs.items() if self.tree.get(name) != data]

    @once
    def rows_as_read(self) -> Rows:
        """The tables as they lie in the tree, for checks: nothing is built from them. Raises Problems for other columns."""
        found, problems = {}, []
        built = self._csv if self.is_computed else {}
        for name, schema in self.schemas.items():
            place, remedy = Place(f"data/{name}.csv", "csv"), "run `python -m scripts.build`"
            try:
                data = self.tree.read(place.file)
                if data == built.get(place.file):  # rows that a rebuild gives need no second reading
                    found[name] = self.rows[name]
                    continue
                columns, rows = csv_text.read(data)
            except (OSError, ValueError) as e:
                problems.append(place.problem(f"not readable as CSV: {e}", "the table as built", remedy))
                continue
            if columns != (expected := [f["name"] for f in schema["fields"]]) or not rows:
                said = f"the header {columns}" if columns != expected else "a header without rows"
                problems.append(place.at(1).problem(said, f"{expected} and at least one row", remedy))
            found[name] = rows
        if problems:
            raise Problems(problems)
        return Rows(found, self.schemas, self.codes, self.records.package[0])

    @once
    def authored(self) -> dict[str, bytes]:
        """The files of records that are published, by path: those in data/. Reasons in changes/ wait for a release."""
        return {path: text.encode() for path, text in self.records.text.items() if path.startswith("data/")}

    @property
    def is_computed(self) -> bool:
        """Have the outputs been computed already, without problems?"""
        return "outputs" in self._kept and not self._kept["outputs"][1]
