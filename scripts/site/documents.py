"""The documents of the package as pages of the site: which there are, in which order, where, and what stands in them."""

import posixpath
import re
from collections.abc import Iterable, Mapping
from pathlib import PurePosixPath
from typing import NamedTuple

from markupsafe import Markup

from scripts.documents import markdown_tree
from scripts.problems import CannotRun
from scripts.site import markdown_html

FOLDER = "docs"
BESIDE = ("CHANGELOG.md", "RELEASING.md")  # documents for users that stand at the root of the package
# How the names of documents begin, in the order in which people read them; others follow.
ORDER = (
    *("method", "data-dictionary", "counts", "support"),  # what the data says, and how well
    *("reading", "recipes", "bundle", "json-interface", "tools"),  # how to use it
    *("citation", "migration", "changelog", "releasing", "benchmarks"),
)
LONGEST = 200  # letters of a description


class Document(NamedTuple):
    """A document as a page shows it."""

    path: str  # in the package
    title: str
    description: str  # plain words, at most LONGEST letters
    body: Markup  # HTML without the title, which is the h1 of the page
    headings: list[tuple[str, str]]  # (id, text) of level 2


def address(path: str) -> str:
    """Where a document stands in the site.

    >>> address("docs/method.md"), address("CHANGELOG.md")
    ('docs/method.html', 'docs/changelog.html')
    """
    return f"{FOLDER}/{_name(path)}.html"


def listed(paths: Iterable[str]) -> list[str]:
    """The documents among the paths of a package, in the order in which people read them."""
    shown = [p for p in paths if p in BESIDE or (posixpath.dirname(p) == FOLDER and p.endswith(".md"))]
    return sorted(shown, key=lambda path: (_rank(_name(path)), _name(path)))


def read(path: str, text: str, addresses: Mapping[str, str]) -> Document:
    """A document, from its Markdown. `addresses`: path in the package -> address from the root of the site.

    A link to what has no address there becomes plain words. Raises CannotRun where the document has no title.
    """
    tokens = markdown_tree.parser().parse(text)
    found = markdown_html.headings(tokens)
    title = next((heading for heading in found if heading.level == 1), None)
    if title is None:
        raise CannotRun(f'{path} has no heading of level 1, the title of its page; write a line "# Title" at its top')
    below = [heading for heading in found if heading is not title]
    blocks = markdown_tree.of(tokens, path)

    def resolve(href: str) -> str | None:
        return _resolved(href, path, addresses)

    return Document(
        path,
        title.text,
        _description(blocks) or title.text,
        Markup(markdown_html.render(tokens, title, below, resolve)),
        [(h.id, h.text) for h, level in zip(below, markdown_html.levels(below), strict=True) if level == 2],
    )


def _name(path: str) -> str:
    return PurePosixPath(path).stem.lower()


def _rank(name: str) -> int:
    return next((rank for rank, start in enumerate(ORDER) if name.startswith(start)), len(ORDER))


def _resolved(href: str, path: str, addresses: Mapping[str, str]) -> str | None:
    """A link of a document as its page has it; None where it leads to nothing in the site."""
    if markdown_tree.leaves(href) or href.startswith("#"):
        return href
    target, mark, fragment = markdown_tree.from_the_root(href, posixpath.dirname(path)).partition("#")
    if target not in addresses:
        return None
    return posixpath.relpath(addresses[target], posixpath.dirname(address(path))) + mark + fragment


def _description(blocks: Iterable[markdown_tree.Node]) -> str:
    """The first paragraph, up to the last sentence that ends within LONGEST letters, or else the last word."""
    words = next((markdown_tree.words([b]) for b in blocks if b["is"] == "paragraph"), "")
    if len(words) <= LONGEST:
        return words
    sentences = [found.end() for found in re.finditer(r"[.!?](?=\s)", words[: LONGEST + 1])]
    return words[: sentences[-1]] if sentences else words[: LONGEST - 1].rsplit(" ", 1)[0].rstrip(",;:") + "…"
