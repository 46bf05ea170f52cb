"""Names: each leads to one country."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows


@rule(
    "names, countries",
    found="a name that {owners} has already",
    expected="names that add something and lead to one country",
    remedy="remove the name",
)
def a_name_leads_to_one_country(rows: Rows) -> Iterator[tuple[Row, dict]]:
    owners = defaultdict(set)
    for country in rows["countries"]:
        for column in ("name", "official_name", "name_fr", "name_uk"):
            owners[country[column].casefold()].add(country["iso3"])
    for name in rows["names"]:
        known = owners[name["name"].casefold()]
        if known:
            yield name, {"owners": ", ".join(sorted(known))}
        known.add(name["iso3"])
