"""Sources: each page stands once, is used, and is fit to be cited."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.checks.registry import Row, rule
from scripts.tables.addresses import edition, host, normal
from scripts.tables.rows import Rows


@rule(
    "sources",
    found="published on {published}, after it was read on {consulted}",
    expected="a day of reading on or after that of publication",
    remedy="correct published or consulted in data/sources.yaml",
)
def a_page_is_read_after_it_was_published(rows: Rows) -> Iterator[Row]:
    return (s for s in rows["sources"] if s["published"] > s["consulted"])


@rule(
    "sources, evidence, reports",
    found="a source that nothing cites",
    expected="each source cited as evidence, or as a report of a meeting",
    remedy="cite it or remove it from data/sources.yaml",
)
def a_source_is_cited(rows: Rows) -> Iterator[Row]:
    cited = rows.distinct("evidence", "source") | rows.distinct("reports", "source")
    return (s for s in rows["sources"] if s["source"] not in cited)


@rule(
    "sources",
    found="the address {url!r}, which names no host",
    expected="an address that leads to the page",
    remedy="correct `url` in data/sources.yaml",
)
def an_address_names_a_host(rows: Rows) -> Iterator[Row]:
    return (s for s in rows["sources"] if not host(s["url"]))


@rule(
    "sources",
    found="the address {url!r}, that of {other!r} already",
    expected="each page once, however its address is written",
    remedy="cite one of the two, and remove the other from data/sources.yaml",
)
def a_page_stands_once(rows: Rows) -> Iterator[tuple[Row, dict]]:
    first: dict[str, Row] = {}
    for source in rows["sources"]:
        other = first.setdefault(normal(source["url"]), source)
        if other is not source:
            yield source, {"other": other["source"]}


@rule(
    "sources",
    found="a page of {host}",
    expected="no propaganda networks or their kin",
    remedy="cite another page for the fact, or drop the fact",
)
def no_propaganda_network_is_cited(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """The hosts that are not cited, and their subdomains, are in data/package.yaml."""
    endings = tuple(f".{host}" for host in rows.package["hosts_not_cited"])
    for source in rows["sources"]:
        if f".{host(source['url'])}".endswith(endings):
            yield source, {"host": host(source["url"])}


@rule(
    "sources",
    found="the address {url!r}, which looks like another edition of that of {other!r}",
    expected="each page once, not its edition for a telephone or by AMP too",
    remedy="cite one of the two, and remove the other from data/sources.yaml",
    suspicion=True,
)
def a_page_is_cited_in_one_edition(rows: Rows) -> Iterator[tuple[Row, dict]]:
    first: dict[str, Row] = {}
    for source in rows["sources"]:
        other = first.setdefault(edition(source["url"]), source)
        if normal(other["url"]) != normal(source["url"]):
            yield source, {"other": other["source"]}


@rule(
    "sources",
    found="the title, publisher and language of {other!r}, and no other day",
    expected="one record for one text",
    remedy="cite one of the two, and remove the other from data/sources.yaml",
    suspicion=True,
)
def a_text_is_cited_once(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """Two reprints of one text are no second word for it."""
    alike: dict[tuple[str, ...], list[Row]] = defaultdict(list)
    for source in rows["sources"]:
        same = alike[source["publisher"], source["title"].casefold(), source["language"]]
        if other := next((o for o in same if _may_be_one_day(o["published"], source["published"])), None):
            yield source, {"other": other["source"]}
        same.append(source)


def _may_be_one_day(one: str, other: str) -> bool:
    return one == other or not (one and other)
