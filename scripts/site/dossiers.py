"""One dossier per country: what opens under its row in the table. Names to search by, spells, stances, meetings, sources."""

from collections import defaultdict

from scripts.site import matrix, view, words
from scripts.tables.rows import Rows
from scripts.tables.spells import in_order, on

NAMES = ("name", "official_name", "name_fr", "name_uk")
Backing = dict[tuple[str, str], dict]  # as view.backed gives it
CODES = ("iso2", "iso3", "iso_numeric", "cow", "gw", "eurostat", "wikidata")


def build(rows: Rows, date: str) -> list[dict]:
    """A dossier for every country, by name; `date` is the day whose status the table shows."""
    backing = view.backed(rows)
    return [_dossier(rows, country, date, backing) for country in sorted(rows["countries"], key=lambda c: c["name"])]


def _dossier(rows: Rows, country: dict[str, str], date: str, backing: Backing) -> dict:
    iso3 = country["iso3"]
    mine = {
        table: [r for r in rows[table] if r["iso3"] == iso3]
        for table in ("members", "names", "memberships", "affiliations", "positions", "attendance")
    }
    shown = [country[k] for k in NAMES]
    others = [n["name"] for n in mine["names"] if n["name"] not in shown]
    spells = [_spell(rows, s, backing) for s in in_order(mine["memberships"])]
    status = view.status(rows, iso3, date)
    inside = [s["start_date"] for s in mine["memberships"] if s["status"] != "outside"]
    meetings = _meetings(rows, mine["attendance"], backing)
    stances = [
        {**p, "day": words.day(p["date"], p["date_precision"]), **backing["positions", p["position"]]}
        for p in sorted(mine["positions"], key=lambda p: (p["date"], p["position"]))
    ]
    roster = [
        {
            **m,
            **backing["members", iso3],
            "first": words.day(m["first_documented"]),
            "last": words.day(m["last_documented"]),
        }
        for m in mine["members"]
    ]
    return {
        **country,
        "status": status,
        "order": list(rows.codes["status"]).index(status) if status else "",
        "status_from": next((f"{s['status']} from {s['from']}" for s in spells if on(s, date)), ""),
        "since": min(inside, default=""),
        "since_words": words.short(min(inside)) if inside else "",
        "forms": _forms(country),
        "others": others,
        "search": " ".join(dict.fromkeys([country[k] for k in (*NAMES, *CODES) if country[k]] + others)),
        "roster": roster[0] if roster else None,
        "spells": spells,
        "stances": stances,
        "organisations": [
            f"{a['organisation']} from {words.day(a['start_date'], a['start_precision'])}"
            + (f" to {words.day(a['end_date'])}" if a["end_date"] else "")
            for a in sorted(mine["affiliations"], key=lambda a: (a["organisation"], a["start_date"]))
        ],
        "meetings": meetings,
        "attended": sum(m["state"] in ("leader", "minister", "envoy", "official", "present") for m in meetings),
        "sources": len(_pages(roster, spells, stances, meetings)),
    }


def _forms(country: dict[str, str]) -> list[tuple[str, str]]:
    """(language, name) of the forms that differ from the main name, each once; English has no language mark."""
    forms = {country["name"]: ""}
    for language, key in (("", "official_name"), ("fr", "name_fr"), ("uk", "name_uk")):
        forms.setdefault(country[key], language)
    return [(language, form) for form, language in list(forms.items())[1:]]


def _spell(rows: Rows, spell: dict[str, str], backing: Backing) -> dict:
    return {
        **spell,
        "from": words.day(spell["start_date"], spell["start_precision"]),
        "to": words.day(spell["end_date"], spell["end_precision"]) if spell["end_date"] else "",
        "basis_words": rows.codes["basis"][spell["basis"]].title,
        **backing["memberships", spell["spell"]],
    }


def _meetings(rows: Rows, attendance: list[dict[str, str]], backing: Backing) -> list[dict]:
    by_meeting = {m["meeting"]: m for m in rows["meetings"]}
    found = []
    for row in attendance:
        meeting = by_meeting[row["meeting"]]
        roles = [role for role in ("host", "chair") if row[role] == "true"]
        found.append(
            {
                "date": meeting["start_date"],
                "day": words.day(meeting["start_date"]),
                "title": meeting["title"],
                "level": rows.codes["level"][meeting["level"]].title,
                "state": matrix.state(row),
                "mode": row["mode"],
                "roles": roles,
                **backing["attendance", f"{row['meeting']}/{row['iso3']}"],
            }
        )
    return sorted(found, key=lambda m: (m["date"], m["title"]))


def _pages(*groups) -> set[str]:
    found = defaultdict(int)
    for group in groups:
        for entry in group:
            for page in entry["cited"]:
                found[page.url] += 1
    return set(found)
