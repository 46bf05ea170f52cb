"""The files of the site, from the package: everything comes together here, and nothing is written."""

import json
import re
from pathlib import Path

import jinja2

from coalition_of_the_willing.citing import text
from scripts.documents import edition
from scripts.documents.data_dictionary import about
from scripts.exports import metadata
from scripts.files.schemas import ROSTER, WIDER, Codes
from scripts.releases.comparison import LIST
from scripts.site import dossiers, downloads, feed, matrix, view, words
from scripts.site.pictures import geometry, maps, palette, sizes, svg, timeline
from scripts.tables.meetings import documented_until
from scripts.tables.rows import Rows

ASSETS = Path(__file__).parent / "templates"
SCRIPTS = (
    "assets/tables.js",
    "assets/page.js",
)  # in this order; files of their own, so that a host may allow no others
DOCUMENTS = {
    "docs/method.md": "how the facts were established",
    "docs/data-dictionary.md": "every field of every table",
    "docs/counts.md": "the published sizes, explained or not",
}
METHOD = "docs/method.md"
_OF_THE_METHOD = re.compile(r"docs/method\.md|[Rr]eading [12]\b")
SPELL = (  # as docs/method.md has it
    "It starts on the first day on which a cited source documents the country taking part in a leaders' meeting of the "
    "coalition, or, where it is named as part of the coalition before that, on the day it is named"
)
WIDE, NARROW = 1040, 330  # widths of the charts: desk and phone


def site(rows: Rows, descriptor: dict, files: dict[str, bytes], base: str = "") -> dict[str, bytes]:
    """The site by path. `files` are what can be downloaded, by path; `base` is the address of the folder, if it has one."""
    page = _page(rows, descriptor, files, base).encode()
    news = {feed.NAME: feed.write(rows, descriptor, base)} if LIST in rows else {}
    scripts = {path: (ASSETS / Path(path).name).read_bytes() for path in SCRIPTS}
    return {"index.html": page, **scripts, **news, **files}


def _page(rows: Rows, descriptor: dict, files: dict[str, bytes], base: str) -> str:
    date, until = view.last_day(rows), documented_until(rows)
    places, where = view.places(rows, date), maps.Region.of(rows.package)
    countries = dossiers.build(rows, date)
    offered = [f for f in downloads.listed(files) if f.path.startswith((downloads.FOLDER, "data/"))]
    cited = view.cited(rows)
    method = METHOD if METHOD in files else ""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    markup = jinja2.utils.markupsafe.Markup
    environment.filters["linked"] = lambda text: _linked(text, method)
    described = metadata.dataset(descriptor, rows, [downloads.described(file, base) for file in offered], base)
    return environment.get_template("template.html").render(
        package=descriptor,
        coalition=rows.package["coalition"],
        summary=rows.package["summary"],
        region=where.name,
        roster=rows.roster,
        words=words,
        titles={"": words.NO_STATUS, **rows.codes.titles("status")},
        plurals={code: entry.plural for code, entry in rows.codes["status"].items()},
        forces=rows.codes.titles("force"),
        base=base,
        feed=feed.NAME if LIST in rows else "",
        method=method,
        released=edition.released(descriptor),
        edition=edition.of(descriptor, until),
        facts=edition.sentence(edition.facts(until)),
        silence=edition.sentence(edition.silence(until)),
        citation=text(descriptor),
        outlines=geometry.edition(),
        definitions=_definitions(rows),
        style=markup(palette.css() + (ASSETS / "style.css").read_text(encoding="utf-8")),
        scripts=SCRIPTS,
        jsonld=markup(_script(described)),
        spells=markup(_script(_for_script(rows, until))),
        date=date,
        day=words.day(date),
        roster_day=words.day(rows.roster["date"]),
        first=view.first_day(rows),
        days=view.marked_days(rows),
        sentence=view.sentence(rows, date),
        on=view.on(rows, date),
        pictures={name: markup(picture) for name, picture in _pictures(rows, places, where).items()},
        tiles=[(p, markup(_tile(p, rows.codes))) for p in maps.small(places)],
        countries=countries,
        statuses=list(rows.codes["status"]),
        sizes=view.sizes(rows),
        ranges=view.ranges(rows),
        speakers=view.speakers(rows),
        reading=sizes.reading(rows),
        states=matrix.STATES,
        matrix=matrix.build(rows, date),
        meetings=[
            {
                **m,
                "day": words.day(m["start_date"]),
                "level_words": rows.codes["level"][m["level"]].title,
                "cited": cited["meetings", m["meeting"]],
            }
            for m in sorted(rows["meetings"], key=lambda m: (m["start_date"], m["meeting"]))
        ],
        whole=downloads.whole(offered, list(rows)),
        by_table=downloads.by_table(offered, list(rows)),
        tables={t: {"rows": len(rows[t]), "about": about(rows.schemas[t])} for t in rows},
        documents=[(path, name) for path, name in DOCUMENTS.items() if path in files],
    )


def _pictures(rows: Rows, places: list[maps.Place], where: maps.Region) -> dict[str, str]:
    numbers = f"Chart of {len(rows['reported_sizes'])} published sizes over time; the table below it has them all."
    spells = f"Chart of the {len(rows['memberships'])} spells of status over time; the table below it has them all."
    region = f"Map of {where.name}: the countries by status. The lists beside it name them."
    world = "Map of the world: the countries by status."
    shapes = {"exact": "filled circle", "about": "empty circle", "more than": "triangle", "at least": "square"}
    key = "; ".join(f"{given}: {shapes[given]}" for given in sizes.given(rows))
    drawn = {
        "region": (maps.region(places, rows.codes, where), region),
        "world": (maps.world(places, rows.codes, where), world),
        "timeline": (timeline.chart(rows, WIDE - timeline.NAMES - 14), spells),
        "timeline_narrow": (timeline.chart(rows, NARROW - timeline.NAMES - 14), spells),
        "sizes": (sizes.chart(rows, WIDE - 40), numbers),
        "sizes_narrow": (sizes.chart(rows, NARROW - 40), numbers),
        "key": (sizes.key(rows, WIDE), key),
        "key_narrow": (sizes.key(rows, NARROW), key),
    }
    return {name: svg.page(svg.draw(chart), f"picture-{name}", label) for name, (chart, label) in drawn.items()}


def _tile(place: maps.Place, codes: Codes) -> str:
    return svg.page(svg.draw(maps.tile(place, codes)), f"picture-{place.iso3}", f"Outline of {place.name}")


def _for_script(rows: Rows, until: str) -> dict:
    """What the script needs to answer for another date."""
    return {
        "until": until,
        "months": words.MONTHS,
        "statuses": list(rows.codes["status"]),
        "words": {"": words.NO_STATUS, **rows.codes.titles("status")},
        "roster": rows.codes.counted(ROSTER),
        "wider": rows.codes.counted(WIDER),
        "countries": [
            {
                "iso3": c["iso3"],
                "name": c["name"],
                "spells": [
                    (s["status"], s["start_date"], s["end_date"], words.day(s["start_date"], s["start_precision"]))
                    for s in rows["memberships"]
                    if s["iso3"] == c["iso3"]
                ],
            }
            for c in sorted(rows["countries"], key=lambda c: c["name"])
        ],
    }


def _script(value: object) -> str:
    """JSON that may stand inside a `script` element."""
    return json.dumps(value, ensure_ascii=False, separators=(",", ":")).replace("<", "\\u003c")


def _linked(text: str, method: str):
    """Text with links to docs/method.md, where the page has it."""
    escaped = jinja2.utils.markupsafe.escape(text)
    link = _OF_THE_METHOD.sub(lambda m: f'<a href="{method}">{m[0]}</a>', escaped) if method else escaped
    return jinja2.utils.markupsafe.Markup(link)


def _definitions(rows: Rows) -> dict:
    """What the statuses mean, as the code list has it; a spell; the roster."""
    meanings = {entry.title: entry.meaning for entry in rows.codes["status"].values()}
    return {
        "status": [(title, f"{meaning[0].upper()}{meaning[1:]}.") for title, meaning in meanings.items()],
        "memberships": f"A spell is a stretch of days with one status, both ends included. {SPELL}.",
        "roster": f"The reference roster is the {rows.roster['members']} countries that the coalition was said to have on "
        f"{words.day(rows.roster['date'])}. Open a row for the country's spells, stances, meetings and the pages that say so.",
    }
