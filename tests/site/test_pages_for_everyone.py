"""Every kind of page works for everyone: under a strict host, without a script, for eyes of any kind, on a phone, on paper."""

import io
import itertools

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")
pytest.importorskip("playwright", reason="no Playwright: run `make test`")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect
from pypdf import PdfReader

from scripts.site import view
from scripts.site.pictures import palette
from tests.site.conftest import DESK, PHONE

KINDS = (  # a page of every kind
    *("index.html", "countries/index.html", "countries/TUR.html", "meetings/index.html"),
    *("meetings/paris-2025-03-27.html", "sizes.html", "stances.html", "sources.html", "docs/index.html"),
    *("docs/method.html", "docs/reading.html", "downloads.html", "404.html"),
)
CHARTED = ("index.html", "countries/index.html", "sizes.html")


@pytest.mark.parametrize("path", KINDS)
def test_a_page_asks_for_its_own_files_only_and_logs_nothing(path, visit, served):
    for address in (served[0] + path, (served[1] / path).as_uri()):
        tab = visit(address)
        assert tab.said == [], address
        own = (served[0], served[1].as_uri())
        assert all(url.startswith(own) for url in tab.asked), address


@pytest.mark.parametrize("path", KINDS)
def test_axe_finds_nothing_at_all(path, visit):
    tab = visit(path)
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    alike = "tbody tr:nth-child(n+20), ol li:nth-child(n+30), .fact:nth-child(n+15), .matrix td:nth-child(n+12)"  # one row is made as the next
    tab.evaluate("rest => document.querySelectorAll(rest).forEach(e => e.remove())", alike)
    for viewport, scheme in itertools.product((DESK, PHONE), ("light", "dark")):
        tab.set_viewport_size(viewport)
        tab.emulate_media(color_scheme=scheme)
        found = (
            Axe()
            .run(tab, options={"rules": {"target-size": {"enabled": True}}, "resultTypes": ["violations"]})
            .response
        )
        assert len(found["passes"]) > 15  # it has looked
        faults = [
            (v["id"], len(v["nodes"]), v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"])
            for v in found["violations"]
        ]
        assert faults == [], (viewport, scheme)


@pytest.mark.parametrize("path", KINDS)
def test_nothing_runs_out_of_a_page_on_a_phone_or_with_text_twice_as_large(path, visit):
    tab = visit(path, viewport={"width": 320, "height": 740})
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    assert tab.evaluate("document.documentElement.scrollWidth") == 320
    tab.set_viewport_size({"width": 1280, "height": 900})
    tab.evaluate("document.documentElement.style.fontSize = '200%'")
    assert tab.evaluate("document.documentElement.scrollWidth") == 1280


@pytest.mark.parametrize("path", CHARTED)
def test_letters_in_pictures_are_never_small(path, visit):
    tab = visit(path)
    for width in (320, 360, 480, 600, 768, 900, 1024, 1280, 1440, 1920):
        tab.set_viewport_size({"width": width, "height": 900})
        small = tab.evaluate(
            """() => [...document.querySelectorAll("svg.picture text")].filter((t) => t.checkVisibility() && t.getAttribute("display") !== "none")
              .map((t) => [t.textContent, parseFloat(getComputedStyle(t).fontSize) * t.getScreenCTM().a])
              .filter(([words, size]) => words.trim() && size < 10.95)"""
        )
        assert small == [], width


@pytest.mark.parametrize("path", ["countries/index.html", "sizes.html"])
def test_one_width_of_a_chart_is_shown_and_it_fits(path, visit):
    tab = visit(path)
    for width in (320, 360, 768, 1024, 1440):
        tab.set_viewport_size({"width": width, "height": 900})
        shown = [c for c in tab.locator(".chart").all() if c.is_visible()]
        assert len(shown) == 1
        assert shown[0].bounding_box()["width"] >= min(int(shown[0].get_attribute("data-width")), width - 40)


def test_without_a_script_pages_still_say_everything(visit, tables):
    tab = visit(java_script_enabled=False)
    expect(tab.locator("#date")).to_be_hidden()
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, view.last_day(tables)))
    assert sum(len(named(tab, status)) for status in tables.codes["status"]) == len(
        [c for c in tables["countries"] if view.status(tables, c["iso3"], view.last_day(tables))]
    )
    tab.goto(tab.url.replace("index.html", "sources.html"))
    expect(tab.locator("form")).to_be_hidden()
    assert tab.locator("tbody tr").count() == len(tables["sources"])


def test_dark_is_dark_and_light_is_light(visit):
    for i, scheme in enumerate(("light", "dark")):
        tab = visit(color_scheme=scheme)
        france = tab.locator('.region [data-country="FRA"][data-kind="country"]')
        ground = tab.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        assert _hex(ground) == palette.COLOURS["paper"][i]
        assert _hex(france.evaluate("e => getComputedStyle(e).fill")) == palette.COLOURS["lead"][i]


def _hex(rgb):
    return "#" + "".join(f"{int(n):02x}" for n in rgb.removeprefix("rgb(").removesuffix(")").split(","))


def test_in_forced_colours_statuses_and_cells_keep_what_tells_them_apart(visit):
    tab = visit(forced_colors="active")
    colour = "e => getComputedStyle(e).backgroundColor"
    grounds = [
        tab.locator(f'.legend [data-status="{s}"] > .sign').evaluate(colour) for s in ("lead", "member", "outside")
    ]
    assert len(set(grounds)) == 3
    pressed, other = tab.locator("#play"), tab.locator("#copy-link")
    pressed.click()
    assert pressed.evaluate(colour) != other.evaluate(colour)
    tab.goto(tab.url.split("index.html")[0] + "meetings/index.html")
    hatched = tab.locator("#matrix .cell.unknown").first.evaluate("e => getComputedStyle(e).backgroundImage")
    assert "gradient" in hatched


@pytest.mark.parametrize(("path", "most"), [("index.html", 8), ("countries/NOR.html", 16), ("meetings/index.html", 8)])
def test_on_paper_there_are_no_controls_the_ground_is_white_and_sources_have_their_addresses(path, most, visit):
    for script in (True, False):
        tab = visit(path, color_scheme="dark", java_script_enabled=script)
        tab.emulate_media(media="print")
        assert not any(form.is_visible() for form in tab.locator("form, nav").all())
        assert _hex(tab.locator("h1").evaluate("e => getComputedStyle(e).color")) == palette.COLOURS["ink"][0]
        printed = PdfReader(io.BytesIO(tab.pdf(format="A4")))
        assert len(printed.pages) <= most
        for link in tab.locator(".sources a").all()[:3]:
            after = link.evaluate("e => getComputedStyle(e, '::after').content")
            assert link.get_attribute("href") in after or "attr(href)" in after


def named(tab, status):
    """The countries that the page lists under a status."""
    return tab.locator(f'[data-group="{status}"]:not([hidden]) li a').all_text_contents()
