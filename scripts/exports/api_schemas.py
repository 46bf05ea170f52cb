"""JSON Schemas of the static JSON interface, one for each kind of file, made from the Table Schemas and code lists."""

from collections.abc import Iterable

from scripts.exports.api_records import CLAIM, MEETING, REPORT, ROLE, SPELL, SUPPORT
from scripts.exports.json_schema import DIALECT, Schema, by_key, date, field, number, or_null, record, several, text
from scripts.tables.rows import Rows

_ADDRESS = {"address": text("The address of its file.")}


def kinds(rows: Rows) -> dict[str, Schema]:
    """The schema of each kind of file, for these tables."""
    shapes = _Shapes(rows)
    return {kind: _file(kind, answer(shapes)) for kind, answer in _ANSWERS.items()}


class _Shapes:
    """What files of each kind have, beside what all have; and the pieces that they share."""

    def __init__(self, rows: Rows):
        self.codes = rows.codes
        self.fields = {table: {f["name"]: f for f in schema["fields"]} for table, schema in rows.schemas.items()}
        support = record("How well the row is supported.", **self.columns("support", SUPPORT))
        page = record("A page that speaks of the row.", **self.columns("evidence", ("source", "bearing", "note")))
        self.backed = {"cited": several("The pages that speak of the row.", page), "support": or_null(support)}
        claim = record("What a page says.", **self.columns("claims", ("source", *CLAIM)))
        self.attended = self.columns("attendance") | {
            "claims": several("What each page says.", claim),
            "support": or_null(support),
        }
        self.named = self.columns("countries", ("iso3", "name"))
        self.page = self.columns("sources")
        del self.page["source"]  # the key under which it stands
        self.sources = by_key("The pages that this file cites, by the key `source`.", record("A page.", **self.page))

    def columns(self, table: str, names: Iterable[str] = ()) -> dict[str, Schema]:
        """Some columns of a table, or all of them."""
        return {name: field(self.fields[table][name], self.codes) for name in names or self.fields[table]}

    def index(self) -> dict[str, Schema]:
        country = record("A country.", **self.named, **_ADDRESS)
        meeting = record("A meeting.", **self.columns("meetings", ("meeting", "title", "start_date")), **_ADDRESS)
        last = or_null(date("The last day for which the file answers too; null for the last file."))
        day = record("A day.", **{"from": date("The day of the file."), "to": last}, **_ADDRESS)
        roster = record(
            "The reference roster.",
            date=date("Its day."),
            members=number("Its countries."),
            european=number("Those of them that its source counts as European."),
            source=record("The page on which it rests.", **self.columns("sources")),
        )
        return {
            "roster": roster,
            "latest": or_null(text("The address of the file of the last documented day.")),
            "countries": several("The files of countries.", country),
            "meetings": several("The files of meetings, oldest first.", meeting),
            "as_of": several("The days on which a status begins or has ended, oldest first.", day),
            "sizes": text("The address of the file of all published sizes."),
            "stances": text("The address of the file of all stances."),
            "sources": text("The address of the file of all sources."),
            "schemas": record("The schemas of the files.", **{kind: text("An address.") for kind in KINDS}),
        }

    def country(self) -> dict[str, Schema]:
        name = record("A name.", **self.columns("names", ("name", "language", "kind")))
        spell = self.columns("memberships")
        now = {key: or_null(spell[key]) for key in ("status", "spell")}
        role = record("Its place in the roster.", **self.columns("members", ROLE), **self.backed)
        part = record("Its part.", **(self.attended | self.columns("meetings", MEETING)), **_ADDRESS)
        organisation = record("A spell in an organisation.", **self.columns("affiliations"), **self.backed)
        stance = record("A stance.", **self.columns("positions"), **self.backed)
        return {
            "country": record("Names and codes.", **self.columns("countries")),
            "other_names": several("Other names in use.", name),
            "status": record("Its status on the last documented day.", date=or_null(date("That day.")), **now),
            "roster": or_null(role),
            "spells": several("Its statuses, oldest first.", record("A spell.", **spell, **self.backed)),
            "affiliations": several("The organisations of which it is a member.", organisation),
            "attendance": several("The meetings at which it was or was announced, oldest first.", part),
            "positions": several("Its stances, oldest first.", stance),
            "sources": self.sources,
        }

    def meeting(self) -> dict[str, Schema]:
        said = record("What the page says of a country.", **self.columns("claims", ("iso3", *CLAIM)))
        claims = several("What it says of each country.", said)
        page = record("A page that tells who came.", **self.columns("reports", REPORT), claims=claims)
        size = record("A published size.", **self.columns("reported_sizes"), **self.backed)
        return {
            "meeting": record("The meeting.", **self.columns("meetings"), **self.backed),
            "attendance": several("Who came.", record("A country.", **(self.attended | self.named), **_ADDRESS)),
            "pages": several("What each page says.", page),
            "reported_sizes": several("Sizes published of it.", size),
            "sources": self.sources,
        }

    def day(self) -> dict[str, Schema]:
        answers = {answer: number("How many.") for answer in ("yes", "no", "unknown")}
        numbers = record(
            "How many countries.",
            roster=number("Those of the statuses that count as the roster."),
            all=number("Those of the roster and of the wider statuses."),
            roster_european=record("Of the roster, those that its source counts as European.", **answers),
        )
        status = {
            "title": text("The status in words."),
            "counts": text("What it counts as: roster, wider, or no."),
            "number": number("How many countries."),
            "countries": several("Their codes.", self.named["iso3"]),
        }
        statuses = {code: record(entry.meaning, **status) for code, entry in self.codes["status"].items()}
        country = record("A country.", **self.named, **self.columns("memberships", SPELL), **_ADDRESS)
        return {
            "date": date("The day."),
            "numbers": numbers,
            "statuses": record("The statuses, in order.", **statuses),
            "countries": several("The countries with a status.", country),
        }

    def sizes(self) -> dict[str, Schema]:
        of = {
            "meeting_title": or_null(text("The title of the meeting; null where the coalition is counted.")),
            "address": or_null(text("The address of the file of the meeting; null where the coalition is counted.")),
        }
        size = record("A published size.", **self.columns("reported_sizes"), **self.backed, **of)
        return {"reported_sizes": several("Every published size.", size), "sources": self.sources}

    def stances(self) -> dict[str, Schema]:
        last = {"type": "boolean", "description": "Whether it is the last of its country on that kind of force."}
        row = self.columns("positions") | self.named
        stance = record("A stance.", **row, **self.backed, last=last, **_ADDRESS)
        return {"positions": several("Every stance, by country and oldest first.", stance), "sources": self.sources}

    def every_source(self) -> dict[str, Schema]:
        cites = self.columns("support", ("table", "record")) | self.columns("evidence", ("bearing",))
        cited_by = several("The rows on which it bears.", record("A row.", **cites))
        page = record("A page.", **self.page, cited_by=cited_by)
        return {"sources": by_key("Every page cited, by the key `source`.", page)}


_ANSWERS = {
    **{"index": _Shapes.index, "country": _Shapes.country, "meeting": _Shapes.meeting, "as-of": _Shapes.day},
    **{"sizes": _Shapes.sizes, "stances": _Shapes.stances, "sources": _Shapes.every_source},
}
KINDS = tuple(_ANSWERS)


def _file(kind: str, answer: dict[str, Schema]) -> Schema:
    dataset = record(
        "The dataset and its version.",
        **{key: text("As in the descriptor of the data package.") for key in ("name", "title", "version")},
        released=or_null(date("The day of the release; null between releases.")),
        documented_until=or_null(date("The last day that the sources cover; silence after it is not a finding.")),
        homepage=or_null(text("Where the dataset lives.")),
        licence=record("The licence.", **{key: text("As in the descriptor.") for key in ("name", "title", "path")}),
        cite=text("How to cite this version."),
    )
    caveats = several("What must be said wherever a number of this file is.", text("A sentence."))
    head = {"$schema": text("The address of this schema."), "dataset": dataset, "caveats": caveats}
    return {"$schema": DIALECT, "title": kind, **record(f"A file of the kind {kind}.", **head, **answer)}
