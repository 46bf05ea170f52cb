"""`.zenodo.json`, which Zenodo reads from a repository when it archives a release: that it is a dataset, by whom, how licensed.

Without it Zenodo takes a release for software.
"""

import html

from scripts.documents import edition
from scripts.files import closed_json
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows


def render(rows: Rows) -> str:
    """The text of the file: fields of Zenodo's deposit API."""
    package, released, until = rows.package, edition.released(rows.package), documented_until(rows)
    fields = {
        "title": package["title"],
        "description": f"<p>{html.escape(package['description'], quote=False)}</p>",
        "upload_type": "dataset",
        "creators": [{"name": c["title"]} for c in package["contributors"]],
        "version": package["version"],
        **({"publication_date": released} if released else {}),
        "access_right": "open",
        "license": package["licenses"][0]["name"].lower(),  # as Zenodo writes SPDX identifiers
        "keywords": package["keywords"],
        "notes": edition.sentence(edition.in_full(package, until)),
        "language": "eng",
    }
    return closed_json.write(fields).decode()
