"""The page and the figures say what the tables say, of the day they are for, and the same bytes on every machine."""

import hashlib
import json
import os
import re
import subprocess
import sys
from html.parser import HTMLParser
from itertools import product

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from scripts import page
from scripts.dataset import Dataset
from scripts.documents import edition, versions
from scripts.documents.descriptor import paths_of
from scripts.files import schemas, yaml_text
from scripts.files.trees import Folder
from scripts.site import building, dossiers, downloads, matrix, render, view, words
from scripts.site.pictures import figures, geometry, maps, palette, sizes, svg
from scripts.tables import spells
from tests.conftest import ROOT, as_released
from tests.site.conftest import OTHER_FORMATS

CODES = schemas.codes(Folder(ROOT))


# ---- what it says


def test_how_far_the_facts_go_stands_beside_the_version_wherever_that_is_said(computed, html, until):
    said = edition.of(computed.descriptor, until)
    head, body = html.split("</head>")
    assert re.search(rf'<meta name="description" content="[^"]+ {edition.sentence(edition.facts(until))}"', head)
    assert f"<p>{edition.sentence(edition.silence(until))}</p>" in body.split("</header>")[0]
    for place in ('<p class="kicker">', '<section id="downloads"', '<section id="cite"', "<footer>"):
        assert said.removeprefix("version ") in body.split(place)[1][:600], place


def test_between_releases_the_page_and_the_figures_say_that_they_are_unreleased(unreleased, until):
    said = f"ersion 9.9.9-dev, unreleased, {edition.facts(until)}"
    text = render.site(unreleased.rows, unreleased.descriptor, {})["index.html"].decode()
    assert text.count(said) >= 4 and "maintainers (unreleased)." in text
    assert "dateModified" not in _metadata(text)
    assert ' max="' not in re.search(r'<input type="date"[^>]*>', text)[0]
    drawn = figures.build(unreleased.descriptor, unreleased.rows)
    assert all(said in drawing.decode() for drawing in drawn.values())


def test_the_page_does_not_open_with_a_meeting_that_is_only_announced(tables):
    announced = tables["meetings"][0] | {"meeting": "announced", "end_date": "2099-01-01", "level": "leaders"}
    expected = tables["attendance"][0] | {"meeting": "announced", "confirmed": "false"}
    later = tables.replaced(meetings=[*tables["meetings"], announced], attendance=[*tables["attendance"], expected])
    assert view.last_day(later) == view.last_day(tables)


@pytest.mark.parametrize(
    ("day", "sentence"),
    [
        ("2025-08-12", "31 countries: 3 leads and 28 members."),
        ("2025-09-04", "31 countries: 3 leads and 28 members."),
        ("2026-01-06", "31 countries: 3 leads and 28 members."),
    ],
)
def test_who_was_in_is_answered_from_the_spells(tables, day, sentence):
    assert view.sentence(tables, day).startswith(sentence)


@pytest.mark.parametrize("day", ["2025-09-04", "2026-01-06"])
def test_with_participants_and_observers_there_are_35(tables, day):
    assert view.numbers(tables, day)["all"] == 35
    assert view.sentence(tables, day).endswith(": 35.")


def test_on_the_day_before_the_first_spell_nobody_is_in(tables):
    assert view.sentence(tables, "2025-03-01") == "0 countries: 0 leads and 0 members."


def test_every_country_stands_on_the_page_with_every_cited_page_of_its_spells(tables, html):
    cited = view.cited(tables)
    for country in tables["countries"]:
        assert f'id="{country["iso3"]}"' in html and country["name"] in html
    for spell in tables["memberships"]:
        for source in cited["memberships", spell["spell"]]:
            assert f'href="{source.url.replace("&", "&amp;")}"' in html


def test_turkey_is_found_by_its_old_and_its_new_name(tables):
    turkey = next(d for d in dossiers.build(tables, "2026-01-06") if d["iso3"] == "TUR")
    assert {"Turkey", "Türkiye", "Туреччина", "TUR"} <= set(turkey["search"].split())
    assert turkey["status"] == "participant"


def test_unknown_is_told_apart_from_absent(tables):
    built = matrix.build(tables, view.last_day(tables))
    complete = {m["meeting"] for m in tables["meetings"] if m["list_complete"] == "true"}
    known = {(a["meeting"], a["iso3"]) for a in tables["attendance"]}
    seen = set()
    for group in built["groups"]:
        for country in group["countries"]:
            for meeting, state in country["cells"]:
                silent = (meeting["meeting"], country["iso3"]) not in known
                assert (state == "absent") == (silent and meeting["meeting"] in complete)
                assert (state == "unknown") == (silent and meeting["meeting"] not in complete)
                seen.add(state)
    assert {"absent", "unknown", "leader", "message", "announced", "disputed"} <= seen <= set(matrix.STATES)


def test_a_page_that_says_otherwise_or_spoke_beforehand_is_marked_among_the_pages_of_a_row(tables):
    cited = view.cited(tables)
    austria = {page.publisher: page.bearing for page in cited["attendance", "paris-2025-03-27/AUT"]}
    assert (austria["Ukrinform"], austria["LaPresse"]) == ("", "says otherwise")
    netherlands = {page.bearing for page in cited["attendance", "kyiv-2025-05-10/NLD"]}
    assert netherlands == {"", "announced absent"}
    ukraine = {page.publisher: page.bearing for page in cited["memberships", "ukr-lead"]}
    assert (ukraine["LBC"], ukraine["TV5MONDE"]) == ("", "says otherwise")


def test_every_weak_row_that_is_shown_is_marked_and_no_other(tables, html):
    weak = [s for s in tables["support"] if s["weak"] == "true" and s["table"] not in ("meetings", "affiliations")]
    assert html.count('class="weak"') == len(weak) > 0


def test_japan_sent_messages_before_it_came(tables):
    japan = {m["meeting"]: s for m, s in _cells(tables, "JPN")}
    assert japan["virtual-2025-03-15"] == "message" and japan["virtual-2025-08-13"] == "leader"


def _cells(tables, iso3):
    groups = matrix.build(tables, view.last_day(tables))["groups"]
    return next(c["cells"] for g in groups for c in g["countries"] if c["iso3"] == iso3)


def test_the_tables_count_is_drawn_beside_the_published_sizes(tables):
    counts = view.own_counts(tables)
    assert [c["size"] for c in counts if c["date"] == "2025-09-04"] == [31, 35]
    assert {c["line"] for c in counts} == set(view.lines(tables))


def test_it_names_who_gave_31_and_35_and_the_latest_number(tables, html):
    said = {s["size"]: s["said_by"] for s in view.speakers(tables)}
    assert said["31"].startswith("LBC (12 August 2025); ")
    assert said["35"].startswith("French president (3 September 2025); ")
    exact = [s for s in tables["reported_sizes"] if (s["qualifier"], s["counted"]) == ("exact", "countries")]
    assert max(exact, key=lambda s: (s["date"], int(s["size"])))["size"] in said
    assert all(f"<b>{size}</b>" in html for size in said)


def test_sizes_of_the_coalition_are_told_apart_from_those_of_its_meetings(tables, html):
    known = [s for s in tables["reported_sizes"] if s["date"] <= "2026-02-28"]
    assert view.ranges(tables.replaced(reported_sizes=known)) == {"coalition": (30, 37), "meetings": (15, 40)}
    of = view.ranges(tables)
    assert (
        "of the coalition run from {} to {} countries, of its meetings from {} to {} ".format(
            *of["coalition"], *of["meetings"]
        )
        in html
    )


def test_every_status_has_one_word_and_its_meaning(computed, html):
    meanings = render._definitions(computed.rows)["status"]
    assert [name for name, _ in meanings] == list(computed.codes["status"])
    assert all(f"<dt>{name}</dt><dd>{meaning}</dd>" in html.replace("&#39;", "'") for name, meaning in meanings)
    assert "named as not taking part<" not in html


def test_the_rule_of_a_spell_is_that_of_the_method(html):
    assert render.SPELL in " ".join((ROOT / "docs/method.md").read_text(encoding="utf-8").split())
    assert render.SPELL.replace("'", "&#39;") in html


def test_what_the_method_explains_leads_there(tables, html):
    assert str(render._linked("<b> Reading 1, see docs/method.md", "m.md")) == (
        '&lt;b&gt; <a href="m.md">Reading 1</a>, see <a href="m.md">docs/method.md</a>'
    )
    assert str(render._linked("see docs/method.md", "")) == "see docs/method.md"
    assert html.count('href="docs/method.md"') >= 2


def test_names_at_the_head_of_a_dossier_are_told_by_language_and_not_doubled(tables):
    forms = {d["iso3"]: d["forms"] for d in dossiers.build(tables, view.last_day(tables))}
    assert forms["UKR"] == [("uk", "Україна")]
    assert forms["FRA"] == [("", "French Republic"), ("uk", "Франція")]


def test_a_status_has_its_own_day_beside_the_first_day_in(tables):
    austria = next(d for d in dossiers.build(tables, "2026-02-24") if d["iso3"] == "AUT")
    assert (austria["since"], austria["status_from"]) == ("2025-08-19", "observer from 4 September 2025")


def test_a_date_is_said_no_more_exactly_than_it_is_known():
    assert [words.day("2025-03-01", p) for p in ("day", "month", "year")] == ["1 March 2025", "March 2025", "2025"]


def test_without_a_script_nothing_is_hidden_but_the_controls(html):
    hidden = re.findall(r"<(\w+)\b(?! class=\"group\")[^>]* hidden>", html)  # a group without countries is hidden too
    assert sorted(hidden) == ["form", "form", "p"]  # date, search, and the note on days after the last meeting


def test_text_from_the_tables_cannot_become_markup(computed, tables, files):
    attack = '<img src=x onerror="alert(1)">'
    sources = [s | {"title": attack, "publisher": attack, "url": "javascript:alert(1)"} for s in tables["sources"]]

    descriptor = computed.descriptor | {"title": "</script>" + attack}
    text = render.site(tables.replaced(sources=sources), descriptor, files)["index.html"].decode()
    assert attack not in text and 'href="javascript' not in text
    assert text.count("</script>") == 4


# ---- the metadata for search engines


def _metadata(html):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', html)[1])


def test_its_metadata_is_that_of_the_descriptor(computed, html):
    descriptor, metadata = computed.descriptor, _metadata(html)
    assert (metadata["@context"], metadata["@type"]) == ("https://schema.org/", "Dataset")
    for theirs, ours in (("name", "title"), ("description", "description"), ("version", "version")):
        assert metadata[theirs] == descriptor[ours]
    assert metadata["keywords"] == descriptor["keywords"]
    assert metadata["license"] == descriptor["licenses"][0]["path"]
    assert metadata.get("dateModified", "") == descriptor.get("created", "")[:10]
    assert [c["name"] for c in metadata["creator"]] == [c["title"] for c in descriptor["contributors"]]
    assert len(metadata["variableMeasured"]) == len(computed.schemas)
    assert metadata["temporalCoverage"] == f"2025-03-02/{descriptor['documented_until']}"


def test_its_metadata_lists_every_file_with_its_true_hash(computed, files, html):
    listed = {d["contentUrl"]: d for d in _metadata(html)["distribution"]}
    assert {f"data/{name}.csv" for name in computed.schemas} | set(OTHER_FORMATS) <= set(listed)
    for path, entry in listed.items():
        assert entry["sha256"] == hashlib.sha256(files[path]).hexdigest()
        assert entry["contentSize"] == f"{len(files[path])} B"


def test_it_names_no_address_of_its_own_unless_told_where_it_is(computed, files, html):
    assert "url" not in _metadata(html)
    hosted = _metadata(
        render.site(computed.rows, computed.descriptor, files, "https://example.org/here/")["index.html"].decode()
    )
    assert hosted["url"] == "https://example.org/here/"
    assert all(d["contentUrl"].startswith("https://example.org/here/") for d in hosted["distribution"])


# ---- what it is made of


class _Addresses(HTMLParser):
    """Every address that a browser would load, or that a reader can follow inside the folder."""

    def __init__(self):
        super().__init__()
        self.loaded, self.followed, self.ids = [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids += [values["id"]] if "id" in values else []
        self.loaded += [values[a] for a in ("src", "srcset", "data", "poster") if a in values]
        self.loaded += [values["href"]] if tag in ("link", "use", "image") else []
        self.followed += [values["href"]] if tag == "a" else []


def test_it_loads_nothing_from_elsewhere_and_its_links_lead_somewhere(site, html):
    found = _Addresses()
    found.feed(html)
    assert [a for a in found.loaded if a not in site] == ["data:,"]
    assert len(found.ids) == len(set(found.ids))
    for address in found.followed:
        if address.startswith("#"):
            assert address[1:] in found.ids, address
        elif not address.startswith("https://"):
            assert address.startswith("http://") or address in site, address
    assert not re.search(r"@import|url\(", html)


def test_its_folder_is_a_data_package(computed, site):
    descriptor = json.loads(site["datapackage.json"])
    for resource in descriptor["resources"]:
        data = b"".join(site[path] for path in paths_of(resource))
        assert f"sha256:{hashlib.sha256(data).hexdigest()}" == resource["hash"]
    assert {r["schema"] for r in descriptor["resources"] if "schema" in r} <= set(site)


def test_reasons_that_wait_for_a_release_are_not_published(package):
    package.write("changes/a-slip.yaml", b"change: a-slip\nreason: The page says so.\n")
    dataset = package.dataset()
    assert "changes/a-slip.yaml" in dataset.records.text
    offered = building.offered(dataset)
    assert "data/members.yaml" in offered and not [path for path in offered if path.startswith("changes/")]


def test_it_offers_whatever_formats_it_is_given(files, html):
    tables = downloads.by_table(downloads.listed(files), ["members"])
    assert {"CSV", "Parquet"} <= {f.format for f in tables[0][1]}
    assert 'href="downloads/parquet/members.parquet"' in html and 'href="downloads/coalition.zip"' in html


def test_it_is_the_same_under_another_clock_zone_and_hash_seed(site, files, tmp_path):
    code = (
        "import sys; from pathlib import Path; from scripts.dataset import Dataset; from scripts.site import building, render\n"
        "computed = Dataset.at(Path(sys.argv[1])); files = building.offered(computed) | eval(sys.argv[2])\n"
        "made = render.site(computed.rows, computed.descriptor, files)\n"
        "Path(sys.argv[3]).write_bytes(made['index.html'])\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(ROOT), repr(OTHER_FORMATS), str(tmp_path / "index.html")],
        cwd=ROOT,
        env=os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"},
        check=True,
    )
    assert (tmp_path / "index.html").read_bytes() == site["index.html"]


# ---- the map and the colours


def test_small_states_are_drawn_larger(tables):
    names = [p.name for p in maps.small(view.places(tables, view.last_day(tables)))]
    assert {"Cyprus", "Luxembourg", "Malta", "Montenegro", "Slovenia"} <= set(names)
    assert "Belgium" not in names


def test_the_map_says_whose_borders_it_shows(html):
    assert "Natural Earth" in geometry.edition() and geometry.edition() in html
    assert "no statement of this dataset" in html


def test_every_status_but_plain_membership_bears_a_sign_of_its_own(computed):
    assert set(maps.SIGNS) == set(computed.codes["status"]) - {"member"}
    assert len(set(maps.SIGNS.values())) == len(maps.SIGNS)


def test_no_two_colours_are_confused_when_the_ground_turns_dark():
    light = [values[0] for values in palette.COLOURS.values()]
    assert len(set(light)) == len(light)


@pytest.mark.parametrize(("text", "ground", "mode"), [*product(("ink", "muted", "link"), ("paper", "panel"), (0, 1))])
def test_text_is_legible_on_both_grounds(text, ground, mode):
    assert _contrast(palette.COLOURS[text][mode], palette.COLOURS[ground][mode]) >= 4.5  # WCAG 2.2, level AA


@pytest.mark.parametrize(("mark", "mode"), [*product(CODES["counted"], (0, 1))])
def test_marks_stand_out_from_the_ground(mark, mode):
    assert _contrast(palette.COLOURS[mark][mode], palette.COLOURS["paper"][mode]) >= 3  # WCAG 2.2, 1.4.11


@pytest.mark.parametrize(
    ("sign", "status"), [("coast", "lead"), ("sign", "participant"), ("sign", "observer"), ("cross", "outside")]
)
def test_signs_stand_out_from_the_countries_that_bear_them(sign, status):
    for mode in (0, 1):
        assert _contrast(palette.COLOURS[sign][mode], palette.COLOURS[status][mode]) >= 3


def _contrast(one, other):
    a, b = sorted((_luminance(one), _luminance(other)), reverse=True)
    return (a + 0.05) / (b + 0.05)


def _luminance(colour):
    channels = (int(colour[i : i + 2], 16) / 255 for i in (1, 3, 5))
    linear = (c / 12.92 if c <= 0.04045 else ((c + 0.055) / 1.055) ** 2.4 for c in channels)
    return sum(weight * c for weight, c in zip((0.2126, 0.7152, 0.0722), linear, strict=True))


# ---- the figures and the command


def test_the_committed_figures_are_those_of_the_last_release(computed, drawn):
    version = computed.records.package[0]["version"]
    assert all(f"ersion {version}, released" in computed.tree.text(path) for path in drawn)
    if not versions.unreleased(computed.package["version"]):
        stale = list(building.stale_figures(drawn, computed.tree))
        assert stale == [], "stale; run `python -m scripts.page` and commit figures/"


def test_a_changed_figure_and_a_picture_of_another_are_found(drawn, tmp_path):
    made = building.stale_figures(drawn, Folder(tmp_path))
    assert set(made) == set(figures.NAMES)
    for path, data in made.items():
        (tmp_path / path).parent.mkdir(exist_ok=True)
        (tmp_path / path).write_bytes(data)
    assert building.stale_figures(drawn, Folder(tmp_path)) == {}
    (tmp_path / "figures/map.svg").write_bytes(made["figures/map.svg"].replace(b"Norway", b"Neverland"))
    (tmp_path / "figures/sizes.png").write_bytes(made["figures/map.png"])
    assert set(building.stale_figures(drawn, Folder(tmp_path))) == {"figures/map.svg", "figures/sizes.png"}


def test_a_stamped_picture_is_still_a_picture(drawn):
    image = svg.png(drawn["figures/map.svg"])
    assert image.startswith(b"\x89PNG\r\n\x1a\n") and image.endswith(b"IEND\xaeB`\x82")
    assert image[37:41] == b"tEXt"


def test_the_figures_carry_their_credit_and_the_map_its_caution(computed, drawn):
    licence = computed.descriptor["licenses"][0]["name"]
    said = edition.of(computed.descriptor, computed.descriptor["documented_until"])
    credit = f"{computed.descriptor['title']}, {said}, {licence}"
    assert all(credit in drawing.decode() for drawing in drawn.values())
    assert "Status as last documented." in drawn["figures/map.svg"].decode()


def test_the_key_of_the_sizes_has_what_the_table_has(tables):
    assert sizes.given(tables) == ["exact", "about", "more than"]
    one = [tables["reported_sizes"][0] | {"qualifier": "at-least"}]
    assert sizes.given(tables.replaced(reported_sizes=one)) == ["at least"]


def test_the_figures_tell_a_reader_without_eyes_who_is_in(drawn, tables):
    drawing = drawn["figures/map.svg"].decode()
    description = re.search(r"<desc>(.*?)</desc>", drawing)[1]
    held = (s for s in tables["memberships"] if spells.on(s, view.last_day(tables)))
    counted = {s["iso3"] for s in held if s["status"] in ("lead", "member")}
    assert len(counted) > 20 and all(c["name"] in description for c in tables["countries"] if c["iso3"] in counted)


def test_wrong_data_gives_1_and_writes_nothing(copy, tmp_path, capsys):
    path = copy / "data/members.yaml"
    path.write_text(path.read_text().replace("iso3: BEL", "iso3: BEX", 1))
    out = tmp_path / "out"
    assert page.main(["--root", str(copy), "--out", str(out)]) == 1
    assert "BEX" in capsys.readouterr().err
    assert not out.exists() and not (copy / "figures").exists()


def test_figures_are_drawn_at_a_release_and_left_alone_between(copy, capsys):
    record = Dataset.at(copy).records.package[0] | {"fingerprint": f"sha256:{'0' * 64}"}
    (copy / "data/package.yaml").write_text(yaml_text.write([record]), encoding="utf-8")
    assert page.main(["--root", str(copy), "--check"]) == 0
    assert "drawn at a release" in capsys.readouterr().out


def test_stale_figures_give_1_and_the_command_that_mends_them(copy, capsys):
    as_released(copy)
    assert page.main(["--root", str(copy), "--check"]) == 1
    said = capsys.readouterr()
    assert "figures/map.svg" in said.out and "python -m scripts.page" in said.err
    assert not (copy / "figures").exists()


def test_a_package_without_what_the_page_shows_gives_2(copy, capsys):
    for path in (copy / "data/meetings").iterdir():
        path.write_text(path.read_text().replace("level: leaders", "level: advisers"))
    assert page.main(["--root", str(copy)]) == 2
    assert "the last leaders' meeting held" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--root", "no-such-folder"], ["--url", "example.org"]])
def test_what_cannot_run_gives_2(arguments, capsys):
    assert page.main(arguments) == 2
    assert "could not run" in capsys.readouterr().err
