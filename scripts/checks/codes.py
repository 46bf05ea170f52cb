"""Codes: each leads to one country."""

from collections.abc import Iterator

from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows


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
