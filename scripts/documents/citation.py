"""How to cite the dataset: CITATION.cff for reference managers, docs/citation.md for people."""

from scripts.documents import markdown as md
from scripts.files import yaml_text
from scripts.tables.rows import Rows


def text(package: dict) -> str:
    """How to cite this version, in one line of Markdown. `package` is the record of the package or the descriptor."""
    maker, year = package["contributors"][0]["title"], package["created"][:4] if "created" in package else "unreleased"
    where = f" {package['homepage']}" if "homepage" in package else ""
    licence = package["licenses"][0]["name"]
    return f"{maker} ({year}). *{package['title']}*. Version {package['version']}. Data set. {licence}.{where}"


def cff(rows: Rows) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0)."""
    package = rows.package
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it with the version you used.",
        "type": "dataset",
        "title": package["title"],
        "abstract": package["description"],
        **({"url": package["homepage"]} if "homepage" in package else {}),
        "version": package["version"],
        **({"date-released": package["created"]} if "created" in package else {}),
        "license": package["licenses"][0]["name"],
        "keywords": package["keywords"],
        "authors": [{"name": c["title"]} for c in package["contributors"]],
    }
    return "# Made by `python -m scripts.build` from data/package.yaml; edit that.\n" + yaml_text.write(fields)


def markdown(rows: Rows) -> str:
    """The text of docs/citation.md."""
    same = "Cite the version that you used, and add the address from which you got the data. `CITATION.cff` has the same for"
    head = [md.generated("scripts/documents/citation.py"), "# How to cite\n", f"{same} reference managers.\n"]
    return "\n".join([*head, f"> {text(rows.package)}\n"])
