"""Cited addresses: which are dead or moved, and where the Internet Archive has a copy near the day of reading.

dead         status 404 or 410, no such host, or a redirect to a front page
moved        a redirect for ever to another page
unreachable  anything else but an answer: too late, refused (403), broken (500); perhaps it only refuses robots
What was learnt is kept in a cache, except that an address was unreachable or had no host, which may be over soon.
"""

import datetime
from dataclasses import asdict, dataclass, replace
from pathlib import Path
from urllib.parse import urlsplit

from coalition_of_the_willing.interrupts import undone
from scripts.dataset import Dataset
from scripts.files import closed_json, strict_json, writing
from scripts.files.trees import Folder
from scripts.problems import CannotRun
from scripts.tables.addresses import normal
from scripts.watching import answers, archive
from scripts.watching.answers import NotAsDocumented
from scripts.watching.asking import Answer, Client, NoSuchHost, NotAnswered, OutOfTime
from scripts.watching.pages import Say
from scripts.watching.report import Item, Part

CACHE = ".cache/watch/links.json"
GIVE_UP = 3  # failures of the archive in a row
SILENT = 20  # addresses without an answer from the start: it is the network, not they
SAVE_EVERY = 25
STATES = ("dead", "moved", "unreachable")
GONE = (404, 410)


@dataclass(frozen=True)
class Seen:
    """What is known of an address. `day` is when it was asked; `copy` is None where the archive was not asked."""

    state: str
    why: str
    day: str
    final: str = ""
    copy: str | None = None


def check(client: Client, dataset: Dataset, days: int, say: Say, count: Say) -> list[Part]:
    """Ask every cited address that the cache does not know of late. Raises CannotRun where none answered."""
    today = datetime.datetime.now(datetime.UTC).date()
    root = dataset.tree.root
    known = _cached(root, say)
    lasting = {url: seen for url, seen in known.items() if seen.final and seen.state != "unreachable"}
    fresh = {u: s for u, s in lasting.items() if (today - datetime.date.fromisoformat(s.day)).days < days}
    consulted = {source["url"]: source["consulted"] for source in dataset.records.sources}
    seen = {url: fresh[url] for url in consulted if url in fresh}
    asked, answered = 0, False
    copies = _Copies(client, say)
    with undone(lambda: (_keep(root, known | seen), count(""))):  # whatever ends it, Ctrl-C too
        for number, (url, day) in enumerate(consulted.items(), 1):
            count(f"{number} of {len(consulted)} addresses")
            try:
                if url not in seen:
                    seen[url] = _asked(client, url, today.isoformat())
                    asked, answered = asked + 1, answered or bool(seen[url].final)
                    if not answered and asked == min(SILENT, len(consulted)):
                        raise CannotRun(f"none of {asked} addresses answered; is there a network?")
                if seen[url].copy is None:
                    seen[url] = replace(seen[url], copy=copies.of(url, day))
            except OutOfTime:
                pass  # it is listed as not asked
            if number % SAVE_EVERY == 0:
                _keep(root, known | seen)
    return _parts(dataset, seen, len(consulted) - len(seen))


def _asked(client: Client, url: str, today: str) -> Seen:
    try:
        return judged(url, client.get(url, body=False), today)
    except OutOfTime:
        raise
    except NotAnswered as e:
        return Seen("dead" if isinstance(e, NoSuchHost) else "unreachable", str(e), today)


def judged(url: str, answer: Answer, today: str) -> Seen:
    """What the answer of an address says of it."""
    state, why = "fine", ""
    if answer.status in GONE:
        state, why = "dead", f"status {answer.status}"
    elif answer.status >= 400:
        state, why = "unreachable", f"status {answer.status}; perhaps it only refuses robots"
    elif normal(answer.url) != normal(url):
        if _is_front(answer.url) and not _is_front(url):
            state, why = "dead", f"now the front page of {answers.host(answer.url)}"
        elif answer.moved:
            state, why = "moved", "redirected for ever"
    return Seen(state, why, today, answer.url)


def _is_front(url: str) -> bool:
    parts = urlsplit(url)
    return parts.path in ("", "/") and not parts.query


class _Copies:
    """Asks the archive, until it failed too often in a row."""

    def __init__(self, client: Client, say: Say):
        self.client, self.say, self.failed = client, say, 0

    def of(self, url: str, day: str) -> str | None:
        if self.failed >= GIVE_UP:
            return None
        try:
            copy = archive.copy(answers.content(self.client.get(archive.ADDRESS, archive.question(url, day))))
        except OutOfTime:
            raise
        except (NotAnswered, NotAsDocumented) as e:
            self.failed += 1
            if self.failed == 1:
                said = "answered what is not documented" if isinstance(e, NotAsDocumented) else "could not be asked"
                self.say(f"{archive.NAME} {said}: {e} (see {archive.DOCUMENTATION})")
            if self.failed == GIVE_UP:
                self.say(f"{archive.NAME} is not asked any more, after {GIVE_UP} failures")
            return None
        self.failed = 0
        return copy


def _parts(dataset: Dataset, seen: dict[str, Seen], late: int) -> list[Part]:
    """The addresses by state, each with the source that cites it and its line."""
    over = Seen("not asked", "the time was over; what is known is kept, so ask again", "")
    listed: dict[str, list[Item]] = {state: [] for state in (*STATES, over.state)}
    for i, source in enumerate(dataset.records.sources):
        found = seen.get(source["url"], over)
        if found.state in listed:
            place = dataset.records.place("sources", (i,), "links")
            copy = {None: "the archive was not asked", "": "no archived copy"}.get(found.copy, "archived copy below")
            why = f"{found.state}: {found.why}" + (f"; asked on {found.day}; {copy}" if found.day else "")
            addresses = (source["url"], found.final if found.state == "moved" else "", found.copy or "")
            item = Item(source["source"], f"{place.file}:{place.line}", why, tuple(filter(None, addresses)))
            listed[found.state].append(item)
    said = f"{len(seen)} addresses looked at, {late} not asked as the time was over."
    parts = [Part(f"Cited pages: {state}", said, items) for state, items in listed.items() if items]
    return parts or [Part("Cited pages", f"{said} None is dead, moved or unreachable.")]


def _cached(root: Path, say: Say) -> dict[str, Seen]:
    try:
        kept = strict_json.parse(Folder(root).read(CACHE))
        return {url: _seen(entry) for url, entry in kept.items()}
    except FileNotFoundError:
        return {}
    except (ValueError, TypeError, AttributeError, RecursionError):
        say(f"{CACHE} is damaged; it is begun anew")
        return {}


def _seen(entry: dict) -> Seen:
    seen = Seen(**entry)
    datetime.date.fromisoformat(seen.day)
    if not all(isinstance(value, str) for value in (seen.state, seen.why, seen.final, seen.copy or "")):
        raise TypeError("a value that is no text")
    return seen


def _keep(root: Path, known: dict[str, Seen]) -> None:
    kept, content = root / CACHE, {url: asdict(seen) for url, seen in sorted(known.items())}
    writing.replace(kept.parent, {kept.name: closed_json.write(content)})
