"""Languages: a tag is a registered one, and what is said to be in a language is written in its letters."""

from collections import defaultdict
from collections.abc import Iterator
from functools import cache, partial

import pycountry
from confusable_homoglyphs import categories

from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows

# The languages that ISO 639-1 has and that are not, or not only, in Latin letters, by script as Unicode names it. Those of two lists have two.
_WRITTEN_IN = {
    "LATIN": "az bs cnr cr iu kk ku ky mn ms sh sr tg tk tt uz",
    "CYRILLIC": "ab av az ba be bg bs ce cnr cu cv kk ku kv ky mk mn os ru sh sr tg tk tt uk uz",
    "GREEK": "el",
    "ARABIC": "ar az fa kk ks ku ky ms pa ps sd tg tk ug ur uz",
    "HEBREW": "he yi",
    "ARMENIAN": "hy",
    "GEORGIAN": "ka",
    "ETHIOPIC": "am ti",
    "HAN": "ja ko zh",
    "HIRAGANA": "ja",
    "KATAKANA": "ja",
    "HANGUL": "ko",
    "BOPOMOFO": "zh",
    "DEVANAGARI": "hi ks mr ne sa sd",
    "BENGALI": "as bn",
    "GURMUKHI": "pa",
    "GUJARATI": "gu",
    "ORIYA": "or",
    "TAMIL": "ta",
    "TELUGU": "te",
    "KANNADA": "kn",
    "MALAYALAM": "ml",
    "SINHALA": "si",
    "THAI": "th",
    "LAO": "lo",
    "MYANMAR": "my",
    "KHMER": "km",
    "TIBETAN": "bo dz",
    "MONGOLIAN": "mn",
    "THAANA": "dv",
    "CANADIAN_ABORIGINAL": "cr iu oj",
    "AVESTAN": "ae",
    "YI": "ii",
}
_SCRIPTS: dict[str, set[str]] = defaultdict(set)
for _script, _languages in _WRITTEN_IN.items():
    for _language in _languages.split():
        _SCRIPTS[_language].add(_script)
_UNITED = {
    "Jpan": _SCRIPTS["ja"],
    "Kore": _SCRIPTS["ko"],
    "Hans": {"HAN"},
    "Hant": {"HAN"},
    "Cans": {"CANADIAN_ABORIGINAL"},
}
_NO_SCRIPT = {"COMMON", "INHERITED"}

_registered = partial(
    rule,
    found="the language {language!r}: {wrong}",
    expected="a tag of BCP 47: the shortest code of ISO 639 and, if need be, a script of ISO 15924, as in sr-Latn",
)
_lettered = partial(rule, expected="letters of the language {language}: {scripts}")


@_registered("sources", remedy="correct `language` in data/sources.yaml")
def the_language_of_a_page_is_registered(rows: Rows) -> Iterator[tuple[Row, dict]]:
    return _unregistered(rows["sources"])


@_registered("names", remedy="correct `language` in data/members.yaml or data/others.yaml")
def the_language_of_a_name_is_registered(rows: Rows) -> Iterator[tuple[Row, dict]]:
    return _unregistered(rows["names"])


@_lettered(
    "names", found="{name!r} with {others} letters", remedy="correct the name, or `language`, or give a script: sr-Latn"
)
def a_name_is_in_the_letters_of_its_language(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for name in rows["names"]:
        wanted = scripts_of(name["language"])
        if wanted and (others := letters_of(name["name"]) - wanted):
            yield name, {"others": _said(others), "scripts": _said(wanted)}


@_lettered(
    "sources",
    found="a title in {others} letters: {title!r}",
    remedy="correct `language`, or put a title in words of ours into square brackets",
    suspicion=True,
)
def a_title_is_in_the_letters_of_its_language(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """A title in square brackets is a description of ours."""
    for source in rows["sources"]:
        wanted, found = scripts_of(source["language"]), letters_of(source["title"])
        if wanted and found and not found & wanted and not source["title"].startswith("["):
            yield source, {"others": _said(found), "scripts": _said(wanted)}


def _unregistered(table: list[Row]) -> Iterator[tuple[Row, dict]]:
    return ((row, {"wrong": wrong}) for row in table if (wrong := unregistered(row["language"])))


@cache
def unregistered(tag: str) -> str:
    """What is wrong with a language tag; empty if nothing is."""
    language, _, script = tag.partition("-")
    found = pycountry.languages.get(**{"alpha_2" if len(language) == 2 else "alpha_3": language})
    if found is None:
        return "ISO 639 has no such code"
    if (short := getattr(found, "alpha_2", language)) != language:
        return f"{found.name} has the shorter code {short!r}"
    if script and pycountry.scripts.get(alpha_4=script) is None:
        return f"ISO 15924 has no script {script!r}"
    return ""


@cache
def scripts_of(tag: str) -> frozenset[str]:
    """The scripts of a language tag, as Unicode names them; none where they are not known, as of a rare language."""
    language, _, script = tag.partition("-")
    if script:
        found = pycountry.scripts.get(alpha_4=script)
        return frozenset(_UNITED.get(script) or ({found.name.split(" ")[0].upper()} if found else ()))
    return frozenset(_SCRIPTS.get(language) or ({"LATIN"} if len(language) == 2 else ()))


@cache
def letters_of(text: str) -> frozenset[str]:
    """The scripts of the letters of a text."""
    if text.isascii():
        return frozenset({"LATIN"} if any(map(str.isalpha, text)) else ())
    return frozenset(categories.alias(c) for c in set(text) if c.isalpha()) - _NO_SCRIPT


def _said(scripts: frozenset[str]) -> str:
    return " or ".join(sorted(s.replace("_", " ").title() for s in scripts))
