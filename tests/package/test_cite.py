"""Each form of the citation names makers, version and title as the descriptor has them, and readers of the form read it whole."""

import json
import shutil
import subprocess
import sys

import pytest

import coalition_of_the_willing as cow
from coalition_of_the_willing.citing import FORMATS, apa, bibtex, csl, text
from tests.conftest import ROOT

RELEASED = {
    "name": "harbour-compact",
    "title": "Harbour & Compact: 100% of {its} #1_a \\ ~ ^ members",
    "version": "1.2.3",
    "created": "2031-06-05T00:00:00Z",
    "documented_until": "2031-05-04",
    "licenses": [{"name": "CC0-1.0"}],
    "contributors": [{"title": "Testers of Harbours, Ports and Wharves"}, {"title": "R&D of Ñandú Ltd."}],
}
BETWEEN = {key: value for key, value in RELEASED.items() if key != "created"} | {"version": "1.2.4-dev"}
DEPOSITED = RELEASED | {"id": "https://doi.org/10.1234/x_y", "homepage": "https://data.example/"}
HOSTED = RELEASED | {"homepage": "https://data.example/a_b?c=%20"}


def entry(package):
    """The entry as a reader of BibTeX that others wrote takes it, with its makers split into names."""
    bibtexparser = pytest.importorskip("bibtexparser", reason="bibtexparser is not installed: make test")
    from bibtexparser.middlewares import SeparateCoAuthors, SplitNameParts

    read = bibtexparser.parse_string(bibtex(package), append_middleware=[SeparateCoAuthors(), SplitNameParts()])
    assert read.failed_blocks == []
    (found,) = read.entries
    return found


def test_in_words_it_names_makers_year_title_edition_licence_and_address():
    assert text(HOSTED) == (
        "Testers of Harbours, Ports and Wharves and R&D of Ñandú Ltd. (2031). Harbour & Compact: 100% of {its} #1_a \\ ~ ^ members. "
        "Version 1.2.3, released 5 June 2031, facts to 4 May 2031. Data set. CC0-1.0. https://data.example/a_b?c=%20"
    )


def test_apa_style_has_the_version_and_the_kind_after_the_title():
    assert apa(HOSTED, "*") == (
        "Testers of Harbours, Ports and Wharves & R&D of Ñandú Ltd. (2031). *Harbour & Compact: 100% of {its} #1_a \\ ~ ^ members* "
        "(Version 1.2.3) [Data set]. https://data.example/a_b?c=%20"
    )


def test_a_reader_of_bibtex_takes_each_maker_whole():
    assert [(name.first, name.von, name.last) for name in entry(RELEASED)["author"]] == [
        ([], [], ["{Testers of Harbours, Ports and Wharves}"]),
        ([], [], [r"{R\&D of Ñandú Ltd.}"]),
    ]


def test_bibtex_has_version_and_facts_in_its_note_and_the_address_as_it_is():
    found = entry(HOSTED)
    assert (found.entry_type, found.key, found["year"]) == ("misc", "harbour-compact-1.2.3", "2031")
    assert found["note"] == "Version 1.2.3, released 5 June 2031, facts to 4 May 2031"
    assert found["url"] == HOSTED["homepage"] and "url" not in entry(RELEASED)


def test_no_sign_of_a_title_is_a_command_of_tex():
    assert entry(RELEASED)["title"] == (
        r"{Harbour \& Compact: 100\% of \textbraceleft{}its\textbraceright{} \#1\_a \textbackslash{} \textasciitilde{} "
        r"\textasciicircum{} members}"
    )


def test_csl_json_is_a_dataset_whose_makers_are_no_persons():
    (item,) = json.loads(csl(HOSTED))
    assert item == {
        "id": "harbour-compact-1.2.3",
        "type": "dataset",
        "title": RELEASED["title"],
        "author": [{"literal": "Testers of Harbours, Ports and Wharves"}, {"literal": "R&D of Ñandú Ltd."}],
        "issued": {"date-parts": [[2031, 6, 5]]},
        "version": "1.2.3",
        "note": "Facts to 4 May 2031.",
        "URL": HOSTED["homepage"],
    }


def test_a_doi_comes_before_the_homepage_and_has_a_field_of_its_own():
    assert text(DEPOSITED).endswith(" CC0-1.0. https://doi.org/10.1234/x_y https://data.example/")
    assert apa(DEPOSITED).endswith(" [Data set]. https://doi.org/10.1234/x_y")
    (item,) = json.loads(csl(DEPOSITED))
    assert (entry(DEPOSITED)["doi"], item["DOI"]) == ("10.1234/x_y", "10.1234/x_y")
    assert "doi" not in entry(HOSTED | {"id": "https://data.example/id"})


def test_between_releases_every_form_says_so_and_none_has_a_year():
    for form in (text, apa, bibtex, csl):
        said = form(BETWEEN)
        assert "unreleased" in said and "1.2.4-dev" in said and "issued" not in said
    assert "(unreleased)" in text(BETWEEN) and "(unreleased)" in apa(BETWEEN) and "year" not in entry(BETWEEN)


def test_cite_is_of_the_installed_version_in_every_format_it_lists():
    for format in FORMATS:
        assert cow.__version__ in cow.cite(format) and not cow.cite(format).endswith("\n")
    with pytest.raises(cow.UnknownFormat, match="no citation"):
        cow.cite(["text"])
    with pytest.raises(cow.UnknownFormat, match="'ris'; expected one of: text, bibtex, apa, csl"):
        cow.cite("ris")


def test_citing_needs_no_pandas():
    code = 'import sys; from coalition_of_the_willing import cite; cite("csl"); assert "pandas" not in sys.modules'
    subprocess.run([sys.executable, "-c", f"import sys; sys.path.append({str(ROOT / 'src')!r}); {code}"], check=True)


def test_the_words_serve_a_build_whose_descriptor_is_lost(tmp_path):
    """scripts/ imports them to make that very file."""
    shutil.copytree(ROOT / "src", tmp_path / "src")
    code = "from coalition_of_the_willing.citing import text; from coalition_of_the_willing.edition import day"
    subprocess.run([sys.executable, "-c", code], cwd=tmp_path / "src", check=True)
