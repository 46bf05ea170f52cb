"""The package is valid by the standard's own tool: in any folder, over HTTP, without ours."""

import functools
import http.server
import json
import subprocess
import sys
import threading
from pathlib import Path

import frictionless
import pytest

COMMAND = [str(Path(sys.executable).with_name("frictionless")), "validate"]


def validate(source, cwd):
    done = subprocess.run([*COMMAND, source, "--json"], cwd=cwd, capture_output=True, text=True, check=False)
    return done.returncode, json.loads(done.stdout)


def test_plain_frictionless_says_valid_for_every_resource(root, tmp_path):
    status, report = validate(str(root / "datapackage.json"), tmp_path)
    assert status == 0
    assert [t["name"] for t in report["tasks"] if not t["valid"]] == []
    assert len(report["tasks"]) == len(json.loads((root / "datapackage.json").read_text())["resources"])


def test_a_copy_is_valid_from_within_its_folder(copy):
    assert validate("datapackage.json", copy)[0] == 0


def test_a_copy_served_over_http_is_valid(copy):
    class Quiet(http.server.SimpleHTTPRequestHandler):
        def log_message(self, *_):
            pass

    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), functools.partial(Quiet, directory=str(copy))) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        status, report = validate(f"http://127.0.0.1:{server.server_port}/datapackage.json", copy.parent)
        server.shutdown()
    assert status == 0, report


@pytest.mark.parametrize(
    ("table", "old", "new", "error"),
    [
        ("attendance", ",GBR,", ",ZZZ,", "foreign-key"),
        ("members", "true,lead", "yes,lead", "type-error"),
        ("memberships", ",lead,day", ",boss,day", "constraint-error"),
    ],
)
def test_the_schemas_alone_catch_wrong_data(copy, table, old, new, error):
    path = copy / f"data/{table}.csv"
    text = path.read_text()
    assert old in text
    path.write_text(text.replace(old, new, 1))
    found = {e.type for t in frictionless.validate(str(copy / "datapackage.json")).tasks for e in t.errors}
    assert error in found


def test_every_field_says_what_it_means(root):
    for path in (root / "schema/tables").glob("*.json"):
        for field in json.loads(path.read_text())["fields"]:
            assert len(field["description"]) > 15, f"{path.name}: {field['name']}"
