"""The page does what it says in a real browser: from a folder and over loopback, by mouse and by keyboard, dark and light.

The browser is Debian's Chromium, without a screen, driven by Playwright; CHROMIUM may name another. Where there is none, these
tests are skipped and say so.
"""

import datetime
import itertools
import os
import shutil
import threading
from functools import partial
from http.server import SimpleHTTPRequestHandler, ThreadingHTTPServer

import pytest

pytest.importorskip("playwright", reason="no Playwright: run `make test`")
pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from axe_playwright_python.sync_playwright import Axe
from playwright.sync_api import expect, sync_playwright

from scripts.documents import edition
from scripts.files import writing
from scripts.site import view
from scripts.site.pictures import palette
from scripts.tables import meetings
from tests.conftest import ROOT

NAMES = ("chromium", "chromium-browser", "google-chrome")
FLAGS = [
    "--no-sandbox",
    "--disable-gpu",
    "--disable-quic",
    "--no-first-run",
    "--disable-background-networking",
    "--disable-component-update",
    "--disable-sync",
]
# What a careful host sends along: no script but those of the folder, and nothing from elsewhere.
POLICY = "default-src 'none'; script-src 'self'; style-src 'unsafe-inline'; img-src data:"
DESK, PHONE = {"width": 1280, "height": 900}, {"width": 360, "height": 740}


@pytest.fixture(scope="module")
def folder(site, tmp_path_factory):
    out = tmp_path_factory.mktemp("site")
    writing.replace(out, site)
    return out


@pytest.fixture(scope="module")
def served(folder):
    """The address of the folder over loopback, from a host that forbids what the page does not need."""

    class Quiet(SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

        def end_headers(self):
            self.send_header("Content-Security-Policy", POLICY)
            super().end_headers()

    with ThreadingHTTPServer(("127.0.0.1", 0), partial(Quiet, directory=folder)) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}/"
        server.shutdown()


@pytest.fixture(scope="module")
def chromium():
    names = (os.environ.get("CHROMIUM", ""), *NAMES)
    path = next((found for name in names if name and (found := shutil.which(name))), None)
    if path is None:
        pytest.skip("no browser: install Debian's chromium, or name one in CHROMIUM")
    with sync_playwright() as playwright:
        started = playwright.chromium.launch(executable_path=path, args=FLAGS)
        yield started
        started.close()


@pytest.fixture(scope="module")
def visit(chromium, folder):
    """Open the page; what it logs and asks for is in `said` and `asked` of the page. Options are those of a new context."""
    contexts = []

    def open_(address=None, ready="#find:not([hidden])", **options):
        context = chromium.new_context(viewport=options.pop("viewport", DESK), **options)
        contexts.append(context)
        tab = context.new_page()
        tab.said, tab.asked = [], []
        tab.on("console", lambda message: tab.said.append(f"{message.type}: {message.text}"))
        tab.on("pageerror", lambda error: tab.said.append(str(error)))
        tab.on("request", lambda request: tab.asked.append(request.url))
        tab.goto(address or (folder / "index.html").as_uri())
        tab.wait_for_selector(ready, state="attached")
        return tab

    yield open_
    for context in contexts:
        context.close()


@pytest.fixture(scope="module")
def opened(visit):
    """The page, opened once for the tests that leave it as it was."""
    return visit()


@pytest.fixture
def tab(opened):
    """The page as a reader finds it: nothing searched for, no row open, the day that it was built for."""
    opened.evaluate(
        """() => {
          const set = (selector, value) => {
            const control = document.querySelector(selector);
            control.value = value;
            for (const kind of ["input", "change"]) control.dispatchEvent(new Event(kind, { bubbles: true }));
          };
          set("#search", "");
          set("#status", "");
          set("#on", document.querySelector("#on").defaultValue);
          document.querySelectorAll('.opens[aria-expanded="true"]').forEach((button) => button.click());
        }"""
    )
    return opened


def shown(tab):
    """The countries that the table shows."""
    return tab.locator("#table tbody tr[data-country]:not([hidden]) .opens").all_text_contents()


def test_from_a_folder_it_asks_for_its_own_files_only_and_logs_nothing(visit, folder):
    tab = visit()
    assert tab.said == []
    assert {u.split("#")[0] for u in tab.asked if not u.startswith("data:")} == {
        (folder / "index.html").as_uri(),
        (folder / "assets/tables.js").as_uri(),
        (folder / "assets/page.js").as_uri(),
    }


def test_over_http_it_asks_for_its_own_files_only_and_logs_nothing(visit, served):
    tab = visit(served)
    assert tab.said == []
    assert all(url.startswith((served, "data:")) for url in tab.asked)


@pytest.mark.parametrize("words", ["Turkey", "Türkiye", "turkiye", "Туреччина", "TUR"])
def test_search_finds_a_country_by_any_of_its_names(tab, words):
    tab.fill("#search", words)
    assert "Türkiye" in shown(tab)
    assert len(shown(tab)) < 5


@pytest.mark.parametrize(
    ("code", "countries"),
    [
        ("EL", ["Greece"]),
        ("uk", ["United Kingdom"]),
        ("036", ["Australia"]),
        ("Q55", ["Netherlands"]),
        ("260", ["Germany"]),
        ("380", ["Italy", "Sweden"]),
        ("hol", ["Netherlands"]),
        ("000", []),
    ],
)
def test_a_code_is_searched_for_as_a_whole_word(tab, code, countries):
    tab.fill("#search", code)
    assert shown(tab) == countries


def test_the_table_holds_every_country_and_is_narrowed_by_status(tab, tables):
    assert sorted(shown(tab)) == sorted(c["name"] for c in tables["countries"])
    tab.select_option("#status", "lead")
    assert shown(tab) == ["France", "Ukraine", "United Kingdom"]
    expect(tab.locator("#found")).to_have_text(f"3 of {len(tables['countries'])} countries")


def test_the_date_control_gives_31_on_the_day_of_the_roster(tab, tables):
    tab.fill("#on", "2025-08-12")
    expect(tab.locator("#answer")).to_contain_text("31 countries: 3 leads and 28 members.")
    expect(tab.locator("#day")).to_have_text("12 August 2025")
    named = [tab.locator(f'[data-group="{s}"] .names a').all_text_contents() for s in ("lead", "member")]
    assert sorted(itertools.chain(*named)) == sorted(m["name"] for m in tables["members"])


@pytest.mark.parametrize("day", ["2025-03-02", "2025-06-01", "2025-09-04", "2026-01-06", "2026-03-01"])
def test_the_script_answers_as_the_tables_do(tab, tables, day):
    tab.fill("#on", day)
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, day))
    for status, countries in view.on(tables, day).items():
        names = tab.locator(f'[data-group="{status}"] .names a').all_text_contents()
        assert sorted(names) == sorted(c["name"] for c in countries)
    painted = {
        mark.get_attribute("data-country"): mark.get_attribute("data-status")
        for mark in tab.locator('.region [data-kind="country"]').all()
    }
    assert len(painted) > 30
    assert painted == {iso3: view.status(tables, iso3, day) for iso3 in painted}
    visible = tab.locator('.region [data-kind="sign"]:not([display="none"])')
    assert {s.get_attribute("data-status") for s in visible.all()} <= set(tables.codes["status"])
    assert tab.locator("#beyond").is_visible() == (day > meetings.documented_until(tables))
    tab.select_option("#status", "lead")
    assert len(shown(tab)) == view.numbers(tables, day)["lead"]


def test_a_day_after_the_facts_is_answered_with_a_caution(tab, until):
    expect(tab.locator("#beyond")).to_be_hidden()
    tab.fill("#on", (datetime.date.fromisoformat(until) + datetime.timedelta(days=1)).isoformat())
    expect(tab.locator("#beyond")).to_be_visible()
    expect(tab.locator('[role="status"]:has(#answer)')).to_contain_text(edition.sentence(edition.silence(until)))


def test_a_badge_says_since_when(tab):
    badge = tab.locator('tr[data-country="AUT"] .badge')
    tab.fill("#on", "2026-01-06")
    expect(badge).to_have_attribute("title", "observer from 4 September 2025")
    tab.fill("#on", "2025-08-20")
    expect(badge).to_have_attribute("title", "participant from 19 August 2025")


def test_a_day_can_be_chosen_with_one_press(tab):
    tab.click('[data-day="2025-08-12"]')
    expect(tab.locator("#answer")).to_contain_text("31 countries")
    assert tab.locator("#on").input_value() == "2025-08-12"
    assert tab.locator('[aria-pressed="true"]').count() == 1


def test_a_day_out_of_range_changes_nothing(tab):
    before = tab.locator("#answer").text_content()
    tab.fill("#on", "1999-01-01")
    assert tab.locator("#answer").text_content() == before


def test_a_row_opens_by_keyboard_and_shows_spells_and_sources(tab):
    tab.fill("#search", "Norway")
    tab.focus("#search")
    for _ in range(20):
        tab.keyboard.press("Tab")
        if tab.evaluate("document.activeElement.className") == "opens":
            break
    button = tab.locator(".opens:focus")
    expect(button).to_have_text("Norway")
    expect(button).to_have_attribute("aria-expanded", "false")
    tab.keyboard.press("Enter")
    expect(button).to_have_attribute("aria-expanded", "true")
    dossier = tab.locator("#NOR")
    expect(dossier).to_be_visible()
    expect(dossier).to_contain_text("from 2 March 2025, no documented end")
    assert dossier.locator('a[href^="http"]').count() > 3
    tab.keyboard.press("Enter")
    assert tab.locator("#NOR").count() == 0


def test_columns_are_sorted_by_keyboard(visit):
    tab = visit()
    heading = tab.locator("#table thead th").nth(2)
    heading.locator("button").focus()
    tab.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "ascending")
    assert tab.locator("#table [aria-sort]").count() == 1
    assert "Norway" in shown(tab)[:16] and "Japan" not in shown(tab)[:16]
    first = shown(tab)[0]
    tab.keyboard.press("Enter")
    expect(heading).to_have_attribute("aria-sort", "descending")
    assert shown(tab)[0] != first


def test_an_address_or_a_press_on_the_map_opens_a_country(visit, folder):
    tab = visit((folder / "index.html").as_uri() + "#TUR")
    expect(tab.locator("#TUR")).to_be_visible()
    tab.locator('.region [data-kind="country"][data-country="UKR"]').click()
    expect(tab.locator("#UKR")).to_be_visible()


def test_a_download_is_the_csv_byte_for_byte(visit, served, computed):
    tab = visit(served)
    with tab.expect_download() as waiting:
        tab.click('a[href="data/members.csv"]')
    data = waiting.value.path().read_bytes()
    assert data == computed.outputs["data/members.csv"] == (ROOT / "data/members.csv").read_bytes()


@pytest.fixture(scope="module")
def unfolded(visit):
    """The page with all that can be opened open, for a look in every light."""
    tab = visit()
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    tab.locator(".opens").first.click()
    return tab


@pytest.mark.parametrize("scheme", ["light", "dark"])
@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_axe_finds_nothing_serious(unfolded, scheme, viewport):
    tab = unfolded
    tab.set_viewport_size(viewport)
    tab.emulate_media(color_scheme=scheme)
    found = Axe().run(tab).response
    assert len(found["passes"]) > 20  # it has looked
    serious = [v for v in found["violations"] if v["impact"] in ("serious", "critical")]
    assert serious == [], [(v["id"], v["nodes"][0]["html"][:200], v["nodes"][0]["failureSummary"]) for v in serious]


def test_dark_is_dark_and_light_is_light(visit):
    for i, scheme in enumerate(("light", "dark")):
        tab = visit(color_scheme=scheme)
        france = tab.locator('.region [data-country="FRA"][data-kind="country"]')
        ground = tab.locator("body").evaluate("e => getComputedStyle(e).backgroundColor")
        assert _hex(ground) == palette.COLOURS["paper"][i]
        assert _hex(france.evaluate("e => getComputedStyle(e).fill")) == palette.COLOURS["lead"][i]


def _hex(rgb):
    return "#" + "".join(f"{int(n):02x}" for n in rgb.removeprefix("rgb(").removesuffix(")").split(","))


@pytest.mark.parametrize("width", [320, 360])
def test_on_a_phone_nothing_runs_out_of_the_page(visit, width):
    tab = visit(viewport={"width": width, "height": 740})
    tab.evaluate("document.querySelectorAll('details').forEach(d => d.open = true)")
    for button in tab.locator(".opens").all()[:3]:
        button.click()
    assert tab.evaluate("document.documentElement.scrollWidth") == width
    for name in ("timeline", "sizes"):
        expect(tab.locator(f"#picture-{name}_narrow")).to_be_visible()
        expect(tab.locator(f"#picture-{name}")).to_be_hidden()


def test_on_paper_there_are_no_controls_and_the_ground_is_white(visit):
    tab = visit(color_scheme="dark")
    tab.emulate_media(media="print")
    for selector in ("nav", "#date", "#find"):
        expect(tab.locator(selector)).to_be_hidden()
    expect(tab.locator("#picture-timeline")).to_be_visible()
    assert _hex(tab.locator("h1").evaluate("e => getComputedStyle(e).color")) == palette.COLOURS["ink"][0]
    assert tab.pdf(format="A4").startswith(b"%PDF")


def test_without_script_it_still_says_everything(visit, tables):
    tab = visit(ready="#dossiers", java_script_enabled=False)
    expect(tab.locator("#date")).to_be_hidden()
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, view.last_day(tables)))
    for iso3 in ("TUR", "NOR"):
        expect(tab.locator(f"#{iso3}")).to_be_visible()
        assert tab.locator(f'#table a[href="#{iso3}"]').count() == 1


# ---- tables.js alone, on a table that has every case

MADE_UP = """
<!doctype html><html lang="sv"><body>
<form data-narrows="t" hidden><input type="search" data-column="0"><p role="status" data-noun="places"></p></form>
<table id="t" class="sortable">
<thead><tr><th>Name</th><th>Size</th><th>Day</th><th data-plain>Note</th></tr></thead>
<tbody>
<tr><td>Östersund</td><td>10</td><td data-order="2025-03-02">2 March</td><td>a</td></tr>
<tr><td>Zürich</td><td>9</td><td data-order="2024-12-31">31 December</td><td>b</td></tr>
<tr class="detail"><td colspan="4">of Zürich</td></tr>
<tr><td>Ålesund</td><td></td><td data-order=""></td><td>c</td></tr>
<tr><td>Ayr</td><td>-1.5</td><td data-order="2025-03-02">2 March</td><td>d</td></tr>
<tr><td>Kyiv <span hidden>KY</span></td><td>100</td><td data-order="2025-03-10">10 March</td><td>e</td></tr>
</tbody></table></body></html>
"""


@pytest.fixture
def made_up(chromium):
    tab = chromium.new_page()
    tab.set_content(MADE_UP)
    tab.add_script_tag(path=ROOT / "scripts/site/templates/tables.js")
    yield tab
    tab.close()


def first_words(tab):
    """The first word of each row that is seen, details included."""
    return [text.split()[0] for text in tab.locator("#t tbody tr:not([hidden]) td:first-child").all_text_contents()]


def test_a_column_is_sorted_as_its_values_and_the_language_have_it(made_up):
    given = ["Östersund", "Zürich", "of", "Ålesund", "Ayr", "Kyiv"]
    assert first_words(made_up) == given
    expected = {
        "Name": (
            ["Ayr", "Kyiv", "Zürich", "of", "Ålesund", "Östersund"],
            ["Östersund", "Ålesund", "Zürich", "of", "Kyiv", "Ayr"],
        ),
        "Size": (
            ["Ayr", "Zürich", "of", "Östersund", "Kyiv", "Ålesund"],
            ["Kyiv", "Östersund", "Zürich", "of", "Ayr", "Ålesund"],
        ),
    }
    for heading, orders in expected.items():
        for order in orders:
            made_up.get_by_role("button", name=heading).click()
            assert first_words(made_up) == order, heading
    made_up.get_by_role("button", name="Day").click()
    assert first_words(made_up) == ["Zürich", "of", "Östersund", "Ayr", "Kyiv", "Ålesund"]
    assert made_up.locator("thead button").count() == 3


def test_equal_rows_stay_as_they_were(made_up):
    made_up.get_by_role("button", name="Name").click()
    made_up.get_by_role("button", name="Day").click()
    assert first_words(made_up) == ["Zürich", "of", "Ayr", "Östersund", "Kyiv", "Ålesund"]
    made_up.get_by_role("button", name="Day").click()
    assert first_words(made_up) == ["Kyiv", "Ayr", "Östersund", "Zürich", "of", "Ålesund"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ZURICH", ["Zürich", "of"]),
        ("zu\u0308r", ["Zürich", "of"]),
        ("ky", ["Kyiv"]),
        ("a", ["Ålesund", "Ayr"]),
        ("rsun", ["Östersund"]),
        ("  ", ["Östersund", "Zürich", "of", "Ålesund", "Ayr", "Kyiv"]),
        ("(", []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents_and_counted(made_up, words, found):
    made_up.fill("input", words)
    assert first_words(made_up) == found
    n = len([name for name in found if name != "of"])
    expect(made_up.locator("[role=status]")).to_have_text("5 places" if n == 5 else f"{n} of 5 places")
