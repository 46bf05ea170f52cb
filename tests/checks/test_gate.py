"""The release gate: tables may differ from the last release by what the version admits, and no more."""

import json
import re
import shutil

import pytest

from scripts import build, release, validate
from scripts.checks import gate
from scripts.cli import FINE
from scripts.dataset import Dataset
from tests.conftest import write_reason


def checked(folder):
    return gate.check(Dataset.at(folder), folder)


def version(repository, number):
    present = json.loads((repository.folder / "datapackage.json").read_text())["version"]
    repository.edit("datapackage.json", f'"version": "{present}"', f'"version": "{number}"')


def rename_a_column(repository):
    for file in ("data/meetings.csv", "schema/tables/meetings.json"):
        repository.edit(file, "note", "remark")


def add_a_member(repository):
    path = repository.folder / "data/members.csv"
    path.write_text(
        path.read_text() + "TUR,TR,792,Türkiye,Republic of Türkiye,true,member,false,false,true,2025-03-02,\n"
    )


def correct_a_note(repository):
    repository.edit("data/meetings.csv", "closing press conference", "closing press briefing")


def correct(repository):
    repository.edit("data/meetings/london-2025-03-02.yaml", "closing press", "final press")


CASES = [
    (rename_a_column, "MAJOR", "2.0.0", "1.1.0", "field renamed: meetings/*/note"),
    (add_a_member, "MINOR", "1.1.0", "1.0.1", "row added: members/TUR/*"),
    (correct_a_note, "PATCH", "1.0.1", "1.0.0", "value corrected: meetings/london-2025-03-02/note"),
]


@pytest.mark.parametrize(("change", "step", "enough", "less", "why"), CASES, ids=[c[0].__name__ for c in CASES])
def test_a_change_asks_for_its_step(repository, change, step, enough, less, why):
    change(repository)
    version(repository, less)
    (problem,) = checked(repository.folder).problems
    assert f"a {step} step is needed" in problem.found and why in problem.found
    assert f"version {enough} or later" in problem.expected
    assert f"scripts.release {step.lower()}" in problem.remedy

    version(repository, enough)
    problems = checked(repository.folder).problems
    assert [p.file for p in problems] == ["data/changes.yaml"], "only the list of changes is left to write"


@pytest.mark.parametrize(("change", "step", "enough", "less", "why"), CASES[:2], ids=[c[0].__name__ for c in CASES[:2]])
def test_a_step_that_was_too_small_is_found_after_it_was_committed(repository, change, step, enough, less, why):
    change(repository)
    version(repository, less)
    repository.commit("too small a step")
    (problem,) = checked(repository.folder).problems
    assert f"a {step} step is needed" in problem.found


def test_an_unchanged_package_passes_and_names_the_release(repository):
    found = checked(repository.folder)
    assert found.problems == []
    assert str(found).startswith("release gate: compared with release 1.0.0 (")


def test_commits_that_change_no_table_pass_between_releases(repository):
    (repository.folder / "docs/note.md").write_text("words\n")
    repository.commit("docs")
    assert checked(repository.folder).problems == []


def test_the_next_change_is_compared_with_the_newest_release(repository):
    correct(repository)
    release.main(["--reason", "The page says final.", "--root", str(repository.folder)])
    commit = repository.commit("release 1.0.1")
    add_a_member(repository)
    (problem,) = checked(repository.folder).problems
    assert f"since release 1.0.1 ({commit[:7]})" in problem.found and "MINOR" in problem.found


def test_a_version_that_falls_is_refused(repository):
    version(repository, "0.9.0")
    (problem,) = checked(repository.folder).problems
    assert "lower than release 1.0.0" in problem.found


def test_a_release_without_its_list_of_changes_is_refused(repository):
    release.main(["patch", "--reason", "Documentation only.", "--date", "2031-10-01", "--root", str(repository.folder)])
    assert checked(repository.folder).problems == []
    repository.edit(
        "data/changes.csv", "1.0.1,2031-10-01,*,*,version,1.0.0,1.0.1", "1.0.1,2031-10-01,*,*,version,0.9.9,1.0.1"
    )
    (problem,) = checked(repository.folder).problems
    assert problem.record == "1.0.1/*/*/version" and "scripts.release" in problem.remedy


def test_the_list_of_a_past_release_cannot_be_rewritten_but_its_reasons_can(repository):
    repository.edit("data/changes.csv", "First release.", "The first release.")
    assert checked(repository.folder).problems == []
    repository.edit("data/changes.csv", "1.0.0,2030-11-23,names,*,*,absent,present,\n", "")
    (problem,) = checked(repository.folder).problems
    assert problem.record == "1.0.0/names/*/*"


def no_git(repository):
    shutil.rmtree(repository.folder / ".git")


def unborn(repository):
    no_git(repository)
    repository.git("init", "--quiet")


def in_another_repository(repository):
    no_git(repository)
    repository.git("init", "--quiet")
    repository.git("commit", "--quiet", "--allow-empty", "--message", "something else")


WITHOUT = [
    (no_git, "no git history here"),
    (unborn, "no commit yet"),
    (in_another_repository, "git has no commit of datapackage.json"),
]


@pytest.mark.parametrize(("change", "reason"), WITHOUT, ids=[w[0].__name__ for w in WITHOUT])
def test_without_history_it_says_so_and_passes(repository, capsys, change, reason):
    change(repository)
    assert validate.main(["--root", str(repository.folder)]) == FINE
    assert f"release gate: not compared: {reason}" in capsys.readouterr().out
    assert validate.main(["--root", str(repository.folder), "--json"]) == FINE
    said = json.loads(capsys.readouterr().out)["release_gate"]
    assert said["compared"] == [] and reason in said["reason"]


def test_without_git_it_says_so_and_passes(repository, monkeypatch):
    monkeypatch.setenv("PATH", "")
    found = checked(repository.folder)
    assert (found.problems, found.reason) == ([], "git is not installed")


def test_where_git_refuses_its_own_words_are_the_reason(repository, monkeypatch, tmp_path):
    git = tmp_path / "bin/git"
    git.parent.mkdir()
    git.write_text("#!/bin/sh\necho 'fatal: detected dubious ownership in repository' >&2\nexit 128\n")
    git.chmod(0o755)
    monkeypatch.setenv("PATH", str(git.parent))
    assert checked(repository.folder).reason == "git rev-parse: fatal: detected dubious ownership in repository"


def test_a_folder_that_is_not_there_is_said_to_be_that(repository):
    assert "is not a folder" in checked(repository.folder / "nowhere").reason


def test_a_shallow_clone_says_so_and_passes(repository, tmp_path):
    (repository.folder / "note.md").write_text("words\n")
    repository.commit("a commit after the release")
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth", "1", repository.folder.as_uri(), str(clone))
    found = checked(clone)
    assert found.problems == [] and "shallow clone" in found.reason and "--unshallow" in found.reason


def test_a_shallow_clone_that_reaches_the_release_is_compared(repository, tmp_path):
    add_a_member(repository)
    version(repository, "1.1.0")
    repository.commit("release 1.1.0, without its list")
    (repository.folder / "note.md").write_text("words\n")
    repository.commit("a commit after the release")
    clone = tmp_path / "shallow"
    repository.git("clone", "--quiet", "--depth", "3", repository.folder.as_uri(), str(clone))
    assert checked(clone).compared[0].startswith("release 1.1.0")


def test_a_package_in_a_folder_of_another_repository_is_compared_there(tmp_path, repository):
    no_git(repository)
    moved = repository.folder / "vendor/coalition"
    moved.parent.mkdir()
    for name in ("data", "schema", "datapackage.json"):
        moved.mkdir(exist_ok=True)
        shutil.move(repository.folder / name, moved / name)
    repository.git("init", "--quiet")
    repository.commit("copy of 1.0.0")
    repository.edit("vendor/coalition/data/members.csv", "Norway", "Norvegia")
    (problem,) = checked(moved).problems
    assert "PATCH" in problem.found


def test_unreleased_work_passes_and_says_which_step_it_will_need(repository, capsys):
    """A note is corrected in the YAML and built: nothing is wrong, and nobody can take the tables for a release."""
    root = ["--root", str(repository.folder)]
    repository.edit("data/meetings/london-2025-03-02.yaml", "closing press", "final press")
    assert build.main(root) == FINE
    descriptor = json.loads((repository.folder / "datapackage.json").read_text())
    assert descriptor["version"] == "1.0.1-dev" and "created" not in descriptor
    capsys.readouterr()
    assert validate.main(root) == FINE
    said = capsys.readouterr().out
    assert re.search(r"unreleased since release 1\.0\.0 \(\w+\): Corrects 1 meeting\. .* need a PATCH step", said)
    assert "no reason in changes/ yet for 1 of them: value corrected: meetings/london-2025-03-02/note" in said
    assert validate.main([*root, "--json"]) == FINE
    found = json.loads(capsys.readouterr().out)["release_gate"]["unreleased"]
    assert (found["since"], found["step"], found["changes"]) == ("1.0.0", "PATCH", 1)
    assert found["without_reason"] == ["meetings/london-2025-03-02/note"]


def test_undone_work_is_the_release_again(repository):
    root = ["--root", str(repository.folder)]
    before = (repository.folder / "datapackage.json").read_bytes()
    for old, new in (("closing press", "final press"), ("final press", "closing press")):
        repository.edit("data/meetings/london-2025-03-02.yaml", old, new)
        assert build.main(root) == FINE
    assert (repository.folder / "datapackage.json").read_bytes() == before


def test_a_reason_for_what_did_not_change_is_refused(repository):
    write_reason(repository, "reason", corrects="[{table: meetings, record: london-2025-03-02, field: title}]")
    correct(repository)
    assert build.main(["--root", str(repository.folder)]) == FINE
    (problem,) = checked(repository.folder).problems
    assert problem.file == "changes/reason.yaml" and problem.line == 4
    assert "meetings/london-2025-03-02/title, which did not change" in problem.found


def test_a_hook_of_another_repository_does_not_mislead_it(repository, monkeypatch, root):
    monkeypatch.setenv("GIT_DIR", str(root / ".git"))
    assert checked(repository.folder).compared == [f"release 1.0.0 ({repository.git('rev-parse', 'HEAD')[:7]})"]
