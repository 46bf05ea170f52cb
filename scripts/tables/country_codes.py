"""Codes and names of countries, from pycountry and the ISO 3166-1 catalogues that it ships."""

import gettext
from collections import defaultdict
from functools import cache
from pathlib import Path
from typing import Any

import pycountry
from countryinfo import CountryInfo, CountryNotFoundError, all_countries

LANGUAGES = ("fr", "uk")  # of the columns name_fr and name_uk


@cache
def lookup(iso3: str) -> dict[str, str] | None:
    """iso2, iso_numeric, name, official_name, name_fr and name_uk of a country; None if pycountry has no such code."""
    country = pycountry.countries.get(alpha_3=iso3)
    if country is None:
        return None
    name = english_name(country)
    return {
        "iso2": country.alpha_2,
        "iso_numeric": country.numeric,
        "name": name,
        "official_name": getattr(country, "official_name", country.name),
        "name_fr": _translated(name, country.name, "fr"),
        "name_uk": _translated(name, country.name, "uk"),
    }


def named(text: str) -> str | None:
    """The iso3 of the country that ISO 3166-1 gives this name or code; None where it has none such."""
    try:
        return pycountry.countries.lookup(text).alpha_3
    except LookupError:
        return None


@cache
def capitals() -> dict[str, set[str]]:
    """The capitals of the world in English, in small letters, and the iso3 of the countries that have a capital of this name."""
    found = defaultdict(set)
    for country in all_countries():
        for city in _capitals(country):
            found[city.casefold()].add(country.iso(3))
    return found


@cache
def people_and_capitals(iso3: str) -> tuple[str, ...]:
    """The people of a country, as an adjective in most cases, then its capitals, in English; "" for a people that is not known."""
    try:
        country = CountryInfo(iso3)
    except CountryNotFoundError:
        return ("",)
    return (country.demonym() or "", *_capitals(country))


def _capitals(country: CountryInfo) -> list[str]:
    capital = country.capital() or []  # text, or a list
    return [capital] if isinstance(capital, str) else capital


def english_name(country: Any) -> str:
    """The name of a country of pycountry: its common name where it has one."""
    return getattr(country, "common_name", country.name)


@cache
def catalogue(language: str) -> gettext.NullTranslations | None:
    """The translations of ISO 3166-1 into a language, as spoken in one country where there is no other; None without any."""
    spoken = [language, *(name for name in _locales() if name.startswith(f"{language}_"))]
    try:
        return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=spoken)
    except FileNotFoundError:
        return None


@cache
def _locales() -> list[str]:
    return sorted(path.name for path in Path(pycountry.LOCALES_DIR).iterdir())


def _translated(name: str, listed_name: str, language: str) -> str:
    """The catalogue has an entry for the listed name, and only for some of the common names."""
    words = catalogue(language) or gettext.NullTranslations()
    translated = words.gettext(name)
    return translated if translated != name else words.gettext(listed_name)
