"""llms.txt: the site for programs that read text, with what must be said of its numbers (the convention of llmstxt.org).

A title, a summary, what must be known, then lists of links. It links only what the site has, so that a page or a format appears
by being there.
"""

from collections.abc import Iterable, Iterator, Mapping

from coalition_of_the_willing.citing import text
from scripts.documents import edition
from scripts.documents.data_dictionary import about
from scripts.exports import api
from scripts.exports.api_records import of_country, of_meeting
from scripts.files.trees import DESCRIPTOR
from scripts.site import feed, view, words
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows

NAME = "llms.txt"
Link = tuple[str, str, str]  # path in the site, name, what is there

JSON: tuple[Link, ...] = (
    (api.INDEX.path, "Index", "the address of every file of the JSON interface, and of the schema of each kind"),
    (api.LATEST.path, "Latest", "who has which status on the last documented day, and the numbers that follow"),
    ("sizes.json", "Sizes", "every published number of countries: who gave it, what it counts"),
    ("stances.json", "Stances", "what each country said of a force: the last stance, its day and who said it"),
    ("sources.json", "Sources", "every cited page"),
)
PAGES: tuple[Link, ...] = (
    ("index.html", "Answer", "who is in, and who was on any day"),
    ("countries/index.html", "Countries", "all countries; the page of one is countries/ISO3.html"),
    ("meetings/index.html", "Meetings", "all meetings, and who came; the page of one is meetings/ID.html"),
    ("sizes.html", "Sizes", "the published numbers, and which of them the tables give"),
    ("stances.html", "Stances", "who has promised what"),
    ("sources.html", "Sources", "every cited page, with its publisher"),
    ("downloads.html", "Downloads", "every format of the tables"),
    (feed.NAME, "Feed", "what each release changed, as Atom"),
)


def write(rows: Rows, descriptor: dict, files: Mapping[str, bytes], base: str, documents: Iterable[Link] = ()) -> bytes:
    """The text. `files` are all files of the site by path; `base` is its address with a slash at its end, "" for relative links."""
    until = documented_until(rows)
    head = [f"# {descriptor['title']}", f"> {rows.package['summary']}", *_head(rows, descriptor, until)]
    sections = {
        "JSON": [(api.FOLDER + path, name, what) for path, name, what in JSON],
        "Tables": [(DESCRIPTOR, "Descriptor", "the Data Package: every table, field and code"), *_tables(rows)],
        "Pages": PAGES,
        "Documents": documents,
        "Countries": _countries(rows, until),
        "Meetings": _meetings(rows),
    }
    parts = head + [part for title, links in sections.items() for part in _section(title, links, files, base)]
    return ("\n\n".join(parts) + "\n").encode()


def _head(rows: Rows, descriptor: dict, until: str) -> Iterator[str]:
    """What must be known before a number is taken: the answer, which edition it is, the caveats, how to cite."""
    yield f"On {edition.day(until)}, the last documented day, the tables have {view.sentence(rows, until)}"
    yield edition.sentence(edition.of(descriptor, until))
    yield "Say with any number of this dataset:"
    yield "\n".join(f"- {caveat}" for caveat in api.caveats(rows, until))
    yield f"Cite as: {text(descriptor)}"
    yield (
        f"One country, one meeting or one day as JSON: `{api.FOLDER}countries/ISO3.json`, `{api.FOLDER}meetings/ID.json` and "
        f"`{api.FOLDER}as-of/DATE.json`. There is a file for each day on which a status changes; for another day take the last one before it."
    )


def _section(title: str, links: Iterable[Link], files: Mapping[str, bytes], base: str) -> list[str]:
    """Heading and list, without what the site has not; nothing where it has none of it."""
    lines = [f"- [{_plain(name)}]({base}{path}): {what}" for path, name, what in links if path in files]
    return [f"## {title}", "\n".join(lines)] if lines else []


def _tables(rows: Rows) -> list[Link]:
    return [
        (f"data/{name}.csv", schema["title"], f"one row per {about(schema)}") for name, schema in rows.schemas.items()
    ]


def _countries(rows: Rows, until: str) -> list[Link]:
    return [
        (
            api.FOLDER + of_country(c["iso3"]).path,
            c["name"],
            words.status(rows.codes, view.status(rows, c["iso3"], until)),
        )
        for c in sorted(rows["countries"], key=lambda c: c["name"])
    ]


def _meetings(rows: Rows) -> list[Link]:
    levels = rows.codes.titles("level")
    return [
        (api.FOLDER + of_meeting(m["meeting"]).path, m["title"], f"{words.day(m['start_date'])}, {levels[m['level']]}")
        for m in sorted(rows["meetings"], key=lambda m: (m["start_date"], m["meeting"]))
    ]


def _plain(name: str) -> str:
    """A name without the signs that would end a link."""
    return name.replace("[", "(").replace("]", ")")
