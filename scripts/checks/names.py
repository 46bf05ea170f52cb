"""Names: each adds something, and leads to one country, however it is written."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache

import pycountry
from confusable_homoglyphs import categories, confusables

from coalition_of_the_willing.names import name_key
from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows

_ALIKE = str.maketrans("i1|0", "lllo")  # which look alike in Latin letters, as l and o
_CODE = 3  # letters of a code at most: codes are not taken for one another
_OF_TABLE = ("name", "official_name", "name_fr", "name_uk")
_CODES = ("iso3", "iso2", "eurostat")
_OF_ISO = ("name", "common_name", "official_name", "alpha_2", "alpha_3")


@rule(
    "names, countries",
    found="a name that {iso3} has already",
    expected="names that add something",
    remedy="remove the name",
)
def a_name_adds_something(rows: Rows) -> Iterator[Row]:
    known = {(c["iso3"], c[column].casefold()) for c in rows["countries"] for column in _OF_TABLE}
    for name in rows["names"]:
        key = name["iso3"], name["name"].casefold()
        if key in known:
            yield name
        known.add(key)


@rule(
    "names, countries",
    found="{name!r}, a name that {owners} has already, or that reads like a name or code of it",
    expected="names that lead to one country, whatever their case, accents, width and punctuation, and to the eye too",
    remedy="correct the name, or remove it",
)
def a_name_leads_to_one_country(rows: Rows) -> Iterator[tuple[Row, dict]]:
    owners = defaultdict(set, {key: {iso3} for key, iso3 in _of_the_world().items()})
    for country in rows["countries"]:
        for column in (*_OF_TABLE, *_CODES):
            owners[looks(country[column])].add(country["iso3"])
    for name in rows["names"]:
        known = owners[looks(name["name"])]
        if others := known - {name["iso3"]}:
            yield name, {"owners": ", ".join(sorted(others))}
        known.add(name["iso3"])


@cache
def looks(name: str) -> str:
    """What a reader sees in a name, whatever its case, accents, width and punctuation: letters that look alike are one.

    >>> looks("Ｒｕｒｉｔａｎｉａ") == looks("RURITANIA.") == looks("Rurltan\u0456a") == "rurltanla"
    True
    """
    key = name_key(name if name.isascii() else "".join(map(_latin, name)))
    return key.translate(_ALIKE) if len(key) > _CODE else key


@cache
def _latin(letter: str) -> str:
    """The Latin letter that a letter of another script looks like; the letter itself where it looks like none."""
    if letter.isascii() or not letter.isalpha() or categories.alias(letter) == "LATIN":
        return letter
    alike = (entry["c"] for entry in confusables.confusables_data.get(letter, ()))
    return next((c for c in alike if c.isascii() and c.isalpha()), letter)


@cache
def _of_the_world() -> dict[str, str]:
    """The names in English and the codes of every country of ISO 3166-1: those that the tables lack are others too."""
    return {looks(text): c.alpha_3 for c in pycountry.countries for key in _OF_ISO if (text := getattr(c, key, ""))}
