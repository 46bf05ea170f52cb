"""Every page of the site is valid HTML, as html-validate has it: npm ci --prefix tests/tools."""

import json
import shutil
import subprocess
from pathlib import Path

import pytest

from tests.conftest import ROOT

pytest.importorskip("altair", reason="the page needs the group `page`: run `make test`")

from scripts.files import writing

TOOLS = ROOT / "tests/tools"
PROGRAM = TOOLS / "node_modules/html-validate/bin/html-validate.mjs"
CONFIG = TOOLS / "html-validate.mjs"


def found(folder) -> list[str]:
    """What html-validate finds in the pages of a folder: page, line, rule, message. Skips the test where it is not installed."""
    node = shutil.which("node")
    if not node:
        pytest.skip("node is not installed")
    if not PROGRAM.is_file():
        pytest.skip("the npm package html-validate is not installed: npm ci --prefix tests/tools")
    report = folder / "report.json"  # a file: node ends before a pipe has taken all
    command = [node, PROGRAM, "--config", CONFIG, "--formatter", f"json={report}", "."]
    done = subprocess.run(command, cwd=folder, capture_output=True, encoding="utf-8", check=False)
    assert report.is_file(), done.stdout + done.stderr
    return [
        f"{Path(page['filePath']).relative_to(folder)}:{message['line']} {message['ruleId']}: {message['message']}"
        for page in json.loads(report.read_text(encoding="utf-8"))
        for message in page["messages"]
    ]


def test_every_page_is_valid(site, tmp_path):
    pages = {path: data for path, data in site.items() if path.endswith(".html")}
    writing.replace(tmp_path, pages)
    assert found(tmp_path) == []


def test_a_page_that_is_not_valid_is_found_at_any_depth(tmp_path):
    broken = b'<!doctype html>\n<html lang="en"><head><title>A</title></head><body><p id="a"><div id="a"></p></body></html>\n'
    writing.replace(tmp_path, {"index.html": broken, "countries/AAA.html": broken})
    rules = " ".join(found(tmp_path))
    assert "no-dup-id" in rules and "close-order" in rules
    assert "index.html:2" in rules and "countries/AAA.html:2" in rules
