"""The files that the page offers. It lists what it is given; a new format appears by being there.

Files keep the place that they have in the package (`data/members.csv`), so that the folder of the page is itself the data
package; what the bundle makes lies under `downloads/`.
"""

import hashlib
from pathlib import PurePosixPath
from typing import NamedTuple

FOLDER = "downloads/"
_PROGRAMS = f"{FOLDER}api"  # the JSON interface: its files are there, and are found by its index

# suffix -> (name of the format, media type), in the order of the columns
FORMATS = {
    ".csv": ("CSV", "text/csv"),
    ".parquet": ("Parquet", "application/vnd.apache.parquet"),
    ".dta": ("Stata", "application/x-stata-dta"),
    ".json": ("JSON", "application/json"),
    ".yaml": ("YAML", "application/yaml"),
    ".zip": ("Zip", "application/zip"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".sqlite": ("SQLite", "application/vnd.sqlite3"),
    ".bib": ("BibTeX", "application/x-bibtex"),
    ".jsonld": ("JSON-LD", "application/ld+json"),
    ".md": ("Markdown", "text/markdown"),
}


class Download(NamedTuple):
    path: str
    name: str
    format: str
    media_type: str
    bytes: int
    sha256: str

    @property
    def size(self) -> str:
        return (
            f"{self.bytes} B"
            if self.bytes < 1000
            else f"{self.bytes / 1000:.0f} kB"
            if self.bytes < 1e6
            else f"{self.bytes / 1e6:.1f} MB"
        )


def listed(files: dict[str, bytes]) -> list[Download]:
    """Every file that people download, by path."""
    return [_download(path, data) for path, data in sorted(files.items()) if not path.startswith(_PROGRAMS)]


def described(file: Download, base: str) -> dict[str, str]:
    """A schema.org `DataDownload`; its address is relative to the page, or absolute where `base` says where that is hosted."""
    return {
        "@type": "DataDownload",
        "name": file.name,
        "encodingFormat": file.media_type,
        "contentSize": f"{file.bytes} B",
        "sha256": file.sha256,
        "contentUrl": base + file.path,
    }


def by_table(files: list[Download], tables: list[str]) -> list[tuple[str, list[Download]]]:
    """(table, its files in every format) for every table."""
    return [(t, sorted((f for f in files if PurePosixPath(f.path).stem == t), key=_order)) for t in tables]


def whole(files: list[Download], tables: list[str]) -> list[Download]:
    """What holds more than one table."""
    found = (f for f in files if f.path.startswith(FOLDER) and PurePosixPath(f.path).stem not in tables)
    return sorted(found, key=_order)


def _order(file: Download) -> int:
    formats = [name for name, _ in FORMATS.values()]
    return formats.index(file.format) if file.format in formats else len(formats)


def _download(path: str, data: bytes) -> Download:
    pure = PurePosixPath(path)
    name, media_type = FORMATS.get(pure.suffix, (pure.name, "text/plain"))
    return Download(path, pure.name, name, media_type, len(data), hashlib.sha256(data).hexdigest())
