"""feed.atom is valid Atom: each release and each changed status once, under an identifier that stays."""

import datetime
from xml.etree import ElementTree

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from scripts.documents.versions import parse
from scripts.site import feed

ATOM = "{http://www.w3.org/2005/Atom}"


def change(version, released, table, record, field, old, new, reason=""):
    values = (version, released, table, record, field, old, new, reason)
    return dict(zip(("version", "released", "table", "record", "field", "old", "new", "reason"), values, strict=True))


SPELL = "aut-observer-9"
LATER = [
    change("9.0.0", "2031-01-01", "*", "*", "version", "1.0.0", "9.0.0", "Who is <in> & out"),
    change("9.0.0", "2031-01-01", "memberships", SPELL, "*", "absent", "present"),
    change("9.0.0", "2031-01-01", "memberships", "gone-member", "*", "absent", "present"),
    change("9.1.0", "2031-02-01", "*", "*", "version", "9.0.0", "9.1.0", "Corrects one day."),
    change("9.1.0", "2031-02-01", "memberships", SPELL, "start_date", "2025-09-03", "2025-09-04", "A & B say."),
    change("9.1.0", "2031-02-01", "memberships", "gone-member", "*", "present", "absent", "Was none."),
]


@pytest.fixture
def later(tables):
    """Two releases more, which add a spell."""
    known = {"spell": SPELL, "status": "observer", "start_date": "2025-09-04", "start_precision": "day", "end_date": ""}
    (austria, *_) = (row for row in tables["memberships"] if row["iso3"] == "AUT")
    spells = [*tables["memberships"], {**austria, **known, "end_precision": ""}]
    return tables.replaced(changes=[*tables["changes"], *LATER], memberships=spells)


def read(rows, descriptor, base=""):
    return ElementTree.fromstring(feed.write(rows, descriptor, base))


def entries(found):
    return {e.findtext(f"{ATOM}id"): e for e in found.findall(f"{ATOM}entry")}


def titles(found):
    return [e.findtext(f"{ATOM}title") for e in entries(found).values()]


@pytest.mark.parametrize("base", ["", "https://example.org/here/"])
def test_it_has_what_atom_asks_for(later, computed, base):
    found = read(later, computed.descriptor, base)
    assert found.tag == f"{ATOM}feed" and found.findtext(f"{ATOM}author/{ATOM}name")
    dated = [found, *entries(found).values()]
    for element in dated:
        assert element.findtext(f"{ATOM}id").startswith("urn:uuid:") and element.findtext(f"{ATOM}title")
        assert datetime.datetime.fromisoformat(element.findtext(f"{ATOM}updated")).tzinfo
    assert len({e.findtext(f"{ATOM}id") for e in dated}) == len(dated) == len(found.findall(f"{ATOM}entry")) + 1
    assert found.findtext(f"{ATOM}updated") == "2031-02-01T00:00:00Z"
    own = [link.get("href") for link in found.findall(f"{ATOM}link") if link.get("rel") == "self"]
    assert own == ([f"{base}feed.atom"] if base else [])


def test_each_release_and_each_status_that_it_changed_has_an_entry_newest_first(later, computed):
    assert titles(read(later, computed.descriptor))[:6] == [
        "Version 9.1.0",
        "Austria: observer from 4 September 2025, not 3 September 2025 (corrected in 9.1.0)",
        "gone-member: no longer listed (removed in 9.1.0)",
        "Version 9.0.0",
        "Austria: observer from 3 September 2025 (added in 9.0.0)",
        "gone-member: listed (added in 9.0.0)",
    ]


@pytest.mark.parametrize("base", ["", "https://example.org/here/"])
def test_a_status_leads_to_the_page_of_its_country_and_all_else_to_the_index(later, computed, base):
    found = read(later, computed.descriptor, base)
    led = {e.findtext(f"{ATOM}title"): e.find(f"{ATOM}link").get("href") for e in entries(found).values()}
    (austria,) = (country["iso3"] for country in later["countries"] if country["name"] == "Austria")
    assert led["Austria: observer from 3 September 2025 (added in 9.0.0)"] == f"{base}countries/{austria}.html"
    assert led["gone-member: no longer listed (removed in 9.1.0)"] == led["Version 9.1.0"] == f"{base}index.html"
    pages = {f"{base}countries/{country['iso3']}.html" for country in later["countries"]}
    assert set(led.values()) <= pages | {f"{base}index.html"}


def test_the_first_release_is_one_entry(tables, computed):
    listed = sorted({r["version"] for r in tables["changes"]}, key=parse)
    assert titles(read(tables, computed.descriptor))[-1] == f"Version {listed[0]}"
    first = list(entries(read(tables, computed.descriptor)).values())[-1]
    assert "<code>memberships</code>: table added" in first.findtext(f"{ATOM}content")


def test_entries_stay_when_releases_are_added_and_when_the_page_moves(tables, later, computed):
    before, after = entries(read(tables, computed.descriptor)), entries(read(later, computed.descriptor))
    assert list(after)[-len(before) :] == list(before)
    for name, entry in before.items():
        assert ElementTree.tostring(entry) == ElementTree.tostring(after[name])
    assert entries(read(later, computed.descriptor, "https://example.org/")).keys() == after.keys()


def test_text_is_escaped_once_for_html_and_once_for_xml(later, computed):
    found = list(entries(read(later, computed.descriptor)).values())
    assert "<p>Who is &lt;in&gt; &amp; out</p>" in found[3].findtext(f"{ATOM}content")
    assert found[1].find(f"{ATOM}content").get("type") == "html"
    assert "not 3 September 2025: A &amp; B say.</p>" in found[1].findtext(f"{ATOM}content")


def test_the_page_offers_it(computed, site, html):
    assert site["feed.atom"] == feed.write(computed.rows, computed.descriptor, "")
    assert '<link rel="alternate" type="application/atom+xml"' in html.split("</head>")[0]
    assert '<a href="feed.atom">' in html.split("<footer>")[1]


def test_between_releases_it_has_releases_alone(unreleased):
    assert b"-dev" not in feed.write(unreleased.rows, unreleased.descriptor, "")
