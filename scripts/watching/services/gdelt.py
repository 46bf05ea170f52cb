"""GDELT: news of the world, by its DOC 2.0 API, which finds English words in machine translations of other languages too.

A phrase stands in quotes, several words mean all of them; at most 250 articles; one question every five seconds. The answer is
`{"articles": [{"url", "title", "seendate": "YYYYMMDDTHHMMSSZ", "domain", "language", "sourcecountry"}]}`, or `{}` where it
found none; an error is a line of plain text, under status 200 or 429.
"""

from typing import Any

from scripts.watching import answers
from scripts.watching.answers import Page, Topic, member

NAME = "GDELT"
ADDRESS = "https://api.gdeltproject.org/api/v2/doc/doc"
DOCUMENTATION = "https://blog.gdeltproject.org/gdelt-doc-2-0-api-debuts/"
DAY = "seen"


def question(topic: Topic) -> dict[str, str]:
    return {
        "query": f'"{topic.coalition}" "{topic.country}"'
        if " " in topic.country
        else f'"{topic.coalition}" {topic.country}',
        "mode": "artlist",
        "format": "json",
        "maxrecords": "250",
        "sort": "datedesc",
        "startdatetime": f"{topic.since.isoformat().replace('-', '')}000000",
    }


def entries(answer: Any) -> list[Any]:
    return [] if answer == {} else member(answer, "articles", list)


def page(entry: Any) -> Page:
    seen = member(entry, "seendate")
    day = f"{seen[:4]}-{seen[4:6]}-{seen[6:8]}"
    return answers.page(member(entry, "url"), member(entry, "title"), day, language=member(entry, "language"))
