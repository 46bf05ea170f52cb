"""From what a person calls a country to its iso3, as `match` of the Python package reads it: accents, case and spaces aside."""

import unicodedata
from collections import defaultdict
from difflib import get_close_matches

from scripts.tables import country_codes
from scripts.tables.rows import Rows

_CALLED = ("name", "official_name", "name_fr", "name_uk", "iso3", "iso2", "eurostat", "wikidata")
_PLAIN = str.maketrans({"ı": "i", "ł": "l", "ø": "o", "đ": "d", "ð": "d", "æ": "ae", "œ": "oe", "’": "'"})


def folded(text: str) -> str:
    """A text as names are compared: in small letters without accents."""
    plain = unicodedata.normalize("NFKD", text.casefold()).translate(_PLAIN)
    return " ".join("".join(c for c in plain if not unicodedata.combining(c)).split())


def find(name: str, rows: Rows) -> str:
    """The iso3 of the country of this name or code. Raises ValueError with a reason of one line, and what to do."""
    known: dict[str, set[str]] = defaultdict(set)
    written: dict[str, str] = {}
    pairs = [(country[column], country["iso3"]) for column in _CALLED for country in rows["countries"]]
    for value, iso3 in [*pairs, *((row["name"], row["iso3"]) for row in rows["names"])]:
        known[folded(value)].add(iso3)
        written.setdefault(folded(value), value)
    found = sorted(known.get(folded(name), ()))
    if len(found) == 1:
        return found[0]
    if found:
        raise ValueError(f"{name!r} may be {' or '.join(found)}: give the code")
    if iso3 := country_codes.named(name):
        raise ValueError(f"{name!r} has no record yet: `python -m scripts.add country {iso3}` makes one")
    close = get_close_matches(folded(name), [key for key in known if len(key) > 3], n=1, cutoff=0.7)
    hint = f"did you mean {written[close[0]]}?" if close else "give another name, or its ISO 3166-1 code"
    raise ValueError(f"no country is called {name!r}: {hint}")
