"""Evidence and sources: every fact is cited, every source is used and fit to be cited."""

from collections import Counter, defaultdict
from collections.abc import Iterator
from urllib.parse import urlsplit

from scripts.checks.registry import Rows, at, rule
from scripts.problems import Problem
from scripts.tables.rows import ROSTER_SOURCE, covered

# Networks that copy propaganda under the look of news. Ukrainska Pravda (pravda.com.ua) has nothing to do with them.
BANNED_HOSTS = (
    "news-pravda.com",
    "pravda-network.com",
    "rt.com",
    "sputniknews.com",
    "sputnikglobe.com",
    "tass.com",
    "tass.ru",
    "ria.ru",
    "iz.ru",
    "ren.tv",
    "lenta.ru",
    "news-front.su",
    "southfront.press",
    "strategic-culture.su",
)


@rule("members", "evidence", "sources")
def unnamed_members_have_two_sources(rows: Rows) -> Iterator[Problem]:
    """A member that the reference article does not name rests on two further pages by different publishers."""
    publisher = {s["source"]: s["publisher"] for s in rows["sources"]}
    publishers_of = defaultdict(set)
    for e in rows["evidence"]:
        if e["table"] == "members" and e["source"] != ROSTER_SOURCE:
            publishers_of[e["record"]].add(publisher.get(e["source"]))
    for member in rows["members"]:
        publishers = publishers_of[member["iso3"]]
        if member["named_in_source"] == "false" and len(publishers) < 2:
            yield at(
                "members",
                rows["members"],
                member,
                member["iso3"],
                f"{len(publishers)} publisher(s) besides the article",
                "at least two independent pages",
                "add evidence to `roster` in data/members.yaml",
            )


@rule("evidence", "sources")
def sources_used_and_sound(rows: Rows) -> Iterator[Problem]:
    """Every source is cited and was read after it was published; none is of a propaganda network; no encyclopedia stands alone."""
    cited = {e["source"] for e in rows["evidence"]}
    kinds = {}
    for source in rows["sources"]:
        kinds[source["source"]] = source["kind"]
        host = _host(source["url"])
        if source["published"] > source["consulted"]:
            yield at(
                "sources",
                rows["sources"],
                source,
                source["source"],
                f"published on {source['published']}, after it was read on {source['consulted']}",
                "a day of reading on or after that of publication",
                "correct published or consulted in data/sources.yaml",
            )
        if source["source"] not in cited:
            yield at(
                "sources",
                rows["sources"],
                source,
                source["source"],
                "a source that nothing cites",
                "each source cited in evidence",
                "cite it or remove it from data/sources.yaml",
            )
        if not host:
            yield at(
                "sources",
                rows["sources"],
                source,
                source["source"],
                f"the address {source['url']!r}, which names no host",
                "an address that leads to the page",
                "correct `url` in data/sources.yaml",
            )
        if any(host == b or host.endswith(f".{b}") for b in BANNED_HOSTS):
            yield at(
                "sources",
                rows["sources"],
                source,
                source["source"],
                f"a page of {host}",
                "no propaganda networks or their kin",
                "cite another page for the fact, or drop the fact",
            )
    by_record = defaultdict(set)
    for e in rows["evidence"]:
        by_record[e["table"], e["record"]].add(kinds.get(e["source"]))
    for (table, record), used in by_record.items():
        if used == {"encyclopedia"}:
            yield Problem(
                f"data/{table}.csv",
                0,
                record,
                "only encyclopedias as sources",
                "another kind of page too",
                "add evidence, or drop the row",
                "rules",
            )


def _host(url: str) -> str:
    try:
        return urlsplit(url).hostname or ""
    except ValueError:  # a bracket that is not closed, say
        return ""


def complete(rows: Rows, schemas: dict[str, dict]) -> list[Problem]:
    """Every row of the tables that evidence covers is cited, and every citation leads to a row."""
    if "evidence" not in rows:
        return []
    cited: dict[str, Counter] = defaultdict(Counter)
    for e in rows["evidence"]:
        cited[e["table"]][e["record"]] += 1
    problems = []
    for table in covered(schemas):
        key = schemas[table]["primaryKey"]
        records = ["/".join(row[k] for k in key) for row in rows[table]]
        problems += [
            Problem(
                f"data/{table}.csv",
                i,
                record,
                "a row without evidence",
                "at least one source that says it",
                "add evidence to the record, or drop it",
                "rules",
            )
            for i, record in enumerate(records, 2)
            if record not in cited[table]
        ]
        problems += [
            Problem(
                "data/evidence.csv",
                0,
                f"{table}/{record}",
                "evidence for a row that does not exist",
                "a row of the table",
                "run `python -m scripts.build`",
                "rules",
            )
            for record in sorted(set(cited[table]) - set(records))
        ]
    return problems
