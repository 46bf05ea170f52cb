"""A country is found by any of its names however the letters are written, and folding is done once and for all."""

import unicodedata

from hypothesis import example, given
from hypothesis import strategies as st

import coalition_of_the_willing as cow
from coalition_of_the_willing.index import DEFAULT, NAMES
from coalition_of_the_willing.lookup import index, look
from coalition_of_the_willing.names import folded, name_key
from coalition_of_the_willing.rows import rows

NAMED = sorted({(row[column], row["iso3"]) for row in rows("countries") for column in NAMES if row[column]} | {(row["name"], row["iso3"]) for row in rows("names")})  # fmt: skip
FULL_WIDTH = str.maketrans({chr(n): chr(n + 0xFEE0) for n in range(0x21, 0x7F)} | {" ": "\u3000"})
WAYS = {
    "capitals": str.upper,
    "small": str.lower,
    "title": str.title,
    "swapped": str.swapcase,
    "NFC": lambda text: unicodedata.normalize("NFC", text),
    "NFD": lambda text: unicodedata.normalize("NFD", text),
    "NFKD": lambda text: unicodedata.normalize("NFKD", text),
    "bare": lambda text: "".join(c for c in unicodedata.normalize("NFD", text) if not unicodedata.combining(c)),
    "full width": lambda text: text.translate(FULL_WIDTH),
    "spaces": lambda text: f"\u00a0{text.replace(' ', '  ')}\n",
    "hyphens": lambda text: text if "," in text else text.replace(" ", "-"),
    "quotes": lambda text: text.replace("'", "’"),
}
BOLD = str.maketrans({chr(0x41 + n): chr(0x1D400 + n) for n in range(26)} | {chr(0x61 + n): chr(0x1D41A + n) for n in range(26)})  # fmt: skip


@given(st.sampled_from(NAMED), st.lists(st.sampled_from(sorted(WAYS)), max_size=4))
def test_any_spelling_of_a_name_by_case_accents_width_and_space_leads_to_its_country(named, ways):
    name, iso3 = named
    for way in ways:
        name = WAYS[way](name)
    assert cow.find(name) == iso3


@given(st.sampled_from(NAMED), st.data())
def test_any_letters_of_a_name_may_be_capitals(named, data):
    name, iso3 = named
    large = data.draw(st.lists(st.booleans(), min_size=len(name), max_size=len(name)))
    assert cow.find("".join(c.upper() if up else c for c, up in zip(name, large, strict=True))) == iso3


@given(st.text())
@example("\U0001d405")  # a bold F, which folds to a capital
@example("\u2121")
@example("ǰ\u0323")
def test_what_is_folded_stays_as_it_is(text):
    assert folded(folded(text)) == folded(text)
    assert folded(text.upper()) == folded(text.upper().lower())


@given(st.one_of(st.text(), st.text(st.sampled_from("theand,()-.&' aé"))))
def test_what_is_no_empty_cell_has_a_key_that_is_none(text):
    assert bool(name_key(text)) == bool(folded(text))


@given(st.sampled_from(NAMED))
@example(("Norway", "NOR"))
def test_letters_of_mathematics_are_letters(named):
    assert cow.find(named[0].translate(BOLD)) == named[1]


@given(st.one_of(st.text(), st.sampled_from(NAMED).map(lambda named: named[0][:-1])))
def test_whatever_is_found_is_a_country_of_the_tables_and_nothing_is_found_twice(text):
    iso3, reason, beyond = look(text, DEFAULT)
    assert (iso3 is None) == bool(reason) and (iso3 is None or iso3 in index().iso3)
    assert beyond is None or (beyond not in index().iso3 and iso3 is None)
