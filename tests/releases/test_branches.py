"""Two people add a meeting each, a third corrects a day: git merges what they wrote, and one command settles the rest."""

import json
import re
import shutil
import subprocess

import pytest

from scripts import build, release, tidy, validate
from scripts.cli import FINE
from tests.conftest import ROOT, add_the_example_of_contributing, write_reason

COUNTRY = """
- iso3: URY
  cow: "165"
  gw: "165"
  eurostat: UY
  wikidata: Q77
"""
SOURCE = """
- source: montevideo-portal-2031-09-03-montevideo
  title: Meeting in Montevideo
  publisher: Montevideo Portal
  url: https://www.montevideo.example/2031/montevideo
  published: "2031-09-03"
  language: en
  kind: news
  consulted: "2031-09-04"
"""
MEETING = """meeting: montevideo-2031-09-03
title: Meeting of leaders in Montevideo
start_date: "2031-09-03"
end_date: "2031-09-03"
level: leaders
format: in-person
city: Montevideo
iso3: URY
hosts: [URY]
list: partial
evidence:
- source: montevideo-portal-2031-09-03-montevideo
  note: Leaders met in Montevideo.
reports:
- source: montevideo-portal-2031-09-03-montevideo
  note: Names three leaders who came.
  list: partial
  presence:
  - says: attended
    represented_by: leader
    mode: in-person
    countries: [URY, NOR, POL]
"""


def append(repository, file, text):
    path = repository.folder / file
    path.write_text(path.read_text(encoding="utf-8") + text.lstrip("\n"), encoding="utf-8")


def a_meeting_with_a_new_country(repository):
    append(repository, "data/others.yaml", COUNTRY)
    append(repository, "data/sources.yaml", SOURCE)
    (repository.folder / "data/meetings/montevideo-2031-09-03.yaml").write_text(MEETING, encoding="utf-8")


def a_corrected_day(repository):
    """Japan is named one day earlier than was known."""
    text = (repository.folder / "data/members.yaml").read_text(encoding="utf-8")
    day = re.search(r'spell: jpn-member\n    status: member\n    start_date: "(\d{4}-\d\d-)(\d\d)"', text)
    earlier = f"{day[1]}{int(day[2]) - 1:02}"
    repository.edit("data/members.yaml", day[0], day[0].replace(day[1] + day[2], earlier))
    corrects = "[{table: memberships, record: jpn-member, field: start_date}]"
    write_reason(repository, "japan-a-day-earlier", "An earlier page names it.", corrects)


BRANURYS = {
    "odesa": lambda repository: add_the_example_of_contributing(repository.folder),
    "montevideo": a_meeting_with_a_new_country,
    "japan": a_corrected_day,
}


def command(repository, module, *arguments):
    assert module.main([*arguments, "--root", str(repository.folder)]) == FINE


def merged(repository, branch):
    """Merge a branch as a person would; the files that git left in conflict."""
    environment = ["-c", "user.name=Test", "-c", "user.email=test@localhost", "-c", "commit.gpgsign=false"]
    merge = ["git", *environment, "merge", "--no-ff", "--no-commit", branch]
    subprocess.run(merge, cwd=repository.folder, capture_output=True, check=False)
    return repository.git("diff", "--name-only", "--diff-filter=U").split()


@pytest.fixture
def branched(repository):
    """The repository with a branch for each of the three, each valid and built."""
    shutil.copy2(ROOT / ".gitattributes", repository.folder)
    repository.commit("attributes")
    for name, change in BRANURYS.items():
        repository.git("checkout", "--quiet", "-b", name, "main")
        change(repository)
        for module in (tidy, build, validate):
            command(repository, module)
        repository.commit(name)
    repository.git("checkout", "--quiet", "main")
    return repository


def test_three_branches_merge_and_make_one_release(branched, capsys):
    for name in BRANURYS:
        conflicts = merged(branched, name)
        assert [file for file in conflicts if not file.endswith((".csv", ".json", ".md", ".cff"))] == []
        for file in branched.git("ls-files").split("\n"):
            assert b"<<<<<<<" not in (branched.folder / file).read_bytes(), f"{file} has the marks of a merge"
        command(branched, build)
        branched.commit(f"merge {name}")
    capsys.readouterr()
    command(branched, validate)
    assert "need a MINOR step" in capsys.readouterr().out
    command(branched, release, "--date", "2031-10-01")
    command(branched, validate)
    assert json.loads((branched.folder / "datapackage.json").read_text())["version"] == "1.1.0"
    log = (branched.folder / "CHANGELOG.md").read_text(encoding="utf-8").split("## [1.0.0]")[0]
    assert "Odesa" in log and "Montevideo" in log and "Japan" in log and "An earlier page names it" in log
    branched.commit("release 1.1.0")
    command(branched, validate)


def test_the_correction_alone_is_patch(branched, capsys):
    branched.git("checkout", "--quiet", "japan")
    capsys.readouterr()
    command(branched, validate)
    said = capsys.readouterr().out
    assert "need a PATCH step" in said and "no reason" not in said


def test_git_leaves_no_marks_in_anything_that_the_build_makes(root, computed):
    """The Table Schemas apart: people write them, and the build their code lists."""
    built = [path for path in computed.outputs if not path.startswith("schema/")]
    said = subprocess.run(
        ["git", "check-attr", "merge", "--", *built], cwd=root, capture_output=True, text=True, check=True
    )
    assert {line.rpartition(": ")[2] for line in said.stdout.splitlines()} == {"unset"}
