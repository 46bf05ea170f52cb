"""What every table is made of: rows of text, and the citations that become rows of `evidence`."""

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, NamedTuple

from coalition_of_the_willing.claims import SUPPORTS
from scripts.files.records import Records
from scripts.files.schemas import Codes
from scripts.problems import Place, Problems


class Citation(NamedTuple):
    """A page cited for a row: what it says of it, and how it bears on the row."""

    source: str
    note: str = ""
    bearing: str = SUPPORTS


class Row(NamedTuple):
    """One row of a table. `citations` become rows of `evidence`; the word of the pages `elsewhere` stands in another table."""

    values: dict[str, str]
    citations: Sequence[Citation] = ()
    elsewhere: Sequence[Citation] = ()


class Rows(dict[str, list[dict[str, str]]]):
    """The tables as rows of text by name, with what explains them: Table Schemas, code lists, the record of the package."""

    def __init__(self, rows: Mapping[str, list[dict[str, str]]], schemas: dict[str, dict], codes: Codes, package: dict):
        super().__init__(rows)
        self.schemas, self.codes, self.package = schemas, codes, package
        self._distinct: dict[tuple[str, str], frozenset[str]] = {}

    @property
    def roster(self) -> dict[str, Any]:
        """The reference roster: its day, source, numbers and leads."""
        return self.package["roster"]

    def key(self, table: str, row: dict[str, str]) -> str:
        """What `evidence.record` calls a row: its primary key, the parts joined by a slash."""
        return "/".join(row[k] for k in self.schemas[table]["primaryKey"])

    def distinct(self, table: str, column: str) -> frozenset[str]:
        """The values of a column, each once."""
        if (table, column) not in self._distinct:
            self._distinct[table, column] = frozenset(row[column] for row in self[table])
        return self._distinct[table, column]

    def replaced(self, **tables: list[dict[str, str]]) -> "Rows":
        """The same with other rows in some tables."""
        return Rows({**self, **tables}, self.schemas, self.codes, self.package)


class Tables(dict[str, list[Row]]):
    """The tables by name, computed on first access and sorted by primary key."""

    def __init__(self, functions: Mapping[str, Callable], records: Records, schemas: dict[str, dict], codes: Codes):
        super().__init__()
        self.functions, self.records, self.schemas, self.codes = functions, records, schemas, codes
        self.package = records.package[0]

    def __missing__(self, name: str) -> list[Row]:
        schema, rows = self.schemas[name], list(self.functions[name](self))
        asked, made = {f["name"] for f in schema["fields"]}, set(rows[0].values if rows else ())
        if rows and (differing := sorted(asked ^ made)):
            found = f"not the fields that the build makes: {', '.join(differing)}"
            remedy = f"correct their names, or scripts/tables/, function {name}"
            place = Place(f"schema/tables/{name}.json", "tables")
            raise Problems([place.problem(found, f"these: {', '.join(rows[0].values)}", remedy)])
        self[name] = sorted(rows, key=lambda row: [row.values[k] for k in schema["primaryKey"]])
        return self[name]

    def rows(self, name: str) -> list[dict[str, str]]:
        """The rows of a table as text."""
        return [row.values for row in self[name]]


def citations(record: dict, key: str = "evidence") -> list[Citation]:
    """The pages that a record cites."""
    return [Citation(e["source"], e["note"], e.get("bearing", SUPPORTS)) for e in record.get(key, [])]


def without_evidence(record: dict) -> dict[str, str]:
    """The fields of a record whose keys are the columns of its table."""
    return {k: v for k, v in record.items() if k != "evidence"}


def optional(record: dict, keys: Iterable[str]) -> dict[str, str]:
    """Some fields of a record, empty where it has none."""
    return {k: record.get(k, "") for k in keys}


def boolean(value: bool) -> str:
    """A boolean as the CSV writes it."""
    return "true" if value else "false"
