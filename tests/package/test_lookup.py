"""Names and codes lead to one country or to none, never to the wrong one."""

import pandas as pd
import pytest

from coalition_of_the_willing import SCHEMES, CoalitionError, NotAColumn, UnknownName, UnknownScheme, find, load, match

CODES = ("iso3", "iso2", "iso_numeric", "cow", "gw", "eurostat", "wikidata")


@pytest.mark.parametrize("scheme", CODES)
def test_every_code_in_countries_leads_to_its_country(scheme):
    countries = load("countries")
    assert match(countries[scheme], scheme).all().tolist() == countries["iso3"].tolist()
    assert match(countries[scheme].str.lower(), scheme).all().tolist() == countries["iso3"].tolist()


def test_every_name_leads_to_its_country_as_written_in_capitals_and_without_accents():
    countries, names = load("countries"), load("names")
    columns = ("name", "official_name", "name_fr", "name_uk")
    written = pd.concat([countries[["iso3", c]].set_axis(["iso3", "name"], axis=1) for c in columns])
    written = pd.concat([written, names[["iso3", "name"]]])
    bare = written["name"].str.normalize("NFD").str.replace("[\u0300-\u036f]", "", regex=True)
    for form in (written["name"], written["name"].str.upper(), bare, "  " + written["name"].str.replace(" ", "  ")):
        assert match(form).all().tolist() == written["iso3"].tolist()


def test_by_default_no_letters_mean_two_countries():
    everything = pd.concat([load("countries")[["iso3", s]].set_axis(["iso3", "value"], axis=1) for s in CODES])
    letters = everything[~everything["value"].str.isdigit()]
    assert match(letters["value"]).all().tolist() == letters["iso3"].tolist()


@pytest.mark.parametrize(
    ("name", "iso3"),
    [
        ("Czech Republic", "CZE"),
        ("czechia", "CZE"),
        ("Turkey", "TUR"),
        ("TÜRKİYE", "TUR"),
        ("turkiye", "TUR"),
        ("Kibris", "CYP"),
        ("Україна", "UKR"),
        ("日本", "JPN"),
        ("NO", "NOR"),
        ("UK", "GBR"),
        ("EL", "GRC"),
        ("q212", "UKR"),
    ],
)
def test_names_in_use_and_letters_need_no_scheme(name, iso3):
    assert find(name) == iso3


def test_numbers_mean_nothing_until_somebody_says_whose_they_are():
    for number in ("036", 36, 36.0, "380", 200, 0):
        with pytest.raises(UnknownName, match="scheme='iso_numeric' or 'cow' or 'gw'"):
            find(number)
    assert (find("380", "cow"), find("380", "iso_numeric")) == ("SWE", "ITA")
    assert (find(255, "cow"), find(260, "gw")) == ("DEU", "DEU")
    with pytest.raises(UnknownName, match="as cow; but DEU as gw"):
        find(260, "cow")
    with pytest.raises(UnknownName, match="ambiguous: ITA or SWE"):
        find("380", ["cow", "iso_numeric"])


def test_a_number_is_the_same_with_and_without_its_zeros_and_as_the_float_that_pandas_made_of_it():
    assert {find(n, "iso_numeric") for n in ("036", "36", 36, 36.0)} == {"AUS"}
    assert {find(n, "cow") for n in ("002", 2, 2.0)} == {"USA"}
    with pytest.raises(UnknownName):
        find(36.5, "iso_numeric")


def test_a_scheme_keeps_the_others_out():
    with pytest.raises(UnknownName, match="as iso2; but GBR as name, GBR as eurostat"):
        find("UK", "iso2")
    with pytest.raises(UnknownName, match="as eurostat"):
        find("GB", "eurostat")
    assert find("UK", "eurostat") == find("GB", "iso2") == "GBR"


@pytest.mark.parametrize("scheme", ["cown", "ISO 2", [], ["cow", "x"], ""])
def test_an_unknown_scheme_is_named_with_those_there_are(scheme):
    with pytest.raises(UnknownScheme, match=", ".join(SCHEMES)):
        find("FR", scheme)


def test_a_scheme_may_be_written_in_capitals():
    assert find("GB", "ISO2") == find(200, ["COW", "Name"]) == "GBR"


@pytest.mark.parametrize(
    ("given", "mend"),
    [
        ("UK", "find\\('UK'\\)"),
        (36, "find\\(36\\)"),
        (None, "not None$"),
        ({"a": "France"}, "list\\(d.values"),
        (pd.DataFrame({"country": ["France"]}), 'df\\["country"\\]'),
    ],
)
def test_what_is_no_column_is_refused_with_what_to_do(given, mend):
    with pytest.raises(NotAColumn, match=mend) as error:
        match(given)
    assert isinstance(error.value, TypeError) and isinstance(error.value, CoalitionError)


def test_a_slip_of_the_pen_gets_a_suggestion_and_not_an_answer():
    with pytest.raises(UnknownName, match=r"did you mean 'Germany' \(DEU\)"):
        find("Germny")
    for nothing in ("", " ", None, float("nan"), pd.NA, "Ireland and Malta", "Georgia", True, ["France"]):
        with pytest.raises(UnknownName):
            find(nothing)


def test_a_column_keeps_its_index_and_order_and_says_what_it_lost():
    given = pd.Series(["Holland", None, "Atlantis", "Turkey", "Atlantis", " "], index=list("abcdef"), name="country")
    found = match(given)
    assert found.iso3.index.tolist() == list("abcdef") and found.iso3.dtype == "string"
    assert found.iso3.dropna().to_dict() == {"a": "NLD", "d": "TUR"}
    assert found.unmatched[["value", "rows"]].values.tolist() == [["Atlantis", 2]]
    assert str(found).splitlines()[0] == "2 of 6 rows matched, 2 not matched, 2 empty"
    assert str(match(["France"])) == "1 of 1 rows matched, 0 not matched, 0 empty"
    with pytest.raises(UnknownName, match=r"'Atlantis' \(2 rows\)"):
        found.all()


def test_a_column_may_be_of_any_type():
    assert match(pd.Series([200, 255])).iso3.isna().all()
    assert match(pd.Series([200, 255]), "cow").all().tolist() == ["GBR", "DEU"]
    assert match(pd.Series([36.0, None]), "iso_numeric").iso3.tolist() == ["AUS", pd.NA]
    assert match(pd.Series(["EL", "UK"], dtype="category")).all().tolist() == ["GRC", "GBR"]
    assert match(name for name in ("Norge", "Noreg")).all().tolist() == ["NOR", "NOR"]
    assert match([]).all().tolist() == []


def test_a_long_report_stays_short_and_the_whole_is_at_hand():
    found = match([f"place {i}" for i in range(30)])
    assert len(str(found).splitlines()) == 12
    assert "and 20 more values" in str(found)
    assert len(found.unmatched) == 30
