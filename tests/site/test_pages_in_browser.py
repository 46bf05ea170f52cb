"""The pages do what they say in a real browser: the first page, the lists and the tables, by mouse, finger and keyboard."""

import datetime

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")
pytest.importorskip("playwright", reason="no Playwright: run `make test`")

from playwright.sync_api import expect

from scripts.documents import edition
from scripts.site import view, words
from scripts.tables import spells
from tests.conftest import ROOT
from tests.site.conftest import DESK, PHONE, visiting


@pytest.fixture(scope="module")
def opened(chromium, served):
    """The first page, opened once for the tests that leave it as it was."""
    with visiting(chromium, served) as open_:
        yield open_()


@pytest.fixture
def tab(opened):
    """The first page as a reader finds it, on the day that it was built for."""
    opened.evaluate("() => document.querySelector('#told').replaceChildren()")
    opened.fill("#on", opened.locator("#on").evaluate("box => box.defaultValue"))
    return opened


def named(tab, status):
    """The countries that the page lists under a status."""
    return tab.locator(f'[data-group="{status}"]:not([hidden]) li a').all_text_contents()


# ---- the first page


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_the_first_screen_has_the_number_the_coverage_the_leads_and_the_map_and_the_names_follow(viewport, visit):
    tab = visit(viewport=viewport)
    for selector in ("#answer", "#leads", "#day", "#picture-region"):
        box = tab.locator(selector).bounding_box()
        assert box["y"] + box["height"] <= viewport["height"], selector
    names = tab.locator(".names").bounding_box()
    assert names["y"] >= tab.locator("#day").bounding_box()["y"]


@pytest.mark.parametrize("day", ["2025-03-02", "2025-06-01", "2025-08-12", "2025-09-04", "2026-01-06", "2026-03-01"])
def test_the_script_answers_as_the_tables_do(tab, tables, day):
    tab.fill("#on", day)
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, day))
    expect(tab.locator("#day")).to_contain_text(f"On {words.day(day)}.")
    for status, countries in view.on(tables, day).items():
        assert sorted(named(tab, status)) == sorted(c["name"] for c in countries)
    painted = {
        mark.get_attribute("data-country"): mark.get_attribute("data-status")
        for mark in tab.locator('.region [data-kind="country"]').all()
    }
    assert len(painted) > 30
    assert painted == {iso3: view.status(tables, iso3, day) for iso3 in painted}
    visible = tab.locator('.region [data-kind="sign"]:not([display="none"])')
    assert {s.get_attribute("data-status") for s in visible.all()} <= set(tables.codes["status"])


def test_the_mark_of_contested_goes_with_the_spell_that_is_disputed(tab, tables):
    disputed = {s["record"] for s in tables["support"] if (s["table"], s["disputed"]) == ("memberships", "true")}
    for day in ("2025-03-02", "2025-06-01", "2025-08-20", "2026-01-06"):
        tab.fill("#on", day)
        held = {s["iso3"] for s in tables["memberships"] if spells.on(s, day) and s["spell"] in disputed}
        marked = tab.locator(".names li:has(.doubt) a").evaluate_all("links => links.map(a => a.href.slice(-8, -5))")
        assert set(marked) == held
        drawn = tab.locator('.region [data-kind="doubt"]:not([display="none"])')
        assert {m.get_attribute("data-country") for m in drawn.all()} <= held


def test_the_day_stands_in_the_address_and_back_brings_back_page_and_controls(visit, tables):
    tab = visit()
    tab.fill("#on", "2025-08-12")
    assert tab.url.endswith("?on=2025-08-12")
    tab.fill("#on", "2025-03-02")
    tab.go_back()
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, "2025-08-12"))
    expect(tab.locator("#on")).to_have_value("2025-08-12")
    tab.locator('.names a:text-is("Norway")').click()
    expect(tab.locator("h1")).to_have_text("Norway")
    tab.go_back()
    expect(tab.locator("#day")).to_contain_text("On 12 August 2025.")
    expect(tab.locator("#on")).to_have_value("2025-08-12")
    tab.go_back()
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, view.last_day(tables)))


def test_a_day_in_the_address_is_shown_on_load(visit, tables):
    tab = visit("index.html?on=2025-03-02")
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, "2025-03-02"))
    expect(tab.locator("#on")).to_have_value("2025-03-02")


@pytest.mark.parametrize(
    ("day", "said"),
    [
        ("1999-01-01", "The record begins on 2 March 2025: before that day nothing is on record."),
        ("2031-01-01", "silence after that day is not a finding. Statuses are shown as last documented."),
    ],
)
def test_a_day_outside_the_record_is_said_in_words_and_boxes_agree(tab, day, said):
    tab.fill("#on", day)
    expect(tab.locator("#day")).to_contain_text(f"On {words.day(day)}.")
    expect(tab.locator("#day")).to_contain_text(said)
    expect(tab.locator("#on")).to_have_value(day)


def test_a_day_after_the_facts_is_answered_with_a_caution(tab, until):
    expect(tab.locator("#day")).to_contain_text("nothing later is on record")
    tab.fill("#on", (datetime.date.fromisoformat(until) + datetime.timedelta(days=1)).isoformat())
    expect(tab.locator("#day")).to_contain_text(edition.sentence(edition.silence(until)))


@pytest.mark.parametrize("asked", ["yesterday", "2025-02-31", "%3Cb%3E"])
def test_what_is_no_day_in_the_address_is_said_to_be_none(visit, asked, tables):
    tab = visit(f"index.html?on={asked}")
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, view.last_day(tables)))
    expect(tab.locator("#day")).to_contain_text("is no day; write it as")
    assert tab.said == []


def test_the_slider_goes_over_the_days_on_which_something_changed(visit, tables):
    days = spells.changes(tables["memberships"])
    tab = visit()
    slide = tab.locator("#slide")
    assert (slide.get_attribute("min"), slide.get_attribute("max")) == ("0", str(len(days) - 1))
    slide.focus()
    tab.keyboard.press("Home")
    expect(tab.locator("#answer")).to_have_text(view.sentence(tables, days[0]))
    tab.keyboard.press("ArrowRight")
    expect(slide).to_have_attribute("aria-valuetext", words.day(days[1]))
    assert tab.url.endswith(f"?on={days[1]}")


def test_play_goes_from_the_first_day_on_and_can_be_stopped(visit, tables):
    tab = visit()
    tab.clock.install()
    tab.click("#play")
    days = spells.changes(tables["memberships"])
    expect(tab.locator("#day")).to_contain_text(f"On {words.day(days[0])}.")
    tab.clock.run_for(1600)
    expect(tab.locator("#day")).to_contain_text(f"On {words.day(days[1])}.")
    tab.click("#play")
    tab.clock.run_for(9000)
    expect(tab.locator("#day")).to_contain_text(f"On {words.day(days[1])}.")
    expect(tab.locator("#play")).to_have_text("Play")


def test_link_and_list_can_be_copied_in_the_languages_of_the_leads_and_as_codes(visit, tables):
    tab = visit("index.html?on=2025-08-12", permissions=["clipboard-read", "clipboard-write"])

    def copied(button):
        tab.click(button)
        expect(tab.locator("#copied")).to_contain_text("copied")
        return tab.evaluate("navigator.clipboard.readText()")

    assert copied("#copy-link").endswith("index.html?on=2025-08-12")
    roster = {m["iso3"] for m in tables["members"]}
    for key in ("name", "name_fr", "name_uk", "iso3"):
        tab.select_option("#names", key)
        assert set(copied("#copy-list").split("\n")) - {""} == {
            c[key] for c in tables["countries"] if c["iso3"] in roster
        }


def test_every_country_on_the_map_answers_to_the_mouse_the_finger_and_the_keyboard(visit):
    tab = visit("index.html?on=2026-01-06", has_touch=True)
    told = tab.locator("#told")
    tab.locator('.region [data-country="AUT"][data-kind="country"]').hover()
    expect(told).to_have_text("Austria: observer from 4 September 2025; contested: pages disagree")
    tab.locator('.region [data-kind="elsewhere"]:has(title:text("Serbia"))').hover()
    expect(told).to_have_text("Serbia: not in the tables")
    tab.locator('.region [data-country="POL"][data-kind="country"]').tap()
    expect(told).to_have_text("Poland: member from 2 March 2025")
    expect(told.locator("a")).to_have_attribute("href", "countries/POL.html")
    tab.locator("#picture-region").focus()
    tab.keyboard.press("ArrowRight")
    expect(told).to_contain_text("Albania: participant")
    tab.keyboard.press("Enter")
    expect(tab.locator("h1")).to_have_text("Albania")


def test_a_press_on_the_map_leads_to_the_country(visit):
    tab = visit()
    tab.locator('.region [data-kind="country"][data-country="UKR"]').click()
    expect(tab.locator("h1")).to_have_text("Ukraine")


def test_an_address_of_the_page_that_was_one_leads_to_the_country_and_no_fragment_breaks_the_page(visit):
    tab = visit("index.html#TUR")
    expect(tab.locator("h1")).to_have_text("Türkiye")
    tab = visit("index.html#%")
    assert tab.said == []
    expect(tab.locator("#on")).not_to_have_value("")


# ---- lists and tables


def shown(tab):
    """The countries that the table shows."""
    return tab.locator("#table tbody tr:not([hidden]) th").all_text_contents()


@pytest.fixture(scope="module")
def listing(chromium, served):
    with visiting(chromium, served) as open_:
        yield open_("countries/index.html")


@pytest.mark.parametrize("words", ["Turkey", "Türkiye", "turkiye", "Туреччина", "TUR"])
def test_search_finds_a_country_by_any_of_its_names(listing, words):
    listing.fill("#search", words)
    assert "Türkiye" in shown(listing)
    assert len(shown(listing)) < 5


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
def test_a_code_is_searched_for_as_a_whole_word(listing, code, countries):
    listing.fill("#search", code)
    assert shown(listing) == countries


def test_the_table_holds_every_country_and_is_narrowed_by_status_and_organisation(listing, tables):
    listing.fill("#search", "")
    assert sorted(shown(listing)) == sorted(c["name"] for c in tables["countries"])
    listing.select_option("#status", "lead")
    assert shown(listing) == ["France", "Ukraine", "United Kingdom"]
    listing.select_option("#organisation", "EU")
    assert shown(listing) == ["France"]
    expect(listing.locator(".found")).to_have_text(f"1 of {len(tables['countries'])} countries")


def test_columns_are_sorted_by_keyboard(visit):
    tab = visit("countries/index.html")
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


@pytest.mark.parametrize("viewport", [DESK, PHONE], ids=["desk", "phone"])
def test_headings_of_the_matrix_stay_the_latest_meeting_is_first_and_organisations_narrow_it(viewport, visit, tables):
    tab = visit("meetings/index.html", viewport=viewport)
    latest = max(m["start_date"] for m in tables["meetings"] if m["level"] == "leaders")
    expect(tab.locator("#matrix .meeting").first).to_contain_text(words.short(latest))
    box = tab.locator(".matrix")
    box.evaluate("e => e.scrollTo(300, 400)")
    top, left = box.bounding_box()["y"], box.bounding_box()["x"]
    heading = tab.locator("#matrix thead tr").first.locator("th").first.bounding_box()
    country = tab.locator('#matrix tbody th[scope="row"]').nth(20).bounding_box()
    assert abs(heading["y"] - top) < 3 and abs(country["x"] - left) < 3
    tab.select_option("#organisation", "G7")
    names = tab.locator('#matrix tbody:not([hidden]) tr:not([hidden]) th[scope="row"]').all_text_contents()
    assert "Canada" in names and "Norway" not in names
    assert tab.locator("#matrix tbody:visible").count() < len(tables.codes["status"])


def test_a_cell_of_the_matrix_leads_to_who_says_what(visit):
    tab = visit("meetings/index.html")
    tab.locator('#matrix a[href="paris-2025-03-27.html#AUT"]').click()
    claims = tab.locator("#AUT")
    expect(claims).to_be_in_viewport()
    expect(claims).to_contain_text("says otherwise")
    assert claims.locator('a[href^="http"]').count() > 1


def test_a_download_is_the_csv_byte_for_byte(visit, computed):
    tab = visit("downloads.html")
    with tab.expect_download() as waiting:
        tab.click('.files a[href="data/members.csv"]')
    data = waiting.value.path().read_bytes()
    assert data == computed.outputs["data/members.csv"] == (ROOT / "data/members.csv").read_bytes()


# ---- tables.js alone, on a table that has every case

MADE_UP = """
<!doctype html><html lang="sv"><body>
<form data-narrows="t"><input type="search" data-column="0"><select data-column="3"><option value=""></option><option value="b">b</option></select><p role="status" data-noun="places"></p></form>
<table id="t" class="sortable">
<thead><tr><th>Name</th><th>Size</th><th>Day</th><th data-plain>Note</th></tr></thead>
<tbody>
<tr><td>Östersund</td><td>10</td><td data-order="2025-03-02">2 March</td><td>a</td></tr>
<tr><td>Zürich</td><td>9</td><td data-order="2024-12-31">31 December</td><td data-search="a b">b</td></tr>
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
    """The first word of each row that is seen."""
    return [text.split()[0] for text in tab.locator("#t tbody tr:not([hidden]) td:first-child").all_text_contents()]


def test_a_column_is_sorted_as_its_values_and_the_language_have_it(made_up):
    given = ["Östersund", "Zürich", "Ålesund", "Ayr", "Kyiv"]
    assert first_words(made_up) == given
    expected = {
        "Name": (["Ayr", "Kyiv", "Zürich", "Ålesund", "Östersund"], ["Östersund", "Ålesund", "Zürich", "Kyiv", "Ayr"]),
        "Size": (["Ayr", "Zürich", "Östersund", "Kyiv", "Ålesund"], ["Kyiv", "Östersund", "Zürich", "Ayr", "Ålesund"]),
    }
    for heading, orders in expected.items():
        for order in orders:
            made_up.get_by_role("button", name=heading).click()
            assert first_words(made_up) == order, heading
    made_up.get_by_role("button", name="Day").click()
    assert first_words(made_up) == ["Zürich", "Östersund", "Ayr", "Kyiv", "Ålesund"]
    assert made_up.locator("thead button").count() == 3


def test_equal_rows_stay_as_they_were(made_up):
    made_up.get_by_role("button", name="Name").click()
    made_up.get_by_role("button", name="Day").click()
    assert first_words(made_up) == ["Zürich", "Ayr", "Östersund", "Kyiv", "Ålesund"]
    made_up.get_by_role("button", name="Day").click()
    assert first_words(made_up) == ["Kyiv", "Ayr", "Östersund", "Zürich", "Ålesund"]


@pytest.mark.parametrize(
    ("words", "found"),
    [
        ("ZURICH", ["Zürich"]),
        ("zu\u0308r", ["Zürich"]),
        ("ky", ["Kyiv"]),
        ("a", ["Ålesund", "Ayr"]),
        ("rsun", ["Östersund"]),
        ("  ", ["Östersund", "Zürich", "Ålesund", "Ayr", "Kyiv"]),
        ("(", []),
    ],
)
def test_words_are_found_whatever_their_case_and_accents_and_counted(made_up, words, found):
    made_up.fill("input", words)
    assert first_words(made_up) == found
    expect(made_up.locator("[role=status]")).to_have_text(
        "5 places" if len(found) == 5 else f"{len(found)} of 5 places"
    )


def test_a_choice_finds_the_rows_that_have_it_among_their_words(made_up):
    made_up.select_option("select", "b")
    assert first_words(made_up) == ["Zürich"]
