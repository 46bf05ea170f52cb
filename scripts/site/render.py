"""The files of the site, from the package: everything comes together here, and nothing is written."""

import json
import posixpath
from collections.abc import Mapping
from pathlib import Path
from typing import Any

import jinja2
from markupsafe import Markup, escape

from scripts.documents import edition
from scripts.exports import api
from scripts.releases.comparison import LIST
from scripts.site import (
    countries,
    downloads,
    feed,
    front,
    guides,
    llms,
    meetings,
    sitemap,
    sizes,
    sources,
    stances,
    words,
)
from scripts.site.pages import Page, Site
from scripts.site.pictures import palette
from scripts.site.provenance import Numbers
from scripts.tables.rows import Rows

TEMPLATES = Path(__file__).parent / "templates"
ASSETS = ("day.js", "tables.js", "icon.svg")
STYLE = "style.css"
CARD = "figures/card.png"  # what a preview of a link shows
SECTIONS = (front, countries, meetings, sizes, stances, sources, guides, downloads)  # a new kind of page: a line here
NAVIGATION = {  # path of a page -> the word that leads there
    "index.html": "Who is in",
    countries.INDEX: "Countries",
    meetings.INDEX: "Meetings",
    "sizes.html": "Sizes",
    "stances.html": "Stances",
    "sources.html": "Sources",
    guides.INDEX: "Docs",
    "downloads.html": "Data",
}
MISSING = "404.html"


def site(rows: Rows, descriptor: dict, files: Mapping[str, bytes], base: str = "") -> dict[str, bytes]:
    """The site by path. `files` are those of the package and the bundle, by path; `base` is the address of the site, if it has one.

    Documents among the files become pages; all others stand in the site as they are.
    """
    package = Site(rows, descriptor, files, base)
    pages = [page for section in SECTIONS for page in section.pages(package)]
    pages.append(Page(MISSING, "404.html", "No such page", "There is no page at this address.", {}))
    made = {path: data for path, data in files.items() if path not in package.texts}
    interface = base + api.FOLDER if base else ""
    made |= {api.FOLDER + path: data for path, data in api.files(rows, descriptor, interface).items()}
    made |= {f"assets/{name}": (TEMPLATES / name).read_bytes() for name in ASSETS}
    made |= {f"assets/{STYLE}": (palette.css() + (TEMPLATES / STYLE).read_text(encoding="utf-8")).encode()}
    made |= {feed.NAME: feed.write(rows, descriptor, base)} if LIST in rows else {}
    environment = _environment(package, {page.path for page in pages}, made)
    made |= {page.path: _written(page, environment, package).encode() for page in pages}
    made |= {sitemap.NAME: sitemap.write([page.path for page in pages], base)} if base else {}
    documents = [(page.path, page.title, page.description) for page in pages if page.template == guides.TEMPLATE]
    return made | {llms.NAME: llms.write(rows, descriptor, made, base, documents)}


def _environment(package: Site, paths: set[str], files: Mapping[str, bytes]) -> jinja2.Environment:
    """What every template has: the package, the words, and filters that turn codes and dates into them."""
    codes, descriptor = package.codes, package.descriptor
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(TEMPLATES),
        autoescape=True,
        undefined=jinja2.StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )
    environment.filters |= {
        "day": lambda date, precision="day": words.day(str(date), precision or "day"),
        "short": lambda date: words.short(str(date)),
        "title": lambda code, name: codes[name][code].title,
        "cited": package.provenance.cited,
        "support": package.provenance.support,
        "in_script": _in_script,
        "listed": words.listed,
    }
    environment.globals |= {
        "package": descriptor,
        "coalition": package.coalition,
        "summary": package.rows.package["summary"],
        "codes": codes,
        "words": words,
        "base": package.base,
        "date": package.date,
        "until": package.until,
        "source_of": package.provenance.sources.__getitem__,
        "meeting_of": package.facts.meetings.__getitem__,
        "edition": edition.of(descriptor, package.until),
        "facts": edition.sentence(edition.facts(package.until)),
        "silence": edition.sentence(edition.silence(package.until)),
        "feed": feed.NAME if feed.NAME in files else "",
        "card": CARD if CARD in files else "",
        "interface": api.FOLDER,
        "navigation": [(path, word) for path, word in NAVIGATION.items() if path in paths],
        "has": lambda path: path in paths or path in files,
    }
    return environment


def _written(page: Page, environment: jinja2.Environment, package: Site) -> str:
    up = "../" * page.path.count("/")
    numbers = Numbers()
    at = {
        "page": page,
        "up": package.base if page.path == MISSING else up,  # what is missing may be at any depth
        "numbers": numbers,
        "linked": lambda text: _linked(text, package.addresses, up),
    }
    return environment.get_template(page.template).render(**page.given, **at)


def _in_script(value: Any) -> Markup:
    """JSON that may stand inside a `script` element."""
    text = json.dumps(value, ensure_ascii=False, separators=(",", ":"), default=str)
    return Markup(text.replace("<", "\\u003c"))


def _linked(text: str, addresses: Mapping[str, str], up: str) -> Markup:
    """Text in which the documents that it names are links, where the site has them."""
    said = escape(text)
    for path, address in addresses.items():
        if path.endswith(".md") and path in said:
            said = said.replace(path, Markup('<a href="{}">{}</a>').format(posixpath.join(up, address), path))
    return Markup(said)
