"""The page of each country, and the list of them."""

from collections import defaultdict
from collections.abc import Iterator
from typing import Any

from scripts.exports.api_records import Answer
from scripts.files.schemas import NO
from scripts.site import charts, matrix, view, words
from scripts.site.pages import Page, Site
from scripts.site.pictures import timeline

INDEX = "countries/index.html"
CODES = ("iso2", "iso3", "iso_numeric", "cow", "gw", "eurostat", "wikidata")
NAMES = ("name", "official_name", "name_fr", "name_uk")


def address(iso3: str) -> str:
    return f"countries/{iso3}.html"


def pages(site: Site) -> Iterator[Page]:
    states = matrix.states(site.rows)
    facts = {country["iso3"]: site.facts.country(country["iso3"]) for country in site.countries}
    yield _list(site, facts)
    for iso3, found in facts.items():
        yield _country(site, iso3, found, states)


def _country(site: Site, iso3: str, found: Answer, states: dict[tuple[str, str], str]) -> Page:
    country, spell = found["country"], view.spell(site.rows, iso3, site.date)
    sentence = _sentence(site, found, spell)
    given = {
        **found,
        "sentence": sentence,
        "spell": spell,
        "forms": _forms(country),
        "others": [n for n in found["other_names"] if n["name"] not in [country[k] for k in NAMES]],
        "meetings": [{**a, "state": states[a["meeting"], iso3]} for a in reversed(found["attendance"])],
        "by_force": _by_force(site, found["positions"]),
        "lists": _lists(site, iso3),
        "state_words": {state: meaning for state, (_, meaning) in matrix.STATES.items()},
        "country_codes": [(code, country[code]) for code in CODES if country[code] is not None],
        "contested": spell is not None and spell["spell"] in site.contested,
    }
    title = f"{country['name']} in the {site.coalition}"
    return Page(address(iso3), "country.html", title, f"{sentence} {_covered(site)}", given, f"countries/{iso3}.json")


def _list(site: Site, facts: dict[str, Answer]) -> Page:
    order = list(site.codes["status"])
    listed = []
    for iso3, found in facts.items():
        spell = view.spell(site.rows, iso3, site.date)
        inside = [s["start_date"] for s in found["spells"] if site.codes["status"][s["status"]].counts != NO]
        names = [found["country"][k] for k in (*NAMES, *CODES)] + [n["name"] for n in found["other_names"]]
        listed.append(
            {
                "country": found["country"],
                "status": spell["status"] if spell else "",
                "order": order.index(spell["status"]) if spell else "",
                "contested": spell is not None and spell["spell"] in site.contested,
                "since": min(map(str, inside), default=""),
                "attended": sum(country == iso3 for _, country in site.came),
                "stances": len(found["positions"]),
                "sources": len(found["sources"]),
                "search": " ".join(dict.fromkeys(name for name in names if name)),
                "organisations": current(found["affiliations"]),
            }
        )
    title = f"Countries and the {site.coalition}: status, since when"
    said = f"The {len(listed)} countries that the tables mention, each with its status, the day of it and its pages."
    given = {
        "countries": listed,
        "spells": [(found["country"], spell) for found in facts.values() for spell in found["spells"]],
        "statuses": list(site.codes["status"]),
        "finding": timeline.title(site.rows),
        "reading": timeline.READING,
        "timeline": charts.in_widths(
            lambda width: timeline.chart(site.rows, width),
            "timeline",
            f"Chart of the {len(site.rows['memberships'])} spells of status over time; the table below it has them all.",
        ),
    }
    return Page(INDEX, "countries.html", title, f"{said} {_covered(site)}", given, "index.json")


def current(affiliations: list[Answer]) -> list[str]:
    """The organisations of which a country is a member now."""
    return sorted({a["organisation"] for a in affiliations if not a["end_date"]})


def _covered(site: Site) -> str:
    return view.covered(site.until)


def _sentence(site: Site, found: Answer, held: dict[str, str] | None) -> str:
    """The status on the last day in one sentence: since when, on what it rests, and who says otherwise."""
    now = next((s for s in found["spells"] if held and s["spell"] == held["spell"]), None)
    if not found["spells"]:
        return "No status on record: other tables mention the country."
    if now is None:
        last = found["spells"][-1]
        return f"No status on {words.day(site.date)}; {_title(site, last)} until {words.day(str(last['end_date']))}."
    since = words.day(str(now["start_date"]), now["start_precision"] or "day")
    cited = site.provenance.cited(now)
    says = list(dict.fromkeys(c.source.publisher for c in cited if not c.bearing))
    against = list(dict.fromkeys(c.source.publisher for c in cited if c.against))
    basis = site.codes["basis"][now["basis"]].title
    said = f"{_title(site, now).capitalize()} since {since}, by {basis}; so says {_few(says)}"
    return f"{said}, {_few(against)} says otherwise." if against else f"{said}."


def _few(names: list[str]) -> str:
    """The first of some names, and how many more there are."""
    return names[0] if len(names) == 1 else f"{names[0]} with {len(names) - 1} more"


def _title(site: Site, spell: Answer) -> str:
    return site.codes["status"][spell["status"]].title


def _forms(country: Answer) -> list[tuple[str, str]]:
    """(language, name) of the forms that differ from the main name, each once; English has no language mark."""
    forms = {country["name"]: ""}
    for language, key in (("", "official_name"), ("fr", "name_fr"), ("uk", "name_uk")):
        forms.setdefault(country[key], language)
    return [(language, form) for form, language in list(forms.items())[1:]]


def _by_force(site: Site, positions: list[Answer]) -> list[tuple[str, list[Answer]]]:
    """(force, its stances, the last first), in the order of the code list."""
    found = defaultdict(list)
    for position in reversed(positions):
        found[position["force"]].append(position)
    return [(force, found[force]) for force in site.codes["force"] if force in found]


def _lists(site: Site, iso3: str) -> list[dict[str, Any]]:
    """The lists that are said to be whole, the latest first: the roster's, and each page that gives one of a meeting."""
    whole = []
    for report in site.facts.tables["reports"]:
        if report["says_complete"]:
            named = site.named.get((report["meeting"], report["source"]), set())
            meeting = site.facts.meetings[report["meeting"]]
            source = site.provenance.sources[report["source"]]
            whole.append({"meeting": meeting, "source": source, "number": len(named), "on": iso3 in named})
    return sorted(whole, key=lambda w: (str(w["meeting"]["start_date"]), w["source"].publisher), reverse=True)
