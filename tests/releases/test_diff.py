"""`diff` lists what changed between two versions, by key, and names the least step that it demands."""

import copy as copies
import json
import shutil
import subprocess
import sys

import pytest

from scripts import diff
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.files.trees import Folder
from scripts.releases import comparison as changes
from scripts.releases import policy as semver
from scripts.releases import snapshot
from scripts.releases.policy import Step


@pytest.fixture(scope="module")
def old(root):
    return snapshot.of(Folder(root))


@pytest.fixture
def new(old):
    return copies.deepcopy(old)


def field(side, table, name):
    return next(f for f in side.schemas[table]["fields"] if f["name"] == name)


def rename(side, table, name, other):
    field(side, table, name)["name"] = other
    side.rows[table][:] = [{other if k == name else k: v for k, v in row.items()} for row in side.rows[table]]


def add_field(side, table, name, place):
    side.schemas[table]["fields"].insert(place, {"name": name, "type": "string", "description": "A field more."})


def drop_field(side, table, name):
    side.schemas[table]["fields"].remove(field(side, table, name))
    for row in side.rows[table]:
        del row[name]


def reorder(side, table):
    side.schemas[table]["fields"].reverse()


def add_table(side):
    side.descriptor["resources"].append({"name": "extra", "type": "table"})
    side.schemas["extra"] = copies.deepcopy(side.schemas["names"])
    side.rows["extra"] = [{"iso3": "NOR", "name": "X", "language": "en", "kind": "alias"}]


def rules(side, table, name):
    return field(side, table, name).setdefault("constraints", {})


CASES = [
    ("a field is renamed", lambda s: rename(s, "members", "role", "part"), Step.MAJOR, "field renamed"),
    ("a field of the key is renamed", lambda s: rename_key(s), Step.MAJOR, "field renamed"),
    ("a field is removed", lambda s: drop_field(s, "members", "nato"), Step.MAJOR, "field removed"),
    ("fields change places", lambda s: reorder(s, "members"), Step.MAJOR, "fields reordered"),
    ("a field comes in between", lambda s: add_field(s, "members", "x", 3), Step.MAJOR, "field added before others"),
    ("a field comes at the end", lambda s: add_field(s, "members", "x", 99), Step.MINOR, "field added at the end"),
    (
        "a field gets another type",
        lambda s: field(s, "positions", "stance").update(type="integer"),
        Step.MAJOR,
        "type or format changed",
    ),
    (
        "a field is described anew",
        lambda s: field(s, "members", "eu").update(description="Other words."),
        Step.PATCH,
        "description changed",
    ),
    (
        "a field gets another title",
        lambda s: field(s, "members", "eu").update(title="Other words"),
        Step.PATCH,
        "description changed",
    ),
    (
        "a code gets a label",
        lambda s: field(s, "names", "kind")["categories"][0].update(label="brief name"),
        Step.PATCH,
        "description changed",
    ),
    (
        "the delimiter changes",
        lambda s: changes._resource(s, "names")["dialect"].update(delimiter=";"),
        Step.MAJOR,
        "type or format changed",
    ),
    (
        "a mark stands for what is missing",
        lambda s: s.schemas["names"].update(missingValues=["", "-"]),
        Step.MAJOR,
        "type or format changed",
    ),
    (
        "a code list gains a code",
        lambda s: rules(s, "names", "kind")["enum"].append("nickname"),
        Step.MINOR,
        "rules loosened",
    ),
    (
        "a code list loses a code",
        lambda s: rules(s, "names", "kind")["enum"].remove("former"),
        Step.MAJOR,
        "rules tightened",
    ),
    (
        "a field is required now",
        lambda s: rules(s, "meetings", "city").update(required=True),
        Step.MAJOR,
        "rules tightened",
    ),
    (
        "a key gains a field",
        lambda s: s.schemas["members"].update(primaryKey=["iso3", "role"]),
        Step.MAJOR,
        "key changed",
    ),
    ("a reference goes", lambda s: s.schemas["evidence"].pop("foreignKeys"), Step.MINOR, "reference changed"),
    ("a table comes", add_table, Step.MINOR, "table added"),
    ("a table goes", lambda s: (s.schemas.pop("names"), s.rows.pop("names")), Step.MAJOR, "table removed"),
    (
        "a row comes",
        lambda s: s.rows["members"].append({**s.rows["members"][0], "iso3": "TUR"}),
        Step.MINOR,
        "row added",
    ),
    ("a row goes", lambda s: s.rows["members"].pop(), Step.MAJOR, "row dropped"),
    ("a note is corrected", lambda s: s.rows["meetings"][0].update(note="Other."), Step.PATCH, "value corrected"),
    (
        "a country leaves",
        lambda s: next(r for r in s.rows["memberships"] if not r["end_date"]).update(end_date="2026-05-03"),
        Step.MINOR,
        "spell ended",
    ),
    (
        "a role follows from another spell",
        lambda s: s.rows["members"][0].update(role="lead"),
        Step.PATCH,
        "derived value changed",
    ),
    ("the title changes", lambda s: s.descriptor.update(title="Another"), Step.PATCH, "description changed"),
    ("the package is renamed", lambda s: s.descriptor.update(name="another"), Step.MAJOR, "package renamed"),
]


def rename_key(side):
    rename(side, "members", "iso3", "code")
    side.schemas["members"]["primaryKey"] = ["code"]


@pytest.mark.parametrize(("sentence", "change", "step", "what"), CASES, ids=[c[0] for c in CASES])
def test_the_least_step_when(old, new, sentence, change, step, what):
    change(new)
    found = changes.between(old, new)
    assert [c.what for c in found] == [what]
    assert changes.least_step(found) == step


def test_a_new_key_renames_rows_and_loses_none(old, new):
    """Rows keep their values, and the evidence that names them, under the new key."""
    before = copies.deepcopy(old)
    before.schemas["memberships"]["primaryKey"] = ["iso3", "start_date"]
    names = {r["spell"]: f"{r['iso3']}/{r['start_date']}" for r in old.rows["memberships"]}
    for row in before.rows["evidence"]:
        row["record"] = names.get(row["record"], row["record"])
    (found,) = changes.between(before, new)
    assert (found.table, found.what) == ("memberships", "key changed")


def test_rows_of_a_table_that_follows_from_others_are_one_change(old, new):
    for row in new.rows["panel"][:3]:
        row["attended"] = "99"
    (found,) = changes.between(old, new)
    assert found[:5] == (
        "panel",
        "*",
        "rows",
        f"{len(old.rows['panel'])} rows",
        f"{len(old.rows['panel'])} rows, 3 of them changed",
    )
    assert not found.needs_reason and found.step == Step.PATCH


def test_where_a_code_list_loses_a_code_its_rows_go_without_a_word_each(old, new):
    """The change of the list says it: 1,463 citations of attendance went at once when claims took their place."""
    rules(new, "evidence", "table")["enum"].remove("positions")
    new.rows["evidence"][:] = [row for row in new.rows["evidence"] if row["table"] != "positions"]
    (found,) = changes.between(old, new)
    assert (found.table, found.field, found.what) == ("evidence", "table", "rules tightened")


def test_titles_and_labels_that_come_are_one_change_of_a_table(old, new):
    """A version that had none of them reads the same, so that nothing is listed field by field."""
    before = copies.deepcopy(old)
    del before.schemas["names"]["missingValues"]
    for each in before.schemas["names"]["fields"]:
        del each["title"]
        each.pop("categories", None)
    resource = changes._resource(before, "names")
    del resource["dialect"], resource["profile"]
    (found,) = changes.between(before, new)
    assert (found.table, found.field, found.old, found.step) == ("names", "*", "words none", Step.PATCH)
    assert "iso3: ISO 3166-1 alpha-3 code; " in found.new and "kind short: short name" in found.new


def test_every_kind_of_change_has_a_case():
    assert {c[3] for c in CASES} == set(semver.STEPS)


def test_the_same_version_twice_differs_in_nothing(old, new):
    assert changes.between(old, new) == []
    assert changes.least_step([]) == Step.NONE


def test_the_day_to_which_the_facts_go_follows_from_the_rows_and_is_no_change_of_its_own(old, new):
    new.descriptor["documented_until"] = "2099-01-01"
    assert changes.between(old, new) == []


def test_a_change_names_the_row_by_its_key_and_gives_both_values(old, new):
    row = next(r for r in new.rows["attendance"] if r["iso3"] == "NOR")
    was, row["mode"] = row["mode"], "hybrid"
    (change,) = changes.between(old, new)
    assert change[:5] == ("attendance", f"{row['meeting']}/NOR", "mode", was, "hybrid")


def test_a_renamed_field_does_not_hide_a_value_corrected_at_the_same_time(old, new):
    rename(new, "meetings", "note", "remark")
    new.rows["meetings"][0]["remark"] = "Other."
    assert sorted(c.what for c in changes.between(old, new)) == ["field renamed", "value corrected"]


def test_rows_that_the_list_of_changes_gains_are_no_change(old, new):
    new.rows["changes"].append({**new.rows["changes"][0], "version": "1.1.0"})
    assert changes.between(old, new) == []


@pytest.mark.parametrize(
    ("version", "step", "next_one"),
    [
        ("1.2.3", Step.PATCH, "1.2.4"),
        ("1.2.3", Step.MINOR, "1.3.0"),
        ("1.9.3", Step.MAJOR, "2.0.0"),
        ("1.9.0", Step.MINOR, "1.10.0"),
    ],
)
def test_a_version_rises_by_a_step(version, step, next_one):
    assert semver.bump(version, step) == next_one
    assert semver.between(version, next_one) == step


def test_folder_zip_and_revision_of_one_version_are_the_same(repository, tmp_path):
    archive = shutil.make_archive(str(tmp_path / "release"), "zip", repository.folder.parent, repository.folder.name)
    folder, *others = (snapshot.named(s, repository.folder) for s in (str(repository.folder), archive, "HEAD", "main"))
    for other in others:
        assert (other.rows, other.schemas) == (folder.rows, folder.schemas)
        assert changes.between(folder, other) == []


def test_the_command_shows_a_table_and_the_step(repository, capsys):
    repository.edit("data/members.csv", "NOR,NO,578,Norway", "NOR,NO,578,Norvegia")
    assert diff.main(["HEAD", str(repository.folder), "--root", str(repository.folder)]) == FINE
    said = capsys.readouterr().out
    assert "members  NOR     name   Norway  Norvegia  value corrected" in said
    assert "least step: PATCH, from 1.0.0 to 1.0.1 or later" in said


def test_the_command_gives_json(repository, capsys):
    repository.edit("data/members.csv", "NOR,NO,578,Norway", "NOR,NO,578,Norvegia")
    assert diff.main(["HEAD", str(repository.folder), "--root", str(repository.folder), "--json"]) == FINE
    said = json.loads(capsys.readouterr().out)
    assert said["step"] == "PATCH" and said["old"]["version"] == "1.0.0"
    assert said["changes"] == [
        {
            "table": "members",
            "record": "NOR",
            "field": "name",
            "old": "Norway",
            "new": "Norvegia",
            "what": "value corrected",
            "step": "PATCH",
        }
    ]


@pytest.mark.parametrize(("step", "status"), [("major", FINE), ("minor", FINE), ("patch", WRONG)])
def test_a_nightly_job_fails_on_the_step_that_it_names(repository, capsys, step, status):
    repository.edit("data/members.csv", "NOR,NO,578,Norway", "NOR,NO,578,Norvegia")
    sides = ["HEAD", str(repository.folder), "--root", str(repository.folder)]
    assert diff.main([*sides, "--fail-on", step]) == status
    assert "least step: PATCH" in capsys.readouterr().out


def test_it_needs_nothing_but_python(root, repository):
    """A nightly job of somebody else has this repository and pandas, and none of what the build needs."""
    sides = ["HEAD", str(repository.folder), "--root", str(repository.folder)]
    code = f"""
import sys
sys.modules |= dict.fromkeys(["frictionless", "jsonschema", "pycountry", "yaml", "referencing"])
from scripts import diff
sys.exit(diff.main({sides!r}))
"""
    done = subprocess.run([sys.executable, "-c", code], cwd=root, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (FINE, "") and "no change" in done.stdout


@pytest.mark.parametrize("side", ["no-such-thing", "--output=x", "HEAD~40", "data/members.csv"])
def test_a_side_that_is_no_version_could_not_run(repository, capsys, side):
    side = str(repository.folder / side) if "/" in side else side
    try:
        status = diff.main(["HEAD", side, "--root", str(repository.folder)])
    except SystemExit as e:  # argparse takes it for an option
        status = e.code
    assert status == COULD_NOT_RUN
    assert capsys.readouterr().err


@pytest.mark.parametrize(
    ("file", "data"),
    [
        ("data/names.csv", b'iso3,name,language,kind\n"AUS,\n'),
        ("data/names.csv", b"name,iso3,language,kind\nOz,AUS,en,alias\n"),
        ("schema/tables/names.json", b"[]\n"),
        ("datapackage.json", b'{"resources": [1]}\n'),
    ],
    ids=["a quote is not closed", "columns unlike the schema", "a schema is a list", "a resource is a number"],
)
def test_a_folder_with_a_broken_file_could_not_be_compared(copy, root, capsys, file, data):
    (copy / file).write_bytes(data)
    assert diff.main(["HEAD", str(copy), "--root", str(root)]) == COULD_NOT_RUN
    assert "not a package that can be read" in capsys.readouterr().err
