"""What a person types is read as the tables have it, or refused in one line that says what is right."""

import unicodedata

import pytest

from coalition_of_the_willing import UnknownName, find
from scripts.editing import fields, proposals
from scripts.editing.fields import Fields
from scripts.editing.kinds import KINDS
from scripts.editing.questions import Answers, ask
from scripts.problems import CannotRun
from scripts.tables import country_names


@pytest.fixture(scope="module")
def known(computed) -> Fields:
    return Fields(computed)


def answered(dataset, **answers) -> Answers:
    found = Answers(dataset)
    found.update(answers)
    return found


def test_a_country_is_found_by_whatever_match_finds_it_by(computed):
    rows = computed.rows
    called = [row["name"] for row in rows["names"]]
    columns = ("name", "official_name", "name_fr", "name_uk", "iso3", "iso2", "eurostat", "wikidata")
    called += [country[column] for country in rows["countries"] for column in columns]
    for name in called:
        for written in (name, unicodedata.normalize("NFD", f"  {name.upper()} ")):
            assert country_names.find(written, rows) == find(written)
    assert len(called) > 300


@pytest.mark.parametrize("name", ["", "Atlantis", "36", "Yugoslavia"])
def test_what_match_does_not_know_is_refused(computed, name):
    with pytest.raises(UnknownName):
        find(name)
    with pytest.raises(ValueError, match="no country is called"):
        country_names.find(name, computed.rows)


def test_an_unknown_country_is_told_what_to_do(known):
    with pytest.raises(ValueError, match=r"did you mean Norway\?"):
        known.country("Norwya")
    with pytest.raises(ValueError, match=r"`python -m scripts\.add country PER` makes one"):
        known.country("Peru")


def test_a_name_of_two_countries_asks_for_the_code(computed):
    rows = computed.rows.replaced(names=[{"iso3": i, "name": "Twin"} for i in ("NOR", "SWE")])
    with pytest.raises(ValueError, match="NOR or SWE: give the code"):
        country_names.find("twin", rows)


def test_pasted_text_is_put_in_order():
    assert fields.tidied("\u00a0Tu\u0308rkiye\u200b  and\n more\u00ad ") == "Türkiye and more"


@pytest.mark.parametrize("text", ["2026-02-30", "2026-13-01", "20260101", "1 May 2026", "2026-W01-1", "yesterday", ""])
def test_a_day_must_exist(text):
    with pytest.raises(ValueError, match="is not a day: give one that exists"):
        fields.day(text)


def test_a_day_is_written_in_full():
    assert fields.day(" 2026-2-8 ") == "2026-02-08"
    assert len(fields.day("today")) == 10


def test_codes_are_those_of_the_list_by_code_or_words(known):
    field = known["meetings/level"]
    assert field.needed and "chiefs-of-defence" in field.codes
    assert field.read("Chiefs of defence") == field.read("chiefs-of-defence") == "chiefs-of-defence"
    with pytest.raises(ValueError, match="'kings' is none of leaders, foreign-ministers"):
        field.read("kings")


def test_every_question_asks_for_a_field_that_the_schemas_have(computed):
    for name, kind in KINDS.items():
        for question in kind.questions:
            assert Answers(computed).fields[question.path].read, f"{name}: {question.key}"


@pytest.mark.parametrize("path", ["positions/date_precision", "others/spells/start_precision"])
def test_a_code_list_behind_another_part_of_the_schema_is_found(known, path):
    assert known[path].codes == ("day", "month", "year")


@pytest.mark.parametrize(
    ("text", "expected"),
    [
        ("Norway, UK", {"says": "attended", "countries": ["NOR", "GBR"]}),
        (
            "leaders in-person: France, UK, France",
            {"says": "attended", "represented_by": "leader", "mode": "in-person", "countries": ["FRA", "GBR"]},
        ),
        ("Announced, minister: Türkiye", {"says": "announced", "represented_by": "minister", "countries": ["TUR"]}),
        ("in person: Japan", {"says": "attended", "mode": "in-person", "countries": ["JPN"]}),
        ("absent: Slovakia; Korea, Republic of", {"says": "absent", "countries": ["SVK", "KOR"]}),
    ],
)
def test_who_came_is_typed_as_groups(computed, text, expected):
    read = next(q for q in KINDS["report"].questions if q.key == "who").field(Answers(computed)).read
    assert read(text) == expected


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("kings: Norway", "'kings' before the colon is none of attended, announced"),
        ("leaders:", "names no country"),
        ("leaders: Norwya", r"did you mean Norway\?"),
    ],
)
def test_a_group_that_cannot_be_read_is_refused(computed, text, reason):
    read = next(q for q in KINDS["report"].questions if q.key == "who").field(Answers(computed)).read
    with pytest.raises(ValueError, match=reason):
        read(text)


def test_most_identifiers_that_are_there_would_be_proposed(computed):
    records = computed.records
    proposed = [proposals.meeting_id(answered(computed, **m)) == m["meeting"] for m in records.meetings]
    assert sum(proposed) >= 0.9 * len(proposed)
    proposed = [
        proposals.position_id(answered(computed, country=p["iso3"], **p)) == p["position"] for p in records.positions
    ]
    assert sum(proposed) >= 0.8 * len(proposed)  # an identifier stays where its day was corrected


def test_a_second_one_of_the_same_name_gets_a_number():
    assert proposals.free("nor-member", {"nor-member"}) == "nor-member-2"
    assert proposals.free("nor-member", {"nor-member", "nor-member-2"}) == "nor-member-3"
    assert proposals.free("", {"nor-member"}) == ""


def test_a_known_host_proposes_what_its_pages_have(computed):
    answers = answered(computed, url="http://gov.uk/some/new/page")
    fields_of_pages = ("publisher", "language", "kind")
    pages = [tuple(s[k] for k in fields_of_pages) for s in computed.records.sources if "//www.gov.uk/" in s["url"]]
    assert tuple(proposals.of_host(k)(answers) for k in fields_of_pages) == max(pages, key=pages.count)
    assert proposals.of_host("publisher")(answered(computed, url="https://never.example/x")) == ""


def test_every_missing_answer_is_named_at_once(computed):
    with pytest.raises(CannotRun, match=r"^needed: --title .*; --language .*; --kind ") as refused:
        ask(KINDS["source"].questions, {"url": "https://never.example/page", "publisher": "Never"}, computed, None)
    assert "--id" not in str(refused.value)


@pytest.mark.parametrize(
    ("kind", "given", "reason"),
    [
        ("source", {"url": "never.example/page"}, "url: 'never.example/page' is not right"),
        ("source", {"url": "https://[never/page"}, "names no host"),
        ("meeting", {"start_date": "2026-02-30"}, "--start-date: '2026-02-30' is not a day"),
        ("meeting", {"level": "kings"}, "--level: 'kings' is none of"),
        ("meeting", {"who": ["Norway", "Norwya"]}, r"--who: .*did you mean Norway\?"),
        (
            "meeting",
            {"source": "https://never.example/page"},
            "`python -m scripts.add source 'https://never.example/page'` first",
        ),
        ("meeting", {"format": "remote", "city": "Oslo"}, "--city does not go with the other answers"),
        ("report", {"meeting": "pariss-2025-09-04"}, r"did you mean paris-2025-09-04\?"),
        ("report", {}, "^needed: meeting .*--source .*--who "),
        ("spell", {}, "^needed: country .*--status .*--start-date "),
        ("spell", {"country": "Norway", "start_date": "2025-01-01"}, "nor-member begins on .*: give a later day"),
        ("country", {"country": "Norway"}, "NOR has a record already"),
        ("country", {"country": "Atlantis"}, "is no country of ISO 3166-1"),
        ("country", {"country": "PER", "note": "N"}, "--note does not go with"),
        ("country", {"country": "PER", "cow": "none"}, "--cow: 'none' is not right: Correlates of War country code."),
        ("size", {"size": "about 30"}, "'about 30' is not right: A whole number, in digits"),
        ("reason", {"name": "A name", "table": "members"}, "name: 'A name' is not right: Lower-case words"),
        ("reason", {"name": "a-name", "table": "member"}, "'member' is none of the tables"),
    ],
)
def test_an_answer_that_is_not_right_is_refused_in_one_line(computed, kind, given, reason):
    with pytest.raises(CannotRun, match=reason) as refused:
        ask(KINDS[kind].questions, given, computed, None)
    assert "\n" not in str(refused.value)


def test_the_same_page_twice_is_refused_with_the_name_of_its_record(computed):
    page = computed.records.sources[0]
    other = page["url"].replace("https://", "http://WWW.").replace("WWW.www.", "") + "/?utm_source=feed#top"
    with pytest.raises(CannotRun, match=f"the page is there already: cite it as --source {page['source']}"):
        ask(KINDS["source"].questions, {"url": other}, computed, None)


def test_a_meeting_has_one_report_of_a_page(computed):
    meeting = computed.records.meetings[0]
    given = {"meeting": meeting["meeting"], "source": meeting["reports"][0]["source"]}
    with pytest.raises(CannotRun, match=r"has a report of .* already"):
        ask(KINDS["report"].questions, given, computed, None)
