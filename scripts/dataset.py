"""The whole way of the data as one pure function: from a folder's YAML and schemas to the bytes of every built file."""

from dataclasses import dataclass
from pathlib import Path

from scripts.checks import references
from scripts.documents import citation, counts
from scripts.documents import data_dictionary as dictionary
from scripts.files import csv_text, descriptor, records
from scripts.files import writing as files
from scripts.files.records import Records
from scripts.problems import Problems
from scripts.tables.rows import TABLES, Tables


@dataclass
class Package:
    """What a folder's authored files give. `outputs` are the built files by path, and nothing else is ever written."""

    descriptor: dict
    schemas: dict[str, dict]
    records: Records
    tables: Tables
    outputs: dict[str, bytes]

    def rows(self) -> dict[str, list[dict[str, str]]]:
        """The tables as plain rows of text."""
        return {name: [row.values for row in self.tables[name]] for name in self.schemas}


def compute(root: Path) -> Package:
    """Read, check and compute everything; write nothing. Raises Problems (the data is wrong) or CannotRun."""
    package, schemas = descriptor.load(root)
    loaded = records.load(root)
    if problems := descriptor.unlisted(root, package) + references.check(loaded):
        raise Problems(problems)
    return made(root, package, schemas, loaded)


def made(root: Path, package: dict, schemas: dict[str, dict], loaded: Records) -> Package:
    """What the records give, once they are read and lead nowhere wrong. Raises Problems where schemas ask for more."""
    tables = Tables(loaded, schemas)
    contents = {f"data/{name}.yaml": text.encode() for name, text in loaded.text.items()}
    built = {}
    for name in [name for name in schemas if name in TABLES]:
        columns = [f["name"] for f in schemas[name]["fields"]]
        built[f"data/{name}.csv"] = csv_text.write(columns, (row.values for row in tables[name]))
    if problems := descriptor.unknown(package, contents | built):
        raise Problems(problems)
    built[descriptor.FILE] = descriptor.stamped(package, contents | built)
    computed = Package(package, schemas, loaded, tables, built)
    for path, render in DOCUMENTS.items():
        if (root / path).exists():
            built[path] = render(computed, files.text(root, path)).encode()
    return computed


# Documents made from the data, rebuilt wherever the folder has them: path -> function of (package, present text).
DOCUMENTS = {
    "docs/data-dictionary.md": lambda package, _: dictionary.render(package.descriptor, package.schemas),
    "docs/counts.md": lambda package, _: counts.render(package.rows()),
    "CITATION.cff": lambda package, _: citation.cff(package.descriptor),
    "README.md": lambda package, present: citation.readme(package.descriptor, present),
}
