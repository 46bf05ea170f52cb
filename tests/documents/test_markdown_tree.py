"""What people write in Markdown comes out as a tree, word for word, with nothing of its marks in the text."""

import pytest

pytest.importorskip("markdown_it", reason="the codebook needs the group `bundle`: run `make test`")

from scripts.documents import markdown_tree

TEXT = """# One *title*

<!-- not for readers -->
A `code` and **strong [words](other.md#part)**, 5 # 3 \\* [x](https://example.org/a).

- first
- second
"""


def test_a_document_is_a_tree_of_what_stands_in_it():
    heading, paragraph, items = markdown_tree.read(TEXT, "docs/page.md")
    assert (heading["is"], heading["level"], markdown_tree.words([heading])) == ("heading", 1, "One title")
    assert markdown_tree.words([paragraph]) == "A code and strong words, 5 # 3 * x."
    assert [markdown_tree.words([item]) for item in items["children"]] == ["first", "second"]
    assert all(item["children"][0]["tight"] for item in items["children"])


def test_a_link_to_a_neighbour_becomes_a_path_from_the_root():
    _, paragraph, _ = markdown_tree.read(TEXT.replace("other.md", "../other.md"), "docs/page.md")
    strong, link = paragraph["children"][3], paragraph["children"][-2]
    assert strong["children"][-1]["href"] == "other.md#part"
    assert link["href"] == "https://example.org/a"


def test_sections_are_cut_at_their_headings():
    blocks = markdown_tree.read("before\n\n## One\n\nfirst\n\n### Deeper\n\n## Two\n\nsecond")
    cut = markdown_tree.sections(blocks, 2)
    assert [heading for heading, _ in cut] == ["", "One", "Two"]
    assert [block["is"] for block in cut[1][1]] == ["paragraph", "heading"]
