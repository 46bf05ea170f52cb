"""sitemap.xml lists every page of the site once, by its absolute address, and nothing that is no page."""

from xml.etree import ElementTree

import pytest

from scripts.site import sitemap

BASE = "https://example.org/here/"
SITEMAPS = "{http://www.sitemaps.org/schemas/sitemap/0.9}"


def addresses(paths):
    found = ElementTree.fromstring(sitemap.write(paths, BASE))
    assert found.tag == f"{SITEMAPS}urlset"
    assert {child.tag for url in found for child in url} <= {f"{SITEMAPS}loc"}
    return [url.findtext(f"{SITEMAPS}loc") for url in found]


def test_it_lists_every_page_once_and_nothing_else():
    given = ["index.html", "countries/AUT.html", "404.html", "data/members.csv", "feed.atom", "a & b/ü.html"]
    assert addresses(given) == [f"{BASE}a%20%26%20b/%C3%BC.html", f"{BASE}countries/AUT.html", f"{BASE}index.html"]


def test_the_same_pages_give_the_same_bytes_in_whatever_order_they_were_made():
    assert sitemap.write(["b.html", "a.html"], BASE) == sitemap.write({"a.html": b"", "b.html": b""}, BASE)


def test_every_page_of_the_site_is_in_it(request):
    pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")
    site = request.getfixturevalue("site")
    pages = [path for path in sorted(site) if path.endswith(".html") and path != sitemap.NOT_FOUND]
    assert addresses(site) == [f"{BASE}{path}" for path in pages]
