"""Whatever stands in the files of an installation, what is asked is answered or refused in the words of the package."""

import contextlib
import copy
import io
import json
import warnings

import pytest
from hypothesis import given
from hypothesis import strategies as st

from coalition_of_the_willing import CoalitionError, cli
from coalition_of_the_willing.console import COULD_NOT_RUN, FINE, NO
from tests.conftest import ROOT
from tests.package.test_damaged_installation import ASKED, COMMANDS, CSV, DESCRIPTOR, SCHEMA, Installation, forget

JSON = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats() | st.text(),
    lambda inner: st.lists(inner, max_size=2) | st.dictionaries(st.text(), inner, max_size=2),
    max_leaves=4,
)


QUESTIONS, WORDS = st.sampled_from(sorted(ASKED)), st.sampled_from(COMMANDS)


@pytest.fixture(scope="module")
def installation(tmp_path_factory):
    with pytest.MonkeyPatch.context() as patched:
        yield Installation(tmp_path_factory.mktemp("installed") / "package", patched)
    forget()


@st.composite
def other_json(draw, file: str) -> bytes:
    """A JSON file with something taken away, or something else in its place."""
    content = copy.deepcopy(json.loads((ROOT / file).read_bytes()))
    inside = content
    while isinstance(inside, dict | list) and inside:
        key = draw(st.sampled_from(sorted(inside) if isinstance(inside, dict) else range(len(inside))))
        if not isinstance(inside[key], dict | list) or draw(st.integers(0, 3)) == 0:
            if draw(st.booleans()):
                del inside[key]
            else:
                inside[key] = draw(JSON)
            break
        inside = inside[key]
    return json.dumps(content).encode()


@st.composite
def other_bytes(draw, file: str) -> bytes:
    """A file with some bytes in the place of others."""
    data = (ROOT / file).read_bytes()
    start, new = (
        draw(st.integers(0, len(data) - 9)),
        draw(st.binary(max_size=9) | st.sampled_from((b'"', b"\n", b",", b"\r\n"))),
    )
    end = draw(st.one_of(st.just(start + len(new)), st.integers(start, start + 9), st.just(len(data))))
    return data[:start] + new + data[end:]


def answers(installation: Installation, file: str, data: bytes, question: str, words: list[str]) -> None:
    installation.damage(file, data)
    try:
        with warnings.catch_warnings(), contextlib.suppress(CoalitionError):
            warnings.simplefilter("ignore")
            ASKED[question]()
        with contextlib.redirect_stdout(io.StringIO()), contextlib.redirect_stderr(io.StringIO()) as err:
            status = cli.main(words)
        assert status in (FINE, NO, COULD_NOT_RUN) and (status == FINE or err.getvalue())
    finally:
        installation.damage(file, (ROOT / file).read_bytes())


@given(other_json(DESCRIPTOR) | other_bytes(DESCRIPTOR), QUESTIONS, WORDS)
def test_a_descriptor_of_another_shape_is_refused_or_does_no_harm(installation, data, question, words):
    answers(installation, DESCRIPTOR, data, question, words)


@given(other_json(SCHEMA) | other_bytes(SCHEMA), QUESTIONS, WORDS)
def test_a_schema_of_another_shape_is_refused_or_does_no_harm(installation, data, question, words):
    answers(installation, SCHEMA, data, question, words)


@given(other_bytes(CSV), QUESTIONS, WORDS)
def test_a_table_with_other_bytes_is_refused_or_does_no_harm(installation, data, question, words):
    answers(installation, CSV, data, question, words)
