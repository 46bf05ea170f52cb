"""schema.org metadata of the dataset, from the descriptor, for the engines that search for datasets."""

import json

from coalition_of_the_willing.cite import text
from scripts.documents import edition


def dataset(descriptor: dict, schemas: dict[str, dict], covered: tuple[str, str], files: list, base: str) -> dict:
    """A schema.org `Dataset`. `covered` are the first day of its facts and the last.

    Addresses are relative to the page, or absolute where `base` says where it is hosted.
    """
    licence, released = descriptor["licenses"][0], edition.released(descriptor)
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": descriptor["title"],
        "alternateName": descriptor["name"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "license": licence["path"],
        "keywords": descriptor["keywords"],
        **({"dateModified": released} if released else {}),
        "creator": [{"@type": "Organization", "name": c["title"]} for c in descriptor["contributors"]],
        "creditText": text(descriptor),
        "isAccessibleForFree": True,
        "temporalCoverage": "/".join(covered),
        "variableMeasured": [
            {"@type": "PropertyValue", "name": schema["title"], "description": schema["description"]}
            for schema in schemas.values()
        ],
        "distribution": [
            {
                "@type": "DataDownload",
                "name": file.name,
                "encodingFormat": file.media_type,
                "contentSize": f"{file.bytes} B",
                "sha256": file.sha256,
                "contentUrl": base + file.path,
            }
            for file in files
        ],
    }
    address = base or descriptor.get("homepage")
    return found | ({"url": address} if address else {})


def script(value: object) -> str:
    """JSON that may stand inside a `script` element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")
