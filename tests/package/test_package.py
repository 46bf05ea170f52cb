"""What a researcher gets from `import coalition_of_the_willing`: typed tables, as-of answers, names that lead to one country."""

import ast
import datetime
import doctest
import importlib
import json
import re
import subprocess
import sys
import warnings

import numpy as np
import pandas as pd
import pytest

import coalition_of_the_willing as cow
from coalition_of_the_willing import folder
from scripts.documents import edition
from tests.conftest import ROOT

PACKAGE = ROOT / "src/coalition_of_the_willing"
SOURCES = sorted(PACKAGE.rglob("*.py"))
TABLES = cow.tables()


def test_it_needs_nothing_but_pandas_and_the_standard_library():
    """And numpy, which comes with pandas, for a type."""
    for path in SOURCES:
        for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
            names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
            if isinstance(node, ast.ImportFrom) and not node.level:
                names = [node.module]
            for name in names:
                assert name.split(".")[0] in sys.stdlib_module_names | {"pandas", "numpy"}, (
                    f"{path.name} imports {name}"
                )


def test_nothing_in_it_imports_the_code_of_the_repository():
    """It would be missing where only the wheel is; `coalition diff` names the modules that the wheel carries."""
    assert not [p.name for p in SOURCES if re.search(r"^\s*(from|import) scripts", p.read_text("utf-8"), re.MULTILINE)]


def test_importing_it_loads_no_table_and_not_even_pandas_before_something_is_asked():
    code = "import sys, coalition_of_the_willing; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


def test_where_the_files_are_which_tables_and_which_version_there_is_can_be_asked_without_pandas():
    asked = "c.data_path(), c.tables(), c.__version__, c.CoalitionError, dir(c)"
    code = f"import sys, coalition_of_the_willing as c; {asked}; print('pandas' in sys.modules)"
    done = subprocess.run([sys.executable, "-c", code], cwd=ROOT / "src", capture_output=True, text=True, check=True)
    assert done.stdout.strip() == "False"


@pytest.mark.parametrize("path", SOURCES, ids=lambda p: p.relative_to(PACKAGE).as_posix())
def test_the_examples_in_the_docstrings_come_out_as_written(path):
    name = ".".join(path.relative_to(PACKAGE.parent).with_suffix("").parts).removesuffix(".__init__")
    assert doctest.testmod(importlib.import_module(name)).failed == 0


def test_every_public_name_is_there_and_documented():
    for name in cow.__all__:
        assert getattr(cow, name) is not None
        if name not in ("SCHEMES", "Table", "__version__"):
            assert getattr(cow, name).__doc__, name
    assert set(dir(cow)) >= set(cow.__all__)


def test_version_and_tables_are_those_of_the_descriptor():
    descriptor = json.loads((cow.data_path() / "datapackage.json").read_text(encoding="utf-8"))
    assert cow.__version__ == descriptor["version"]
    assert [r["name"] for r in descriptor["resources"] if r.get("type") == "table"] == TABLES


# Tables


@pytest.mark.parametrize("table", TABLES)
def test_a_table_written_back_equals_the_shipped_file(table, tmp_path):
    shipped = (cow.data_path() / f"data/{table}.csv").read_bytes()
    text = cow.to_csv(cow.load(table), tmp_path / "written.csv")
    assert text.encode() == shipped
    assert (tmp_path / "written.csv").read_bytes() == shipped


@pytest.mark.parametrize("table", TABLES)
def test_every_column_has_the_type_of_its_schema(table):
    frame = cow.load(table)
    schema = json.loads((cow.data_path() / f"schema/tables/{table}.json").read_text(encoding="utf-8"))
    assert list(frame.columns) == [f["name"] for f in schema["fields"]]
    day = pd.to_datetime(pd.Series(["2025-08-12"])).dtype
    for field in schema["fields"]:
        dtype = frame[field["name"]].dtype
        if codes := field.get("constraints", {}).get("enum"):
            assert dtype == pd.CategoricalDtype(codes)
            assert list(dtype.categories) == codes
        else:
            expected = {"string": "string", "boolean": "boolean", "integer": "Int64", "date": day}[field["type"]]
            assert dtype == expected, f"{table}.{field['name']}"
        if field.get("constraints", {}).get("required"):
            assert frame[field["name"]].notna().all(), f"{table}.{field['name']}: a required cell reads as missing"


def test_the_panel_has_a_row_per_country_and_month_in_the_types_of_its_schema():
    panel = cow.panel()
    assert panel.equals(cow.load("panel")) and not panel.duplicated(["iso3", "month"]).any()
    assert panel.groupby("month")["iso3"].nunique().eq(len(cow.load("countries"))).all()


def test_norway_is_not_missing_and_australia_keeps_its_zero():
    members = cow.members().set_index("iso3")
    assert members.loc["NOR", "iso2"] == "NO"
    assert members.loc["AUS", "iso_numeric"] == "036"
    assert (len(members), members["european"].sum()) == (31, 27)


def test_what_a_user_does_to_a_table_stays_with_the_user():
    members = cow.members()
    members.loc[:, "name"] = "gone"
    assert "gone" not in cow.members()["name"].tolist()


def test_a_users_own_columns_are_written_in_the_same_way():
    frame = pd.DataFrame({"a": [True, False], "b": pd.array([True, None], dtype="boolean"), "c": ["x, y", None]})
    assert cow.to_csv(frame) == 'a,b,c\ntrue,true,"x, y"\nfalse,,\n'


def test_an_unknown_table_is_named_with_those_there_are():
    for wrong in ("member", "../members", None, ["members"]):
        with pytest.raises(cow.UnknownTable, match="expected one of: members, countries"):
            cow.load(wrong)


# Status on a day


def test_on_the_day_of_the_roster_31_countries_are_in_one_row_each():
    found = cow.as_of("2025-08-12")
    assert len(found) == 31 == found["iso3"].nunique()
    assert set(found["iso3"]) == set(cow.members()["iso3"])
    assert set(found.loc[found["status"] == "lead", "name"]) == {"France", "United Kingdom", "Ukraine"}
    assert found["name"].notna().all()


def test_35_with_participants_and_observers_in_september_2025_and_january_2026():
    statuses = ["lead", "member", "participant", "observer"]
    assert len(cow.as_of("2025-09-04", statuses)) == len(cow.as_of("2026-01-06", statuses)) == 35


def test_a_spell_counts_on_its_last_day_and_not_after():
    ended = cow.load("memberships").dropna(subset="end_date").iloc[0]
    last = ended["end_date"]
    assert ended["iso3"] in set(cow.as_of(last, ended["status"])["iso3"])
    assert ended["iso3"] not in set(cow.as_of(last + pd.Timedelta(days=1), ended["status"])["iso3"])


def test_before_the_first_meeting_nobody_is_in():
    assert cow.as_of("2025-03-01", None).empty
    assert len(cow.as_of("2025-03-02")) > 0


@pytest.mark.parametrize(
    "day",
    [
        datetime.date(2025, 8, 12),
        datetime.datetime(2025, 8, 12, 23, 59),
        pd.Timestamp("2025-08-12", tz="Asia/Tokyo"),
        np.datetime64("2025-08-12T12:00"),
    ],
)
def test_a_day_may_come_in_any_of_pythons_forms(day):
    assert len(cow.as_of(day)) == 31


@pytest.mark.parametrize(
    "day",
    ["2025-02-30", "20250812", "2025-W33-2", "12/08/2025", "2025-08", "", None, pd.NaT, 20250812, np.int64(5), []],
)
def test_an_impossible_day_is_refused(day):
    with pytest.raises(cow.ImpossibleDate, match='expected "YYYY-MM-DD"'):
        cow.as_of(day)


@pytest.mark.parametrize("days", [["2025-08-12"] * 99, pd.Series(["2025-08-12"] * 99), pd.DataFrame({"d": [1]})])
def test_many_days_are_refused_in_a_line_with_the_way_to_do_them(days):
    with pytest.raises(cow.ImpossibleDate, match=r"takes one day, .* docs/recipes.md") as error:
        cow.as_of(days)
    assert len(str(error.value)) < 200
    assert "## A column of days\n" in (ROOT / "docs/recipes.md").read_text(encoding="utf-8")


def test_the_facts_go_to_the_last_day_of_a_meeting_with_confirmed_attendance():
    attendance, meetings = cow.load("attendance"), cow.load("meetings")
    held = meetings["meeting"].isin(attendance.loc[attendance["confirmed"].fillna(False), "meeting"])
    assert pd.Timestamp(cow.documented_until()) == meetings.loc[held, "end_date"].max()


def test_a_day_after_the_facts_is_answered_with_a_warning_that_silence_is_not_a_finding():
    last = pd.Timestamp(cow.documented_until())
    with warnings.catch_warnings():
        warnings.simplefilter("error")
        on = cow.as_of(last)
    with pytest.warns(UserWarning) as said:
        after = cow.as_of(last + pd.Timedelta(days=1))
    descriptor = json.loads((cow.data_path() / "datapackage.json").read_text(encoding="utf-8"))
    release = edition.released(descriptor)
    when = f"released {edition.day(release)}" if release else "unreleased"
    assert str(said[0].message) == (
        f"{last + pd.Timedelta(days=1):%Y-%m-%d} is after {edition.day(f'{last:%Y-%m-%d}')}, to which the facts go (version {cow.__version__}, {when}): "
        "statuses are as last documented; silence since is not a finding"
    )
    assert on.equals(after)
    assert on.attrs == after.attrs == {"documented_until": f"{last:%Y-%m-%d}"}


def test_between_releases_the_warning_says_so(monkeypatch):
    between = {"version": "9.9.9-dev", "documented_until": "2026-02-24"}
    monkeypatch.setattr(folder, "descriptor", lambda: between)
    with pytest.warns(UserWarning, match=r"\(version 9\.9\.9-dev, unreleased\)"):
        cow.as_of("2026-03-01")


@pytest.mark.parametrize("status", ["Member", ["lead", "guest"], [], 5])
def test_an_unknown_status_is_named_with_those_there_are(status):
    with pytest.raises(cow.UnknownStatus, match="lead, member, participant, observer, outside"):
        cow.as_of("2025-08-12", status)


# Pages cited


def test_a_row_leads_to_its_pages_by_key_by_parts_and_by_itself():
    row = cow.load("memberships").set_index("iso3", drop=False).loc["FRA"]
    by_text = cow.sources_for("memberships", "fra-lead")
    assert len(by_text) > 0
    assert by_text["url"].str.startswith("http").all() and by_text["note"].notna().all()
    assert by_text.equals(cow.sources_for("memberships", ("fra-lead",)))
    assert by_text.equals(cow.sources_for("memberships", row))
    assert by_text.equals(cow.sources_for("memberships", row.to_dict()))


def test_every_row_of_the_roster_has_pages():
    for iso3 in cow.members()["iso3"]:
        assert len(cow.sources_for("members", iso3)) > 0


def test_a_record_that_is_not_there_is_refused():
    with pytest.raises(cow.UnknownRecord, match="no record 'ATA'"):
        cow.sources_for("members", "ATA")
    with pytest.raises(cow.UnknownRecord, match="no spell"):
        cow.sources_for("memberships", {"iso3": "FRA"})
    with pytest.raises(cow.UnknownRecord, match="no meeting"):
        cow.sources_for("attendance", {"iso3": "FRA"})
    with pytest.raises(cow.UnknownTable, match="not cited one by one"):
        cow.sources_for("countries", "FRA")
    with pytest.raises(cow.UnknownTable, match="expected one of"):
        cow.sources_for("nations", "FRA")


def test_the_pages_of_an_attendance_are_those_with_a_claim_and_the_contradicting_one_is_marked():
    austria = cow.sources_for("attendance", ("paris-2025-03-27", "AUT")).set_index("publisher")
    assert austria.loc["Ukrinform", "note"].startswith("attended, envoy, in-person: ")
    assert austria.loc[["Ukrinform", "LaPresse"], "bearing"].tolist() == ["supports", "disputes"]
    assert len(austria) == len(cow.claims_for("paris-2025-03-27", "AUT"))


def test_an_absence_that_was_announced_contradicts_an_announcement_and_no_report():
    claims, attendance = cow.load("claims"), cow.load("attendance")
    announced_absent = claims[claims["says"] == "announced-absent"].merge(attendance, on=["meeting", "iso3"])
    for row in announced_absent.itertuples():
        pages = cow.sources_for("attendance", (row.meeting, row.iso3)).set_index("source")
        assert pages.loc[row.source, "bearing"] == ("context" if row.reported_by else "disputes")


def test_the_pages_of_a_meeting_are_its_evidence_and_its_reports_each_once():
    found = cow.sources_for("meetings", "paris-2025-03-27")
    evidence, reports = cow.load("evidence"), cow.load("reports")
    own = evidence[(evidence["table"] == "meetings") & (evidence["record"] == "paris-2025-03-27")]
    told = reports[reports["meeting"] == "paris-2025-03-27"]
    assert found["source"].tolist() == sorted({*own["source"], *told["source"]})


def test_the_claims_of_a_meeting_are_those_of_its_countries_with_the_words_of_each_page():
    whole = cow.claims_for("paris-2025-03-27")
    assert whole["iso3"].nunique() > 27 and whole[["publisher", "url", "note", "says_complete"]].notna().all(axis=None)
    part = whole[whole["iso3"] == "AUT"].reset_index(drop=True)
    assert part.equals(cow.claims_for("paris-2025-03-27", "AUT"))
    silent = set(cow.load("countries")["iso3"]) - set(whole["iso3"])
    assert all(cow.claims_for("paris-2025-03-27", iso3).empty for iso3 in silent) and silent


def test_a_meeting_or_country_that_is_not_there_has_no_claims_but_an_error():
    with pytest.raises(cow.UnknownRecord, match="meetings has no record 'atlantis-2025-01-01'"):
        cow.claims_for("atlantis-2025-01-01")
    with pytest.raises(cow.UnknownRecord, match="countries has no record 'Austria'"):
        cow.claims_for("paris-2025-03-27", "Austria")


@pytest.mark.parametrize("table", ["members", "memberships", "meetings", "attendance", "reported_sizes", "positions"])
def test_the_support_of_a_table_joins_to_it_row_by_row(table):
    rows, support = cow.load(table), cow.support(table)
    key = support.columns[: support.columns.get_loc("pages")].tolist()
    assert support[key].equals(rows[key])
    assert support[["pages", "publishers", "best_kind", "disputed", "weak"]].notna().all(axis=None)


def test_only_tables_with_citations_have_support():
    with pytest.raises(cow.UnknownTable, match="not cited one by one"):
        cow.support("names")


def test_one_except_catches_all_that_it_refuses():
    for name in cow.__all__:
        if isinstance(value := getattr(cow, name), type) and issubclass(value, Exception):
            assert issubclass(value, cow.CoalitionError) and issubclass(value, ValueError)
