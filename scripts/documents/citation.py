"""How to cite the dataset: CITATION.cff for reference managers, docs/citation.md for people.

The words are those of the Python package (src/coalition_of_the_willing/citing.py), so that each form stands once.
"""

from coalition_of_the_willing.citing import apa, bibtex, number_of, text
from scripts.documents import edition
from scripts.documents import markdown as md
from scripts.files import yaml_text
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows


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
        **({"identifiers": [_identifier(package)]} if "id" in package else {}),
        **({"url": package["homepage"]} if "homepage" in package else {}),
        "version": package["version"],
        **({"date-released": released} if released else {}),
        "license": package["licenses"][0]["name"],
        "keywords": package["keywords"],
        "authors": [{"name": c["title"]} for c in package["contributors"]],
    }
    return "# Made by `python -m scripts.build` from data/package.yaml; edit that.\n" + yaml_text.write(fields)


def _identifier(package: dict) -> dict[str, str]:
    """The identifier of the package, by the kinds that the Citation File Format knows."""
    if number := number_of(package):
        return {"type": "doi", "value": number}
    return {"type": "url" if package["id"].startswith("http") else "other", "value": package["id"]}


def markdown(rows: Rows) -> str:
    """The text of docs/citation.md."""
    package = rows.package | {"documented_until": documented_until(rows)}
    stem = f"{package['name']}-{package['version']}"
    return "\n".join(
        [
            md.generated("scripts/documents/citation.py"),
            "# How to cite\n",
            "Cite the version that you used, and add the address from which you got the data. `CITATION.cff` has the same for",
            f"reference managers, and a release has it as BibTeX (`{stem}.bib`) and as CSL JSON (`{stem}.csl.json`).\n",
            f"> {text(package, '*')}\n",
            "By APA style (7th edition):\n",
            f"> {apa(package, '*')}\n",
            "For LaTeX; with biblatex, `@dataset` may stand for `@misc`:\n",
            f"```bibtex\n{bibtex(package)}\n```\n",
        ]
    )
