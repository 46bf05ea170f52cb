"""Answers that depend on the records: what is there already, what is not there yet, what goes before and after."""

from collections.abc import Callable
from typing import Any

from scripts.editing import fields, proposals
from scripts.editing.fields import Read
from scripts.editing.questions import Answers
from scripts.files.schemas import ROSTER
from scripts.tables import country_codes
from scripts.tables.countries import recorded


def taken(answers: Answers, path: str) -> set[str]:
    """The identifiers that stand in a field, such as meetings/meeting; those of spells in both files of countries."""
    kind, *inside, key = path.split("/")
    rows = recorded(answers.dataset.tables) if inside else answers.dataset.records.rows.get(kind, [])
    return {part[key] for row in rows for part in (row.get(inside[0], []) if inside else [row])}


def unused(path: str) -> Callable[[Answers], Read]:
    """An identifier that nothing bears yet."""

    def read(answers: Answers) -> Read:
        def new(text: str) -> str:
            if (found := answers.fields[path].read(text)) in taken(answers, path):
                raise ValueError(f"{found!r} is there already: edit it, or take another name")
            return found

        return new

    return read


def known(path: str, noun: str) -> Callable[[Answers], Read]:
    """The identifier of a record that is there."""

    def read(answers: Answers) -> Read:
        there = sorted(taken(answers, path))

        def found_in(text: str) -> str:
            if (found := fields.tidied(text)) not in there:
                near = fields.nearest(found, there)
                raise ValueError(f"no {noun} is called {found!r}{f': did you mean {near}?' if near else ''}")
            return found

        return found_in

    return read


def a_source(answers: Answers) -> Read:
    """The identifier of a page, which its address leads to as well."""
    named, sources = known("sources/source", "page")(answers), answers.dataset.records.sources

    def read(text: str) -> str:
        if "://" not in text:
            return named(text)
        if not (found := proposals.same_page(text, sources)):
            raise ValueError(f"no record has this address: `python -m scripts.add source '{text.strip()}'` first")
        return found

    return read


def another_source(answers: Answers) -> Read:
    """A page that a meeting has no report of."""
    page, reported = a_source(answers), [r["source"] for r in meeting_of(answers).get("reports", [])]

    def read(text: str) -> str:
        if (found := page(text)) in reported:
            raise ValueError(f"{answers['meeting']} has a report of {found} already: add to it in data/meetings/")
        return found

    return read


def meeting_of(answers: Answers) -> dict[str, Any]:
    """The record of the meeting that was named; empty where none was."""
    return next((m for m in answers.dataset.records.meetings if m["meeting"] == answers.get("meeting")), {})


def a_new_page(answers: Answers) -> Read:
    """An address that leads to a page without a record."""

    def read(text: str) -> str:
        url = answers.fields["sources/url"].read(text.strip())
        if not proposals.host(url):
            raise ValueError(f"{url!r} names no host: give the address of the page, from https:// on")
        if there := proposals.same_page(url, answers.dataset.records.sources):
            raise ValueError(f"the page is there already: cite it as --source {there}")
        return url

    return read


def an_absent_country(answers: Answers) -> Read:
    """A country of ISO 3166-1 without a record, by name or code."""

    def read(text: str) -> str:
        if not (iso3 := country_codes.named(fields.tidied(text))):
            raise ValueError(f"{fields.tidied(text)!r} is no country of ISO 3166-1: give its code of three letters")
        if iso3 in (c["iso3"] for c in recorded(answers.dataset.tables)):
            raise ValueError(f"{iso3} has a record already")
        return iso3

    return read


def groups(answers: Answers) -> Read:
    """Countries at a meeting, with what a page says of them."""
    lists = (("says", "says"), ("represented_by", "represented_by"), ("mode", "mode"))
    codes = answers.dataset.codes
    return fields.group_of([(key, codes[name]) for key, name in lists], answers.fields.countries)


def outside_the_roster(answers: Answers) -> bool:
    """Must a status have a note?"""
    return answers.get("status") not in answers.dataset.codes.counted(ROSTER)


def open_spell(answers: Answers) -> dict[str, Any] | None:
    """The spell of the country that has no end."""
    countries = (c for c in recorded(answers.dataset.tables) if c["iso3"] == answers.get("country"))
    return next((s for c in countries for s in c.get("spells", []) if "end_date" not in s), None)


def a_later_day(answers: Answers) -> Read:
    """A day after the one on which the status begins that has no end yet."""
    earlier = open_spell(answers)

    def read(text: str) -> str:
        found = fields.day(text)
        if earlier and found <= earlier["start_date"]:
            raise ValueError(f"{earlier['spell']} begins on {earlier['start_date']}: give a later day")
        return found

    return read


def a_table(answers: Answers) -> Read:
    """A table, or * for the package itself."""

    def read(text: str) -> str:
        if text not in (*answers.dataset.schemas, "*"):
            raise ValueError(f"{text!r} is none of the tables {', '.join(answers.dataset.schemas)}")
        return text

    return read
