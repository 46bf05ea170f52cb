"""The identifiers that `add` proposes are of the form that the schemas demand, and no two are one."""

import json
import re

import pytest
from hypothesis import HealthCheck, example, given, settings
from hypothesis import strategies as st

from scripts.editing import proposals
from scripts.editing.questions import Answers
from tests.conftest import ROOT

FORM = json.loads((ROOT / "schema/records/common.json").read_text(encoding="utf-8"))["$defs"]["slug"]["pattern"]
DAYS = st.dates().map(lambda day: day.isoformat())
TEXT = st.one_of(st.text(), st.text(st.sampled_from("Aé ß-_.'’İ日Ж1²½ₐ")))
URLS = st.one_of(st.text(), st.builds(lambda host, path: f"https://{host}/{path}", st.sampled_from(("x.org", "[", "[::1", "x:y")), st.text()))  # fmt: skip


@given(TEXT)
@example("²")
@example("İstanbul")
def test_a_slug_is_of_the_form_of_an_identifier_or_empty_and_its_own_slug(text):
    found = proposals.slug(text)
    assert not found or re.search(FORM, found)
    assert proposals.slug(found) == found


@given(st.from_regex(FORM, fullmatch=True), st.integers(0, 5))
def test_a_proposal_that_is_taken_gets_a_number_and_is_never_given_twice(proposal, times):
    taken = set()
    for _ in range(times + 1):
        found = proposals.free(proposal, taken)
        assert found not in taken and re.search(FORM, found) and found.startswith(proposal)
        taken.add(found)
    assert proposals.free("", taken) == ""


@pytest.fixture(scope="module")
def answered(computed):
    def made(**given):
        answers = Answers(computed)
        answers.update(given)
        return answers

    return made


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(title=TEXT, publisher=TEXT, url=URLS, published=DAYS)
@example(title="", publisher="", url="http://[", published="2025-08-12")
def test_any_page_gets_an_identifier_of_the_right_form(answered, title, publisher, url, published):
    found = proposals.source_id(answered(title=title, publisher=publisher, url=url, published=published))
    assert re.search(FORM, found) and published in found


@given(city=TEXT, level=st.sampled_from(("leaders", "ministers", "chiefs-of-staff")), format=st.sampled_from(("remote", "in-person")), start_date=DAYS)  # fmt: skip
def test_any_meeting_gets_an_identifier_of_the_right_form(answered, city, level, format, start_date):
    found = proposals.meeting_id(answered(city=city, level=level, format=format, start_date=start_date))
    assert re.search(FORM, found) and found.endswith(start_date)


@given(said_by=TEXT, size=st.integers(1, 200), date=DAYS)
def test_any_size_gets_an_identifier_of_the_right_form(answered, said_by, size, date):
    assert re.search(FORM, proposals.size_id(answered(said_by=said_by, size=str(size), date=date)))
