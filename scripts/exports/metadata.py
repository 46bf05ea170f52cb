"""schema.org description of the dataset, from the descriptor and the tables, for the engines that search for datasets.

The page and `dataset.jsonld` (croissant.py) both start from it.
"""

from typing import Any

from coalition_of_the_willing.citing import text
from scripts.documents import edition
from scripts.files.schemas import ROSTER, WIDER
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows

LANGUAGE = "en"  # of titles, descriptions and notes, whatever the coalition


def dataset(descriptor: dict, rows: Rows, distribution: list[dict], address: str = "") -> dict[str, Any]:
    """A schema.org `Dataset`, with the files that `distribution` describes.

    `address` is where it is hosted; without it, the homepage of the descriptor is named, and without that, no address at all.
    Between releases it has no date.
    """
    released, days = edition.released(descriptor), _covered(rows)
    at = address or descriptor.get("homepage")
    return {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": descriptor["title"],
        "alternateName": descriptor["name"],
        "description": descriptor["description"],
        **({"identifier": descriptor["id"]} if "id" in descriptor else {}),
        **({"url": at} if at else {}),
        "version": descriptor["version"],
        "license": descriptor["licenses"][0]["path"],
        "keywords": descriptor["keywords"],
        "inLanguage": LANGUAGE,
        **({"datePublished": released, "dateModified": released} if released else {}),
        "creator": [{"@type": "Organization", "name": c["title"]} for c in descriptor["contributors"]],
        "creditText": text(descriptor),
        "isAccessibleForFree": True,
        **({"temporalCoverage": "/".join(days)} if days else {}),
        "spatialCoverage": [{"@type": "Place", "name": name} for name in _countries(rows)],
        "variableMeasured": [
            {"@type": "PropertyValue", "name": schema["title"], "description": schema["description"]}
            for schema in rows.schemas.values()
        ],
        "distribution": distribution,
    }


def _covered(rows: Rows) -> tuple[str, str] | None:
    """The first day of a meeting, and the day to which the facts go; None without meetings."""
    until = documented_until(rows)
    return (min(m["start_date"] for m in rows["meetings"]), until) if until else None


def _countries(rows: Rows) -> list[str]:
    """The names of the countries that have had a status which some count takes in."""
    counted = rows.codes.counted(ROSTER, WIDER)
    been_in = {spell["iso3"] for spell in rows.get("memberships", ()) if spell["status"] in counted}
    return sorted(c["name"] for c in rows.get("countries", ()) if c["iso3"] in been_in)
