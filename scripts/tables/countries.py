"""The countries that any table mentions, and the other names that lead to them."""

from collections.abc import Iterator

from scripts.tables import country_codes
from scripts.tables.rows import Row, Tables


def recorded(tables: Tables) -> list[dict]:
    """The records of all countries: members, then others."""
    return [*tables.records.members, *tables.records.others]


def countries(tables: Tables) -> Iterator[Row]:
    for country in recorded(tables):
        codes = {k: country[k] for k in ("cow", "gw", "eurostat", "wikidata")}
        yield Row({"iso3": country["iso3"], **country_codes.lookup(country["iso3"]), **codes})


def names(tables: Tables) -> Iterator[Row]:
    for country in recorded(tables):
        for name in country.get("names", []):
            yield Row({"iso3": country["iso3"], **name})
