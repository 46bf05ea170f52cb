"""Two addresses of one page are found to be one, whichever way they are written; those of two pages are not."""

import pytest

from scripts.tables.addresses import edition, normal

PAGE = "https://news.example/2025/a-page?id=7"


@pytest.mark.parametrize(
    "written",
    [
        PAGE,
        "http://news.example/2025/a-page?id=7",
        "HTTPS://WWW.News.Example/2025/a-page?id=7",
        "https://news.example:443/2025/a-page?id=7",
        "http://news.example:80/2025/a-page?id=7",
        "https://news.example/2025/a-page/?id=7#top",
        "https://news.example./2025/a-page?id=7",
        "https://news.example/2025/%61%2dpage/index.html?id=%37",
        "https://news.example/2025/a-page?utm_source=rss&id=7&utm_medium=x&fbclid=1&gclid=2",
    ],
)
def test_the_same_page(written):
    assert normal(written) == normal(PAGE)


@pytest.mark.parametrize(
    "other",
    [
        "https://news.example/2025/A-page?id=7",
        "https://news.example/2025/a-page?id=8",
        "https://news.example/2025/a-page",
        "https://news.example:8080/2025/a-page?id=7",
        "https://m.news.example/2025/a-page?id=7",
        "https://news.example/2025/a-page?id=7&gclids=1",
    ],
)
def test_another_page(other):
    assert normal(other) != normal(PAGE)


@pytest.mark.parametrize(
    "broken", ["", "https://[news.example/", "https://news.example:port/", "news", "https://", "//"]
)
def test_an_address_that_leads_nowhere_is_no_reason_to_stop(broken):
    assert isinstance(normal(broken), str)


def test_a_slash_after_the_host_alone_makes_no_difference():
    assert normal("https://news.example") == normal("http://www.news.example/")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("https://новини.example/a", "https://xn--b1amarcd.example/a"),
        ("https://news.example/Київ", "https://news.example/%D0%9a%d0%b8%D1%97%D0%B2"),
        ("https://news.example/Index.html", "https://news.example"),
    ],
)
def test_letters_beyond_ascii_are_the_same_escaped_or_not(one, other):
    assert normal(one) == normal(other)


@pytest.mark.parametrize("kept", ["https://news.example/a%2Fb", "https://news.example/a%3Fb"])
def test_what_an_escape_keeps_apart_stays_apart(kept):
    assert normal(kept) not in (normal("https://news.example/a/b"), normal("https://news.example/a?b"))


@pytest.mark.parametrize(
    "written",
    [
        "https://m.news.example/2025/a-page?id=7",
        "https://amp.news.example/2025/a-page?id=7",
        "https://news.example/amp/2025/a-page?id=7",
        "https://news.example/2025/a-page/amp/?id=7",
        "https://news.example/2025/a-page?id=7&outputType=amp",
        "https://news.example/2025/a-page?id=7&amp=1",
    ],
)
def test_another_edition_of_a_page_is_suspected_only(written):
    assert edition(written) == edition(PAGE)
    assert normal(written) != normal(PAGE)
