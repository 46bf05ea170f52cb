"""What a page of the site is, and what all of them are made from."""

from collections.abc import Mapping
from functools import cached_property
from typing import Any, NamedTuple

from coalition_of_the_willing.claims import ANNOUNCED, ATTENDED
from scripts.exports.api_records import Facts
from scripts.site import documents, view
from scripts.site.provenance import Provenance
from scripts.tables import meetings
from scripts.tables.rows import Rows


class Page(NamedTuple):
    """One page: its path in the site, its template and what that is given. `twin` is its JSON under the interface, "" if none."""

    path: str
    template: str
    title: str
    description: str
    given: dict[str, Any]
    twin: str = ""


class Site:
    """The package as the pages need it. `files` are what can be downloaded, by path; `base` is the address of the site, if it has one."""

    def __init__(self, rows: Rows, descriptor: dict, files: Mapping[str, bytes], base: str):
        self.rows, self.descriptor, self.files, self.base = rows, descriptor, files, base
        self.codes = rows.codes
        self.facts = Facts(rows)
        self.until = self.facts.until
        self.date = view.last_day(rows)  # the day that the pages answer for
        self.provenance = Provenance(self.facts)

    @property
    def coalition(self) -> str:
        return self.rows.package["coalition"]

    @cached_property
    def countries(self) -> list[dict[str, Any]]:
        """The rows of the countries, by name."""
        return sorted(self.facts.countries.values(), key=lambda c: c["name"])

    @cached_property
    def meetings(self) -> list[dict[str, Any]]:
        """The rows of the meetings, the latest first."""
        return sorted(self.facts.meetings.values(), key=lambda m: (str(m["start_date"]), m["meeting"]), reverse=True)

    @cached_property
    def contested(self) -> dict[str, dict[str, Any]]:
        """The spells that a page disputes, by key, with their pages."""
        spells = {spell["spell"]: spell for spell in self.facts.of("memberships")}
        return {key: spell for key, spell in spells.items() if spell["support"] and spell["support"]["disputed"]}

    @cached_property
    def came(self) -> set[tuple[str, str]]:
        """(meeting, iso3) of every country that is known to have taken part in a meeting."""
        return {(a["meeting"], a["iso3"]) for a in self.rows["attendance"] if meetings.came(a)}

    @cached_property
    def named(self) -> dict[tuple[str, str], set[str]]:
        """The countries that a page names as having come or as coming, by (meeting, source)."""
        found: dict[tuple[str, str], set[str]] = {}
        for claim in self.facts.tables["claims"]:
            if claim["says"] in (ATTENDED, ANNOUNCED):
                found.setdefault((claim["meeting"], claim["source"]), set()).add(claim["iso3"])
        return found

    @cached_property
    def texts(self) -> dict[str, str]:
        """The documents among the files, by path in the package."""
        return {path: self.files[path].decode() for path in documents.listed(self.files)}

    @cached_property
    def addresses(self) -> dict[str, str]:
        """Where the site has what a document may name, by path in the package."""
        found = {path: path for path in self.files}
        return found | {path: documents.address(path) for path in self.texts}
