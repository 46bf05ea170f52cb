"""Answers of services: JSON as documented, or one line that says what is not."""

import datetime
import json
import unicodedata
from dataclasses import dataclass
from typing import Any

from scripts.tables import addresses
from scripts.watching.asking import Answer

LONGEST_ADDRESS = 2000


class NotAsDocumented(Exception):
    """An answer, or a part of one, of another form than documented; says in one line what was found."""


@dataclass(frozen=True)
class Topic:
    """What to ask for: the name of the coalition, the name of the country that it supports, and the first day."""

    coalition: str
    country: str
    since: datetime.date


@dataclass(frozen=True)
class Page:
    """A page that a service knows. `day` is that of publication, or of the day it was seen; empty if neither is said."""

    url: str
    title: str
    day: str = ""
    publisher: str = ""
    language: str = ""

    @property
    def host(self) -> str:
        return host(self.url)


def host(url: str) -> str:
    """The host of an address without `www.`; empty where it names none."""
    return addresses.host(url).removeprefix("www.")


def content(answer: Answer) -> Any:
    """The JSON of an answer, whatever its declared encoding and stray control characters."""
    text = answer.body.decode("utf-8-sig", errors="replace")
    if answer.status != 200:
        raise NotAsDocumented(f"status {answer.status}, {begins(text)}")
    try:
        return json.loads(text, strict=False)
    except (ValueError, RecursionError):
        raise NotAsDocumented(f"no JSON, {begins(text)}") from None


def member(value: Any, key: str, kind: type = str) -> Any:
    """The value of a key of an object, which must be of a kind."""
    if not isinstance(value, dict):
        raise NotAsDocumented(f"{_short(value)} where an object belongs")
    if not isinstance(found := value.get(key), kind):
        raise NotAsDocumented(f"{_short(found)} as {key!r}, where {_KINDS[kind]} belongs")
    return found


def page(url: str, title: str, day: str = "", publisher: str = "", language: str = "") -> Page:
    """A page with an address of the web and a real day. Raises NotAsDocumented."""
    fit = (
        url.startswith(("https://", "http://")) and host(url) and " " not in url and clean(url, LONGEST_ADDRESS) == url
    )
    if not fit:
        raise NotAsDocumented(f"the address {_short(url)}")
    try:
        day = datetime.date.fromisoformat(day).isoformat() if day else ""
    except ValueError:
        raise NotAsDocumented(f"the day {_short(day)}") from None
    return Page(url, clean(title), day, clean(publisher), clean(language))


def clean(text: str, most: int = 300) -> str:
    """Text of the web in one line: no control, bidirectional, private or broken characters, and not too long."""
    kept = "".join(" " if unicodedata.category(c)[0] == "Z" or c in "\t\r\n" else c for c in text[: 4 * most])
    kept = "".join(c for c in kept if unicodedata.category(c) not in ("Cc", "Cf", "Cs", "Co"))
    kept = " ".join(kept.split())
    return kept if len(kept) <= most else f"{kept[: most - 1]}…"


def begins(text: str) -> str:
    """How a text begins, for a message."""
    return f"beginning {clean(text, 100)!r}" if text.strip() else "empty"


_KINDS = {str: "text", list: "a list", dict: "an object"}


def _short(value: Any) -> str:
    return (
        "nothing"
        if value is None
        else clean(str(value)[:200], 60)
        if not isinstance(value, str)
        else repr(clean(value, 60))
    )
