"""From what a table calls a country to its iso3, never by a guess. Without pandas.

Read by default: every name in `countries` and `names`, every name that ISO 3166-1 has for the same countries in the languages of
`names`, and the codes iso3, iso2, eurostat and wikidata. The numbers of COW, Gleditsch-Ward and ISO overlap (380 is Sweden in
COW, Italy in ISO), so they are read only where `scheme` says which they are.
"""

from collections.abc import Iterable
from functools import cache
from pathlib import Path

from .errors import UnknownName, UnknownScheme, shown
from .given import as_text, listed
from .index import DEFAULT, NUMBERS, SCHEMES, Index, IsoNames
from .installed import json_content, require
from .names import text_of
from .rows import rows


def find(name: object, scheme: str | Iterable[str] | None = None) -> str:
    """The iso3 of the country with this name or code.

    Accents, case, spaces, punctuation and the word "the" are ignored, "&" is "and", "Korea, Republic of" and "Korea (South)"
    are read in the order of speech, and "Czechia (Czech Republic)" is one country by two names. Nothing is guessed: a name
    that may be another country's leads nowhere.

    `scheme` restricts the reading to one or more of name, iso3, iso2, iso_numeric, cow, gw, eurostat, wikidata, in capitals
    or not. By default all but the three numeric ones are read. Numbers may be given as 36, 36.0, "36" or "036". Three letters
    are read as ISO, not as the letters of COW or of the Olympics: there AUS is Austria in the one and GER Germany in the other.

    Raises UnknownName for a value that leads nowhere, or to two countries, or to one that the data lack; UnknownScheme; DamagedInstallation.

    >>> find("Czech Republic"), find("turkiye"), find("EL"), find(200, scheme="cow"), find("036", scheme="iso_numeric")
    ('CZE', 'TUR', 'GRC', 'GBR', 'AUS')
    """
    schemes = schemes_of(scheme)
    iso3, reason, beyond = look(name, schemes)
    if iso3 is None:
        raise UnknownName(f"{shown(name)}: {reason}{'' if beyond else suggestion(name, schemes)}")
    return iso3


def schemes_of(scheme: object) -> tuple[str, ...]:
    """The schemes asked for. Raises UnknownScheme."""
    if scheme is None:
        return DEFAULT
    given = [(s, (as_text(s) or "").lower()) for s in listed(scheme)]
    known = tuple(name for _, name in given if name in SCHEMES)
    if len(known) < len(given) or not known:
        unknown = [s for s, name in given if name not in SCHEMES]
        found = ", ".join(map(shown, unknown)) or "none given"
        raise UnknownScheme(f"scheme {found}; expected one or more of: {', '.join(SCHEMES)}")
    return known


def look(value: object, schemes: tuple[str, ...]) -> tuple[str | None, str, str | None]:
    """(iso3, "", None), or (None, why not, iso3 of the country that is meant and that the data lack)."""
    text = text_of(value)
    if text is None:
        return None, "no name or code", None
    if not text.strip():
        return None, "empty", None
    found = sorted(index().found(text, schemes))
    if len(found) == 1:
        return found[0], "", None
    if found:
        return None, f"ambiguous: {' or '.join(found)}; say which with scheme=", None
    if beyond := index().beyond(text, schemes):
        said = f"{index().iso_name(beyond)} ({beyond}) is a country, but no table has it"
        return None, said, beyond
    return None, _unknown(text, schemes), None


@cache
def index() -> Index:
    """The index of the tables."""
    return Index(rows("countries"), rows("names"), _iso_names)


def _iso_names() -> IsoNames:
    path = Path(__file__).with_name("iso_names.json")
    entry = ["iso2", "number", "name"]
    read: IsoNames = json_content(path, {country["iso3"]: entry for country in rows("countries")})
    require(path, read, dict.fromkeys(read, entry))
    return read


def suggestion(value: object, schemes: tuple[str, ...]) -> str:
    """What was perhaps meant by a text that leads nowhere, as the end of a sentence: the nearest name. It takes a millisecond."""
    text = text_of(value)
    if not text or "name" not in schemes or text.strip().isdigit() or index().found(text, SCHEMES):
        return ""
    near = index().nearest(text)
    return f"; did you mean {near[0]!r} ({near[1]})?" if near else ""


def _unknown(text: str, schemes: tuple[str, ...]) -> str:
    """Why a text leads nowhere, and what it would be in another scheme."""
    if text.strip().isdigit() and not set(schemes) & set(NUMBERS):
        return f"a number: say which one it is with scheme={' or '.join(map(repr, NUMBERS))}"
    reason = "no country here has this name or code"
    if schemes != DEFAULT:
        reason += f" as {' or '.join(schemes)}"
    others = {s: min(found) for s in SCHEMES if s not in schemes and (found := index().found(text, (s,)))}
    if others:
        reason += "; but " + ", ".join(f"{iso3} as {scheme}" for scheme, iso3 in others.items())
    return reason
