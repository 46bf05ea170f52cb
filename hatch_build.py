"""What the wheel says of the dataset, from datapackage.json, so that it is written by hand once: in data/package.yaml."""

import json
from pathlib import Path

from hatchling.metadata.plugin.interface import MetadataHookInterface


class Descriptor(MetadataHookInterface):
    """Fills the dynamic fields of `[project]`."""

    def update(self, metadata: dict) -> None:
        package = json.loads(Path(self.root, "datapackage.json").read_text(encoding="utf-8"))
        metadata["version"] = package["version"]
        metadata["description"] = f"{package['title']}, as typed pandas tables"
        metadata["keywords"] = package["keywords"]
        if "homepage" in package:
            metadata["urls"] = {"Homepage": package["homepage"]}
