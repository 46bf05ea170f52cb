"""Spells hold from their first day to their last, both included, and change on the days that are said."""

import datetime
from itertools import pairwise

import pandas as pd
from hypothesis import example, given
from hypothesis import strategies as st

import coalition_of_the_willing as cow
from coalition_of_the_willing import days
from coalition_of_the_willing.folder import codes
from scripts.checks import membership
from scripts.tables import spells

DAYS = st.dates(datetime.date(2024, 1, 1), datetime.date(2024, 3, 1)).map(datetime.date.isoformat)
ALL = [(datetime.date(2023, 12, 30) + datetime.timedelta(n)).isoformat() for n in range(70)]
SPELLS = st.builds(
    lambda owner, start, end: {"iso3": owner, "start_date": start, "end_date": end and max(start, end)},
    st.sampled_from(("AAA", "BBB")),
    DAYS,
    st.one_of(st.just(""), DAYS),
)


@given(SPELLS, DAYS)
def test_a_spell_holds_on_the_days_between_its_ends(spell, day):
    last = datetime.date.fromisoformat(spell["end_date"]) if spell["end_date"] else datetime.date.max
    assert spells.on(spell, day) == (datetime.date.fromisoformat(spell["start_date"]) <= datetime.date.fromisoformat(day) <= last)  # fmt: skip


@given(st.lists(SPELLS))
def test_who_holds_what_changes_on_no_other_days(listed):
    changes = set(spells.changes(listed))
    for before, day in pairwise(ALL):
        now = [spell for spell in listed if spells.on(spell, day)]
        assert day in changes or now == [spell for spell in listed if spells.on(spell, before)]
    assert spells.changes(listed) == sorted(changes)


@given(st.lists(SPELLS, max_size=6))
def test_overlaps_are_found_wherever_an_owner_has_two_spells_on_a_day(listed):
    rows = [spell | {"spell": str(i)} for i, spell in enumerate(listed)]
    twice = any(sum(s["iso3"] == owner and spells.on(s, day) for s in rows) > 1 for owner in ("AAA", "BBB") for day in ALL)  # fmt: skip
    assert bool(list(membership._overlapping(rows, "iso3"))) == twice


@given(st.permutations([{"iso3": o, "start_date": d} for o in ("AAA", "BBB") for d in ALL[:4]]))
def test_the_order_of_spells_does_not_depend_on_the_order_in_which_they_come(shuffled):
    assert spells.in_order(shuffled, "iso3") == sorted(shuffled, key=lambda s: (s["iso3"], s["start_date"]))


@given(st.dates(datetime.date(1900, 1, 1), datetime.date(2100, 1, 1)), st.integers(-10_000, 10_000))
def test_so_many_days_later_and_back_is_the_same_day(day, distance):
    there = spells.beside(day.isoformat(), distance)
    assert spells.beside(there, -distance) == day.isoformat()
    assert (there > day.isoformat()) == (distance > 0)


@given(st.dates(datetime.date(2025, 1, 1), datetime.date(2026, 12, 31)))
def test_the_package_gives_for_any_day_the_spells_that_hold_on_it(day):
    holding = days.holding(day, codes("memberships", "status"))
    rows = cow.load("memberships").assign(start_date=lambda f: f["start_date"].dt.strftime("%Y-%m-%d"), end_date=lambda f: f["end_date"].dt.strftime("%Y-%m-%d").fillna(""))  # fmt: skip
    expected = [s["spell"] for s in rows.to_dict("records") if spells.on(s, day.isoformat())]
    assert sorted(s["spell"] for s in holding) == sorted(expected)
    assert len({s["iso3"] for s in holding}) == len(holding)


@given(st.dates(), st.times(), st.sampled_from(("UTC", "Asia/Tokyo", "America/New_York")))
@example(datetime.date(2025, 8, 12), datetime.time(23, 59), "Asia/Tokyo")
def test_a_day_is_the_same_day_in_whatever_form_it_is_given(day, time, zone):
    forms = [day.isoformat(), day, datetime.datetime.combine(day, time), pd.Timestamp(day).to_datetime64()]
    forms += [pd.Timestamp(day), pd.Timestamp(day).tz_localize(zone)] if 1900 < day.year < 2200 else []
    assert {days.day_of(form) for form in forms} == {day}
