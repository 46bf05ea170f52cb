"""The page of the sources: every page that is cited, and where."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.exports import api_lists
from scripts.site import countries, meetings, view, words
from scripts.site.pages import Page, Site

OF_COUNTRIES = ("members", "memberships", "affiliations", "positions")  # their rows have a country each


def pages(site: Site) -> Iterator[Page]:
    cited = _cited_on(site)
    listed = sorted(site.provenance.sources.values(), key=lambda s: (s.publisher.casefold(), s.title))
    given = {
        "sources": [(source, cited[source.key]) for source in listed],
        "kinds": {entry.title: kind for kind, entry in site.codes["source_kind"].items()},
        "days": {key: str(row["published"] or "") for key, row in site.facts.sources.items()},
        "languages": sorted({(s.language, s.written_in) for s in listed if s.language}, key=lambda found: found[1]),
        "reprints": sum(bool(s.via) for s in listed),
        "publishers": len({s.publisher for s in listed}),
    }
    title = f"The {len(listed)} sources of the {site.coalition} reference data"
    said = f"{words.count(len(listed), 'page')} of {words.count(given['publishers'], 'publisher')}, and what each is cited for."
    yield Page("sources.html", "sources.html", title, f"{said} {view.covered(site.until)}", given, "sources.json")


def _cited_on(site: Site) -> dict[str, list[tuple[str, str]]]:
    """(words, page of the site) for every page that cites a source, countries first."""
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    owners: dict[str, dict[str, str]] = {
        table: {site.rows.key(table, row): row["iso3"] for row in site.rows[table]} for table in OF_COUNTRIES
    }
    for source, table, record, _ in api_lists.bearings(site.facts):
        meeting = record.split("/")[0]  # the key of attendance begins with it
        if table in owners:
            found[source].add((owners[table][record], countries.address(owners[table][record])))
        elif table in ("meetings", "attendance"):
            found[source].add((meeting, meetings.address(meeting)))
        else:
            found[source].add(("sizes", "sizes.html"))
    return defaultdict(list, {source: sorted(pages, key=lambda p: (p[1], p[0])) for source, pages in found.items()})
