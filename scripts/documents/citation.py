"""How to cite the dataset: CITATION.cff for reference managers, docs/citation.md for people."""

from scripts.documents import edition
from scripts.documents import markdown as md
from scripts.files import yaml_text
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows

_DOI = "https://doi.org/"


def text(package: dict, until: str) -> str:
    """How to cite this version, in one line of Markdown. Arguments as in scripts/documents/edition.py."""
    maker, year = package["contributors"][0]["title"], edition.released(package)[:4] or "unreleased"
    said = edition.sentence(edition.of(package, until))
    where = "".join(f" {package[key]}" for key in ("id", "homepage") if key in package)
    licence = package["licenses"][0]["name"]
    return f"{maker} ({year}). *{package['title']}*. {said} Data set. {licence}.{where}"


def cff(rows: Rows) -> str:
    """The text of CITATION.cff (Citation File Format 1.2.0)."""
    package, released = rows.package, edition.released(rows.package)
    facts = edition.sentence(edition.facts(documented_until(rows)))
    fields = {
        "cff-version": "1.2.0",
        "message": "If you use this dataset, please cite it with the version you used.",
        "type": "dataset",
        "title": package["title"],
        "abstract": f"{package['description']} {facts}".rstrip(),
        **({"identifiers": [_identifier(package["id"])]} if "id" in package else {}),
        **({"url": package["homepage"]} if "homepage" in package else {}),
        "version": package["version"],
        **({"date-released": released} if released else {}),
        "license": package["licenses"][0]["name"],
        "keywords": package["keywords"],
        "authors": [{"name": c["title"]} for c in package["contributors"]],
    }
    return "# Made by `python -m scripts.build` from data/package.yaml; edit that.\n" + yaml_text.write(fields)


def _identifier(text: str) -> dict[str, str]:
    """The identifier of the package, by the kinds that the Citation File Format knows."""
    if text.startswith(_DOI):
        return {"type": "doi", "value": text.removeprefix(_DOI)}
    return {"type": "url" if text.startswith("http") else "other", "value": text}


def markdown(rows: Rows) -> str:
    """The text of docs/citation.md."""
    same = "Cite the version that you used, and add the address from which you got the data. `CITATION.cff` has the same for"
    head = [md.generated("scripts/documents/citation.py"), "# How to cite\n", f"{same} reference managers.\n"]
    return "\n".join([*head, f"> {text(rows.package, documented_until(rows))}\n"])
