"""The documents as pages: every link lands, nothing that a document says becomes markup, and a policy without styles shows it."""

import itertools
import posixpath
from html.parser import HTMLParser

import pytest

pytest.importorskip("markdown_it", reason="the pages need the group `page`: run `make test`")

from scripts.problems import CannotRun
from scripts.site import documents
from tests.conftest import ROOT

PATHS = documents.listed(p.relative_to(ROOT).as_posix() for p in (*ROOT.glob("*.md"), *ROOT.glob("docs/*")))
ADDRESSES = {path: documents.address(path) for path in PATHS} | {"data/members.csv": "data/members.csv"}

MADE_UP = """<!-- Made by `make`. -->
# One & *only*

First sentence of <b onclick="x()">many</b>. It goes on.

### Deep, `as_of()`

See [method](method.md#words), [here](#deep-as_of), [the README](../README.md), [data](../data/members.csv),
[changes](../CHANGELOG.md), [out](https://example.org/a?b=1&c=2), ![a map](../figures/map.svg).

| | `a\\|b` |
| :-- | --: |
| one \\| two | `^(0\\|1)$` |

## Deep, `as_of()`

<script>alert(1)</script> <!-- not for readers -->

<!-- nor
this -->

```python
print(1 < 2)
```
"""


class Page(HTMLParser):
    """The tags of a body with their attributes, and its words."""

    def __init__(self, body):
        super().__init__()
        self.tags, self.words = [], ""
        self.feed(str(body))

    def handle_starttag(self, tag, attrs):
        self.tags.append((tag, dict(attrs)))

    def handle_data(self, data):
        self.words += data

    def having(self, name):
        return [attrs[name] for _, attrs in self.tags if name in attrs]


@pytest.fixture(scope="module")
def pages():
    """The documents of the repository by path, each with its page."""
    shown = {path: documents.read(path, (ROOT / path).read_text(encoding="utf-8"), ADDRESSES) for path in PATHS}
    return {path: (document, Page(document.body)) for path, document in shown.items()}


@pytest.fixture(scope="module")
def made_up():
    document = documents.read("docs/made-up.md", MADE_UP, ADDRESSES)
    return document, Page(document.body)


def test_every_link_between_documents_lands_on_a_page_and_on_a_heading_of_it(pages):
    ids = {documents.address(path): page.having("id") for path, (_, page) in pages.items()}
    for path, (_, page) in pages.items():
        for link in page.having("href"):
            if "://" not in link:
                target, _, fragment = link.partition("#")
                there = posixpath.normpath(posixpath.join("docs", target)) if target else documents.address(path)
                assert there in ids or there in ADDRESSES.values(), f"{path}: {link} leads to nothing"
                assert not fragment or fragment in ids[there], f"{path}: {link} has no heading"


def test_a_page_says_each_name_once_and_its_headings_never_skip_a_level(pages):
    for path, (document, page) in pages.items():
        for name in ("id", "aria-label"):
            assert len(set(page.having(name))) == len(page.having(name)), f"{path}: {name} twice"
        levels = [1, *(int(tag[1]) for tag, _ in page.tags if tag in ("h1", "h2", "h3", "h4", "h5", "h6"))]
        assert 1 not in levels[1:] and all(b <= a + 1 for a, b in itertools.pairwise(levels)), path
        assert [id for id, _ in document.headings] == [attrs["id"] for tag, attrs in page.tags if tag == "h2"]


def test_every_page_has_a_title_and_a_description_of_plain_words(pages):
    for path, (document, _) in pages.items():
        assert document.title and 10 < len(document.description) <= documents.LONGEST, path
        assert not set("<>[]`*") & set(document.title + document.description), path


def test_no_page_needs_a_style_or_a_script(pages):
    known = {"p", "ul", "ol", "li", "a", "em", "strong", "code", "pre", "blockquote", "br", "hr"}
    known |= {"h2", "h3", "h4", "div", "table", "thead", "tbody", "tr", "th", "td"}
    allowed = {"id", "href", "class", "scope", "tabindex", "role", "aria-label", "start"}
    for path, (_, page) in pages.items():
        assert {tag for tag, _ in page.tags} <= known and {a for _, attrs in page.tags for a in attrs} <= allowed, path


def test_tags_of_a_document_are_words_and_comments_are_left_out(made_up):
    document, page = made_up
    assert {"b", "script", "img"}.isdisjoint(tag for tag, _ in page.tags) and not page.having("onclick")
    assert '<b onclick="x()">many</b>' in page.words and "<script>alert(1)</script>" in page.words
    assert not any(comment in page.words for comment in ("for readers", "nor\nthis", "Made by"))
    assert (document.title, document.description) == ("One & only", "First sentence of many. It goes on.")


def test_a_link_leads_to_the_page_or_file_of_the_site_or_is_left_out(made_up):
    _, page = made_up
    assert page.having("href") == [
        *("method.html#words", "#deep-as_of", "../data/members.csv", "changelog.html"),
        "https://example.org/a?b=1&c=2",
    ]
    assert "the README" in page.words and "a map" in page.words


def test_headings_have_the_ids_that_links_on_the_code_host_use(made_up):
    document, page = made_up
    assert page.having("id") == ["deep-as_of", "deep-as_of-1"]
    assert document.headings == [("deep-as_of", "Deep, as_of()"), ("deep-as_of-1", "Deep, as_of()")]


def test_tables_and_code_scroll_by_keyboard_and_their_cells_keep_pipes(made_up):
    _, page = made_up
    (region,) = [attrs for tag, attrs in page.tags if tag == "div"]
    assert region == {"class": "scroll", "tabindex": "0", "role": "region", "aria-label": "Deep, as_of(): table 1"}
    heads = [(tag, attrs) for tag, attrs in page.tags if tag in ("th", "td")][:2]
    assert heads == [("td", {"class": "left"}), ("th", {"class": "right", "scope": "col"})]
    assert {"one | two", "^(0|1)$"} <= set(page.words.splitlines())
    assert ("pre", {"tabindex": "0"}) in page.tags and ("code", {"class": "language-python"}) in page.tags
    assert "print(1 < 2)" in page.words


def test_documents_stand_in_a_reading_order_with_new_ones_at_the_end():
    there = ["docs/zebra.md", "CHANGELOG.md", "docs/migration-3.0.md", "docs/apple.md", "docs/migration-2.0.md"]
    there += ["README.md", "docs/method.md", "docs/more/deep.md", "docs/counts.md", "data/members.csv"]
    assert documents.listed(there) == [
        *("docs/method.md", "docs/counts.md", "docs/migration-2.0.md", "docs/migration-3.0.md"),
        *("CHANGELOG.md", "docs/apple.md", "docs/zebra.md"),
    ]


def test_a_long_first_paragraph_is_cut_at_a_sentence_or_else_at_a_word():
    def described(paragraph):
        return documents.read("docs/a.md", f"# A\n\n{paragraph}", {}).description

    assert described("Version 2.0 is one. " * 30).endswith("is one.")
    assert described("words, " * 60).endswith("words…")


def test_a_document_without_a_title_is_refused_by_name():
    with pytest.raises(CannotRun, match=r'docs/a\.md has no heading of level 1.*"# Title"'):
        documents.read("docs/a.md", "## Second\n", {})
