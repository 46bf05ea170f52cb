"""What was found, as text for a terminal or as Markdown for an issue.

Words of the web are data: they are cleaned, and in Markdown stand as code, where nothing is a mention, a link, an image or
HTML.
"""

import datetime
from collections.abc import Iterator
from dataclasses import dataclass, field
from urllib.parse import quote

from scripts.watching.answers import clean

MOST_CHARACTERS = 60_000  # an issue holds 65,536


@dataclass(frozen=True)
class Item:
    """One thing to look at: what it is, where it stands, why it is listed, and its addresses."""

    title: str
    about: str
    why: str
    addresses: tuple[str, ...]


@dataclass(frozen=True)
class Part:
    """A heading, what was looked at, and the things to look at."""

    heading: str
    said: str
    items: list[Item] = field(default_factory=list)


def text(parts: list[Part]) -> str:
    """The whole list, for reading in a terminal."""
    lines = []
    for part in parts:
        lines += [clean(part.heading), clean(part.said, 1000), ""]
        for number, item in enumerate(part.items, 1):
            lines.append(f"{number:>3}. {clean(item.title)}")
            lines += [
                f"     {line}"
                for line in (clean(item.about), clean(item.why), *(clean(a, 2000) for a in item.addresses))
            ]
    return "\n".join(line.rstrip() for line in lines).strip()


def markdown(coalition: str, parts: list[Part]) -> str:
    """The list for an issue, with boxes to tick; cut where an issue could not hold it."""
    lines = [f"# {coalition}: to look at, {datetime.datetime.now(datetime.UTC).date()}"]
    entries = [[_ticked(item) for item in part.items] for part in parts]
    for part, shown in zip(parts, _shares(entries), strict=True):
        lines += ["", f"## {part.heading}", "", clean(part.said, 1000), "", *shown]
    return "\n".join(lines) + "\n"


def _ticked(item: Item) -> str:
    addresses = " · ".join(f"<{_quoted(url)}>" for url in item.addresses)
    return f"- [ ] {_code(item.title)}  \n  {_code(item.about)}  \n  {_code(item.why)}  \n  {addresses}"


def _shares(parts: list[list[str]]) -> list[list[str]]:
    """The entries of each part that fit; what a short part leaves goes to the longer ones."""
    shown, left = parts.copy(), MOST_CHARACTERS
    shortest = sorted(range(len(parts)), key=lambda i: sum(map(len, parts[i])))
    for done, i in enumerate(shortest):
        shown[i] = list(_cut(parts[i], left // (len(parts) - done)))
        left -= sum(map(len, shown[i]))
    return shown


def _cut(entries: list[str], most: int) -> Iterator[str]:
    for number, entry in enumerate(entries):
        most -= len(entry) + 1
        if most < 0:
            yield f"- … and {len(entries) - number} more; `python -m scripts.watch` prints them all"
            return
        yield entry


def _code(words: str, most: int = 300) -> str:
    return f"`{clean(words, most).replace('`', chr(39)) or '–'}`"


def _quoted(url: str) -> str:
    """An address in which nothing can end the angle brackets around it."""
    return quote(url, safe="%/:=&?~#+!$,;'@()*[]")
