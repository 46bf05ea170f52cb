"""Markdown as HTML that a strict Content-Security-Policy, a keyboard and a screen reader can do with.

The library reads and writes it; here stands what a page of ours needs beside: ids of headings as GitHub makes them, levels
that never skip, tables and code that scroll by keyboard, links that lead somewhere, and no tag that was not made here.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from markdown_it.common.utils import escapeHtml
from markdown_it.renderer import RendererHTML
from markdown_it.token import Token

from scripts.documents import markdown_tree

_COMMENT = re.compile(r"<!--.*?-->", re.DOTALL)
_NOT_IN_AN_ID = re.compile(r"[^\w\- ]")

Resolve = Callable[[str], str | None]


class Heading(NamedTuple):
    """A heading, and where it stands among the tokens."""

    at: int
    id: str
    text: str
    level: int  # as it is written, not as it is shown


def headings(tokens: Sequence[Token]) -> list[Heading]:
    """Every heading with its id: the words in lower case, joined by hyphens; one that comes again gets a number."""
    found: dict[str, Heading] = {}
    for at, token in enumerate(tokens):
        if token.type == "heading_open":
            text = markdown_tree.words(markdown_tree.of(tokens[at : at + 3]))
            own = slug = _NOT_IN_AN_ID.sub("", text.lower()).replace(" ", "-")
            again = 0
            while own in found:
                own = f"{slug}-{(again := again + 1)}"
            found[own] = Heading(at, own, text, int(token.tag[1:]))
    return list(found.values())


def levels(below: Sequence[Heading]) -> Iterator[int]:
    """The levels as shown, from 2 on: one more than the heading above that has fewer marks."""
    above: list[int] = []
    for heading in below:
        while above and above[-1] >= heading.level:
            above.pop()
        above.append(heading.level)
        yield len(above) + 1


def render(tokens: list[Token], title: Heading, below: Sequence[Heading], resolve: Resolve) -> str:
    """The HTML of a document without its title. Changes the tokens.

    `below` are the other headings. `resolve` gives the address of a link; None takes the link away and leaves its words.
    """
    for heading, level in zip(below, levels(below), strict=True):
        for tag in (tokens[heading.at], tokens[heading.at + 2]):
            tag.tag = f"h{level}"
        tokens[heading.at].attrs["id"] = heading.id
    _name_tables(tokens, title, below)
    _head_columns(tokens)
    for token in tokens:
        token.attrs = dict(_attributes(token))
        if token.children:
            token.children = list(_led(token.children, resolve))
    options = markdown_tree.parser().options
    options["xhtmlOut"] = False
    return _Renderer().render(tokens[: title.at] + tokens[title.at + 3 :], options, {})


def _name_tables(tokens: Sequence[Token], title: Heading, below: Sequence[Heading]) -> None:
    """Say which table each is: the heading above it, and its number on the page."""
    starts = [at for at, token in enumerate(tokens) if token.type == "table_open"]
    for number, at in enumerate(starts, 1):
        above = [heading for heading in below if heading.at < at]
        tokens[at].meta["name"] = f"{(above[-1] if above else title).text}: table {number}"


def _head_columns(tokens: Sequence[Token]) -> None:
    """Say that a cell in the head of a table heads its column; an empty one heads nothing."""
    for cell, words, end in zip(tokens, tokens[1:], tokens[2:], strict=False):
        if cell.type == "th_open" and words.content:
            cell.attrs["scope"] = "col"
        elif cell.type == "th_open":
            cell.tag = end.tag = "td"


def _attributes(token: Token) -> Iterator[tuple[str, str | int | float]]:
    """What a tag carries, with the side of a column as a class: the policy forbids style."""
    for name, value in token.attrs.items():
        yield ("class", str(value).removeprefix("text-align:")) if name == "style" else (name, value)


def _led(children: Sequence[Token], resolve: Resolve) -> Iterator[Token]:
    """The tokens of a line with every link resolved. Links do not nest."""
    to: str | None = None
    for token in children:
        if token.type == "link_open":
            to = resolve(str(token.attrs["href"]))
            token.attrs["href"] = to or ""
        if to is not None or token.type not in ("link_open", "link_close"):
            yield token


class _Renderer(RendererHTML):
    """HTML of the library, but for these kinds of tokens."""

    def html_inline(self, tokens, idx, options, env) -> str:
        """Tags of a document are words; comments are for whoever edits it."""
        return escapeHtml(_COMMENT.sub("", tokens[idx].content))

    def html_block(self, tokens, idx, options, env) -> str:
        words = self.html_inline(tokens, idx, options, env).strip()
        return f"<p>{words}</p>\n" if words else ""

    def image(self, tokens, idx, options, env) -> str:
        """The words for it: the policy allows no picture of other sites, and the pages have their own."""
        return escapeHtml(self.renderInlineAsText(tokens[idx].children, options, env))

    def fence(self, tokens, idx, options, env) -> str:
        return super().fence(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)

    def code_block(self, tokens, idx, options, env) -> str:
        return super().code_block(tokens, idx, options, env).replace("<pre>", '<pre tabindex="0">', 1)

    def table_open(self, tokens, idx, options, env) -> str:
        name = escapeHtml(tokens[idx].meta["name"])
        return f'<div class="scroll" tabindex="0" role="region" aria-label="{name}">\n<table>\n'

    def table_close(self, tokens, idx, options, env) -> str:
        return "</table>\n</div>\n"
