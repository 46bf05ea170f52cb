"""The files of the site, from the package: everything comes together here, and nothing is written."""

import base64
import importlib.metadata
import re
from pathlib import Path

import jinja2

from scripts.dataset import Package
from scripts.documents import citation
from scripts.site import (
    dossiers,
    downloads,
    geometry,
    maps,
    matrix,
    palette,
    sizes,
    svg,
    timeline,
    view,
    words,
)
from scripts.site import (
    metadata as dataset,
)
from scripts.site.view import Rows
from scripts.tables.rows import ROSTER_DATE

ASSETS = Path(__file__).parent / "assets"
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


def site(package: Package, files: dict[str, bytes], base: str = "") -> dict[str, bytes]:
    """The site by path. `files` are what can be downloaded, by path; `base` is the address of the folder, if it has one."""
    return {"index.html": _page(package, files, base).encode(), "assets/datatables.js": _datatables(), **files}


def _page(package: Package, files: dict[str, bytes], base: str) -> str:
    rows = package.rows()
    date = view.last_day(rows)
    places = view.places(rows, date)
    countries = dossiers.build(rows, date)
    listed = downloads.listed(files)
    offered = [f for f in listed if f.path.startswith((downloads.FOLDER, "data/"))]
    cited = view.cited(rows)
    method = METHOD if METHOD in files else ""
    environment = jinja2.Environment(
        loader=jinja2.FileSystemLoader(ASSETS), autoescape=True, undefined=jinja2.StrictUndefined, trim_blocks=True
    )
    markup = jinja2.utils.markupsafe.Markup
    environment.filters["linked"] = lambda text: _linked(text, method)
    metadata = dataset.metadata(package.descriptor, package.schemas, (view.first_day(rows), date), offered, base)
    return environment.get_template("template.html").render(
        package=package.descriptor,
        words=words,
        base=base,
        method=method,
        released=words.day(package.descriptor["created"][:10]),
        citation=citation.text(package.descriptor).replace("*", ""),
        edition=geometry.edition(),
        definitions=_definitions(package.schemas),
        style=markup(palette.css() + (ASSETS / "style.css").read_text(encoding="utf-8")),
        script=markup((ASSETS / "page.js").read_text(encoding="utf-8")),
        jsonld=markup(dataset.script(metadata)),
        spells=markup(dataset.script(_for_script(rows, date))),
        date=date,
        day=words.day(date),
        roster_day=words.day(ROSTER_DATE),
        first=view.first_day(rows),
        days=view.marked_days(rows),
        sentence=view.sentence(rows, date),
        on=view.on(rows, date),
        pictures={name: markup(picture) for name, picture in _pictures(rows, places).items()},
        tiles=[(p, markup(_tile(p))) for p in maps.small(places)],
        countries=countries,
        statuses=[*palette.STATUSES],
        sizes=view.sizes(rows),
        ranges=view.ranges(rows),
        speakers=view.speakers(rows),
        reading=sizes.READING,
        states=matrix.STATES,
        matrix=matrix.build(rows, date),
        meetings=[
            {
                **m,
                "day": words.day(m["start_date"]),
                "level_words": words.LEVEL[m["level"]],
                "cited": cited["meetings", m["meeting"]],
            }
            for m in sorted(rows["meetings"], key=lambda m: (m["start_date"], m["meeting"]))
        ],
        whole=downloads.whole(offered, list(rows)),
        by_table=downloads.by_table(offered, list(rows)),
        tables={t: {"rows": len(rows[t]), "about": _about(package.schemas[t])} for t in rows},
        documents=[(path, name) for path, name in DOCUMENTS.items() if path in files],
    )


def _pictures(rows: Rows, places: list[maps.Place]) -> dict[str, str]:
    numbers = f"Chart of {len(rows['reported_sizes'])} published sizes over time; the table below it has them all."
    spells = f"Chart of the {len(rows['memberships'])} spells of status over time; the table below it has them all."
    europe = "Map of Europe: the countries by status. The lists beside it name them."
    world = "Map of the world: the countries by status."
    shapes = {"exact": "filled circle", "about": "empty circle", "more than": "triangle", "at least": "square"}
    key = "; ".join(f"{given}: {shapes[given]}" for given in sizes.given(rows))
    drawn = {
        "europe": (maps.europe(places), europe),
        "world": (maps.world(places), world),
        "timeline": (timeline.chart(rows, WIDE - timeline.NAMES - 14), spells),
        "timeline_narrow": (timeline.chart(rows, NARROW - timeline.NAMES - 14), spells),
        "sizes": (sizes.chart(rows, WIDE - 40), numbers),
        "sizes_narrow": (sizes.chart(rows, NARROW - 40), numbers),
        "key": (sizes.key(rows, WIDE), key),
        "key_narrow": (sizes.key(rows, NARROW), key),
    }
    return {name: svg.page(svg.draw(chart), f"picture-{name}", label) for name, (chart, label) in drawn.items()}


def _tile(place: maps.Place) -> str:
    return svg.page(svg.draw(maps.tile(place)), f"picture-{place.iso3}", f"Outline of {place.name}")


def _for_script(rows: Rows, date: str) -> dict:
    """What the script needs to answer for another date."""
    return {
        "last": date,
        "months": words.MONTHS,
        "statuses": palette.STATUSES,
        "words": words.STATUS,
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


def _linked(text: str, method: str):
    """Text in which what only docs/method.md explains leads there, where the page has it."""
    escaped = jinja2.utils.markupsafe.escape(text)
    link = _OF_THE_METHOD.sub(lambda m: f'<a href="{method}">{m[0]}</a>', escaped) if method else escaped
    return jinja2.utils.markupsafe.Markup(link)


def _definitions(schemas: dict[str, dict]) -> dict:
    """What the statuses mean, as the schema has it, so that the page cannot say something else; a spell; the roster."""
    status = next(f for f in schemas["memberships"]["fields"] if f["name"] == "status")
    return {
        "status": [
            (names, meaning[0].upper() + meaning[1:])
            for names, meaning in re.findall(r"([a-z]+(?:, [a-z]+)*): (.+?\.)(?= [a-z, ]+: |$)", status["description"])
        ],
        "memberships": f"A spell is a stretch of days with one status, both ends included. {SPELL}.",
        "roster": f"The reference roster is the 31 countries that the coalition was said to have on {words.day(ROSTER_DATE)}. "
        "Open a row for the country's spells, stances, meetings and the pages that say so.",
    }


def _about(schema: dict) -> str:
    first = schema["description"].split(". ")[0].rstrip(".")
    return first.removeprefix("One row per ")


def _datatables() -> bytes:
    """The table component, made loadable from a folder: browsers refuse modules there, but not one inside an address."""
    bundle = Path(importlib.metadata.distribution("itables").locate_file("itables/html/dt_bundle.js")).read_bytes()
    return b'window.dataTables=import("data:text/javascript;base64,' + base64.b64encode(bundle) + b'");\n'
