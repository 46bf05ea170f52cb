"""Publishers: each is spelt in one way, its pages are of the kind that their host has, and a reprint is of another host."""

import re
from collections import Counter, defaultdict
from collections.abc import Callable, Iterator
from functools import cache, partial

from coalition_of_the_willing.names import folded
from scripts.checks.registry import Row, rule
from scripts.tables.addresses import host
from scripts.tables.rows import Rows

ENCYCLOPEDIA, NEWS = "encyclopedia", "news"  # of source_kind in schema/codes.json
_ENCYCLOPEDIAS = re.compile(
    r"(?:^|\.)(?:(?:britannica|encyclopedia|wikiwand)\.com|(?:citizendium|wikipedia)\.org|enciclopedia\.cat|enciklopedija\.hr|lex\.dk|snl\.no"
    r"|universalis\.fr)$"
)
_GOVERNMENTS = re.compile(  # and what states have in common
    r"\.(?:gov|mil)$|(?:^|\.)(?:(?:gov|gouv|gob|gub|govt)\.[a-z]{2}|go\.(?:jp|kr|id|th)|gc\.ca|gv\.at|admin\.ch|(?:nato|un)\.int|europa\.eu)$"
)
_DOMAIN = re.compile(r"\.[a-z]{2,4}$")
_IN_BRACKETS = re.compile(r"\s*\([^)]*\)")
_AUTHORED = "data/sources.yaml"

_kind_rule = partial(rule, "sources", remedy=f"correct `kind` in {_AUTHORED}")


@rule(
    "sources",
    found="the publisher {publisher!r}, written {other!r} for other pages of {host}",
    expected="one spelling: a publisher that is spelt in two ways counts as two",
    remedy=f"take the publisher's own spelling in {_AUTHORED}",
)
def a_publisher_is_spelt_in_one_way(rows: Rows) -> Iterator[tuple[Row, dict]]:
    spellings: dict[tuple[str, str], Counter] = defaultdict(Counter)
    for source in _own(rows):
        spellings[site(source["url"]), letters(source["publisher"])][source["publisher"]] += 1
    for source in _own(rows):
        found = spellings[key := (site(source["url"]), letters(source["publisher"]))]
        if (usual := _usual(found)) != source["publisher"]:
            yield source, {"other": usual, "host": key[0]}


@rule(
    "sources",
    found="the publisher {publisher!r}, which looks like {others}",
    expected="one name for one publisher: a publisher that has two names counts as two",
    remedy=f"take the publisher's own name in {_AUTHORED}",
    suspicion=True,
)
def publishers_of_like_names_are_two(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """Each of them is suspected, so that a new page of one changes nothing of what is settled."""
    return _differing(rows["sources"], lambda source: bare(source["publisher"]), "publisher", "{publisher}")


@rule(
    "sources",
    found="the publisher {publisher!r} for a page of {group}, like {others}",
    expected="one publisher for the pages of a host, or a reprint",
    remedy=f"correct `publisher` in {_AUTHORED}, or add `reprinted_by`",
    suspicion=True,
)
def the_pages_of_a_host_have_one_publisher(rows: Rows) -> Iterator[tuple[Row, dict]]:
    return _differing(_own(rows), lambda source: site(source["url"]), "publisher", "{group}/{publisher}", like=bare)


@rule(
    "reported_sizes, evidence, sources",
    found="said by {said_by!r}, on a page of {publisher!r}",
    expected="the name of the publisher, if it is the one: the row is weak only if another says it",
    remedy="correct `said_by` in data/reported_sizes.yaml",
    suspicion=True,
)
def a_publisher_that_says_a_size_has_its_own_name(rows: Rows) -> Iterator[tuple[Row, dict]]:
    publisher = {s["source"]: s["publisher"] for s in rows["sources"]}
    cited: dict[str, set[str]] = defaultdict(set)
    for e in rows["evidence"]:
        if e["table"] == "reported_sizes":
            cited[e["record"]].add(publisher.get(e["source"], ""))
    for size in rows["reported_sizes"]:
        publishers, said = cited[rows.key("reported_sizes", size)], letters(size["said_by"])
        longer = (name for name in sorted(publishers) if said in _beginnings(name))
        if size["said_by"] not in publishers and (name := next(longer, "")):
            yield size, {"publisher": name}


@_kind_rule(
    found="kind {kind!r} for a page of {host}, an encyclopedia",
    expected=f"kind {ENCYCLOPEDIA!r}: it is never the only source of a row",
)
def an_encyclopedia_is_called_one(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for source in rows["sources"]:
        named = host(source["url"])
        if source["kind"] != ENCYCLOPEDIA and _ENCYCLOPEDIAS.search(named):
            yield source, {"host": named}


@_kind_rule(
    found="kind {kind!r} for a page of {host}, the host of a government or an international organisation",
    expected="kind 'official', or `reprinted_by` where the page repeats the text of another publisher",
)
def a_government_is_not_the_press(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for source in _own(rows):
        if source["kind"] in (NEWS, ENCYCLOPEDIA) and _GOVERNMENTS.search(host(source["url"])):
            yield source, {"host": host(source["url"])}


@_kind_rule(
    found="kind {kind!r} for a page of {publisher}, like {others}",
    expected="one kind for the pages of a publisher, as a rule",
    suspicion=True,
)
def the_pages_of_a_publisher_are_of_one_kind(rows: Rows) -> Iterator[tuple[Row, dict]]:
    return _differing(rows["sources"], lambda source: source["publisher"], "kind", "{publisher}/{kind}")


@rule(
    "sources",
    found="reprinted_by {reprinted_by!r} for a page on {host}",
    expected="the host that was read",
    remedy=f"correct `reprinted_by` or `url` in {_AUTHORED}",
)
def a_reprint_is_of_the_host_that_was_read(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for source in rows["sources"]:
        named = host(source["url"])
        if source["reprinted_by"] and not f".{named}".endswith(f".{source['reprinted_by'].casefold()}"):
            yield source, {"host": named}


@rule(
    "sources",
    found="the publisher {publisher!r}, reprinted by itself: {reprinted_by!r}",
    expected="`reprinted_by` where the page repeats the text of another publisher only",
    remedy=f"remove `reprinted_by`, or correct `publisher`, in {_AUTHORED}",
)
def a_reprint_is_of_another_publisher(rows: Rows) -> Iterator[Row]:
    reprints = (s for s in rows["sources"] if s["reprinted_by"])
    return (s for s in reprints if letters(s["publisher"]) == letters(s["reprinted_by"]))


def _own(rows: Rows) -> list[Row]:
    """The pages that their publisher itself has put there."""
    return [source for source in rows["sources"] if not source["reprinted_by"]]


def _differing(
    sources: list[Row], by: Callable[[Row], str], column: str, record: str, like: Callable[[str], str] = str
) -> Iterator[tuple[Row, dict]]:
    """The first page of each value of a column that a group has, where it has several that are not alike. `record` is what names it."""
    groups: dict[str, dict[str, Row]] = defaultdict(dict)
    for source in sources:
        groups[by(source)].setdefault(source[column], source)
    for group, first in groups.items():
        if len({like(value) for value in first}) > 1:
            for value, source in first.items():
                others = ", ".join(repr(other) for other in first if other != value)
                named = {"group": group, "others": others}
                yield source, {**named, "record": record.format_map({**source, **named})}


def _usual(found: Counter) -> str:
    """The value that most have; of those that are as frequent, the first in the alphabet."""
    return min(found, key=lambda value: (-found[value], value))


def _beginnings(name: str) -> Iterator[str]:
    """The letters of the first word of a name, of the first two, and so on."""
    words = name.split()
    return (letters(" ".join(words[:n])) for n in range(1, len(words) + 1))


@cache
def site(url: str) -> str:
    """The host of an address without www."""
    return host(url).removeprefix("www.")


@cache
def letters(text: str) -> str:
    """The letters and digits of a name alone: without case, accents, width, spaces and punctuation."""
    return "".join(filter(str.isalnum, folded(text))) or text


@cache
def bare(publisher: str) -> str:
    """The letters of a name without what is in brackets, an article before it and a domain after it."""
    name = _IN_BRACKETS.sub("", publisher.casefold()).removeprefix("the ")
    return letters(_DOMAIN.sub("", name))
