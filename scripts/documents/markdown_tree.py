"""Markdown that people wrote, read by markdown-it into a tree of plain dictionaries, from which a layout can be made.

A node has `is` (the kind of markdown-it: heading, paragraph, text, code_inline, ...) and what it holds: `text`, `level` of a
heading, `href` of a link, `tight` for the paragraph of a tight list, `children`. CommonMark with tables. Comments are left out.
"""

import posixpath
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from markdown_it import MarkdownIt
    from markdown_it.token import Token

Node = dict[str, Any]
_LEFT_OUT = ("html_block", "html_inline")


def parser() -> "MarkdownIt":
    """What reads our Markdown, wherever it is shown. Raises ImportError where markdown-it is not installed."""
    from markdown_it import MarkdownIt

    return MarkdownIt("commonmark").enable("table")


def read(text: str, path: str = "") -> list[Node]:
    """The blocks of a document. `path` is its own: links to neighbours become paths from the root of the package.

    Raises ImportError where markdown-it is not installed.
    """
    return of(parser().parse(text), path)


def of(tokens: "Sequence[Token]", path: str = "") -> list[Node]:
    """The same of what the parser has read."""
    from markdown_it.tree import SyntaxTreeNode

    return _plain(SyntaxTreeNode(tokens).children, posixpath.dirname(path))


def inline(text: str) -> list[Node]:
    """The nodes of one line of Markdown, without a paragraph around them."""
    return [node for block in read(text) for node in block["children"]]


def words(nodes: Iterable[Node]) -> str:
    """The text of nodes, without its marks."""
    return "".join(" " if n["is"] == "softbreak" else n.get("text", "") + words(n["children"]) for n in nodes)


def sections(blocks: Iterable[Node], level: int) -> list[tuple[str, list[Node]]]:
    """(heading, blocks below it) for each heading of a level; what stands before the first has the heading ""."""
    found: list[tuple[str, list[Node]]] = [("", [])]
    for block in blocks:
        if block["is"] == "heading" and block["level"] <= level:
            found.append((words(block["children"]), []))
        else:
            found[-1][1].append(block)
    return found


def from_the_root(href: str, folder: str) -> str:
    """A link as it stands in a document of `folder`, as a path from the root of the package; any other stays."""
    if leaves(href) or href.startswith("#"):
        return href
    return posixpath.normpath(posixpath.join(folder, href))


def leaves(href: str) -> bool:
    """Whether a link leads out of the package."""
    return "://" in href or href.startswith("mailto:")


def _plain(nodes: Iterable[Any], folder: str) -> list[Node]:
    found: list[Node] = []
    for node in nodes:
        if node.type == "inline":  # what holds the text of a block is no layer of its own here
            found += _plain(node.children, folder)
        elif node.type not in _LEFT_OUT:
            found.append(_one(node, folder))
    return found


def _one(node: Any, folder: str) -> Node:
    made: Node = {"is": node.type, "children": _plain(node.children, folder)}
    if not node.children:
        made["text"] = node.content
    if node.is_nested and node.hidden:  # the paragraph of an item in a list without empty lines
        made["tight"] = True
    if node.type == "heading":
        made["level"] = int(node.tag[1:])
    if node.type == "link":
        made["href"] = from_the_root(str(node.attrs["href"]), folder)
    return made
