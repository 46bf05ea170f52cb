"""Names and codes lead to one country or to none, never to the wrong one."""

import contextlib

import numpy as np
import pandas as pd
import pytest

import coalition_of_the_willing as cow
from coalition_of_the_willing import SCHEMES, CoalitionError, NotAColumn, UnknownName, UnknownScheme, find, load, match
from coalition_of_the_willing.index import DEFAULT
from coalition_of_the_willing.lookup import index, look

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


# Names that the tables do not have: those of ISO 3166-1, and ways of writing


@pytest.mark.parametrize(
    ("names", "iso3"),
    [
        (("République tchèque", "Tschechien", "Česká republika", "Чехія", "Czechy", "CZECH REP."), "CZE"),
        (
            ("Vereinigtes Königreich", "Royaume Uni", "Reino Unido", "Grande-Bretagne", "U.K", "United Kingdom (UK)"),
            "GBR",
        ),
        (
            ("Niederlande", "Pays-Bas", "Netherlands (Kingdom of the)", "the Netherlands", "Hollandia", "Нідерланди"),
            "NLD",
        ),
        (("Republic of Korea", "Korea, Republic of", "Korea (South)", "Südkorea", "Korea (the Republic of)"), "KOR"),
        (("Ireland, Republic of", "Irlande", "Eire"), "IRL"),
        (("Türkiye (Turkey)", "Türkei", "Turquie", "Туреччина"), "TUR"),
        (("United States of America", "Etats-Unis", "Vereinigte Staaten", "U.S.A", "United States*"), "USA"),
    ],
)
def test_a_country_is_known_by_its_names_in_many_languages_and_by_the_ways_of_writing_them(names, iso3):
    assert set(match(names).all()) == {iso3}


def test_every_name_of_iso_leads_to_its_own_country_or_says_that_the_data_lack_it():
    """A name that the list gives to one country and the tables to another would be a wrong answer."""
    here, names = set(load("countries")["iso3"]), index().iso
    for iso3, (iso2, _, *called) in names.items():
        for name in (iso3, iso2, *called):
            found, reason, beyond = look(name, DEFAULT)
            expected = (iso3, "", None) if iso3 in here else (None, reason, iso3)
            assert (found, reason, beyond) == expected, name
    assert here <= set(names) and len(names) > 200


@pytest.mark.parametrize(
    "name",
    ["Korea", "Northern Ireland", "England", "Northern Cyprus", "Ingilterra", "Amerika", "Yugoslavia", "Czechoslovakia", "East Germany", "Serbia and Montenegro",
     "Austria/Hungary", "France?", "n.a.", "N/A", "-", "EU", "Germany (until 1990)", "France (DE)", "the", "()"],
)  # fmt: skip
def test_what_may_be_another_country_or_none_leads_nowhere(name):
    assert match([name]).unmatched[["value", "beyond"]].values.tolist() == [[name, pd.NA]]


def test_a_country_that_no_source_mentions_is_told_from_a_slip_of_the_pen():
    found = match(
        [
            "Mexico",
            "Mexique",
            "Мексика",
            "MX",
            "Democratic People's Republic of Korea",
            "Bosnia & Herzegovina",
            "Mexcio",
        ]
    )
    assert found.iso3.isna().all()
    beyond = dict(zip(found.unmatched["value"], found.unmatched["beyond"], strict=True))
    assert [*beyond.values()][:-1] == ["MEX", "MEX", "MEX", "MEX", "PRK", "BIH"] and beyond["Mexcio"] is pd.NA
    with pytest.raises(UnknownName, match=r"Mexico \(MEX\) is a country, but no table has it"):
        find("484", "iso_numeric")


class Odd:
    """An object that can be neither written nor compared."""

    def __repr__(self):
        raise RuntimeError("no")

    __str__ = __repr__
    __hash__ = None

    def __eq__(self, other):
        raise RuntimeError("no")


ODD = [Odd(), 10**5000, -1, float("inf"), 1e300, b"France", bytearray(b"x"), ["France"], {"a": 1}, {1}, object(), pd.NaT, np.array("x"),
       np.array([1, 2]), pd.Series(["France"]), "x" * 100_000, "\ud800", "\0", 3 + 4j, np.datetime64("NaT"), range(3), np.float32(36.5)]  # fmt: skip


@pytest.mark.parametrize("odd", ODD, ids=lambda odd: type(odd).__name__)
def test_nothing_but_the_documented_errors_comes_of_odd_values(odd):
    for call in (
        find,
        lambda value: find("France", value),
        cow.as_of,
        lambda value: cow.as_of("2025-08-12", value),
        match,
        load,
    ):
        with contextlib.suppress(CoalitionError):
            call(odd)
    for call in (
        cow.support,
        cow.claims_for,
        lambda v: cow.sources_for(v, "x"),
        lambda v: cow.sources_for("members", v),
    ):
        with contextlib.suppress(CoalitionError):
            call(odd)
    assert str(match([odd, "France", odd])) and match([odd, "France"]).iso3[1] == "FRA"


def test_a_match_is_equal_to_itself_alone():
    one, other = match(["France"]), match(["France"])
    assert one == one and one != other and one.iso3.equals(other.iso3)
    assert len({one, one, other}) == 2


def test_a_wrong_column_of_many_words_is_reported_with_suggestions_for_the_commonest_only():
    found = match([f"Germny {i:05}" for i in range(300)] + ["Germny"] * 2)
    reasons = found.unmatched["reason"]
    assert "did you mean 'Germany' (DEU)" in reasons[0] and not reasons[100:].str.contains("did you mean").any()
