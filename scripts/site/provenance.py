"""Who says what: the pages under a row, how well they support it, and their numbers on a page of the site."""

from typing import NamedTuple

from coalition_of_the_willing.claims import CONTEXT, DISPUTES, SUPPORTS, bearing, decided_by
from scripts.exports.api_records import Answer, Facts
from scripts.site import words

WEB = ("https://", "http://")


class Source(NamedTuple):
    """A page that is cited, in words. `via` is the host that was read where that is not the writer's; `url` is empty if it is no web address."""

    key: str
    title: str
    publisher: str
    via: str
    url: str
    language: str
    kind: str
    published: str
    consulted: str

    @property
    def written_in(self) -> str:
        return words.language(self.language) if self.language else ""


class Cited(NamedTuple):
    """A page under a row: what it says of it; how it bears on it in words, empty where it says so; whether it says otherwise."""

    source: Source
    note: str
    bearing: str
    against: bool


class Numbers:
    """The sources of one page of the site, numbered in the order in which it cites them, each once."""

    def __init__(self) -> None:
        self._cited: dict[str, Source] = {}

    def of(self, source: Source) -> int:
        self._cited.setdefault(source.key, source)
        return list(self._cited).index(source.key) + 1

    def listed(self) -> list[Source]:
        return list(self._cited.values())


class Provenance:
    """The pages of the rows that `facts` gives."""

    def __init__(self, facts: Facts):
        self.codes = facts.rows.codes
        self.sources = {key: self._source(row) for key, row in facts.sources.items()}

    def cited(self, row: Answer) -> list[Cited]:
        """The pages under a row, those that say otherwise first: its evidence, for attendance its claims."""
        claims = "claims" in row
        found = [self._claimed(row, c) if claims else self._evidence(c) for c in row["claims" if claims else "cited"]]
        return sorted(found, key=lambda c: (not c.against, bool(c.bearing), c.source.publisher, c.source.key))

    def against(self, row: Answer) -> list[Cited]:
        """The pages that say otherwise."""
        return [cited for cited in self.cited(row) if cited.against]

    def support(self, row: Answer) -> str:
        """How well a row is supported, in words; "" where nothing is counted."""
        counted = row["support"]
        if not counted:
            return ""
        pages, publishers, official = counted["pages"], counted["publishers"], counted["official"]
        said = ["one page" if pages == 1 else f"{pages} pages of {words.count(publishers, 'publisher')}"]
        if official:
            said.append("official" if pages == 1 else f"{official} official")
        if counted["disputed"]:
            said.append("pages disagree")
        return ", ".join(said)

    def _evidence(self, entry: Answer) -> Cited:
        how = entry["bearing"]
        said = "" if how == SUPPORTS else self.codes["bearing"][how].title
        return Cited(self.sources[entry["source"]], entry["note"] or "", said, how == DISPUTES)

    def _claimed(self, row: Answer, claim: Answer) -> Cited:
        how = bearing(claim["says"], decided_by(row["reported_by"]))
        titles = self.codes["says"] if how == CONTEXT else self.codes["bearing"]
        said = "" if how == SUPPORTS else titles[claim["says"] if how == CONTEXT else how].title
        return Cited(self.sources[claim["source"]], self.claim(claim), said, how == DISPUTES)

    def claim(self, claim: Answer) -> str:
        """What a page says of a country at a meeting: "attended, by its leader, in person"."""
        by = claim["represented_by"]
        said = [self.codes["says"][claim["says"]].title, by and self.codes["represented_by"][by].title]
        return ", ".join(filter(None, [*said, claim["mode"] and self.codes["mode"][claim["mode"]].title]))

    def _source(self, row: Answer) -> Source:
        return Source(
            row["source"],
            row["title"],
            row["publisher"],
            row["reprinted_by"] or "",
            row["url"] if (row["url"] or "").startswith(WEB) else "",
            row["language"] or "",
            self.codes["source_kind"][row["kind"]].title,
            words.day(str(row["published"])) if row["published"] else "",
            words.day(str(row["consulted"])) if row["consulted"] else "",
        )
