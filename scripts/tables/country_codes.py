"""Codes and names of countries, from pycountry and the ISO 3166-1 catalogues that it ships."""

import gettext
from functools import cache

import pycountry


@cache
def lookup(iso3: str) -> dict[str, str] | None:
    """iso2, iso_numeric, name, official_name, name_fr and name_uk of a country; None if pycountry has no such code."""
    country = pycountry.countries.get(alpha_3=iso3)
    if country is None:
        return None
    name = getattr(country, "common_name", country.name)
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


def _translated(name: str, listed_name: str, language: str) -> str:
    """The catalogue has an entry for the listed name, and only for some of the common names."""
    catalogue = _catalogue(language)
    translated = catalogue.gettext(name)
    return translated if translated != name else catalogue.gettext(listed_name)


@cache
def _catalogue(language: str) -> gettext.NullTranslations:
    return gettext.translation("iso3166-1", pycountry.LOCALES_DIR, languages=[language])
