"""`python -m scripts.add`: after one command the records, the tables and the documents are right, or nothing has changed."""

import io
import shutil
import signal
import sys
from pathlib import Path

import pytest

from scripts import add, build, checks
from scripts.cli import COULD_NOT_RUN, FINE, INTERRUPTED, WRONG
from scripts.dataset import Dataset
from scripts.editing.kinds import KINDS
from scripts.files import writing
from tests.conftest import ROOT, copied

URL = "https://news.example/2031/odesa"
SOURCE = {
    "title": "Leaders  met in\u00a0Odesa",
    "publisher": "Example News",
    "published": "2031-09-01",
    "language": "en",
    "kind": "news",
    "consulted": "2031-09-02",
}
PAGE = "example-news-2031-09-01-leaders-odesa"
MEETING = {
    "title": "Meeting of leaders in Odesa",
    "start_date": "2031-09-01",
    "level": "leaders",
    "format": "in-person",
    "city": "Odesa",
    "country": "Ukraine",
    "hosts": "ukraine",
    "source_note": "Names three leaders and two ministers who came.",
}
WHO = ("--who", "leaders in-person: France, UK, Ukraine", "--who", "ministers: Turkey, Poland")
ID = "odesa-2031-09-01"


def run(folder: Path, what: str, /, *arguments: str, **answers: str) -> int:
    options = [word for key, value in answers.items() for word in (f"--{key.replace('_', '-')}", value)]
    return add.main([what, *arguments, *options, "--root", str(folder)])


def contents(folder: Path) -> dict[Path, bytes]:
    return {path: path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def typing(monkeypatch, lines: list[str]) -> None:
    """A person at the terminal who types these lines."""
    terminal = io.StringIO("".join(f"{line}\n" for line in lines))
    terminal.isatty = lambda: True
    monkeypatch.setattr(sys, "stdin", terminal)


@pytest.fixture
def unchecked(monkeypatch):
    """The checks, which cost most of the time, are left to the tests that are about them."""
    monkeypatch.setattr(checks, "demand_buildable", lambda *_: [])


@pytest.fixture(scope="module")
def with_page(tmp_path_factory) -> Path:
    """The package with a page that nothing cites yet."""
    folder = copied(tmp_path_factory.mktemp("page") / "package")
    assert run(folder, "source", URL, **SOURCE) == FINE
    return folder


@pytest.fixture
def folder(with_page, tmp_path) -> Path:
    return Path(shutil.copytree(with_page, tmp_path / "package"))


def test_a_page_then_a_meeting_leave_a_package_that_is_valid_and_built(folder, capsys):
    found = checks.problems(Dataset.at(folder))
    assert [(p.check, p.record) for p in found] == [("a source is cited", PAGE)]
    assert run(folder, "meeting", *WHO, **MEETING) == FINE
    said = capsys.readouterr().out
    assert f"added {ID}: data/meetings/{ID}.yaml" in said
    assert all(gained in said for gained in ("meetings +1, attendance +5", "reports +1, claims +5, evidence +1"))
    dataset = Dataset.at(folder)
    assert checks.problems(dataset) == [] and dataset.stale == []
    came = {a["iso3"]: a["represented_by"] for a in dataset.rows["attendance"] if a["meeting"] == ID}
    assert came == {"FRA": "leader", "GBR": "leader", "UKR": "leader", "TUR": "minister", "POL": "minister"}
    assert next(s for s in dataset.rows["sources"] if s["source"] == PAGE)["title"] == "Leaders met in Odesa"


def test_a_page_that_nothing_cites_is_said_to_be_refused_later(copy, unchecked, capsys):
    assert run(copy, "source", URL, **SOURCE) == FINE
    said = capsys.readouterr().out
    assert f"not cited yet: {PAGE}" in said and "`validate` refuses a page that nothing cites" in said


def test_what_breaks_a_rule_is_not_written(folder, capsys):
    before = contents(folder)
    wrong = {**MEETING, "hosts": "Norway", "level": "defence-ministers"}
    assert run(folder, "meeting", *WHO, **wrong) == WRONG
    said = capsys.readouterr().err
    assert "hosts: NOR, which no report names" in said and "nothing written" in said
    assert contents(folder) == before


def test_a_rule_of_the_tables_is_held_too(folder, capsys):
    before = contents(folder)
    spell = {
        "status": "outside",
        "start_date": "2025-04-01",
        "basis": "statement",
        "note": "N.",
        "source_note": "Left.",
    }
    assert run(folder, "spell", "Norway", **spell) == WRONG
    assert "role 'outside' in members, status 'none' in memberships" in capsys.readouterr().err
    assert contents(folder) == before


def test_a_dry_run_shows_the_record_and_writes_nothing(folder, unchecked, capsys):
    before = contents(folder)
    assert run(folder, "meeting", *WHO, "--dry-run", **MEETING) == FINE
    said = capsys.readouterr().out
    assert f"- meeting: {ID}\n" in said and f"would add {ID}: data/meetings/{ID}.yaml" in said
    assert contents(folder) == before


def test_a_report_a_country_its_statuses_a_stance_a_size_and_a_reason_make_a_valid_package(folder, monkeypatch, capsys):
    """Each alone is checked by its own rules elsewhere; here all stand together, and the checks run once."""
    with monkeypatch.context() as patched:
        patched.setattr(checks, "demand_buildable", lambda *_: [])
        assert run(folder, "meeting", *WHO, **MEETING) == FINE
        assert run(folder, "source", f"{URL}/2", **{**SOURCE, "title": "Others"}) == FINE
        assert run(folder, "report", ID, "--who", "announced leaders: Japan", source_note="Japan was to come.") == FINE
        cites = {"source": f"{URL}/2/", "source_note": "Says so."}
        codes = {"cow": "135", "gw": "135", "wikidata": "Q419"}
        spell = {"status": "outside", "start_date": "2031-08-20", "basis": "statement", "note": "Is out."}
        assert run(folder, "country", "Peru", **codes, **spell, **cites) == FINE
        assert "by ISO 3166-1: PE, 604, Peru" in capsys.readouterr().out
        spell = {"status": "observer", "start_date": "2031-09-01", "basis": "statement", "note": "Observes."}
        assert run(folder, "spell", "Peru", **spell, **cites, reason="It observes now.") == FINE
        assert "per-outside ends on 2031-08-31" in capsys.readouterr().out
        said = {"said_by": "Its president", "date": "2031-09-01"}
        assert (
            run(folder, "position", country="Peru", force="sea", stance="willing", summary="Ships.", **said, **cites)
            == FINE
        )
        assert run(folder, "size", "36", qualifier="about", counted="countries", meeting=ID, **said, **cites) == FINE
        assert run(folder, "reason", "why", reason="Because.", table="members", record="NOR", field="eu") == FINE
    dataset = Dataset.at(folder)
    assert [p.check for p in checks.problems(dataset)] == [
        "a later spell has a page of its own"
    ] and dataset.stale == []
    held = [(s["spell"], s["end_date"]) for s in dataset.rows["memberships"] if s["iso3"] == "PER"]
    assert held == [("per-observer", ""), ("per-outside", "2031-08-31")]
    assert {p["position"] for p in dataset.rows["positions"]} >= {"per-2031-09-01-sea"}
    assert {s["reported_size"] for s in dataset.rows["reported_sizes"]} >= {"2031-09-01-its-president-36"}
    why = {row["change"]: row["corrects"] for row in dataset.records.reasons}
    assert why["per-observer"] == [{"table": "memberships", "record": "per-outside"}]
    assert why["why"] == [{"table": "members", "record": "NOR", "field": "eu"}]


def test_what_is_asked_can_be_answered_badly_first(folder, unchecked, monkeypatch, capsys):
    lines = [
        "",
        "Meeting in Odesa",
        "2031-02-30",
        "2031-09-01",
        "",
        "kings",
        "leaders",
        "in person",
        "Odesa",
        "UK raine",
    ]
    lines += [
        "Ukraine",
        "",
        "",
        "",
        "",
        "Three came.",
        "",
        "",
        "leaders: France, UK, Ukrain",
        "leaders: France, UK, Ukraine",
    ]
    lines += ["announced: Poland", "", "", "", ""]
    typing(monkeypatch, lines)
    assert run(folder, "meeting") == FINE
    said = capsys.readouterr().out
    assert f"page that says so [{PAGE}]: " in said and "last day [2031-09-01]: " in said
    for refused in ("an answer is needed", "is not a day", "'kings' is none of", "is called 'UK raine'", "'Ukrain'"):
        assert refused in said
    record = (folder / f"data/meetings/{ID}.yaml").read_text(encoding="utf-8")
    assert "countries: [FRA, GBR, UKR]" in record and "says: announced" in record


def test_answers_that_were_typed_and_refused_can_be_given_again(folder, monkeypatch, capsys):
    typing(monkeypatch, ["", "", "", ""])
    given = {
        **MEETING,
        "hosts": "Norway",
        "chairs": "UK",
        "note": "A note.",
        "list": "partial",
        "source": PAGE,
        "organisations": "eu",
    }
    assert run(folder, "meeting", *WHO, **given) == WRONG
    said = capsys.readouterr().err
    assert "to give the answers again: python -m scripts.add meeting --title 'Meeting of leaders in Odesa'" in said


@pytest.mark.parametrize("question", range(len(KINDS["source"].questions)))
def test_ctrl_c_at_any_question_leaves_everything_as_it_was(copy, unchecked, monkeypatch, capsys, question):
    answers = iter([URL, *SOURCE.values(), ""])
    before, asked = contents(copy), []

    def reply(prompt):
        asked.append(prompt)
        if len(asked) > question:
            raise KeyboardInterrupt
        return "" if "reprinted" in prompt else next(answers)

    typing(monkeypatch, [])
    monkeypatch.setattr("builtins.input", reply)
    assert run(copy, "source") == INTERRUPTED
    assert len(asked) == question + 1
    assert "add: interrupted; nothing is half-written" in capsys.readouterr().err
    assert contents(copy) == before


def test_an_input_that_ends_early_leaves_everything_as_it_was(copy, monkeypatch, capsys):
    before = contents(copy)
    typing(monkeypatch, [URL, "A title"])
    assert run(copy, "source") == COULD_NOT_RUN
    assert "the input ended before the last answer; nothing written" in capsys.readouterr().err
    assert contents(copy) == before


@pytest.mark.parametrize("at_a_terminal", [False, True])
def test_without_questions_a_missing_answer_is_named(copy, monkeypatch, capsys, at_a_terminal):
    before = contents(copy)
    if at_a_terminal:
        typing(monkeypatch, [])
    assert run(copy, "source", URL, *(["--no-input"] if at_a_terminal else [])) == COULD_NOT_RUN
    assert "add: could not run: needed: --title (title of the page); --publisher" in capsys.readouterr().err
    assert contents(copy) == before


def test_a_full_disk_leaves_everything_as_it_was(folder, unchecked, monkeypatch, capsys):
    before = contents(folder)

    def full(*_):
        raise OSError(28, "No space left on device")

    monkeypatch.setattr(writing.os, "fsync", full)
    assert run(folder, "meeting", *WHO, **MEETING) == COULD_NOT_RUN
    assert "add: could not run: [Errno 28] No space left" in capsys.readouterr().err
    assert contents(folder) == before


def test_ctrl_c_while_files_are_put_in_place_comes_too_late(folder, unchecked, monkeypatch):
    real, raised = writing.os.replace, []

    def replace(source, target):
        raised.append(signal.raise_signal(signal.SIGINT))
        return real(source, target)

    monkeypatch.setattr(writing.os, "replace", replace)
    assert run(folder, "meeting", *WHO, **MEETING) == FINE
    assert len(raised) > 3 and Dataset.at(folder).stale == []


def test_another_coalition_is_added_to_as_well(tmp_path, capsys):
    folder = tmp_path / "package"
    shutil.copytree(ROOT / "schema", folder / "schema")
    shutil.copytree(ROOT / "tests/second_coalition", folder / "data")
    assert build.main(["--root", str(folder)]) == FINE
    given = {"title": "Leaders meet in Bogotá", "published": "2031-08-02", "consulted": "2031-08-03"}
    assert run(folder, "source", "https://gazette.example/bogota", **given) == FINE
    assert "--publisher 'Gazette'; --language 'en'; --kind 'news'" in capsys.readouterr().err
    given = {
        "title": "Meeting in Bogotá",
        "start_date": "2031-08-01",
        "level": "leaders",
        "city": "Bogotá",
        "country": "Colombia",
    }
    assert run(folder, "meeting", "--who", "leaders: Colombia, Peru", source_note="Names two.", **given) == FINE
    assert "added bogota-2031-08-01" in capsys.readouterr().out
    assert checks.problems(Dataset.at(folder)) == []


def test_a_reason_is_of_something_that_was_corrected(repository, unchecked, capsys):
    folder, of = repository.folder, {"reason": "The page was misread.", "table": "meetings"}
    repository.edit("data/meetings/paris-2025-03-27.yaml", "title: ", "title: Corrected ")
    before = contents(folder)
    assert run(folder, "reason", "kyiv", record="kyiv-2025-05-10", **of) == WRONG
    assert "a reason for meetings/kyiv-2025-05-10/*, which did not change" in capsys.readouterr().err
    assert contents(folder) == before
    assert run(folder, "reason", "paris", record="paris-2025-03-27", **of) == FINE
    assert Dataset.at(folder).stale == [], "the correction is built with its reason"
    assert (folder / "changes/paris.yaml").exists()
