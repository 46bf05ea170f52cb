"""How far the facts go is computed, and said beside the version and the day of its release wherever that stands."""

import json

import pytest
import yaml

from scripts.documents import edition, versions
from scripts.tables import meetings
from tests.conftest import ROOT

RELEASED = {"version": "1.2.3", "created": "2031-06-05"}


def later(tables, confirmed):
    """The tables with a meeting of two days in a later year, and one country at it."""
    meeting = tables["meetings"][0] | {"meeting": "later", "start_date": "2099-01-01", "end_date": "2099-01-02"}
    attended = tables["attendance"][0] | {"meeting": "later", "confirmed": confirmed}
    return tables.replaced(meetings=[*tables["meetings"], meeting], attendance=[*tables["attendance"], attended])


def test_the_facts_go_to_the_last_day_of_a_meeting_that_a_country_is_confirmed_to_have_attended(computed, tables):
    until = meetings.documented_until(tables)
    assert computed.descriptor["documented_until"] == until >= "2026-02-24"
    assert meetings.documented_until(later(tables, "true")) == "2099-01-02"
    assert meetings.documented_until(tables.replaced(attendance=[])) == ""


@pytest.mark.parametrize("confirmed", ["false", ""], ids=["announced", "disputed"])
def test_a_meeting_whose_attendance_nobody_confirms_does_not_count(tables, confirmed):
    assert meetings.documented_until(later(tables, confirmed)) == meetings.documented_until(tables)


@pytest.mark.parametrize(
    ("package", "until", "words"),
    [
        (RELEASED, "2031-05-04", "version 1.2.3, released 5 June 2031, facts to 4 May 2031"),
        (RELEASED | {"created": "2031-06-05T00:00:00Z"}, "", "version 1.2.3, released 5 June 2031"),
        ({"version": "1.2.4-dev"}, "2031-05-04", "version 1.2.4-dev, unreleased, facts to 4 May 2031"),
    ],
)
def test_an_edition_is_its_version_its_release_and_the_day_to_which_its_facts_go(package, until, words):
    assert edition.of(package, until) == words
    assert edition.in_full(package, until) == words + ("; silence after that day is not a finding" if until else "")


def test_every_document_says_it(computed, until):
    said = {path: text.decode() for path, text in computed.outputs.items() if path.endswith((".md", ".cff", "ge.json"))}
    released = edition.of(computed.package, computed.descriptor["documented_until"])
    assert released in said["docs/data-dictionary.md"] and "is not a finding" in said["docs/data-dictionary.md"]
    assert edition.sentence(released) in said["docs/citation.md"]
    assert yaml.safe_load(said["CITATION.cff"])["abstract"].endswith(f". {edition.sentence(edition.facts(until))}")


def test_between_releases_every_document_says_that_it_is_unreleased(unreleased, until):
    said = {path: text.decode() for path, text in unreleased.outputs.items()}
    descriptor, cited = json.loads(said["datapackage.json"]), yaml.safe_load(said["CITATION.cff"])
    assert descriptor["version"] == cited["version"] == "9.9.9-dev"
    assert "created" not in descriptor and "date-released" not in cited
    assert descriptor["documented_until"] == until and edition.sentence(edition.facts(until)) in cited["abstract"]
    assert "maintainers (unreleased). *" in said["docs/citation.md"]
    for path in ("docs/citation.md", "docs/data-dictionary.md"):
        assert f"ersion 9.9.9-dev, unreleased, {edition.facts(until)}" in said[path]


def test_the_readme_says_near_its_top_how_far_the_facts_go(computed, until):
    """The release writes the day; what came since is not released."""
    readme = (ROOT / "README.md").read_text(encoding="utf-8")
    top = " ".join(readme[: readme.index("## Tables")].split())
    assert "Facts to " in top and "silence after that day is not a finding" in top
    if not versions.unreleased(computed.package["version"]):
        assert readme == edition.renewed(readme, until)


def test_the_day_is_renewed_wherever_a_text_names_it_and_other_days_stay():
    text = "**Facts to 4 May 2031**, read on 4 May 2031; facts\nto 30 April 2031."
    assert edition.renewed(text, "2032-10-09") == (
        "**Facts to 9 October 2032**, read on 4 May 2031; facts\nto 9 October 2032."
    )
    assert edition.renewed(text, "") == text
