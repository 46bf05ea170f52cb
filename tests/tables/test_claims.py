"""From claims to answers: attendance, support and the panel, each computed a second time with pandas alone."""

from collections import defaultdict
from types import SimpleNamespace

import pandas as pd
import pytest

from scripts.files import yaml_text
from scripts.tables import meetings
from tests.conftest import ROOT


def read(table):
    """A table as text; an empty cell is the empty text."""
    return pd.read_csv(ROOT / f"data/{table}.csv", dtype="string", keep_default_na=False)


def agreed(values: pd.Series) -> str:
    given = values[values != ""].unique()
    return given[0] if len(given) == 1 else ""


def merged(claims: pd.DataFrame) -> pd.DataFrame:
    """The rule of docs/method.md, step by step."""
    rows = []
    for (meeting, iso3), said in claims.groupby(["meeting", "iso3"]):
        came = said[said["says"] == "attended"]  # 1
        deciding = came if len(came) else said[said["says"] == "announced"]
        if deciding.empty:
            continue
        against = said["says"] == "absent"  # 3
        if came.empty:
            against |= said["says"] == "announced-absent"
        rows.append(
            {
                "meeting": meeting,
                "iso3": iso3,
                "represented_by": agreed(deciding["represented_by"]),  # 2
                "mode": agreed(deciding["mode"]),
                "confirmed": "false" if came.empty else "" if against.any() else "true",  # 4
                "reported_by": str(len(came)),  # 5
                "disputed": str(bool(against.any())).lower(),
            }
        )
    return pd.DataFrame(rows, dtype="string")


def test_attendance_is_what_the_claims_give_by_the_written_rule():
    attendance = read("attendance").drop(columns=["host", "chair"])
    pd.testing.assert_frame_equal(merged(read("claims")), attendance)


@pytest.mark.parametrize(
    ("said", "expected"),
    [
        ([("attended", "leader"), ("attended", "leader")], ("leader", "true", "2", "false")),
        ([("attended", "leader"), ("attended", "")], ("leader", "true", "2", "false")),
        ([("attended", "leader"), ("attended", "minister")], ("", "true", "2", "false")),
        ([("attended", "leader"), ("announced", "minister")], ("leader", "true", "1", "false")),
        ([("attended", "leader"), ("absent", "")], ("leader", "", "1", "true")),
        ([("attended", "leader"), ("announced-absent", "")], ("leader", "true", "1", "false")),
        ([("announced", "leader"), ("announced-absent", "")], ("leader", "false", "0", "true")),
        ([("announced", "leader"), ("absent", "")], ("leader", "false", "0", "true")),
        ([("absent", ""), ("announced-absent", "")], None),
    ],
)
def test_what_two_pages_say_makes_one_row(said, expected):
    """As the build merges it, and as the written rule does."""
    claims = [
        {"meeting": "m", "iso3": "ISL", "source": f"s{i}", "says": says, "represented_by": by, "mode": ""}
        for i, (says, by) in enumerate(said)
    ]
    tables = SimpleNamespace(records=SimpleNamespace(meetings=[{"meeting": "m"}]), rows=lambda name: claims)
    built = [row.values for row in meetings.attendance(tables)]
    columns = ["represented_by", "confirmed", "reported_by", "disputed"]
    assert [tuple(row[c] for c in columns) for row in built] == ([expected] if expected else [])
    again = merged(pd.DataFrame(claims, dtype="string"))
    assert [tuple(row) for row in again.reindex(columns=columns).itertuples(index=False)] == (
        [expected] if expected else []
    )


def test_the_support_of_every_row_is_what_evidence_and_claims_give(tables):
    """Counted anew, row by row; for attendance the claims that decide, for meetings the reports too."""
    pages = {s["source"]: s for s in tables["sources"]}
    strength = ["official", "news-agency", "news", "reference", "other", "encyclopedia"]
    said, against, beside = (defaultdict(set) for _ in range(3))
    for e in tables["evidence"]:
        {"supports": said, "disputes": against}.get(e["bearing"], beside)[e["table"], e["record"]].add(e["source"])
    for r in tables["reports"]:
        said["meetings", r["meeting"]].add(r["source"])
    came = {(a["meeting"], a["iso3"]): a["reported_by"] != "0" for a in tables["attendance"]}
    for c in tables["claims"]:
        key = c["meeting"], c["iso3"]
        if key in came:
            if c["says"] == ("attended" if came[key] else "announced"):
                said["attendance", "/".join(key)].add(c["source"])
            if c["says"] == "absent" or (c["says"] == "announced-absent" and not came[key]):
                against["attendance", "/".join(key)].add(c["source"])
    speakers = {("reported_sizes", s["reported_size"]): s["said_by"] for s in tables["reported_sizes"]}
    speakers |= {("positions", p["position"]): p["said_by"] for p in tables["positions"]}
    assert {(s["table"], s["record"]) for s in tables["support"]} == set(said)
    for s in tables["support"]:
        key = s["table"], s["record"]
        publishers = {pages[p]["publisher"] for p in said[key]}
        kinds = {pages[p]["kind"] for p in said[key]}
        alone = kinds & {"official", "news-agency"} or speakers.get(key) in publishers
        assert s == {
            "table": key[0],
            "record": key[1],
            "pages": str(len(said[key])),
            "publishers": str(len(publishers)),
            "best_kind": min(kinds, key=strength.index),
            "official": str(sum(pages[p]["kind"] == "official" for p in said[key])),
            "disputed": str(bool(against[key])).lower(),
            "weak": str(len(publishers) == 1 and not alone).lower(),
        }


def test_every_row_with_evidence_or_claims_has_its_support(tables, computed):
    for table in ("members", "memberships", "affiliations", "meetings", "attendance", "reported_sizes", "positions"):
        keys = {tables.key(table, row) for row in tables[table]}
        assert keys == {s["record"] for s in tables["support"] if s["table"] == table}


def test_the_panel_equals_a_count_day_by_day(tables, until):
    """For every country, every day of every month up to the last documented day is looked at by itself."""
    first = min(s["start_date"] for s in tables["memberships"])
    days = [d.strftime("%Y-%m-%d") for d in pd.date_range(f"{first[:7]}-01", until)]
    months = sorted({d[:7] for d in days})
    status = {
        (s["iso3"], d): s["status"]
        for s in tables["memberships"]
        for d in days
        if s["start_date"] <= d <= (s["end_date"] or until)
    }
    held = {a["meeting"] for a in tables["attendance"] if a["confirmed"] == "true"}
    month_of = {m["meeting"]: m["start_date"][:7] for m in tables["meetings"] if m["meeting"] in held}
    came = [
        (a["iso3"], month_of[a["meeting"]])
        for a in tables["attendance"]
        if a["confirmed"] == "true" and a["represented_by"] != "message"
    ]
    expected = [
        {
            "iso3": c["iso3"],
            "month": month,
            "cow": c["cow"],
            "gw": c["gw"],
            "status_first": status.get((c["iso3"], f"{month}-01"), ""),
            "status_last": status.get((c["iso3"], max(d for d in days if d[:7] == month)), ""),
            "days_in": str(sum(status.get((c["iso3"], d)) in ("lead", "member") for d in days if d[:7] == month)),
            "meetings": str(list(month_of.values()).count(month)),
            "attended": str(came.count((c["iso3"], month))),
        }
        for c in tables["countries"]
        for month in months
    ]
    assert tables["panel"] == expected


def test_the_panel_ends_with_the_last_documented_month_and_begins_with_the_first_status(tables, until):
    months = sorted({row["month"] for row in tables["panel"]})
    assert months[-1] == until[:7]
    assert months[0] == min(s["start_date"] for s in tables["memberships"])[:7]
    march = {row["iso3"]: row for row in tables["panel"] if row["month"] == "2025-03"}
    assert (march["FRA"]["status_first"], march["FRA"]["status_last"], march["FRA"]["days_in"]) == ("", "lead", "30")


def test_notes_are_not_repeated_so_that_evidence_stays_small():
    assert (ROOT / "data/evidence.csv").stat().st_size < 300_000
    assert "attendance" not in set(read("evidence")["table"])


def test_a_page_that_contradicts_a_row_is_evidence_that_disputes_it(package):
    path = "data/positions.yaml"
    positions = yaml_text.read(package.read(path), path).rows
    first, other = positions[0], next(p for p in positions if p["evidence"][0] not in positions[0]["evidence"])
    first["evidence"].append(
        {"source": other["evidence"][0]["source"], "note": "Says otherwise.", "bearing": "disputes"}
    )
    package.write(path, yaml_text.write(positions).encode())
    rows = package.dataset().rows
    of_first = next(s for s in rows["support"] if (s["table"], s["record"]) == ("positions", first["position"]))
    assert (of_first["pages"], of_first["disputed"]) == (str(len(first["evidence"]) - 1), "true")
    assert [e["bearing"] for e in rows["evidence"] if e["note"] == "Says otherwise."] == ["disputes"]
