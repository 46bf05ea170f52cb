"""Zenodo takes a release for what it is: a dataset, by its makers, of this version and licence."""

import json

from scripts.documents import edition


def test_zenodo_is_told_that_it_is_a_dataset_with_makers_licence_and_edition(computed, until):
    told, package = json.loads(computed.outputs[".zenodo.json"]), computed.package
    assert (told["upload_type"], told["access_right"], told["license"]) == ("dataset", "open", "cc0-1.0")
    assert [maker["name"] for maker in told["creators"]] == [c["title"] for c in package["contributors"]]
    assert (told["title"], told["version"]) == (package["title"], package["version"])
    assert edition.facts(until) in told["notes"]


def test_between_releases_it_has_no_day(unreleased):
    told = json.loads(unreleased.outputs[".zenodo.json"])
    assert "publication_date" not in told and "unreleased" in told["notes"]


def test_the_description_is_html_and_its_signs_are_no_tags(package):
    record = package.read("data/package.yaml").decode()
    package.write(
        "data/package.yaml", record.replace("  description: 'Who", "  description: 'A <b> & C. Who", 1).encode()
    )
    assert json.loads(package.dataset().outputs[".zenodo.json"])["description"].startswith(
        "<p>A &lt;b&gt; &amp; C. Who"
    )
