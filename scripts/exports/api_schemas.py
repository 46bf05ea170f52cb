"""JSON Schemas of the static JSON interface, one for each kind of file, made from the Table Schemas and code lists.

Every key is required, since null stands for what is unknown; further keys are allowed, since later versions may bring some.
"""

from collections.abc import Iterable

from scripts.exports.api_records import CLAIM, MEETING, REPORT, ROLE, SPELL, SUPPORT
from scripts.tables.rows import Rows

KINDS = ("index", "country", "meeting", "as-of")
DIALECT = "https://json-schema.org/draft/2020-12/schema"
_TYPES = {"string": "string", "integer": "integer", "boolean": "boolean", "date": "string"}

Schema = dict[str, object]


def kinds(rows: Rows) -> dict[str, Schema]:
    """The schemas by kind, for these tables."""
    return {kind: _file(kind, answer) for kind, answer in _answers(rows).items()}


def _answers(rows: Rows) -> dict[str, dict[str, Schema]]:
    """What files of each kind have, beside what all have."""

    def columns(table: str, names: Iterable[str] = (), but: Iterable[str] = ()) -> dict[str, Schema]:
        fields = {f["name"]: _field(f, rows) for f in rows.schemas[table]["fields"] if f["name"] not in but}
        return {name: fields[name] for name in names} if names else fields

    support = _object("How well the row is supported; null where no rule asks for it.", columns("support", SUPPORT))
    pages = _object("A page that speaks of the row.", columns("evidence", ("source", "bearing", "note")))
    backed = {"cited": _list("The pages that speak of the row.", pages), "support": _or_null(support)}
    said = _object("What a page says.", columns("claims", ("source", *CLAIM)))
    claimed = {"claims": _list("What each page says.", said), "support": backed["support"]}
    source = _object("A page.", columns("sources", but=("source",)))
    sources = {"sources": _map("The pages that this file cites, by the key `source`.", source)}
    of_country = {"iso3": _field(_named(rows, "countries", "iso3"), rows), "name": columns("countries")["name"]}
    attended, spell = columns("attendance"), columns("memberships")
    status_now = {"status": _or_null(spell["status"]), "spell": _or_null(spell["spell"])}
    claims = _object("What a page says of a country.", columns("claims", ("iso3", *CLAIM)))
    return {
        "index": {
            "roster": _object(
                "The reference roster.",
                {
                    **{"date": _date("Its day."), "members": _number("Its countries.")},
                    **{
                        "european": _number("Those of them that are European."),
                        "source": _object("A page.", columns("sources")),
                    },
                },
            ),
            "latest": _or_null(_text("The address of the file of the last documented day.")),
            "countries": _list("The files of countries.", _object("A country.", {**of_country, **_ADDRESS})),
            "meetings": _list(
                "The files of meetings, oldest first.",
                _object("A meeting.", {**columns("meetings", ("meeting", "title", "start_date")), **_ADDRESS}),
            ),
            "as_of": _list(
                "The days on which a status begins or has ended, oldest first.",
                _object(
                    "A day.",
                    {
                        **{"from": _date("The day of the file."), **_ADDRESS},
                        "to": _or_null(_date("The last day for which the file answers too; null for the last file.")),
                    },
                ),
            ),
            "schemas": _object(
                "The address of the JSON Schema of each kind.", {k: _text("An address.") for k in KINDS}
            ),
        },
        "country": {
            "country": _object("Names and codes.", columns("countries")),
            "other_names": _list("Other names.", _object("A name.", columns("names", ("name", "language", "kind")))),
            "status": _object(
                "The status on the last documented day.", {"date": _or_null(_date("That day.")), **status_now}
            ),
            "roster": _or_null(
                _object("Its place in the reference roster; null outside.", columns("members", ROLE) | backed)
            ),
            "spells": _list("Its statuses, oldest first.", _object("A spell.", spell | backed)),
            "affiliations": _list("Its organisations.", _object("A spell.", columns("affiliations") | backed)),
            "attendance": _list(
                "The meetings, oldest first.",
                _object("Its part in a meeting.", {**attended, **claimed, **columns("meetings", MEETING), **_ADDRESS}),
            ),
            "positions": _list("Its stances, oldest first.", _object("A stance.", columns("positions") | backed)),
            **sources,
        },
        "meeting": {
            "meeting": _object("The meeting.", columns("meetings") | backed),
            "attendance": _list(
                "Who came.", _object("A country.", {**attended, **claimed, "name": of_country["name"], **_ADDRESS})
            ),
            "pages": _list(
                "The pages that tell who came.",
                _object(
                    "A page.", {**columns("reports", REPORT), "claims": _list("What it says of each country.", claims)}
                ),
            ),
            "reported_sizes": _list("Sizes published of it.", _object("A size.", columns("reported_sizes") | backed)),
            **sources,
        },
        "as-of": {
            "date": _date("The day."),
            "numbers": _object(
                "How many countries.",
                {
                    "roster": _number("Those of the statuses that count as the roster."),
                    "all": _number("Those of the roster and of the wider statuses."),
                    "roster_european": _object(
                        "Of the roster, those that the reference article counts as European.",
                        {answer: _number("How many.") for answer in ("yes", "no", "unknown")},
                    ),
                },
            ),
            "statuses": _object(
                "The statuses, in order.",
                {
                    status: _object(
                        code.meaning,
                        {
                            "title": _text("The status in words."),
                            "counts": _text("What it counts as: roster, wider, or no."),
                            "number": _number("How many countries."),
                            "countries": _list("They.", of_country["iso3"]),
                        },
                    )
                    for status, code in rows.codes["status"].items()
                },
            ),
            "countries": _list(
                "The countries with a status.",
                _object("A country.", {**of_country, **columns("memberships", SPELL), **_ADDRESS}),
            ),
        },
    }


def _file(kind: str, answer: dict[str, Schema]) -> Schema:
    dataset = _object(
        "The dataset and its version.",
        {
            **{key: _text("As in the descriptor of the data package.") for key in ("name", "title", "version")},
            "released": _or_null(_date("The day of the release; null between releases.")),
            "documented_until": _or_null(
                _date("The last day that the sources cover; silence after it is not a finding.")
            ),
            "homepage": _or_null(_text("Where the dataset lives.")),
            "licence": _object(
                "The licence.", {key: _text("Its name, title, or address.") for key in ("name", "title", "path")}
            ),
            "cite": _text("How to cite this version."),
        },
    )
    caveats = _list("What must be said wherever a number of this file is.", _text("A sentence."))
    head = {"$schema": _text("The address of this schema."), "dataset": dataset, "caveats": caveats}
    return {"$schema": DIALECT, "title": kind, **_object(f"A file of the kind {kind}.", {**head, **answer})}


def _named(rows: Rows, table: str, name: str) -> dict:
    return next(f for f in rows.schemas[table]["fields"] if f["name"] == name)


def _field(field: dict, rows: Rows) -> Schema:
    """A column: null where a cell may be empty, codes where it has a code list."""
    rules = field.get("constraints", {})
    found: Schema = {"description": field["description"], "type": _TYPES[field["type"]]}
    found |= {"format": "date"} if field["type"] == "date" else {}
    found |= {"enum": list(rows.codes[field["codes"]])} if "codes" in field else {}
    return found if rules.get("required") else _or_null(found)


def _object(said: str, properties: dict[str, Schema]) -> Schema:
    return {"description": said, "type": "object", "properties": properties, "required": list(properties)}


def _list(said: str, items: Schema) -> Schema:
    return {"description": said, "type": "array", "items": items}


def _map(said: str, values: Schema) -> Schema:
    return {"description": said, "type": "object", "additionalProperties": values}


def _text(said: str) -> Schema:
    return {"description": said, "type": "string"}


def _date(said: str) -> Schema:
    return {**_text(said), "format": "date"}


def _number(said: str) -> Schema:
    return {"description": said, "type": "integer", "minimum": 0}


def _or_null(schema: Schema) -> Schema:
    """The same, or null."""
    found = {**schema, "type": [schema["type"], "null"]}
    return {**found, "enum": [*schema["enum"], None]} if "enum" in schema else found


_ADDRESS = {"address": _text("The address of its file.")}
