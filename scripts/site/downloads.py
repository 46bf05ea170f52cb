"""The page of the files to download, and how to cite them. It lists the files that it is given; a new format appears by being there.

Files keep the place that they have in the package (`data/members.csv`), so that the folder of the page is itself the data
package; what the bundle makes lies under `downloads/`.
"""

import hashlib
from collections.abc import Iterator, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from coalition_of_the_willing.citing import bibtex, text
from scripts.documents.data_dictionary import about
from scripts.exports import metadata
from scripts.site import view
from scripts.site.pages import Page, Site
from scripts.site.pictures import geometry

FOLDER = "downloads/"
_PROGRAMS = f"{FOLDER}api"  # the JSON interface: its files are found by its index
_SHOWN = (FOLDER, "data/")

# suffix -> (name of the format, media type), in the order of the columns
FORMATS = {
    ".csv": ("CSV", "text/csv"),
    ".parquet": ("Parquet", "application/vnd.apache.parquet"),
    ".dta": ("Stata", "application/x-stata-dta"),
    ".zip": ("Zip", "application/zip"),
    ".xlsx": ("Excel", "application/vnd.openxmlformats-officedocument.spreadsheetml.sheet"),
    ".sqlite": ("SQLite", "application/vnd.sqlite3"),
    ".pdf": ("PDF", "application/pdf"),
    ".json": ("JSON", "application/json"),
    ".yaml": ("YAML", "application/yaml"),
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


def pages(site: Site) -> Iterator[Page]:
    tables = list(site.rows)
    offered = [file for file in listed(site.files) if file.path.startswith(_SHOWN)]
    files = [described(file, site.base) for file in offered]
    given = {
        "whole": whole(offered, tables),
        "by_table": by_table(offered, tables),
        "tables": {name: {"rows": len(site.rows[name]), "about": about(site.rows.schemas[name])} for name in tables},
        "citation": text(site.descriptor),
        "bibtex": bibtex(site.descriptor),
        "outlines": geometry.edition(),
        "jsonld": metadata.dataset(site.descriptor, site.rows, files, site.base),
    }
    title = f"Download and cite the {site.coalition} reference data"
    said = f"Every table as CSV, Parquet, Stata and JSON, all of them as SQLite and Excel. {view.covered(site.until)}"
    yield Page("downloads.html", "downloads.html", title, said, given, "index.json")


def listed(files: Mapping[str, bytes]) -> list[Download]:
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
