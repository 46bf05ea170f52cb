"""sitemap.xml (sitemaps.org 0.9): the pages of the site, for search engines.

It needs absolute addresses, so it is made only where the site has one. There is no robots.txt: it counts only at the root of a
host, and the site may lie in a folder; without one, everything may be read.
"""

from collections.abc import Iterable
from urllib.parse import quote
from xml.etree import ElementTree

NAME = "sitemap.xml"
NOT_FOUND = "404.html"  # shown in place of other pages, and no page of its own
_SITEMAPS = "http://www.sitemaps.org/schemas/sitemap/0.9"


def write(paths: Iterable[str], base: str) -> bytes:
    """Every page among the paths of the site, by path. `base` is the address of the folder, with a slash at its end."""
    urlset = ElementTree.Element("urlset", xmlns=_SITEMAPS)
    for path in sorted(path for path in paths if path.endswith(".html") and path != NOT_FOUND):
        url = ElementTree.SubElement(urlset, "url")
        ElementTree.SubElement(url, "loc").text = base + quote(path)
    ElementTree.indent(urlset)
    return ElementTree.tostring(urlset, encoding="utf-8", xml_declaration=True) + b"\n"
