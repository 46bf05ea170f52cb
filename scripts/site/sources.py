"""The page of the sources: every page that is cited, and where."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.site import countries, meetings, view, words
from scripts.site.pages import Page, Site


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
    owners = {
        table: {site.rows.key(table, row): row for row in site.rows[table]}
        for table in site.rows.distinct("evidence", "table")
    }
    found: dict[str, set[tuple[str, str]]] = defaultdict(set)
    for entry in site.rows["evidence"]:
        row = owners[entry["table"]][entry["record"]]
        if entry["table"] == "reported_sizes":
            found[entry["source"]].add(("sizes", "sizes.html"))
        elif entry["table"] == "meetings":
            found[entry["source"]].add((row["meeting"], meetings.address(row["meeting"])))
        else:
            found[entry["source"]].add((row["iso3"], countries.address(row["iso3"])))
    for report in site.rows["reports"]:
        found[report["source"]].add((report["meeting"], meetings.address(report["meeting"])))
    return defaultdict(list, {source: sorted(pages, key=lambda p: (p[1], p[0])) for source, pages in found.items()})
