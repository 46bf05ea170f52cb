"""feed.atom: an entry for each release and for each status that it changed, so that nobody has to come and look.

Atom 1.0 (RFC 4287). Identifiers come from names and versions, never from an address, and stay where the page moves. A status
leads to the page of its country, everything else to the index.
"""

import html
import re
import uuid
from collections.abc import Iterator
from typing import NamedTuple
from xml.etree import ElementTree

from scripts.releases import change_words, past
from scripts.releases.past import Past
from scripts.releases.status_words import statuses
from scripts.tables.rows import Rows

NAME, MEDIA_TYPE = "feed.atom", "application/atom+xml"
_ATOM = "http://www.w3.org/2005/Atom"
_CODE = re.compile(r"`([^`]+)`")


class Entry(NamedTuple):
    """An entry. `content` is HTML."""

    id: str
    title: str
    updated: str
    address: str
    content: str


def write(rows: Rows, descriptor: dict, base: str) -> bytes:
    """The feed. `base` is the address of the folder where the page is, "" if it has none."""
    shown = {country["iso3"] for country in rows["countries"]}
    entries = [e for release in past.releases(rows) for e in _entries(release, descriptor["name"], base, shown)]
    feed = ElementTree.Element("feed", xmlns=_ATOM)
    _add(feed, "id", _id(descriptor["name"]))
    _add(feed, "title", descriptor["title"])
    _add(feed, "updated", entries[0].updated)
    for contributor in descriptor["contributors"]:
        _add(_add(feed, "author"), "name", contributor["title"])
    if base:
        _add(feed, "link", rel="self", type=MEDIA_TYPE, href=base + NAME)
    _add(feed, "link", rel="alternate", type="text/html", href=f"{base}index.html")
    for entry in entries:
        element = _add(feed, "entry")
        _add(element, "id", entry.id)
        _add(element, "title", entry.title)
        _add(element, "updated", entry.updated)
        _add(element, "link", rel="alternate", type="text/html", href=entry.address)
        _add(element, "content", entry.content, type="html")
    ElementTree.indent(feed)
    return ElementTree.tostring(feed, encoding="utf-8", xml_declaration=True) + b"\n"


def _entries(release: Past, name: str, base: str, shown: set[str]) -> Iterator[Entry]:
    """The entry of a release, then those of the statuses that it changed; `shown` are the countries that have a page today."""
    version, updated, address = release.version, f"{release.released}T00:00:00Z", f"{base}index.html"
    yield Entry(_id(name, version), f"Version {version}", updated, address, _content(release))
    for status in statuses(release.words, release.changes):
        said = change_words.because(status.said, status.reason)
        place = f"{base}countries/{status.iso3}.html" if status.iso3 in shown else address
        title = f"{status.said} ({status.kind} in {version})"
        content = _paragraph(said) + _paragraph(f"Version {version}: {release.summary}")
        yield Entry(_id(name, version, status.record), title, updated, place, content)


def _content(release: Past) -> str:
    parts = [_paragraph(release.summary)]
    for heading, lines in change_words.groups(release.words, release.changes).items():
        parts += [f"<h3>{heading}</h3>", "<ul>", *(f"<li>{_marked(line)}</li>" for line in lines), "</ul>"]
    return "\n".join(parts)


def _paragraph(text: str) -> str:
    return f"<p>{_marked(text)}</p>"


def _marked(text: str) -> str:
    """Text as HTML, what stands between backticks as code."""
    return _CODE.sub(r"<code>\1</code>", html.escape(text, quote=False))


def _id(*names: str) -> str:
    return uuid.uuid5(uuid.NAMESPACE_URL, "/".join(names)).urn


def _add(parent: ElementTree.Element, tag: str, text: str | None = None, **attributes: str) -> ElementTree.Element:
    element = ElementTree.SubElement(parent, tag, attributes)
    element.text = text
    return element
