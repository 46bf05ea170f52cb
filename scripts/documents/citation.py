"""CITATION.cff and the citation in the README, from datapackage.json, so that the version is written by hand once."""

import re

from scripts.files import yaml_text

_README = re.compile(r"(<!-- citation -->\n).*?(\n<!-- /citation -->)", re.DOTALL)


def text(package: dict) -> str:
    """How to cite this version."""
    year = package["created"][:4]
    maker = package["contributors"][0]["title"]
    return f"{maker} ({year}). *{package['title']}*. Version {package['version']}. Data set. {package['licenses'][0]['name']}."


def cff(package: dict) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0)."""
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it with the version you used.",
        "type": "dataset",
        "title": package["title"],
        "abstract": package["description"],
        "version": package["version"],
        "date-released": package["created"][:10],
        "license": package["licenses"][0]["name"],
        "keywords": package["keywords"],
        "authors": [{"name": c["title"]} for c in package["contributors"]],
    }
    return "# Made by `python -m scripts.build` from datapackage.json; edit that.\n" + yaml_text.write(fields)


def readme(package: dict, present: str) -> str:
    """The README with the citation between its two markers renewed."""
    return _README.sub(lambda m: f"{m.group(1)}> {text(package)}{m.group(2)}", present)
