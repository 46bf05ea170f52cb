"""CITATION.cff is valid by the format's own schema, and the citation for people has the version."""

import json
import subprocess
import sys
import zipfile

import pytest
import yaml
from jsonschema import Draft7Validator, FormatChecker
from ruamel.yaml import YAML

from coalition_of_the_willing.citing import apa, bibtex, text


@pytest.fixture(scope="session")
def schema(tmp_path_factory):
    """The schema of CFF 1.2.0 as cffconvert ships it. That tool itself needs a jsonschema older than ours."""
    folder = tmp_path_factory.mktemp("cff")
    download = [sys.executable, "-m", "pip", "download", "--quiet", "--no-deps", "--disable-pip-version-check"]
    done = subprocess.run(
        [*download, "--dest", str(folder), "cffconvert==2.0.0"], capture_output=True, text=True, check=False
    )
    if done.returncode:
        pytest.skip(f"no package index at hand: {done.stderr.strip().splitlines()[-1]}")
    with zipfile.ZipFile(next(folder.glob("*.whl"))) as wheel:
        return json.loads(wheel.read("cffconvert/schemas/1.2.0/schema.json"))


def read(text):
    """As cffconvert reads it: dates stay text."""
    loader = YAML(typ="safe")
    loader.constructor.yaml_constructors["tag:yaml.org,2002:timestamp"] = loader.constructor.yaml_constructors[
        "tag:yaml.org,2002:str"
    ]
    return loader.load(text)


def test_the_citation_file_is_valid_by_its_own_schema(root, schema):
    validator = Draft7Validator(schema, format_checker=FormatChecker())
    assert [e.message for e in validator.iter_errors(read((root / "CITATION.cff").read_text(encoding="utf-8")))] == []


def test_it_is_valid_between_releases_too(unreleased, schema):
    cited = read(unreleased.outputs["CITATION.cff"].decode())
    assert [e.message for e in Draft7Validator(schema).iter_errors(cited)] == []


def test_that_schema_refuses_a_broken_citation(root, schema):
    cited = read((root / "CITATION.cff").read_text(encoding="utf-8"))
    for broken in ({"authors": []}, {"date-released": "23 November"}, {"type": "table"}, {"licence": "CC0-1.0"}):
        assert list(Draft7Validator(schema).iter_errors({**cited, **broken})), broken


def test_version_and_date_are_those_of_the_package(root):
    package = json.loads((root / "datapackage.json").read_text())
    cited = yaml.safe_load((root / "CITATION.cff").read_text(encoding="utf-8"))
    released = package.get("created", "")[:10]
    assert (cited["version"], cited.get("date-released", "")) == (package["version"], released)
    said = (root / "docs/citation.md").read_text(encoding="utf-8")
    assert text(package, "*") in said and apa(package, "*") in said and bibtex(package) in said
