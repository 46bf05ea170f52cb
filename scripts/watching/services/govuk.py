"""GOV.UK: what the government publishes, by its search API.

`q` in quotes is a phrase; `filter_public_timestamp=from:DAY` is inclusive; an unknown parameter gives status 422. The answer
is `{"results": [{"title", "link", "public_timestamp", "organisations": [{"title"}]}], "total", ...}`; `link` is a path on
www.gov.uk or a whole address.
"""

from typing import Any

from scripts.watching import answers
from scripts.watching.answers import Page, Topic, member

NAME = "GOV.UK"
ADDRESS = "https://www.gov.uk/api/search.json"
DOCUMENTATION = "https://docs.publishing.service.gov.uk/repos/search-api/using-the-search-api.html"
DAY = "updated"
_SITE = "https://www.gov.uk"


def question(topic: Topic) -> dict[str, str]:
    return {
        "q": f'"{topic.coalition}"',
        "filter_public_timestamp": f"from:{topic.since}",
        "fields": "title,link,public_timestamp,organisations",
        "order": "-public_timestamp",
        "count": "200",
    }


def entries(answer: Any) -> list[Any]:
    return member(answer, "results", list)


def page(entry: Any) -> Page:
    day = member(entry, "public_timestamp")[:10] if entry.get("public_timestamp") else ""
    publishers = member(entry, "organisations", list) if entry.get("organisations") else []
    publisher = member(publishers[0], "title") if publishers else ""
    link = member(entry, "link")
    url = _SITE + link if link.startswith("/") else link
    return answers.page(url, member(entry, "title"), day, publisher, "en")
