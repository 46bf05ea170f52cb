"""The tables as a static JSON interface: one file for each country, each meeting and each day on which a status changes,
and one for all published sizes, all stances and all sources.

The files are named by the identifiers of the tables, which stay once they are released; so do the addresses, and a key once in a
file of a kind stays in all of them. New keys and files may come. What would break this gets a folder beside `v1`.
`index.json` lists what there is, `schema/` says what is in it.
"""

import json
import posixpath
from typing import Any

from coalition_of_the_willing.citing import text
from scripts.documents import edition
from scripts.exports import api_lists, api_schemas
from scripts.exports.api_records import Address, Answer, Facts, of_country, of_day, of_meeting, of_schema
from scripts.tables import spells
from scripts.tables.rows import Rows

VERSION = "v1"  # of the interface, and the folder in which its files lie
FOLDER = f"api/{VERSION}/"  # where the site has it
INDEX, LATEST = Address("index.json"), Address("latest.json")
DISTINCTIONS = (  # as docs/method.md has them: true of every number
    "Attendance is not membership.",
    "What a page announces is not confirmed.",
    "No row means that no source was seen; silence is not absence.",
    "An end_date of null means that no cited source documents an end.",
)
SIZES, STANCES, SOURCES = Address("sizes.json"), Address("stances.json"), Address("sources.json")


def files(rows: Rows, descriptor: dict, base: str = "") -> dict[str, bytes]:
    """Every file by its path in the folder of VERSION.

    Addresses in the files are below `base`, the URL of that folder with a slash at its end; without it they are relative
    to the file.
    """
    facts = Facts(rows)
    days = _days(rows)
    made = {of_day(day): ("as-of", facts.day(day)) for day, _ in days}
    made |= {LATEST: ("as-of", facts.day(facts.until))} if facts.until else {}
    made |= {of_country(iso3): ("country", facts.country(iso3)) for iso3 in facts.countries}
    made |= {of_meeting(meeting): ("meeting", facts.meeting(meeting)) for meeting in facts.meetings}
    made[SIZES] = ("sizes", api_lists.sizes(facts))
    made[STANCES] = ("stances", api_lists.stances(facts))
    made[SOURCES] = ("sources", api_lists.sources(facts))
    made[INDEX] = ("index", _index(facts, days))
    about = {"dataset": _dataset(descriptor, facts.until), "caveats": caveats(rows, facts.until)}
    found = {of_schema(kind): schema for kind, schema in api_schemas.kinds(rows).items()}
    found |= {at: {"$schema": of_schema(kind), **about, **answer} for at, (kind, answer) in made.items()}
    return {at.path: _text(found[at], at.path, base) for at in sorted(found, key=lambda at: at.path)}


def caveats(rows: Rows, until: str) -> list[str]:
    """What must be said wherever a number of the tables is."""
    silence = edition.sentence(edition.silence(until))
    return [said for said in (rows.package["summary"], silence, _deduced(rows), *DISTINCTIONS) if said]


def _deduced(rows: Rows) -> str:
    """How many countries of the roster its own source does not name; "" where it names all."""
    members = rows["members"]
    deduced = sum(m["named_in_source"] == "false" for m in members)
    named = f"The source that gives their number names {len(members) - deduced} of the {len(members)} countries"
    others = (
        f"the other {deduced} are deduced from other pages" if deduced > 1 else "the other is deduced from other pages"
    )
    return f"{named} of the reference roster; {others}." if deduced else ""


def _dataset(descriptor: dict, until: str) -> Answer:
    return {
        **{key: descriptor[key] for key in ("name", "title", "version")},
        "released": edition.released(descriptor) or None,
        "documented_until": until or None,
        "homepage": descriptor.get("homepage"),
        "licence": {key: descriptor["licenses"][0][key] for key in ("name", "title", "path")},
        "cite": text(descriptor),
    }


def _index(facts: Facts, days: list[tuple[str, str | None]]) -> Answer:
    """What there is. The file of a day answers for the days up to `to` as well."""
    roster = facts.rows.roster
    return {
        "roster": {
            "date": roster["date"],
            "members": int(roster["members"]),
            "european": int(roster["european"]),
            "source": facts.sources[roster["source"]],
        },
        "latest": LATEST if facts.until else None,
        "countries": [
            {"iso3": iso3, "name": c["name"], "address": of_country(iso3)} for iso3, c in facts.countries.items()
        ],
        "meetings": [
            {"meeting": m, "title": row["title"], "start_date": row["start_date"], "address": of_meeting(m)}
            for m, row in sorted(facts.meetings.items(), key=lambda item: (item[1]["start_date"], item[0]))
        ],
        "as_of": [{"from": day, "to": last, "address": of_day(day)} for day, last in days],
        "sizes": SIZES,
        "stances": STANCES,
        "sources": SOURCES,
        "schemas": {kind: of_schema(kind) for kind in api_schemas.KINDS},
    }


def _days(rows: Rows) -> list[tuple[str, str | None]]:
    """(day on which a status begins or has ended, last day on which nothing has changed since), oldest first."""
    days = spells.changes(rows["memberships"])
    return list(zip(days, [*(spells.beside(day, -1) for day in days[1:]), None], strict=True))


def _text(content: Answer, path: str, base: str) -> bytes:
    """The bytes of a file, with addresses as seen from it."""

    def written(value: Any) -> str:
        if not isinstance(value, Address):
            return str(value)
        return base + value.path if base else posixpath.relpath(value.path, posixpath.dirname(path) or ".")

    return (json.dumps(content, indent=1, ensure_ascii=False, default=written) + "\n").encode()
