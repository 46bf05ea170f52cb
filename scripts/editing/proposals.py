"""What is proposed where an answer can be guessed from the others and from the records that are there: "" where it cannot."""

import re
from collections import Counter
from collections.abc import Callable, Collection, Iterable
from itertools import count

from coalition_of_the_willing.names import folded
from scripts.checks.sources import a_source_is_cited
from scripts.editing.questions import Answers
from scripts.tables import addresses
from scripts.tables.addresses import normal
from scripts.tables.rows import Rows

_WORDS = 2  # of a title in the identifier of its page
_DATED = re.compile(r"(.+?)-\d{4}(?=-|$)")


def slug(text: str) -> str:
    """Words of small letters and digits with hyphens: Le Monde is le-monde. Empty for a text in another alphabet."""
    return "-".join(re.findall(r"[a-z0-9]+", folded(text).replace("'", "")))


def free(proposal: str, taken: Collection[str]) -> str:
    """The proposal, with a number from the second on. Empty where nothing is proposed."""
    numbered = (f"{proposal}-{n}" if n > 1 else proposal for n in count(1))
    return proposal and next(name for name in numbered if name not in taken)


def of_host(key: str) -> Callable[[Answers], str]:
    """What the pages of the same host have most often, taken with publisher, language and kind together."""

    def default(answers: Answers) -> str:
        fields = ("publisher", "language", "kind")
        there = Counter(tuple(s[k] for k in fields) for s in _of_same_host(answers))
        return dict(zip(fields, there.most_common(1)[0][0], strict=True))[key] if there else ""

    return default


def source_id(answers: Answers) -> str:
    """Publisher or the word for its pages, day, first long words of the title or of the address: `publisher-YYYY-MM-DD-word`."""
    begun = Counter(m[1] for s in _of_same_host(answers) if (m := _DATED.match(s["source"])))
    publisher = begun.most_common(1)[0][0] if begun else slug(answers.get("publisher", ""))
    usual = {*slug(answers.dataset.package["coalition"]).split("-"), *publisher.split("-")}
    texts = (answers.get("title", ""), addresses.last_part(answers.get("url", "")))
    telling = ([w for w in _long_words(text) if w not in usual][:_WORDS] for text in texts)
    return "-".join(filter(None, (publisher, answers.get("published", ""), *next(filter(None, telling), []))))


def _long_words(text: str) -> list[str]:
    return [word for word in slug(text).split("-") if len(word) > 3 and not word.isdigit()]


def meeting_id(answers: Answers) -> str:
    """City or `virtual`, the level where it is not that of leaders, and the day."""
    level, place = answers.get("level", ""), slug(answers.get("city", ""))
    place = "virtual" if answers.get("format") == "remote" else place
    short = "" if place and level == "leaders" else level.partition("-")[0]
    return "-".join(filter(None, (place, short, answers.get("start_date"))))


def spell_id(answers: Answers) -> str:
    return f"{answers['country'].lower()}-{answers['status']}" if {"country", "status"} <= answers.keys() else ""


def position_id(answers: Answers) -> str:
    date = answers.get("date", "")[: {"year": 4, "month": 7}.get(answers.get("date_precision"), 10)]
    return "-".join(filter(None, (answers.get("country", "").lower(), date, answers.get("force"))))


def size_id(answers: Answers) -> str:
    return "-".join(filter(None, (answers.get("date"), slug(answers.get("said_by", "")), answers.get("size"))))


def country_of_city(answers: Answers) -> str:
    """The country of the last meeting in the same city."""
    city = answers.get("city")
    return next((m["iso3"] for m in reversed(answers.dataset.rows["meetings"]) if city and m["city"] == city), "")


def pending(rows: Rows) -> list[str]:
    """The pages that nothing cites yet."""
    return [source["source"] for source in a_source_is_cited(rows)]


def pending_page(answers: Answers) -> str:
    """The page that was recorded last and is not cited yet, where there is just one such."""
    found = pending(answers.dataset.rows)
    return found[0] if len(found) == 1 else ""


def same_page(url: str, sources: Iterable[dict]) -> str:
    """The identifier of the page that an address leads to; empty where it is not among the sources."""
    return next((s["source"] for s in sources if normal(s["url"]) == normal(url)), "")


def _of_same_host(answers: Answers) -> list[dict]:
    there = host(answers.get("url", ""))
    return [s for s in answers.dataset.records.sources if there and host(s["url"]) == there]


def host(url: str) -> str:
    """The host of an address as pages are compared by; empty where it has none or cannot be parsed."""
    return addresses.host(normal(url))
