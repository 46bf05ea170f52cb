"""Whatever object is given to a function of the package, what comes of it is an answer or a documented error."""

import warnings
from types import NoneType

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

import coalition_of_the_willing as cow
from coalition_of_the_willing.errors import shown
from tests.properties.objects import Odd, anything, flat, made, odd_objects, scalars


def answered(call, *errors: type[Exception]) -> object:
    """What a call gives, or the documented error that it raised, whose words can be shown."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        try:
            return call()
        except errors as e:
            assert type(e) in errors and str(e) and len(str(e)) < 2000
            return e


@given(anything, anything)
def test_find_gives_a_code_or_one_of_its_errors(name, scheme):
    answered(lambda: cow.find(made(name)), cow.UnknownName)
    answered(lambda: cow.find("France", made(scheme)), cow.UnknownName, cow.UnknownScheme)
    answered(lambda: cow.match(["France"], made(scheme)), cow.UnknownScheme)


@given(anything)
@example(Odd(object, [], RuntimeError, classless=True))
def test_match_gives_a_report_or_refuses_what_is_no_column(values):
    found = answered(lambda: cow.match(made(values)), cow.NotAColumn)
    if isinstance(found, cow.Match):
        assert str(found) == repr(found) and answered(found.all, cow.UnknownName) is not None


@given(st.lists(flat, max_size=5))
def test_a_column_of_anything_has_a_row_for_each_value_and_known_names_are_found_among_the_others(values):
    found = cow.match(["France", *made(values)])
    assert len(found.iso3) == len(values) + 1 and found.iso3.iloc[0] == "FRA" and str(found)


@given(anything, anything)
def test_as_of_gives_countries_or_one_of_its_errors(date, status):
    answered(lambda: cow.as_of(made(date)), cow.ImpossibleDate)
    answered(lambda: cow.as_of("2025-08-12", made(status)), cow.UnknownStatus)


@given(st.dates())
def test_every_day_that_there_is_has_an_answer(date):
    frame = answered(lambda: cow.as_of(date))
    assert frame.equals(answered(lambda: cow.as_of(date.isoformat())))


@given(anything, anything)
def test_tables_and_their_pages_are_given_or_refused(table, record):
    answered(lambda: cow.load(made(table)), cow.UnknownTable)
    answered(lambda: cow.support(made(table)), cow.UnknownTable)
    answered(lambda: cow.sources_for(made(table), "FRA"), cow.UnknownTable, cow.UnknownRecord)
    for key in ("members", "attendance"):
        answered(lambda key=key: cow.sources_for(key, made(record)), cow.UnknownRecord)
    answered(lambda: cow.claims_for(made(record)), cow.UnknownRecord)
    answered(lambda: cow.claims_for("paris-2025-03-27", made(record)), cow.UnknownRecord)


@given(anything)
def test_a_citation_has_a_format_or_there_is_none(format):
    answered(lambda: cow.cite(made(format)), cow.UnknownFormat)


@given(anything.filter(lambda value: not isinstance(value, pd.DataFrame)))
def test_what_is_no_frame_is_not_written(value):
    assert isinstance(answered(lambda: cow.to_csv(made(value)), cow.Unwritable), cow.Unwritable)


@given(anything.filter(lambda value: not issubclass(value.base if isinstance(value, Odd) else type(value), str | bytes | NoneType)))  # fmt: skip
def test_what_is_no_path_is_not_written_to(path):
    refused = (cow.Unwritable, FileNotFoundError)  # a mock of everything has a path, in no folder that is there
    assert isinstance(answered(lambda: cow.to_csv(pd.DataFrame(), made(path)), *refused), refused)


@given(st.lists(st.one_of(scalars, odd_objects), min_size=1, max_size=4), st.text(), st.text())
def test_a_frame_of_anything_is_written_or_refused(cells, one, other):
    frame = pd.DataFrame({0: pd.Series(made(cells), dtype="object"), 1: [True] * len(cells)})
    frame.columns = [one, other]
    answered(lambda: cow.to_csv(frame), cow.Unwritable)


@given(anything)
def test_any_object_can_be_shown_in_a_line_of_a_message(value):
    words = shown(made(value))
    assert "\n" not in words and len(words) < 400
