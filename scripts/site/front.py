"""The first page: who is in, on which day, how sure that is."""

from collections.abc import Iterator
from typing import Any

from markupsafe import Markup

from scripts.documents import edition
from scripts.exports import metadata
from scripts.files.schemas import ROSTER, WIDER
from scripts.site import charts, meetings, view, words
from scripts.site.pages import Page, Site
from scripts.site.pictures import geometry, maps
from scripts.tables import country_codes, spells

SPELL = (  # as docs/method.md has it
    "It starts on the first day on which a cited source documents the country taking part in a leaders' meeting of the "
    "coalition, or, where it is named as part of the coalition before that, on the day it is named"
)


def pages(site: Site) -> Iterator[Page]:
    rows, until = site.rows, site.until
    places, where = view.places(rows, site.date), maps.Region.of(rows.package)
    sentence = view.sentence(rows, site.date)
    described = metadata.dataset(site.descriptor, rows, [], site.base)
    given = {
        "sentence": sentence,
        "on": view.on(rows, site.date),
        "leads": [c["name"] for c in view.leads(rows, site.date)],
        "region": where.name,
        "map": charts.drawn(maps.region(places, rows.codes, where), "region", _label(where.name)),
        "world": charts.drawn(maps.world(places, rows.codes, where), "world", _label("the world")),
        "tiles": [(p, _tile(p, site)) for p in maps.small(places)],
        "roster": _roster(site),
        "contested": _contested(site),
        "contested_now": {
            s["iso3"] for s in rows["memberships"] if s["spell"] in site.contested and spells.on(s, site.date)
        },
        "speakers": view.speakers(rows),
        "latest": _last(site),
        "meanings": [(e.title, f"{e.meaning[0].upper()}{e.meaning[1:]}.") for e in rows.codes["status"].values()],
        "outlines": geometry.edition(),
        "statuses": list(rows.codes["status"]),
        "spell_rule": SPELL,
        "languages": [(f"name_{tag}", words.language(tag)) for tag in country_codes.LANGUAGES],
        "jsonld": described,
        "record": _record(site, until),
    }
    title = f"Who is in the {site.coalition}? {sentence.partition('.')[0]}"
    said = f"{sentence} {view.covered(until)} {rows.package['summary']}"
    yield Page("index.html", "index.html", title, said, given, "index.json")


def _last(site: Site) -> list[tuple[dict[str, Any], str]]:
    """(meeting, its page) of the last three."""
    return [(m, meetings.address(m["meeting"])) for m in site.meetings[:3]]


def _label(place: str) -> str:
    return f"Map of {place}: the countries by status. The lists on this page name them."


def _tile(place: maps.Place, site: Site) -> Markup:
    return charts.drawn(maps.tile(place, site.codes), place.iso3, f"Outline of {place.name}")


def _roster(site: Site) -> dict[str, Any]:
    """The reference roster: its numbers, its page, and which of its countries that page names."""
    members = site.facts.tables["members"]
    roster = site.rows.roster
    return {
        **roster,
        "page": site.provenance.sources[roster["source"]],
        "beyond": len(members) - int(roster["european"]),
        "named": sorted(m["name"] for m in members if m["named_in_source"]),
        "deduced": sum(not m["named_in_source"] for m in members),
    }


def _contested(site: Site) -> list[dict[str, Any]]:
    """Each country whose status a page disputes, with what those pages say, by name."""
    found = [
        {"country": site.facts.countries[spell["iso3"]], "spell": spell, "against": site.provenance.against(spell)}
        for spell in site.contested.values()
    ]
    return sorted(found, key=lambda c: (c["country"]["name"], str(c["spell"]["start_date"])))


def _record(site: Site, until: str) -> dict[str, Any]:
    """What the script needs to answer for another day."""
    rows = site.rows
    held: dict[str, list[tuple[str, str, str, str, bool]]] = {c["iso3"]: [] for c in site.countries}
    for s in rows["memberships"]:
        since = words.day(s["start_date"], s["start_precision"])
        held[s["iso3"]].append((s["status"], s["start_date"], s["end_date"], since, s["spell"] in site.contested))
    return {
        "first": view.first_day(rows),
        "until": until,
        "shown": site.date,
        "silence": edition.sentence(edition.silence(until)),
        "days": spells.changes(rows["memberships"]),
        "months": words.MONTHS,
        "statuses": list(rows.codes["status"]),
        "words": {"": words.NO_STATUS, **rows.codes.titles("status")},
        "roster": rows.codes.counted(ROSTER),
        "wider": rows.codes.counted(WIDER),
        "leads": view.LEAD,
        "countries": [
            {key: c[key] for key in ("iso3", "name", *(f"name_{tag}" for tag in country_codes.LANGUAGES))}
            | {"spells": held[c["iso3"]]}
            for c in site.countries
        ],
    }
