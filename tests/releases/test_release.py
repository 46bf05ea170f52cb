"""`release` gives what changed its version, its list of changes and its section in the changelog: all or nothing."""

import json
import re

import pytest

from scripts import build, checks, release, validate
from scripts.cli import COULD_NOT_RUN, FINE, WRONG
from scripts.dataset import Dataset
from scripts.files import csv_text
from tests.conftest import add_the_example_of_contributing, write_reason


def run(repository, step, reason="A reason.", date="2031-10-01"):
    return release.main([step, "--reason", reason, "--date", date, "--root", str(repository.folder)])


def rows(repository, version):
    _, found = csv_text.read((repository.folder / "data/changes.csv").read_bytes())
    return {tuple(r[k] for k in ("table", "record", "field")): r for r in found if r["version"] == version}


def csv_rows(repository):
    return [tuple(r.values()) for r in csv_text.read((repository.folder / "data/changes.csv").read_bytes())[1]]


def files(repository):
    return {p: p.read_bytes() for p in repository.folder.rglob("*") if p.is_file() and ".git" not in p.parts}


def add_a_meeting(repository):
    return add_the_example_of_contributing(repository.folder)


def correct_a_note(repository):
    repository.edit("data/meetings/london-2025-03-02.yaml", "closing press", "final press")


def test_a_meeting_added_as_contributing_says_is_released_with_one_command(repository):
    add_a_meeting(repository)
    assert run(repository, "minor", "Adds the meeting of Odesa.") == FINE
    assert validate.main(["--root", str(repository.folder)]) == FINE
    package = json.loads((repository.folder / "datapackage.json").read_text())
    assert (package["version"], package["created"]) == ("1.1.0", "2031-10-01T00:00:00Z")
    listed = rows(repository, "1.1.0")
    assert listed["*", "*", "version"]["reason"] == "Adds the meeting of Odesa."
    assert "Facts to 1 September 2031" in (repository.folder / "README.md").read_text(encoding="utf-8")
    added = listed["attendance", "odesa-2031-09-01/FRA", "*"]
    assert (added["old"], added["new"], added["reason"]) == ("absent", "present", "")
    repository.commit("release 1.1.0")
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_changelog_and_citation_follow(repository):
    correct_a_note(repository)
    assert run(repository, "patch", "Corrects a note.") == FINE
    log = (repository.folder / "CHANGELOG.md").read_text()
    assert (
        "## [1.0.1] - 2031-10-01\n\nCorrects a note. Who uses `meetings` may look again.\n\n### Changed\n\n- London leaders"
        in log
    )
    assert log.index("[1.0.1]") < log.index("[1.0.0]")
    assert "version: 1.0.1" in (repository.folder / "CITATION.cff").read_text()
    assert "Version 1.0.1, released 1 October 2031, facts to " in (repository.folder / "docs/citation.md").read_text()


def test_what_the_changelog_has_under_unreleased_ends_the_section_of_the_release(repository):
    correct_a_note(repository)
    repository.edit("CHANGELOG.md", "## [1.0.0]", "## [Unreleased]\n\n### Added\n\n- A page.\n\n## [1.0.0]")
    assert run(repository, "patch", "Corrects a note.") == FINE
    log = (repository.folder / "CHANGELOG.md").read_text()
    assert "Unreleased" not in log
    assert log.index("## [1.0.1]") < log.index("Corrects a note.") < log.index("- A page.") < log.index("## [1.0.0]")


def test_a_correction_has_the_old_value_the_new_one_and_the_reason(repository):
    correct_a_note(repository)
    run(repository, "patch", "The page says final.")
    change = rows(repository, "1.0.1")["meetings", "london-2025-03-02", "note"]
    assert "closing press" in change["old"] and "final press" in change["new"]
    assert change["reason"] == "The page says final."


def test_a_step_that_is_too_small_is_refused_and_changes_no_file(repository, capsys):
    add_a_meeting(repository)
    before = files(repository)
    assert run(repository, "patch") == WRONG
    assert "a MINOR one is needed" in capsys.readouterr().err
    assert files(repository) == before


def test_a_larger_step_is_allowed(repository):
    correct_a_note(repository)
    assert run(repository, "major") == FINE
    assert json.loads((repository.folder / "datapackage.json").read_text())["version"] == "2.0.0"
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_wrong_data_is_not_released(repository, capsys):
    repository.edit("data/members.yaml", "status: lead", "status: member")
    before = files(repository)
    assert run(repository, "patch") == WRONG
    assert "leads" in capsys.readouterr().err
    assert files(repository) == before


def test_run_again_it_renews_the_list_and_keeps_the_words_of_people(repository):
    correct_a_note(repository)
    run(repository, "patch", "Corrects a note.")
    repository.edit("CHANGELOG.md", "may look again.\n\n### Changed", "may look again, truly.\n\n### Changed")
    add_a_meeting(repository)
    assert run(repository, "minor", "Adds a meeting, corrects a note.", "2031-10-02") == FINE
    assert rows(repository, "1.0.1") == {}
    listed = rows(repository, "1.1.0")
    assert listed["*", "*", "version"]["reason"] == "Adds a meeting, corrects a note."
    assert listed["meetings", "london-2025-03-02", "note"]["reason"] == "Adds a meeting, corrects a note."
    log = (repository.folder / "CHANGELOG.md").read_text()
    assert (
        "[1.0.1]" not in log
        and "## [1.1.0] - 2031-10-02\n\nCorrects a note. Who uses `meetings` may look again, truly." in log
    )
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_a_reason_that_a_person_edited_stays(repository):
    correct_a_note(repository)
    run(repository, "patch", "Corrects a note.")
    text = (repository.folder / "data/changes.yaml").read_text()
    head, _, tail = text.rpartition("reason: Corrects a note.")
    (repository.folder / "data/changes.yaml").write_text(f"{head}reason: The page says final.{tail}")
    assert run(repository, "patch", "Corrects one note.") == FINE
    listed = rows(repository, "1.0.1")
    assert listed["meetings", "london-2025-03-02", "note"]["reason"] == "The page says final."
    assert listed["*", "*", "version"]["reason"] == "Corrects one note."


def test_a_release_of_words_and_code_alone_has_a_row_of_its_own(repository):
    assert run(repository, "patch", "Explains the method better.") == FINE
    assert list(rows(repository, "1.0.1")) == [("*", "*", "version")]


def test_two_releases_in_a_row_build_one_list(repository):
    correct_a_note(repository)
    run(repository, "patch")
    repository.commit("release 1.0.1")
    add_a_meeting(repository)
    assert run(repository, "minor") == FINE
    assert rows(repository, "1.0.1") and rows(repository, "1.1.0") and rows(repository, "1.0.0")
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_it_mends_a_list_of_past_releases_that_was_changed_by_accident(repository):
    repository.edit("data/changes.yaml", "- table: names\n    old: absent", "- table: nemes\n    old: absent")
    assert run(repository, "patch") == FINE
    assert ("names", "*", "*") in rows(repository, "1.0.0") and ("nemes", "*", "*") not in rows(repository, "1.0.0")
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_the_day_of_a_release_that_had_no_column_for_it_is_that_of_the_records(repository):
    table, schema = repository.folder / "data/changes.csv", repository.folder / "schema/tables/changes.json"
    kept = {path: path.read_text() for path in (table, schema)}
    table.write_text(kept[table].replace(",released,", ",", 1).replace(",2030-11-23,", ","))
    fields = json.loads(kept[schema])
    schema.write_text(json.dumps(fields | {"fields": [f for f in fields["fields"] if f["name"] != "released"]}))
    repository.git("commit", "--all", "--amend", "--quiet", "--message", "release 1.0.0")
    for path, text in kept.items():
        path.write_text(text)
    assert run(repository, "major") == FINE
    assert {r[:2] for r in csv_rows(repository)} == {("1.0.0", "2030-11-23"), ("2.0.0", "2031-10-01")}
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_without_history_it_could_not_run(copy, capsys):
    assert release.main(["patch", "--reason", "x", "--root", str(copy)]) == COULD_NOT_RUN
    assert "nothing to compare with: no git history here" in capsys.readouterr().err


def test_a_real_date_is_needed(repository):
    with pytest.raises(SystemExit) as stop:
        release.main(["patch", "--date", "2026-13-01", "--root", str(repository.folder)])
    assert stop.value.code == COULD_NOT_RUN


def test_a_correction_without_a_reason_is_not_released(repository, capsys):
    correct_a_note(repository)
    before = files(repository)
    assert release.main(["--root", str(repository.folder)]) == WRONG
    said = capsys.readouterr().err
    assert "without a reason: value corrected: meetings/london-2025-03-02/note" in said and "--reason" in said
    assert files(repository) == before


def test_reasons_written_with_the_corrections_go_into_the_list_and_their_files_go(repository):
    correct_a_note(repository)
    repository.edit("data/meetings/paris-2025-09-04.yaml", "title: ", "title: The ")
    write_reason(
        repository, "note", "The page says final.", "[{table: meetings, record: london-2025-03-02, field: note}]"
    )
    write_reason(repository, "other", "The article was missing.")
    assert release.main(["--root", str(repository.folder)]) == FINE
    listed = rows(repository, "1.0.1")
    assert listed["meetings", "london-2025-03-02", "note"]["reason"] == "The page says final."
    assert listed["meetings", "paris-2025-09-04", "title"]["reason"] == "The article was missing."
    assert not list((repository.folder / "changes").glob("*"))
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_without_a_step_it_takes_the_least_one_and_without_changes_it_asks_for_one(repository, capsys):
    assert release.main(["--root", str(repository.folder)]) == WRONG
    assert "name a step" in capsys.readouterr().err
    add_a_meeting(repository)
    assert release.main(["--date", "2031-10-01", "--root", str(repository.folder)]) == FINE
    assert json.loads((repository.folder / "datapackage.json").read_text())["version"] == "1.1.0"


def test_check_says_what_a_release_would_do_and_writes_nothing(repository, capsys):
    correct_a_note(repository)
    before = files(repository)
    assert release.main(["--check", "--reason", "x", "--date", "2031-10-01", "--root", str(repository.folder)]) == FINE
    assert "version 1.0.1, 2031-10-01, after release 1.0.0" in capsys.readouterr().out
    assert files(repository) == before


def test_a_version_that_was_given_is_never_given_again(repository):
    """Released, tagged, taken back, released again with other tables: the second has a number of its own."""
    correct_a_note(repository)
    assert run(repository, "patch") == FINE
    repository.commit("release 1.0.1")
    repository.git("tag", "v1.0.1")
    repository.git("revert", "--no-edit", "HEAD")
    assert validate.main(["--root", str(repository.folder)]) == FINE
    repository.edit("data/meetings/london-2025-03-02.yaml", "closing press", "ending press")
    assert run(repository, "patch") == FINE
    assert json.loads((repository.folder / "datapackage.json").read_text())["version"] == "1.0.2"
    assert validate.main(["--root", str(repository.folder)]) == FINE
    assert {v for v, *_ in csv_rows(repository)} == {"1.0.0", "1.0.2"}
    repository.commit("release 1.0.2")
    assert validate.main(["--root", str(repository.folder)]) == FINE


def test_a_number_that_only_a_tag_bears_is_given_already(repository):
    repository.git("tag", "v1.0.1")
    correct_a_note(repository)
    assert run(repository, "patch") == FINE
    assert json.loads((repository.folder / "datapackage.json").read_text())["version"] == "1.0.2"


def test_the_reason_of_a_past_release_may_be_edited(repository):
    repository.edit("data/changes.yaml", "First release.", "The first release.")
    correct_a_note(repository)
    assert run(repository, "patch") == FINE
    assert rows(repository, "1.0.0")["*", "*", "version"]["reason"] == "The first release."


def test_changelog_and_changes_name_the_same_versions(root):
    listed = {r["version"] for r in csv_text.read((root / "data/changes.csv").read_bytes())[1]}
    told = re.findall(r"^## \[(\d+\.\d+\.\d+)\]", (root / "CHANGELOG.md").read_text(), re.MULTILINE)
    assert set(told) == listed


def test_a_version_in_the_changelog_alone_is_refused(repository):
    repository.edit("CHANGELOG.md", "## [1.0.0]", "## [1.0.1] - 2031-10-01\n\nWords.\n\n## [1.0.0]")
    said = [p.found for p in checks.problems(Dataset.at(repository.folder))]
    assert "a section on 1.0.1, which data/changes.yaml does not have" in said


def test_what_release_writes_needs_no_build_after_it(repository):
    correct_a_note(repository)
    run(repository, "patch")
    assert build.main(["--root", str(repository.folder), "--check"]) == FINE
