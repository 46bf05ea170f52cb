"""The pages say what the tables say, of the day they are for, and the same bytes on every machine."""

import hashlib
import html as entities
import json
import os
import pickle
import posixpath
import re
import subprocess
import sys
from html.parser import HTMLParser

import pytest

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from scripts import page as command
from scripts.documents import edition
from scripts.documents.descriptor import paths_of
from scripts.site import building, countries, downloads, front, matrix, render, view, words
from scripts.site.pages import Site
from scripts.site.pictures import geometry
from tests.conftest import ROOT, Package
from tests.site.conftest import OTHER_FORMATS

BASE = "https://example.org/here/"


@pytest.fixture(scope="module")
def package(computed, files):
    return Site(computed.rows, computed.descriptor, files, "")


@pytest.fixture(scope="module")
def hosted(computed, files):
    """The pages of a site that has an address, of a dataset that has a homepage."""
    made = render.site(computed.rows, computed.descriptor | {"homepage": "https://example.org/project"}, files, BASE)
    return {path: data.decode() for path, data in made.items() if path.endswith((".html", ".xml"))}


def said(page):
    """The words of a page, without tags."""
    body = page.split("<body>")[1]
    return " ".join(
        entities.unescape(re.sub(r"<(script|svg|template).*?</\1>|<[^>]*>", " ", body, flags=re.DOTALL)).split()
    )


# ---- what they say


def test_every_page_has_a_title_a_description_and_the_day_of_the_facts_beside_the_version(computed, pages, until):
    titles = {path: re.search("<title>(.+?)</title>", page)[1] for path, page in pages.items()}
    assert len(set(titles.values())) == len(titles)
    for path, page in pages.items():
        assert re.search(r'<meta name="description" content="[^"]{10,}"', page), path
        assert edition.of(computed.descriptor, until) in page.split("<footer>")[1], path


def test_between_releases_the_pages_say_that_they_are_unreleased(unreleased, until):
    made = render.site(unreleased.rows, unreleased.descriptor, {})
    for path, data in made.items():
        if path.endswith(".html"):
            assert f"ersion 9.9.9-dev, unreleased, {edition.facts(until)}" in data.decode(), path
    assert "maintainers (unreleased)." in made["downloads.html"].decode()
    assert "dateModified" not in _metadata(made["index.html"].decode())


def test_there_is_a_page_for_each_country_each_meeting_and_each_document(tables, pages, files):
    wanted = {f"countries/{c['iso3']}.html" for c in tables["countries"]}
    wanted |= {f"meetings/{m['meeting']}.html" for m in tables["meetings"]}
    wanted |= {f"docs/{path[5:-3]}.html" for path in files if path.startswith("docs/")}
    assert wanted < set(pages)


def test_the_first_page_says_the_number_the_coverage_the_leads_and_what_is_deduced(tables, html, until):
    text = said(html)
    for words_ in (
        view.sentence(tables, view.last_day(tables)).replace("countries:", "countries :"),
        f"{edition.sentence(edition.facts(until))[:-1]}; nothing later is on record.",
        "Led by France, Ukraine and United Kingdom.",
        "The other 24 are deduced",
        "It names 7 of them: Australia, Canada, France, Japan, New Zealand, Ukraine and United Kingdom.",
        "31 countries, 27 of them European and 4 not",
    ):
        assert words_ in text, words_


def test_every_spell_that_a_page_disputes_is_said_to_be_contested_on_the_first_page_and_no_other(tables, html):
    disputed = {s["record"] for s in tables["support"] if (s["table"], s["disputed"]) == ("memberships", "true")}
    assert set(re.findall(r'id="contested-([^"]+)"', html)) == disputed
    for word in ("Slovenia", "Croatia", "Ukraine", "Türkiye", "Austria"):
        assert word in html.split('class="contested"')[1].split("</ul>")[0]


def test_every_page_cited_for_a_spell_stands_on_the_page_of_its_country(tables, pages):
    url = {s["source"]: s["url"] for s in tables["sources"]}
    owner = {s["spell"]: s["iso3"] for s in tables["memberships"]}
    for e in tables["evidence"]:
        if e["table"] == "memberships":
            assert f'href="{entities.escape(url[e["source"]])}"' in pages[f"countries/{owner[e['record']]}.html"], e


def test_every_claim_stands_on_the_page_of_its_meeting_under_its_country(tables, pages):
    publisher = {s["source"]: s["publisher"] for s in tables["sources"]}
    for meeting in tables.distinct("claims", "meeting"):
        page = pages[f"meetings/{meeting}.html"]
        for claim in tables["claims"]:
            if claim["meeting"] == meeting:
                part = page.split(f'id="{claim["iso3"]}"')[1].split("</div>")[0]
                assert entities.escape(publisher[claim["source"]], quote=False) in part.replace("&#39;", "'"), claim


def test_a_cell_of_the_matrix_leads_to_the_claims_behind_it(tables, pages):
    matrix_, cells = pages["meetings/index.html"], {f"{a['meeting']}.html#{a['iso3']}" for a in tables["attendance"]}
    assert cells == set(re.findall(r'href="([^"/]+\.html#[A-Z]{3})"', matrix_))


def test_a_reprint_names_its_host_and_a_page_in_another_language_its_language(tables, pages):
    sources, reprints = pages["sources.html"], [s for s in tables["sources"] if s["reprinted_by"]]
    assert len(reprints) > 100
    for s in reprints:
        row = sources.split(f'id="{s["source"]}"')[1].split("</tr>")[0]
        assert f"via {entities.escape(s['reprinted_by'])}" in row.replace("&#39;", "'")
    for path in ("countries/NOR.html", "sources.html", "sizes.html"):
        assert re.search(r'<a href="https?://[^"]+" hreflang="nb"', pages[path]) or path != "countries/NOR.html"
        assert re.search(r'hreflang="uk"[^>]*>', pages[path]), path


def test_sources_are_numbered_once_a_page_in_the_order_in_which_they_are_cited(pages):
    for path, page in pages.items():
        cited = [int(n) for n in re.findall(r'href="#source-(\d+)"', page)]
        listed = [int(n) for n in re.findall(r'<li id="source-(\d+)"', page)]
        assert list(dict.fromkeys(cited)) == listed == list(range(1, len(listed) + 1)), path
    assert pages["countries/NOR.html"].count('<li id="source-') > 10


def test_support_is_in_sight_and_a_page_that_says_otherwise_stands_first_and_is_marked(package):
    spells = {s["spell"]: s for s in package.facts.of("memberships")}
    slovenia, *_ = package.provenance.cited(spells["svn-member"])
    assert (slovenia.source.publisher, slovenia.bearing, slovenia.against) == (
        "Slovenske novice",
        "says otherwise",
        True,
    )
    assert package.provenance.support(spells["svn-member"]) == "one page, pages disagree"
    assert re.fullmatch(
        r"\d+ pages of \d+ publishers(, \d+ official)?", package.provenance.support(spells["nor-member"])
    )


def test_a_page_that_spoke_beforehand_is_told_apart_from_one_that_says_otherwise(package):
    rows = {(a["meeting"], a["iso3"]): a for a in package.facts.of("attendance")}
    austria = {c.source.publisher: c.bearing for c in package.provenance.cited(rows["paris-2025-03-27", "AUT"])}
    assert (austria["Ukrinform"], austria["LaPresse"]) == ("", "says otherwise")
    assert {c.bearing for c in package.provenance.cited(rows["kyiv-2025-05-10", "NLD"])} == {"", "announced absent"}


def test_every_weak_row_of_a_country_is_marked(tables, pages):
    weak = {s["record"] for s in tables["support"] if (s["table"], s["weak"]) == ("positions", "true")}
    for p in tables["positions"]:
        if p["position"] in weak:
            assert 'class="weak"' in pages[f"countries/{p['iso3']}.html"]
    assert weak


@pytest.mark.parametrize(
    ("iso3", "sentence"),
    [
        ("NOR", "Member since 2 March 2025, by attendance at a leaders' meeting; so says "),
        ("AUT", "Observer since 4 September 2025, by a statement; so says "),
        ("SVN", "Slovenske novice says otherwise."),
        ("MKD", "No status on record: other tables mention the country."),
    ],
)
def test_a_country_says_its_status_since_when_and_on_whose_word_in_one_sentence(iso3, sentence, pages):
    assert sentence in entities.unescape(pages[f"countries/{iso3}.html"])


def test_a_country_says_whether_it_is_on_each_list_that_is_said_to_be_whole(tables, pages):
    whole = [r for r in tables["reports"] if r["says_complete"] == "true"]
    named = {(c["meeting"], c["source"]) for c in tables["claims"] if c["iso3"] == "TUR" and c["says"] == "attended"}
    part = pages["countries/TUR.html"].split('id="lists"')[1].split("</section>")[0]
    assert part.count('class="yes"') + part.count('class="no"') == len(whole)
    assert part.count('class="yes"') >= sum((r["meeting"], r["source"]) in named for r in whole) > 0


def test_the_last_stance_of_a_country_on_a_force_stands_first_and_in_the_table_of_stances(tables, pages):
    of_estonia = [p for p in tables["positions"] if (p["iso3"], p["force"]) == ("EST", "ground")]
    last = max(of_estonia, key=lambda p: (p["date"], p["position"]))
    part = pages["countries/EST.html"].split('id="stances-ground"')[1]
    assert part.index(words.day(last["date"], last["date_precision"])) < 200
    rows = pages["stances.html"].split("<tbody>")[1].split("<tr>")
    row = next(r for r in rows if "countries/EST.html#stances-ground" in r)
    assert words.day(last["date"], last["date_precision"]) in row and entities.escape(last["said_by"]) in row


def test_a_meeting_says_who_came_whether_its_list_is_complete_and_the_sizes_given_of_it(tables, pages):
    text = said(pages["meetings/paris-2025-03-27.html"])
    assert "the list is complete" in text and "27 of them by their leaders" in text
    sizes = [s for s in tables["reported_sizes"] if s["meeting"] == "paris-2025-03-27"]
    part = pages["meetings/paris-2025-03-27.html"].split('id="sizes"')[1].split("</section>")[0]
    assert part.count("<li>") == len(sizes) > 3


def test_names_are_told_by_language_and_not_doubled(package):
    forms = {c["iso3"]: countries._forms(c) for c in package.countries}
    assert forms["UKR"] == [("uk", "Україна")]
    assert forms["FRA"] == [("", "French Republic"), ("uk", "Франція")]


def test_it_names_who_gave_31_and_35_and_the_latest_number(tables, pages):
    given = {s["size"]: s["said_by"] for s in view.speakers(tables)}
    assert given["31"].startswith("LBC (12 August 2025); ")
    assert given["35"].startswith("French president (3 September 2025); ")
    exact = [s for s in tables["reported_sizes"] if (s["qualifier"], s["counted"]) == ("exact", "countries")]
    assert max(exact, key=lambda s: (s["date"], int(s["size"])))["size"] in given
    for path in ("index.html", "sizes.html"):
        assert all(f"<b>{size}</b>" in pages[path] for size in given)


def test_sizes_of_the_coalition_are_told_apart_from_those_of_its_meetings(tables):
    known = [s for s in tables["reported_sizes"] if s["date"] <= "2026-02-28"]
    assert view.ranges(tables.replaced(reported_sizes=known)) == {"coalition": (30, 37), "meetings": (15, 40)}


def test_every_status_has_one_word_and_its_meaning(computed, html):
    for entry in computed.codes["status"].values():
        meaning = entities.escape(f"{entry.meaning[0].upper()}{entry.meaning[1:]}.").replace("&#x27;", "&#39;")
        assert f"<dt>{entry.title}</dt><dd>{meaning}</dd>" in html


def test_the_rule_of_a_spell_is_that_of_the_method(html):
    assert front.SPELL in " ".join((ROOT / "docs/method.md").read_text(encoding="utf-8").split())
    assert front.SPELL in entities.unescape(html)


def test_what_a_note_says_of_a_document_leads_there():
    linked = render._linked("<b> see docs/method.md", {"docs/method.md": "docs/method.html"}, "../")
    assert str(linked) == '&lt;b&gt; see <a href="../docs/method.html">docs/method.md</a>'
    assert str(render._linked("see docs/method.md", {}, "")) == "see docs/method.md"


def test_the_map_says_whose_borders_it_shows(html):
    assert "Natural Earth" in geometry.edition() and geometry.edition() in html
    assert "no statement of this dataset" in html


def test_without_a_script_nothing_is_hidden_but_empty_groups(pages):
    for path, page in pages.items():
        assert re.findall(r"<(\w+)\b(?! class=\"group\")[^>]* hidden>", page) == [], path


def test_text_from_the_tables_cannot_become_markup(computed, tables, files):
    attack = '<img src=x onerror="alert(1)">'
    sources = [s | {"title": attack, "publisher": attack, "url": "javascript:alert(1)"} for s in tables["sources"]]
    descriptor = computed.descriptor | {"title": "</script>" + attack}
    made = render.site(tables.replaced(sources=sources), descriptor, files)
    for path, data in made.items():
        if path.endswith(".html"):
            page = data.decode()
            assert attack not in page and 'href="javascript' not in page, path
            assert page.count("</script>") == page.count("<script"), path


# ---- what was answered from the tables before it is on a page


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


def test_a_date_is_said_no_more_exactly_than_it_is_known():
    assert [words.day("2025-03-01", p) for p in ("day", "month", "year")] == ["1 March 2025", "March 2025", "2025"]


# ---- the metadata, for search engines and for those who link


def _metadata(page):
    return json.loads(re.search(r'<script type="application/ld\+json">(.*?)</script>', page)[1])


@pytest.mark.parametrize("path", ["index.html", "downloads.html"])
def test_its_metadata_is_that_of_the_descriptor(path, computed, pages):
    descriptor, metadata = computed.descriptor, _metadata(pages[path])
    assert (metadata["@context"], metadata["@type"]) == ("https://schema.org/", "Dataset")
    for theirs, ours in (("name", "title"), ("description", "description"), ("version", "version")):
        assert metadata[theirs] == descriptor[ours]
    assert metadata["keywords"] == descriptor["keywords"]
    assert metadata["license"] == descriptor["licenses"][0]["path"]
    assert metadata.get("dateModified", "") == descriptor.get("created", "")[:10]
    assert [c["name"] for c in metadata["creator"]] == [c["title"] for c in descriptor["contributors"]]
    assert len(metadata["variableMeasured"]) == len(computed.schemas)
    assert metadata["temporalCoverage"] == f"2025-03-02/{descriptor['documented_until']}"


def test_its_metadata_lists_every_file_with_its_kind_and_true_hash(computed, files, pages):
    listed = {d["contentUrl"]: d for d in _metadata(pages["downloads.html"])["distribution"]}
    assert {f"data/{name}.csv" for name in computed.schemas} | set(OTHER_FORMATS) <= set(listed)
    codebook = next(path for path in listed if path.endswith(".pdf"))
    assert listed[codebook]["encodingFormat"] == "application/pdf"
    for path, entry in listed.items():
        assert entry["sha256"] == hashlib.sha256(files[path]).hexdigest()
        assert entry["contentSize"] == f"{len(files[path])} B"


def test_it_names_no_address_of_its_own_unless_told_where_it_is(pages, hosted):
    assert "url" not in _metadata(pages["index.html"])
    assert not re.search("canonical|og:", "".join(page.split("<body>")[0] for page in pages.values()))
    metadata = _metadata(hosted["downloads.html"])
    assert metadata["url"] == BASE
    assert all(d["contentUrl"].startswith(BASE) for d in metadata["distribution"])
    for path, page in hosted.items():
        if path.endswith(".html") and path != "404.html":
            assert f'<link rel="canonical" href="{BASE}{path.replace("index.html", "")}">' in page
            assert f'<meta property="og:image" content="{BASE}figures/card.png">' in page
    assert hosted["sitemap.xml"].count("<loc>") == len(hosted) - 2  # neither itself nor the page of what is missing


def test_the_page_of_what_is_missing_works_at_any_depth(hosted):
    links = re.findall(r'(?:href|src)="([^"#]+)', hosted["404.html"])
    assert links and all(link.startswith("https://") for link in links)


def test_report_an_error_stands_on_every_page_where_there_is_a_homepage(computed, pages, hosted):
    for path in pages:
        assert '<a href="https://example.org/project">Report an error</a>' in hosted[path], path
    if "homepage" not in computed.descriptor:
        assert not any("Report an error" in page for page in pages.values())


# ---- what it is made of


class _Addresses(HTMLParser):
    """Every address that a browser would load, or that a reader can follow inside the folder; what a strict host would refuse."""

    def __init__(self):
        super().__init__()
        self.loaded, self.followed, self.ids, self.refused = [], [], [], []

    def handle_starttag(self, tag, attributes):
        values = dict(attributes)
        self.ids += [values["id"]] if "id" in values else []
        self.loaded += [values[a] for a in ("src", "srcset", "data", "poster") if a in values]
        self.loaded += [values["href"]] if tag in ("link", "use", "image") else []
        self.followed += [values["href"]] if tag == "a" else []
        kind = values.get("type", "")
        inline = tag == "script" and "src" not in values and kind not in ("application/json", "application/ld+json")
        if inline or tag == "style" or any(a == "style" or a.startswith("on") for a in values):
            self.refused.append((tag, values))


@pytest.fixture(scope="module")
def addresses(pages):
    found = {}
    for path, page in pages.items():
        found[path] = _Addresses()
        found[path].feed(page)
    return found


def test_no_page_loads_anything_from_elsewhere_or_has_what_a_strict_host_refuses(addresses, site):
    for path, found in addresses.items():
        assert found.refused == [], path
        for address in found.loaded:
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), address)) in site, (path, address)
    assert not re.search(r"@import|url\(", site["assets/style.css"].decode())


def test_every_link_leads_to_a_page_and_a_place_that_is_there(addresses, site):
    for path, found in addresses.items():
        assert len(found.ids) == len(set(found.ids)), path
        for address in found.followed:
            if not address.startswith(("https://", "http://")):
                file, _, place = address.partition("#")
                target = posixpath.normpath(posixpath.join(posixpath.dirname(path), file)) if file else path
                assert target in site, (path, address)
                assert not place or place in addresses[target].ids, (path, address)


def test_every_page_of_facts_has_a_twin_in_json(pages, site):
    for path, page in pages.items():
        if not path.startswith("docs/") and path != "404.html":
            twin = re.search(r'<link rel="alternate" type="application/json"[^>]* href="([^"]+)"', page)[1]
            assert posixpath.normpath(posixpath.join(posixpath.dirname(path), twin)) in site, path


def test_documents_are_pages_and_no_bare_markdown_is_served(site):
    assert [path for path in site if path.endswith(".md") and not path.startswith("downloads/")] == []
    assert "docs/method.html" in site


def test_its_folder_is_a_data_package(computed, site):
    descriptor = json.loads(site["datapackage.json"])
    for resource in descriptor["resources"]:
        data = b"".join(site[path] for path in paths_of(resource))
        assert f"sha256:{hashlib.sha256(data).hexdigest()}" == resource["hash"]
    assert {r["schema"] for r in descriptor["resources"] if "schema" in r} <= set(site)


def test_reasons_that_wait_for_a_release_are_not_published():
    package = Package()
    package.write("changes/a-slip.yaml", b"change: a-slip\nreason: The page says so.\n")
    dataset = package.dataset()
    assert "changes/a-slip.yaml" in dataset.records.text
    offered = building.offered(dataset)
    assert "data/members.yaml" in offered and not [path for path in offered if path.startswith("changes/")]


def test_it_offers_whatever_formats_it_is_given(files, pages):
    tables = downloads.by_table(downloads.listed(files), ["members"])
    assert {"CSV", "Parquet"} <= {f.format for f in tables[0][1]}
    assert 'href="downloads/parquet/members.parquet"' in pages["downloads.html"]
    assert 'href="downloads/coalition.zip"' in pages["downloads.html"]


def test_it_is_the_same_under_another_clock_zone_and_hash_seed(site, files, tmp_path):
    (tmp_path / "files").write_bytes(pickle.dumps(files))
    code = (
        "import sys, hashlib, json, pickle; from pathlib import Path; from scripts.dataset import Dataset; from scripts.site import render\n"
        "computed = Dataset.at(Path(sys.argv[1])); files = pickle.loads(Path(sys.argv[2]).read_bytes())\n"
        "made = render.site(computed.rows, computed.descriptor, files)\n"
        "Path(sys.argv[3]).write_text(json.dumps({path: hashlib.sha256(data).hexdigest() for path, data in made.items()}))\n"
    )
    subprocess.run(
        [sys.executable, "-c", code, str(ROOT), str(tmp_path / "files"), str(tmp_path / "sums.json")],
        cwd=ROOT,
        env=os.environ | {"TZ": "Pacific/Auckland", "PYTHONHASHSEED": "7", "LC_ALL": "C"},
        check=True,
    )
    sums = json.loads((tmp_path / "sums.json").read_text())
    assert sums == {path: hashlib.sha256(data).hexdigest() for path, data in site.items()}


# ---- the command


def test_wrong_data_gives_1_and_writes_nothing(copy, tmp_path, capsys):
    path = copy / "data/members.yaml"
    path.write_text(path.read_text().replace("iso3: BEL", "iso3: BEX", 1))
    out = tmp_path / "out"
    assert command.main(["--root", str(copy), "--out", str(out)]) == 1
    assert "BEX" in capsys.readouterr().err
    assert not out.exists() and not (copy / "figures").exists()


def test_a_package_without_what_the_page_shows_gives_2(copy, capsys):
    for path in (copy / "data/meetings").iterdir():
        path.write_text(path.read_text().replace("level: leaders", "level: advisers"))
    assert command.main(["--root", str(copy)]) == 2
    assert "the last leaders' meeting held" in capsys.readouterr().err


@pytest.mark.parametrize("arguments", [["--root", "no-such-folder"], ["--url", "example.org"]])
def test_what_cannot_run_gives_2(arguments, capsys):
    assert command.main(arguments) == 2
    assert "could not run" in capsys.readouterr().err
