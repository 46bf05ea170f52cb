"""The countries of ISO 3166-1 by every name that pycountry has for them in the languages of the tables.

The Python package ships the list, so that it knows a right name of a country that the tables lack from a slip of the pen.
"""

import json
from collections.abc import Iterator

import pycountry

from scripts.tables import country_codes
from scripts.tables.rows import Rows

# Catalogues that call some state by the name of one of its parts, or of a continent: a name must not lead too far.
_LOOSE = ("mi", "mt")
_SHORT, _ALL = ("name", "common_name"), ("name", "common_name", "official_name")


def listed(rows: Rows) -> dict[str, list[str]]:
    """By iso3: iso2, iso_numeric, the English name, then every other name, each once.

    Official names stand in every language for the countries of the tables, in English for the others.
    """
    languages = (
        *sorted(rows.distinct("names", "language") - {*_LOOSE, *country_codes.LANGUAGES}),
        *country_codes.LANGUAGES,
    )
    catalogues = [c for language in languages if (c := country_codes.catalogue(language))]
    here = rows.distinct("countries", "iso3")
    found = {}
    for country in pycountry.countries:
        english = [getattr(country, kind) for kind in reversed(_ALL) if hasattr(country, kind)]
        kinds = _ALL if country.alpha_3 in here else _SHORT
        texts = [getattr(country, kind) for kind in kinds if hasattr(country, kind)]
        names = [
            country_codes.english_name(country),
            *english,
            *(c.gettext(text) for c in catalogues for text in texts),
        ]
        found[country.alpha_3] = [country.alpha_2, country.numeric, *dict.fromkeys(names)]
    return dict(sorted(found.items()))


def written(rows: Rows) -> str:
    """The list as JSON, a country a line, so that a change of one shows as one."""
    return "{\n" + ",\n".join(_lines(rows)) + "\n}\n"


def _lines(rows: Rows) -> Iterator[str]:
    for iso3, entry in listed(rows).items():
        yield f"{json.dumps(iso3)}: {json.dumps(entry, ensure_ascii=False)}"
