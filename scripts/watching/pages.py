"""New pages about the coalition: asked of every service, without what is cited already, in the order in which to read them.

The order, which every page gives as its reason:
1. pages of hosts that are cited as official, then of other hosts that are cited, then of the rest;
2. among them, titles that name the coalition, then those that name the country that it supports, then the rest;
3. among those, the newest first.
A title that several hosts carry, as of a news agency, is listed once, with their number.
"""

import datetime
from collections.abc import Callable, Iterable
from types import ModuleType

from scripts.problems import CannotRun
from scripts.tables.addresses import normal
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows
from scripts.watching import answers, services
from scripts.watching.answers import NotAsDocumented, Page, Topic
from scripts.watching.asking import Client, NotAnswered
from scripts.watching.report import Item, Part

Say = Callable[[str], None]


def look(client: Client, rows: Rows, since: datetime.date | None, say: Say) -> Part:
    """Ask every service for the pages since a day, or since that to which the facts go. Raises CannotRun where none could be asked."""
    since = since or datetime.date.fromisoformat(
        documented_until(rows) or min(m["start_date"] for m in rows["meetings"])
    )
    (country,) = (c["name"] for c in rows["countries"] if c["iso3"] == rows.package["supports"])
    topic = Topic(rows.package["coalition"], country, since)
    found: list[tuple[Page, str]] = []
    asked = []
    for service in services.SERVICES:
        try:
            pages = _asked(service, client, topic, say)
        except (NotAnswered, NotAsDocumented) as e:
            said = "answered what is not documented" if isinstance(e, NotAsDocumented) else "could not be asked"
            say(f"{service.NAME} {said}: {e} (see {service.DOCUMENTATION})")
            continue
        asked.append(f"{service.NAME} {len(pages)}")
        found += [(page, service.DAY) for page in pages]
    if not asked:
        raise CannotRun("no service could be asked")
    new, dropped = _new(found, rows)
    said = f"Pages that the services name: {', '.join(asked)}. Left out: {dropped}. Listed: {len(new)}."
    return Part(f"Pages since {since}", said, [*_items(new, rows, topic)])


def _asked(service: ModuleType, client: Client, topic: Topic, say: Say) -> list[Page]:
    """The pages that a service names; one line says how many of its entries are not as documented."""
    entries = service.entries(answers.content(client.get(service.ADDRESS, service.question(topic))))
    pages, odd = [], []
    for entry in entries:
        try:
            pages.append(service.page(entry))
        except NotAsDocumented as e:
            odd.append(str(e))
    if odd and not pages:
        raise NotAsDocumented(odd[0])
    if odd:
        say(f"{service.NAME}: {len(odd)} of {len(entries)} entries are not as documented, the first: {odd[0]}")
    return pages


def _new(found: list[tuple[Page, str]], rows: Rows) -> tuple[list[tuple[Page, str]], str]:
    """The pages that are not cited and may be, each once; and how many were left out, in words."""
    cited = {normal(source["url"]) for source in rows["sources"]}
    refused = tuple(f".{host}" for host in rows.package["hosts_not_cited"])
    new: dict[str, tuple[Page, str]] = {}
    counts = {"cited already": 0, "of hosts not to cite": 0, "named twice": 0}
    for page, day in found:
        key = normal(page.url)
        if key in cited:
            counts["cited already"] += 1
        elif f".{page.host}".endswith(refused):
            counts["of hosts not to cite"] += 1
        elif key in new:
            counts["named twice"] += 1
        else:
            new[key] = page, day
    return list(new.values()), ", ".join(f"{number} {what}" for what, number in counts.items())


def _items(found: list[tuple[Page, str]], rows: Rows, topic: Topic) -> Iterable[Item]:
    own = [source for source in rows["sources"] if not source["reprinted_by"]]
    official = {answers.host(source["url"]) for source in own if source["kind"] == "official"}
    cited = {answers.host(source["url"]) for source in rows["sources"]}
    names = [name.casefold() for name in (topic.coalition, *rows.package.get("search", ()))]
    country = [topic.country, *(n["name"] for n in rows["names"] if n["iso3"] == rows.package["supports"])]

    def rank(page: Page) -> tuple[int, int]:
        title = page.title.casefold()
        host = 0 if page.host in official else 1 if page.host in cited else 2
        named = 0 if any(n in title for n in names) else 1 if any(c.casefold() in title for c in country) else 2
        return host, named

    found = sorted(found, key=lambda f: f[0].url)
    found.sort(key=lambda f: f[0].day, reverse=True)
    found.sort(key=lambda f: rank(f[0]))
    first: dict[str, list[tuple[Page, str]]] = {}
    for page, day in found:
        first.setdefault(page.title.casefold() or page.url, []).append((page, day))
    for (page, day), *others in first.values():
        host, named = rank(page)
        why = [
            ("official host", "host cited before", "host not cited before")[host],
            ("title names the coalition", f"title names {topic.country}", "title names neither")[named],
        ]
        if others:
            why.append(f"the same title at {len(others)} more addresses")
        about = (page.publisher, page.host, f"{day} {page.day}" if page.day else "no day", page.language)
        yield Item(page.title or page.url, ", ".join(filter(None, about)), "; ".join(why), (page.url,))
