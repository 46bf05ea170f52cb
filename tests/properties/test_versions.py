"""Versions are in the order of their numbers, and a step leads to a later one that needs just that step."""

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from scripts.documents import versions
from scripts.releases import policy
from scripts.releases.policy import Step

NUMBERS = st.tuples(*[st.integers(0, 10**6)] * 3)
VERSIONS = NUMBERS.map(lambda numbers: ".".join(map(str, numbers)))
STEPS = st.sampled_from(Step)


@given(NUMBERS)
def test_a_version_is_read_as_the_numbers_that_it_is_written_of(numbers):
    assert versions.parse(".".join(map(str, numbers))) == numbers


@given(st.one_of(st.text(), st.text(st.sampled_from("0123456789.+-_ \n\u0663"), max_size=9)))
@example("01.2.3")
@example("1.2.3\n")
@example("1.-2.3")
@example("1_0.0.0")
@example("\u0661.2.3")
def test_what_is_no_version_is_refused(text):
    try:
        numbers = versions.parse(text)
    except ValueError:
        return
    assert ".".join(map(str, numbers)) == text


@given(VERSIONS, STEPS)
def test_the_step_between_a_version_and_the_next_is_the_one_that_was_taken(version, step):
    later = policy.bump(version, step)
    assert policy.between(version, later) == step
    assert (versions.parse(later) > versions.parse(version)) == (step is not Step.NONE)


@given(VERSIONS, VERSIONS)
def test_of_two_versions_one_is_later_and_the_way_back_is_refused(one, other):
    low, high = sorted((one, other), key=versions.parse)
    step = policy.between(low, high)
    assert versions.parse(policy.bump(low, step)) <= versions.parse(high)
    assert step is Step.MAJOR or versions.parse(high) < versions.parse(policy.bump(low, Step(step + 1)))
    if low != high:
        with pytest.raises(ValueError, match="is lower than"):
            policy.between(high, low)


@given(VERSIONS, st.sampled_from([Step.PATCH, Step.MINOR, Step.MAJOR]), st.lists(STEPS, max_size=4))
def test_a_free_version_was_never_given_and_is_of_the_same_step(version, step, before):
    given = [version]
    for earlier in before:
        given.append(policy.bump(given[-1], earlier))
    found = policy.free(version, step, given)
    assert found not in given and policy.between(version, found) == step


@given(VERSIONS)
def test_what_comes_after_a_release_is_unreleased_and_leads_back_to_it(version):
    later = versions.after(version)
    assert versions.unreleased(later) and not versions.unreleased(version)
    assert versions.before(later) == version == versions.before(version)


@given(VERSIONS)
@example("2.0.0")
def test_what_is_unreleased_comes_after_a_release_or_after_none(version):
    try:
        assert versions.after(versions.before(version + versions.DEV)) == version + versions.DEV
    except ValueError:
        assert version.endswith(".0")
