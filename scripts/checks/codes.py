"""Codes: each leads to one country, and two that are made alike do not part without a reason."""

from collections.abc import Iterator

from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows

_OF_EUROSTAT = {"GR": "EL", "GB": "UK"}  # its own codes; for every other country it takes alpha-2


@rule(
    "countries",
    found="{column} {code!r}, which {owner} has too",
    expected="a code for each country",
    remedy="correct the code in data/members.yaml or data/others.yaml",
)
def a_code_leads_to_one_country(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for column in ("iso2", "iso_numeric", "cow", "gw", "eurostat", "wikidata"):
        first: dict[str, str] = {}
        for country in rows["countries"]:
            owner = first.setdefault(country[column], country["iso3"])
            if owner != country["iso3"]:
                yield country, {"column": column, "code": country[column], "owner": owner}


@rule(
    "countries",
    found="eurostat {eurostat!r} for a country whose iso2 is {iso2!r}",
    expected="{wanted!r}: Eurostat writes alpha-2, but for EL and UK",
    remedy="correct `eurostat` in data/members.yaml or data/others.yaml",
)
def a_eurostat_code_is_alpha_2_but_for_two(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for country in rows["countries"]:
        wanted = _OF_EUROSTAT.get(country["iso2"], country["iso2"])
        if country["eurostat"] != wanted:
            yield country, {"wanted": wanted}


@rule(
    "countries",
    found="cow {cow!r} and gw {gw!r}, which differ",
    expected="one number: the Gleditsch-Ward list took over those of Correlates of War, but for a few states",
    remedy="correct the code in data/members.yaml or data/others.yaml",
    suspicion=True,
)
def the_numbers_of_political_scientists_agree(rows: Rows) -> Iterator[Row]:
    return (country for country in rows["countries"] if country["cow"] != country["gw"])
