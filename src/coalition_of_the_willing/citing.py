"""How to cite a version of the dataset: in words, for BibTeX, by APA style, and as CSL JSON for reference managers.

`cite(format)` cites the installed version. The functions that it calls take a descriptor (the content of datapackage.json)
and return text without a line break at its end. A version between releases has no year; the words say "unreleased".
"""

from __future__ import annotations

import json
import re

from . import edition
from .errors import UnknownFormat, shown
from .folder import descriptor
from .given import as_text
from .layout import listed

TYPE_CHECKING = False  # the module typing is slow to load, and only type checkers need it
if TYPE_CHECKING:
    from collections.abc import Callable, Mapping
    from typing import Any, Literal

    Format = Literal["text", "bibtex", "apa", "csl"]
    Package = Mapping[str, Any]

_DOI = "https://doi.org/"
# What TeX and BibTeX take for a command or a group, and how to write the sign itself. Braces as commands, since BibTeX counts
# even those after a backslash. Letters with accents stay: BibTeX passes UTF-8 on, and biber and LaTeX read it.
_TEX = {
    **{sign: f"\\{sign}" for sign in "&%$#_"},
    "{": r"\textbraceleft{}",
    "}": r"\textbraceright{}",
    "\\": r"\textbackslash{}",
    "~": r"\textasciitilde{}",
    "^": r"\textasciicircum{}",
}


def cite(format: Format = "text") -> str:
    """The citation of this version, as text that ends without a line break.

    `format` is "text" (one line, with the licence), "bibtex" (an entry), "apa" (one line, APA style, 7th edition) or "csl"
    (CSL JSON, a list with one item). All name the version and, but for "apa", the day to which the facts go.

    Raises UnknownFormat, DamagedInstallation.

    >>> print(cite().split(" (")[0])
    Coalition of the Willing reference data maintainers
    """
    if (name := as_text(format)) not in FORMS:
        raise UnknownFormat(f"no citation in the format {shown(format)}; expected one of: {', '.join(FORMATS)}")
    return FORMS[name](descriptor())


def text(package: Package, emphasis: str = "") -> str:
    """One line: makers, year, title, edition, licence, addresses. `emphasis` stands on both sides of the title, as Markdown's `*`."""
    title, licence = f"{emphasis}{package['title']}{emphasis}", package["licenses"][0]["name"]
    words = f"{listed(_makers(package))} ({_year(package)}). {title}. {edition.sentence(_edition(package))} "
    return " ".join([f"{words}Data set. {licence}.", *_addresses(package)])


def apa(package: Package, emphasis: str = "") -> str:
    """One line in the form that APA style (7th edition) has for data sets. `emphasis` as for `text`."""
    makers = listed(_makers(package), "&").removesuffix(".")
    title = f"{emphasis}{package['title']}{emphasis} (Version {package['version']}) [Data set]"
    return " ".join([f"{makers}. ({_year(package)}). {title}.", *_addresses(package)[:1]])


def bibtex(package: Package) -> str:
    """An entry `@misc`, which BibTeX and biblatex both know. Each maker is kept whole, not split into names of a person."""
    year = {"year": edition.released(package)[:4]} if edition.released(package) else {}
    fields = {
        "author": " and ".join(f"{{{_tex(maker)}}}" for maker in _makers(package)),
        "title": f"{{{_tex(package['title'])}}}",  # braces keep its capitals
        **year,
        "howpublished": "Data set",
        "note": _tex(edition.sentence(_edition(package)).removesuffix(".")),
        **_located(package, doi="doi", url="url"),  # read as they stand
    }
    lines = [f"@misc{{{_key(package)},", *(f"  {name} = {{{value}}}," for name, value in fields.items()), "}"]
    return "\n".join(lines)


def csl(package: Package) -> str:
    """CSL JSON: a list with one item of the type `dataset`."""
    released, until = edition.released(package), package.get("documented_until", "")
    item = {
        "id": _key(package),
        "type": "dataset",
        "title": package["title"],
        "author": [{"literal": maker} for maker in _makers(package)],
        **(
            {"issued": {"date-parts": [[int(n) for n in released.split("-")]]}}
            if released
            else {"status": "unreleased"}
        ),
        "version": package["version"],
        **({"note": edition.sentence(edition.facts(until))} if until else {}),
        **_located(package, doi="DOI", url="URL"),
    }
    return json.dumps([item], ensure_ascii=False, indent=2)


def number_of(package: Package) -> str:
    """The DOI of the package without its resolver; "" where its identifier is none."""
    identifier = str(package.get("id", ""))
    return identifier.removeprefix(_DOI) if identifier.startswith(_DOI) else ""


FORMS: dict[str, Callable[[Package], str]] = {"text": text, "bibtex": bibtex, "apa": apa, "csl": csl}
FORMATS = tuple(FORMS)


def _makers(package: Package) -> list[str]:
    return [contributor["title"] for contributor in package["contributors"]]


def _year(package: Package) -> str:
    return edition.released(package)[:4] or "unreleased"


def _edition(package: Package) -> str:
    return edition.of(package, package.get("documented_until", ""))


def _addresses(package: Package) -> list[str]:
    """The identifier and the homepage, as far as the package has them."""
    return [package[key] for key in ("id", "homepage") if key in package]


def _located(package: Package, *, doi: str, url: str) -> dict[str, str]:
    """The DOI without its resolver, where the identifier is one, and the homepage, each under the key of a format."""
    found = {doi: number_of(package), url: package.get("homepage", "")}
    return {key: value for key, value in found.items() if value}


def _key(package: Package) -> str:
    """One key for a version, the same whenever it is cited."""
    return f"{package['name']}-{package['version']}"


def _tex(words: str) -> str:
    return re.sub("|".join(map(re.escape, _TEX)), lambda found: _TEX[found[0]], words)
