"""The index from names and codes to iso3, made of rows of text. Without pandas, so that commands can use it too.

A new column of names or codes in the table countries goes into one of the tuples below.
"""

from collections.abc import Callable, Iterable, Mapping, Sequence
from functools import cached_property

from .names import both_names, folded, name_key, number_key

NAMES = ("name", "official_name", "name_fr", "name_uk")
LETTERS, NUMBERS = ("iso3", "iso2", "eurostat", "wikidata"), ("iso_numeric", "cow", "gw")
SCHEMES = ("name", *LETTERS, *NUMBERS)
DEFAULT = ("name", *LETTERS)
_ISO = ("iso2", "iso_numeric", "name")  # how an entry of the list of ISO 3166-1 begins; other names follow

Row = Mapping[str, str]
IsoNames = Mapping[
    str, Sequence[str]
]  # by iso3: iso2, iso_numeric, English name, then names in other words and languages
Keys = dict[str, set[str]]


class Index:
    """Leads from a text to the countries of the tables countries and names, and to those of ISO 3166-1 beyond them."""

    def __init__(self, countries: Iterable[Row], names: Iterable[Row], iso: Callable[[], IsoNames]):
        self.countries, self.names, self._read_iso = list(countries), list(names), iso
        self._known: dict[str, Keys] = {}

    def found(self, text: str, schemes: Iterable[str] = DEFAULT) -> set[str]:
        """The iso3 of every country of the tables that a text may mean. ISO 3166-1 is asked where no table has the name."""
        schemes = tuple(schemes)
        here = {iso3 for scheme in schemes for iso3 in self.known(scheme).get(key(text, scheme), ())}
        if here or "name" not in schemes:
            return here
        if here := set(self._iso["name"].get(name_key(text), ())) & self.iso3:
            return here
        if both := both_names(text):
            one, other = (self.found(part, schemes) for part in both)
            return one & other if len(one) == len(other) == 1 else set()
        return set()

    def beyond(self, text: str, schemes: Iterable[str] = DEFAULT) -> str | None:
        """The iso3 of the one country of ISO 3166-1 outside the tables that a text means."""
        found = {iso3 for s in schemes if s in self._iso for iso3 in self._iso[s].get(key(text, s), ())} - self.iso3
        return found.pop() if len(found) == 1 else None

    def nearest(self, text: str, cutoff: float = 0.8) -> tuple[str, str] | None:
        """(name, iso3) of the name in the tables that is nearest to a text, for a suggestion."""
        from difflib import get_close_matches  # slow to load, and seldom needed

        names = self.known("name")
        for close in get_close_matches(name_key(text), [k for k in names if len(k) > 3], n=1, cutoff=cutoff):
            written = next(name for name, _ in self._pairs("name") if name_key(name) == close)
            return written, min(names[close])
        return None

    def iso_name(self, iso3: str) -> str:
        """The English name of a country of ISO 3166-1."""
        return self.iso[iso3][_ISO.index("name")]

    def known(self, scheme: str) -> Keys:
        """What the tables know in a scheme: key -> the iso3 that it may stand for."""
        if scheme not in self._known:
            self._known[scheme] = _gathered(self._pairs(scheme), scheme)
        return self._known[scheme]

    @cached_property
    def iso3(self) -> frozenset[str]:
        """The countries of the tables."""
        return frozenset(country["iso3"] for country in self.countries)

    @cached_property
    def iso(self) -> IsoNames:
        """The list of ISO 3166-1, read when first needed."""
        return self._read_iso()

    @cached_property
    def _iso(self) -> dict[str, Keys]:
        last = _ISO.index("name")
        pairs = {scheme: [(entry[i], iso3) for iso3, entry in self.iso.items()] for i, scheme in enumerate(_ISO[:last])}
        pairs["iso3"] = [(iso3, iso3) for iso3 in self.iso]
        pairs["name"] = [(name, iso3) for iso3, entry in self.iso.items() for name in entry[last:]]
        return {scheme: _gathered(of, scheme) for scheme, of in pairs.items()}

    def _pairs(self, scheme: str) -> list[tuple[str, str]]:
        """(name or code as written, iso3)"""
        columns = NAMES if scheme == "name" else (scheme,)
        pairs = [(country[column], country["iso3"]) for column in columns for country in self.countries]
        if scheme == "name":
            pairs += [(row["name"], row["iso3"]) for row in self.names]
        return [pair for pair in pairs if pair[0]]


def key(text: str, scheme: str) -> str:
    """A text as a scheme compares it."""
    if scheme == "name":
        return name_key(text)
    return number_key(folded(text)) if scheme in NUMBERS else folded(text)


def _gathered(pairs: Iterable[tuple[str, str]], scheme: str) -> Keys:
    keys: Keys = {}
    for text, iso3 in pairs:
        keys.setdefault(key(text, scheme), set()).add(iso3)
    return keys
