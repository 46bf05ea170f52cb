"""Each kind of record that can be added: its questions, and the records that their answers make.

To add a kind: its questions, a function from answers to an Addition, and a line in KINDS.
"""

from collections.abc import Callable
from typing import Any, NamedTuple

from scripts.editing import proposals, references
from scripts.editing.fields import Read
from scripts.editing.questions import Answers, Question
from scripts.releases import reasons
from scripts.tables import country_codes, spells


class Addition(NamedTuple):
    """What answers make: an identifier, the record to show, and rows by kind (all of a file; of a folder the new ones)."""

    identifier: str
    shown: dict[str, Any]
    rows: dict[str, list[dict]]
    remark: str = ""


class Kind(NamedTuple):
    about: str
    questions: tuple[Question, ...]
    make: Callable[[Answers], Addition]


def _id(path: str, proposed: Callable[[Answers], str]) -> Question:
    """The identifier, proposed from the other answers."""

    def default(answers: Answers) -> str:
        return proposals.free(proposed(answers), references.taken(answers, path))

    return Question("id", path, "identifier", default, references.unused(path))


def _answer(key: str) -> Callable[[Answers], str]:
    """As another question was answered."""
    return lambda answers: answers.get(key, "")


def _has(key: str) -> Callable[[Answers], bool]:
    return lambda answers: bool(answers.get(key))


def _evidence(answers: Answers, note: str = "source_note") -> list[dict[str, str]]:
    return [{"source": answers["source"], "note": answers[note]}]


def _entry(kind: str, key: str) -> Callable[[Answers], Addition]:
    """What adds a record to a file of several."""

    def make(answers: Answers) -> Addition:
        cited = {"evidence": _evidence(answers)} if "source_note" in answers else {}
        row = _row(answers, kind, **{key: answers["id"]}, **cited)
        return Addition(answers["id"], row, {kind: [*answers.dataset.records.rows[kind], row]})

    return make


def _row(answers: Answers, path: str, **more: Any) -> dict[str, Any]:
    """The record of a path: the answers that bear the names of its fields, and what is given here."""
    return answers.fields.row(path, {**answers, "iso3": answers.get("country"), **more})


def _cited(read: Callable[[Answers], Read] = references.a_source) -> tuple[Question, Question]:
    return (
        Question("source", "meetings/reports/source", "page that says so", proposals.pending_page, read),
        Question("source_note", "meetings/reports/note", "what the page says, in your own words"),
    )


_SOURCE = (
    Question("url", "sources/url", "address of the page", read=references.a_new_page, positional=True),
    Question("title", "sources/title", "title of the page"),
    Question("publisher", "sources/publisher", "who publishes it", proposals.of_host("publisher")),
    Question("published", "sources/published", "day of publication"),
    Question("language", "sources/language", "its language, as a code such as en", proposals.of_host("language")),
    Question("kind", "sources/kind", "kind of page", proposals.of_host("kind")),
    Question("reprinted_by", "sources/reprinted_by", "who reprinted it, if the page is a copy"),
    Question("consulted", "sources/consulted", "day on which you read it", lambda _: "today"),
    _id("sources/source", proposals.source_id),
)
_PRESENT = (
    Question("organisations", "meetings/reports/organisations", "organisations that took part"),
    Question(
        "who",
        "meetings/reports/presence",
        "who, once for each group, such as 'leaders in-person: COUNTRY, COUNTRY', 'announced: COUNTRY' or 'COUNTRY'",
        read=references.groups,
        many=True,
    ),
)
_MEETING = (
    Question("title", "meetings/title", "title of the meeting"),
    Question("start_date", "meetings/start_date", "first day"),
    Question("end_date", "meetings/end_date", "last day", _answer("start_date"), needed=False),
    Question("level", "meetings/level", "who was invited"),
    Question("format", "meetings/format", "form"),
    Question("city", "meetings/city", "city", when=lambda a: a.get("format") != "remote"),
    Question(
        "country", "meetings/iso3", "country of the city", proposals.country_of_city, when=_has("city"), needed=True
    ),
    Question("hosts", "meetings/hosts", "countries that hosted"),
    Question("chairs", "meetings/chairs", "countries that chaired"),
    Question("note", "meetings/note", "note on the meeting"),
    *_cited(),
    Question("list", "meetings/reports/list", "does the page present its list as whole?", lambda _: "partial"),
    *_PRESENT,
    Question("whole", "meetings/list", "is everybody named who took part?", _answer("list"), needed=False),
    Question(
        "evidence_note", "meetings/evidence/note", "what it says of the meeting", _answer("source_note"), needed=False
    ),
    _id("meetings/meeting", proposals.meeting_id),
)


def _report_of(answers: Answers) -> dict[str, Any]:
    return _row(answers, "meetings/reports", note=answers["source_note"], presence=answers["who"])


def _meeting(answers: Answers) -> Addition:
    more = {"list": answers["whole"], "evidence": _evidence(answers, "evidence_note"), "reports": [_report_of(answers)]}
    row = _row(answers, "meetings", meeting=answers["id"], **more)
    return Addition(answers["id"], row, {"meetings": [row]})


_REPORT = (
    Question(
        "meeting", "meetings/meeting", "meeting", read=references.known("meetings/meeting", "meeting"), positional=True
    ),
    *_cited(references.another_source),
    Question("list", "meetings/reports/list", "does the page present its list as whole?", lambda _: "partial"),
    *_PRESENT,
)


def _report(answers: Answers) -> Addition:
    old, report = references.meeting_of(answers), _report_of(answers)
    return Addition(answers["meeting"], report, {"meetings": [{**old, "reports": [*old["reports"], report]}]})


def _spell_questions(when: Callable[[Answers], bool]) -> tuple[Question, ...]:
    asked = (
        Question("start_date", "others/spells/start_date", "first day of the status", read=references.a_later_day),
        Question("start_precision", "others/spells/start_precision", "how much of that day is known"),
        Question("basis", "others/spells/basis", "what the status rests on"),
        Question("note", "others/spells/note", "note: what is disputed", needed=references.outside_the_roster),
        *_cited(),
        _id("others/spells/spell", proposals.spell_id),
    )
    return tuple(question.only(when) for question in asked)


def _spell_of(answers: Answers) -> dict[str, Any]:
    return _row(answers, "others/spells", spell=answers["id"], evidence=_evidence(answers))


_COUNTRY = (
    Question("country", "others/iso3", "country", read=references.an_absent_country, positional=True),
    Question("cow", "others/cow", "Correlates of War code"),
    Question("gw", "others/gw", "Gleditsch-Ward number"),
    Question("eurostat", "others/eurostat", "Eurostat code", lambda a: _iso2(a.get("country", "")), needed=True),
    Question("wikidata", "others/wikidata", "Wikidata item"),
    Question("status", "others/spells/status", "status, if a page gives it one", needed=False),
    *_spell_questions(_has("status")),
)


def _iso2(iso3: str) -> str:
    return (country_codes.lookup(iso3) or {}).get("iso2", "")


def _country(answers: Answers) -> Addition:
    row = _row(answers, "others", spells=[_spell_of(answers)] if "status" in answers else [])
    said = ", ".join((country_codes.lookup(row["iso3"]) or {}).values())
    return Addition(row["iso3"], row, {"others": [*answers.dataset.records.others, row]}, f"by ISO 3166-1: {said}")


_SPELL = (
    Question("country", "others/iso3", "country", positional=True),
    Question("status", "others/spells/status", "status"),
    *_spell_questions(lambda _: True),
    Question(
        "reason",
        "reasons/reason",
        "why the earlier status ends, for the next release",
        when=references.open_spell,
        needed=False,
    ),
)


def _spell(answers: Answers) -> Addition:
    """The new status, and the end of the earlier one the day before."""
    records, spell, earlier = answers.dataset.records, _spell_of(answers), references.open_spell(answers)
    ended = {"end_date": spells.beside(spell["start_date"], -1)}
    name = "members" if any(c["iso3"] == answers["country"] for c in records.members) else "others"

    def changed(country: dict) -> dict:
        if country["iso3"] != answers["country"]:
            return country
        kept = [{**s, **ended} if s is earlier else s for s in country.get("spells", [])]
        in_order = [answers.fields.row("others/spells", s) for s in (*kept, spell)]
        return answers.fields.row(name, {**country, "spells": in_order})

    rows = {name: [changed(country) for country in records.rows[name]]}
    if earlier and "reason" in answers:
        corrects = [{"table": "memberships", "record": earlier["spell"]}]
        name = proposals.free(answers["id"], references.taken(answers, "reasons/change"))
        rows[reasons.KIND] = [{"change": name, "reason": answers["reason"], "corrects": corrects}]
    return Addition(answers["id"], spell, rows, f"{earlier['spell']} ends on {ended['end_date']}" if earlier else "")


_POSITION = (
    Question("country", "positions/iso3", "country"),
    Question("date", "positions/date", "day on which it was said"),
    Question("date_precision", "positions/date_precision", "how much of that day is known"),
    Question("force", "positions/force", "what it would contribute"),
    Question("stance", "positions/stance", "stance"),
    Question("said_by", "positions/said_by", "office that said it"),
    Question("summary", "positions/summary", "what was said, in your own words"),
    Question("note", "positions/note", "note"),
    *_cited(),
    _id("positions/position", proposals.position_id),
)


_SIZE = (
    Question("size", "reported_sizes/size", "the number", positional=True),
    Question("date", "reported_sizes/date", "day on which it was said"),
    Question("qualifier", "reported_sizes/qualifier", "as which the number is given"),
    Question("counted", "reported_sizes/counted", "what it counts"),
    Question("european", "reported_sizes/european", "how many of them are European"),
    Question("said_by", "reported_sizes/said_by", "who said it"),
    Question(
        "meeting",
        "reported_sizes/meeting",
        "meeting of which it was said",
        read=references.known("meetings/meeting", "meeting"),
    ),
    Question("note", "reported_sizes/note", "note"),
    *_cited(),
    _id("reported_sizes/reported_size", proposals.size_id),
)


_REASON = (
    Question("name", "reasons/change", "name of its file", read=references.unused("reasons/change"), positional=True),
    Question("reason", "reasons/reason", "why something was corrected or removed"),
    Question(
        "table", "reasons/corrects/table", "table, if not all that was corrected", read=references.a_table, needed=False
    ),
    Question("record", "reasons/corrects/record", "key of the row, if not all rows", when=_has("table")),
    Question("field", "reasons/corrects/field", "field, if not all fields", when=_has("table")),
)


def _reason(answers: Answers) -> Addition:
    corrects = [_row(answers, "reasons/corrects")] if "table" in answers else []
    row = _row(answers, "reasons", change=answers["name"], corrects=corrects)
    return Addition(answers["name"], row, {reasons.KIND: [row]})


KINDS = {
    "source": Kind("a page, before what it says", _SOURCE, _entry("sources", "source")),
    "meeting": Kind("a meeting, with a page that says who came", _MEETING, _meeting),
    "report": Kind("another page that says who came to a meeting", _REPORT, _report),
    "country": Kind("a country that no table has yet", _COUNTRY, _country),
    "spell": Kind("a new status of a country, which ends the earlier one", _SPELL, _spell),
    "position": Kind("a stance of a country on a force", _POSITION, _entry("positions", "position")),
    "size": Kind("a published size", _SIZE, _entry("reported_sizes", "reported_size")),
    "reason": Kind("why records were corrected, for the next release", _REASON, _reason),
}
