"""schema.org metadata of the dataset, from the descriptor, for the engines that search for datasets."""

import json

from scripts.documents import citation
from scripts.site.downloads import Download


def dataset(
    descriptor: dict, schemas: dict[str, dict], covered: tuple[str, str], files: list[Download], base: str
) -> dict:
    """A schema.org `Dataset`. Addresses are relative to the page, or absolute where `base` says where it is hosted."""
    licence = descriptor["licenses"][0]
    found = {
        "@context": "https://schema.org/",
        "@type": "Dataset",
        "name": descriptor["title"],
        "alternateName": descriptor["name"],
        "description": descriptor["description"],
        "version": descriptor["version"],
        "license": licence["path"],
        "keywords": descriptor["keywords"],
        **({"dateModified": descriptor["created"][:10]} if "created" in descriptor else {}),
        "creator": [{"@type": "Organization", "name": c["title"]} for c in descriptor["contributors"]],
        "creditText": citation.text(descriptor).replace("*", ""),
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
