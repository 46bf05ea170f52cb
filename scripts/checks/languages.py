"""Languages: a tag is a registered one, and what is said to be in a language is written in its letters."""

from collections.abc import Iterator
from functools import cache, partial

import langcodes
import pycountry
from confusable_homoglyphs import categories

from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows

# Scripts of ISO 15924 that are made of several, as Unicode names these.
_UNITED = {
    "Jpan": "HAN HIRAGANA KATAKANA",
    "Kore": "HANGUL HAN",
    "Hans": "HAN",
    "Hant": "HAN",
    "Cans": "CANADIAN_ABORIGINAL",
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
    if not langcodes.tag_is_valid(tag) or (script and pycountry.scripts.get(alpha_4=script) is None):
        return "it is not registered"
    usual = langcodes.Language.get(language)
    short = usual.language if not usual.territory else language  # cnr is no other word for sr, but for sr-ME
    return f"it has the shorter code {short!r}" if short != language else ""


@cache
def scripts_of(tag: str) -> frozenset[str]:
    """The scripts of a language tag, as Unicode names them: of a language with several that which is likely, by CLDR. None where unknown."""
    script = langcodes.Language.get(tag).maximize().script if langcodes.tag_is_valid(tag) else None
    if script in _UNITED:
        return frozenset(_UNITED[script].split())
    found = pycountry.scripts.get(alpha_4=script or "")
    return frozenset([found.name.split(" ")[0].upper()] if found else ())


@cache
def letters_of(text: str) -> frozenset[str]:
    """The scripts of the letters of a text."""
    if text.isascii():
        return frozenset({"LATIN"} if any(map(str.isalpha, text)) else ())
    return frozenset(categories.alias(c) for c in set(text) if c.isalpha()) - _NO_SCRIPT


def _said(scripts: frozenset[str]) -> str:
    return " or ".join(sorted(s.replace("_", " ").title() for s in scripts))
