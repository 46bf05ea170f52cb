"""Tools that others wrote read every table by the descriptor alone, each cell as it is and each column in its type.

docs/tools.md says so of each tool in READERS. A tool that is not installed skips its test, with what installs it.
"""

import importlib.util
import json
import shutil
import subprocess
import sys

import pytest

from tests.conftest import ROOT

TOOLS = ROOT / "tests/tools"
PYTHON_HAS = {"string": "str", "integer": "int", "boolean": "bool", "date": "date"}
R_HAS = {"string": "character", "codes": "factor", "integer": "numeric", "boolean": "logical", "date": "Date"}
JAVASCRIPT_HAS = {"string": "string", "integer": "number", "boolean": "boolean", "date": "date"}


def run(program: str, *arguments: object) -> str:
    """What a program prints; skips the test where it is not installed."""
    found = shutil.which(program)
    if not found:
        pytest.skip(f"{program} is not installed")
    done = subprocess.run([found, *map(str, arguments)], cwd=ROOT, capture_output=True, encoding="utf-8", check=False)
    assert done.returncode == 0, done.stderr
    return done.stdout


def frictionless_in_r() -> dict:
    """Codes are factors, with all levels of the list."""
    if run("Rscript", "-e", 'cat(requireNamespace("frictionless", quietly = TRUE))') != "TRUE":
        pytest.skip('the R package frictionless is not installed: install.packages("frictionless")')
    return json.loads(run("Rscript", TOOLS / "read_tables.R", ROOT))


def javascript(library: str) -> dict:
    if not (TOOLS / "node_modules" / library).is_dir():
        pytest.skip(f"the npm package {library} is not installed: npm ci --prefix tests/tools")
    return json.loads(run("node", TOOLS / "read_tables.js", library, ROOT))


def frictionless_in_python() -> dict:
    from frictionless import Package

    read = {}
    for resource in Package(str(ROOT / "datapackage.json")).resources:
        if resource.type == "table":
            rows = [row.to_dict() for row in resource.read_rows()]
            types = {name: {type(row[name]).__name__ for row in rows} - {"NoneType"} for name in rows[0]}
            read[resource.name] = {"types": types, "rows": rows}
    return read


READERS = {
    "frictionless (Python)": (frictionless_in_python, PYTHON_HAS),
    "frictionless (R)": (frictionless_in_r, R_HAS),
    "datapackage (JavaScript)": (lambda: javascript("datapackage"), JAVASCRIPT_HAS),
    "tableschema (JavaScript)": (lambda: javascript("tableschema"), JAVASCRIPT_HAS),
}


def as_text(value: object) -> str:
    """A value as the CSV has it."""
    if isinstance(value, bool):
        return str(value).lower()
    return "" if value is None else str(value)


@pytest.mark.parametrize("tool", READERS)
def test_a_tool_reads_every_table_with_the_right_types(tool, computed, tables):
    reader, has = READERS[tool]
    read = reader()
    assert list(read) == list(computed.schemas)
    for name, schema in computed.schemas.items():
        for field in schema["fields"]:
            found = read[name]["types"][field["name"]]
            kind = has["codes"] if "codes" in field and "codes" in has else has[field["type"]]
            if kind == "factor":
                assert read[name]["levels"][field["name"]] == field["constraints"]["enum"]
            assert set([found] if isinstance(found, str) else found) <= {kind}, f"{name}.{field['name']}"
        rows = [{field: as_text(row.get(field)) for field in tables[name][0]} for row in read[name]["rows"]]
        assert rows == tables[name], name


@pytest.mark.parametrize("tool", READERS)
def test_the_page_of_tools_has_a_row_for_what_is_tried_here(tool):
    page = (ROOT / "docs/tools.md").read_text(encoding="utf-8")
    (row,) = (line for line in page.splitlines() if line.startswith(f"| {tool} |"))
    assert "| all |" in row


def test_check_datapackage_finds_nothing_to_say_but_an_identifier_that_does_not_exist_yet(computed):
    if sys.version_info < (3, 12):
        pytest.skip("check-datapackage needs Python 3.12")
    if importlib.util.find_spec("check_datapackage") is None:
        pytest.skip("check-datapackage is not installed: pip install check-datapackage")
    import check_datapackage

    package = dict(computed.descriptor)
    package["resources"] = [  # with the schemas in place: it does not follow their paths
        r | ({"schema": computed.schemas[r["name"]]} if "schema" in r else {}) for r in package["resources"]
    ]
    assert check_datapackage.check(package) == []
    strict = check_datapackage.check(package, config=check_datapackage.Config(strict=True))
    assert [issue.jsonpath for issue in strict] == ([] if "id" in package else ["$.id"])
