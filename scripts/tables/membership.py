"""Who is in: the roster, the spells of a status, and the spells in organisations."""

from collections import defaultdict
from collections.abc import Iterator

from scripts.tables import country_codes, meetings, spells
from scripts.tables.countries import recorded
from scripts.tables.rows import Row, Tables, boolean, citations


def members(tables: Tables) -> Iterator[Row]:
    roster = tables.package["roster"]
    organisations = {o: _in_organisation(tables, o, roster["date"]) for o in ("EU", "NATO")}
    held = defaultdict(list)
    for spell in tables.rows("memberships"):
        held[spell["iso3"]].append(spell)
    attended = meetings.leaders_attendance(tables.rows("meetings"), tables.rows("attendance"))
    for country in tables.records.members:
        iso3 = country["iso3"]
        names = country_codes.lookup(iso3)
        yield Row(
            {
                "iso3": iso3,
                **{k: names[k] for k in ("iso2", "iso_numeric", "name", "official_name")},
                "european": boolean(country["roster"]["european"] == "yes"),
                "role": next((s["status"] for s in held[iso3] if spells.on(s, roster["date"])), ""),
                "named_in_source": boolean(iso3 in roster["named"]),
                "eu": boolean(iso3 in organisations["EU"]),
                "nato": boolean(iso3 in organisations["NATO"]),
                "first_documented": min(s["start_date"] for s in held[iso3]),
                "last_documented": max([roster["date"], *attended.get(iso3, ())]),
            },
            citations(country["roster"]),
        )


def memberships(tables: Tables) -> Iterator[Row]:
    for country in recorded(tables):
        for spell in country.get("spells", []):
            yield Row(
                {
                    "spell": spell["spell"],
                    "iso3": country["iso3"],
                    "start_date": spell["start_date"],
                    "status": spell["status"],
                    "start_precision": spell.get("start_precision", "day"),
                    "end_date": spell.get("end_date", ""),
                    "end_precision": spell.get("end_precision", "day") if "end_date" in spell else "",
                    "basis": spell["basis"],
                    "note": spell.get("note", ""),
                },
                citations(spell) + citations(spell, "end_evidence"),
            )


def affiliations(tables: Tables) -> Iterator[Row]:
    for organisation in tables.records.affiliations:
        for member in organisation["members"]:
            yield Row(
                {
                    "affiliation": member["affiliation"],
                    "iso3": member["iso3"],
                    "organisation": organisation["organisation"],
                    "start_date": member["start_date"],
                    "start_precision": member.get("start_precision", "day"),
                    "end_date": member.get("end_date", ""),
                    "note": member.get("note", ""),
                },
                citations(member) + citations(organisation),
            )


def _in_organisation(tables: Tables, organisation: str, date: str) -> set[str]:
    rows = tables.rows("affiliations")
    return {v["iso3"] for v in rows if v["organisation"] == organisation and spells.on(v, date)}
