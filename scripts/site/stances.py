"""The page of the stances: which country has said what of which force, last."""

from collections import Counter
from collections.abc import Iterator

from scripts.exports.api_records import Answer
from scripts.site import view
from scripts.site.pages import Page, Site
from scripts.tables.statements import last_positions

FIRST = "offered"  # a concrete contribution stands before what is said of one


def pages(site: Site) -> Iterator[Page]:
    last = last_positions(site.rows["positions"])
    said = Counter((p["iso3"], p["force"]) for p in site.rows["positions"])
    order = sorted(site.codes["stance"], key=lambda stance: stance != FIRST)
    of: dict[tuple[str, str], Answer] = {
        (p["iso3"], p["force"]): p for p in site.facts.tables["positions"] if p["position"] in last
    }
    countries = [c for c in site.countries if any(iso3 == c["iso3"] for iso3, _ in of)]
    answers = {
        force: {stance: named for stance in order if (named := _who(countries, of, force, stance))}
        for force in site.codes["force"]
        if any(f == force for _, f in of)
    }
    given = {"countries": countries, "last": of, "said": said, "order": order, "answers": answers}
    title = f"Who has offered or promised what force: stances of the {site.coalition}"
    described = (
        f"{said.total()} dated statements of {len(countries)} countries; the last of each on each kind of force."
    )
    yield Page("stances.html", "stances.html", title, f"{described} {view.covered(site.until)}", given, "stances.json")


def _who(countries: list[Answer], last: dict[tuple[str, str], Answer], force: str, stance: str) -> list[Answer]:
    """The countries whose last stance on a force it is."""
    return [c for c in countries if (p := last.get((c["iso3"], force))) and p["stance"] == stance]
