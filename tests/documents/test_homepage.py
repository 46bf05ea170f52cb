"""Where the dataset is published, and its identifier, are set in one place; all that names them has them from there."""

import json

import yaml

from hatch_build import Descriptor
from scripts.exports import metadata

HOME = "https://data.example/coalition/"
DOI = "https://doi.org/10.5555/made-up"
RECORD = "data/package.yaml"


def test_the_homepage_is_in_descriptor_citation_page_and_wheel(package, tmp_path):
    text = package.read(RECORD).decode()
    package.write(RECORD, text.replace("\n  version: ", f"\n  homepage: {HOME}\n  version: ", 1).encode())
    dataset = package.dataset()
    outputs = dataset.outputs
    assert json.loads(outputs["datapackage.json"])["homepage"] == HOME
    assert yaml.safe_load(outputs["CITATION.cff"])["url"] == HOME
    assert HOME in outputs["docs/citation.md"].decode()
    assert metadata.dataset(dataset.descriptor, dataset.rows, [])["url"] == HOME
    (tmp_path / "datapackage.json").write_bytes(outputs["datapackage.json"])
    wheel: dict = {}
    Descriptor(str(tmp_path), {}).update(wheel)
    assert wheel["urls"] == {"Homepage": HOME}


def test_the_identifier_is_in_descriptor_citation_and_page(package):
    text = package.read(RECORD).decode()
    package.write(RECORD, text.replace("\n  version: ", f"\n  id: {DOI}\n  version: ", 1).encode())
    dataset = package.dataset()
    outputs = dataset.outputs
    assert json.loads(outputs["datapackage.json"])["id"] == DOI
    assert yaml.safe_load(outputs["CITATION.cff"])["identifiers"] == [{"type": "doi", "value": "10.5555/made-up"}]
    assert DOI in outputs["docs/citation.md"].decode()
    assert metadata.dataset(dataset.descriptor, dataset.rows, [])["identifier"] == DOI


def test_no_address_is_made_up_while_there_is_none(computed, root):
    assert {"homepage", "id"}.isdisjoint(computed.descriptor)
    wheel: dict = {}
    Descriptor(str(root), {}).update(wheel)
    assert "urls" not in wheel and wheel["version"] == computed.descriptor["version"]
