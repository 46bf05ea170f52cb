"""Attendance follows from the claims of the pages by the rule of docs/method.md, whatever the claims and their order."""

from types import SimpleNamespace

from hypothesis import given
from hypothesis import strategies as st

from coalition_of_the_willing.claims import bearing, decided_by
from scripts.tables.meetings import attendance

SAYS = st.sampled_from(("attended", "announced", "announced-absent", "absent"))
SAID = st.fixed_dictionaries({"says": SAYS, "represented_by": st.sampled_from(("", "leader", "minister")), "mode": st.sampled_from(("", "remote", "in-person"))})  # fmt: skip
CLAIMS = st.lists(SAID, max_size=6).map(lambda said: [s | {"meeting": "m", "iso3": "AAA", "source": f"page-{i}"} for i, s in enumerate(said)])  # fmt: skip


def merged(claims: list[dict], **meeting) -> tuple[dict[str, str], dict[str, str]] | None:
    """(row of attendance, how each page bears on it), or None where the claims give no row."""
    records = SimpleNamespace(meetings=[{"meeting": "m", **meeting}])
    rows = list(attendance(SimpleNamespace(records=records, rows=lambda _: claims)))
    return (rows[0].values, {c.source: c.bearing for c in rows[0].elsewhere}) if rows else None


def by_the_rule(claims: list[dict]) -> dict[str, str] | None:
    """docs/method.md, "What pages say, and the answer that follows", step by step."""
    attended = [c for c in claims if c["says"] == "attended"]
    announced = [c for c in claims if c["says"] == "announced"]
    if not (deciding := attended or announced):
        return None
    row = {}
    for column in ("represented_by", "mode"):
        given = {c[column] for c in deciding if c[column]}
        row[column] = given.pop() if len(given) == 1 else ""
    against = [c for c in claims if c["says"] == "absent" or (not attended and c["says"] == "announced-absent")]
    row["confirmed"] = "false" if not attended else "" if against else "true"
    return row | {"reported_by": str(len(attended)), "disputed": "true" if against else "false"}


@given(CLAIMS)
def test_the_row_is_that_of_the_written_rule(claims):
    found, expected = merged(claims), by_the_rule(claims)
    assert (found is None) == (expected is None)
    assert found is None or {key: found[0][key] for key in expected} == expected


@given(CLAIMS, st.randoms(use_true_random=False))
def test_the_order_of_the_claims_does_not_matter(claims, random):
    shuffled = random.sample(claims, len(claims))
    assert merged(shuffled) == merged(claims)


@given(CLAIMS, SAID)
def test_a_page_more_that_says_it_came_never_takes_a_confirmation_away(claims, said):
    more = [*claims, said | {"says": "attended", "meeting": "m", "iso3": "AAA", "source": "another"}]
    before, after = merged(claims), merged(more)
    assert after is not None and int(after[0]["reported_by"]) == 1 + int(before[0]["reported_by"] if before else 0)
    assert before is None or before[0]["confirmed"] != "true" or after[0]["confirmed"] == "true"
    assert before is None or before[0]["disputed"] == "true" or after[0]["disputed"] == "false" or "absent" in {c["says"] for c in claims}  # fmt: skip


@given(CLAIMS)
def test_how_a_page_bears_on_the_row_follows_from_the_row_alone(claims):
    if found := merged(claims):
        row, bears = found
        decided = decided_by(int(row["reported_by"]))
        assert bears == {c["source"]: bearing(c["says"], decided) for c in claims}
        assert (row["disputed"] == "true") == ("disputes" in bears.values()) and "supports" in bears.values()


@given(CLAIMS, st.lists(st.sampled_from(("AAA", "BBB"))), st.lists(st.sampled_from(("AAA", "BBB"))), st.lists(st.sampled_from(("AAA", "BBB"))))  # fmt: skip
def test_host_and_chair_are_those_of_the_record_and_no_claim_changes_them(claims, hosts, chairs, disputed):
    if found := merged(claims, hosts=hosts, chairs=chairs, chairs_disputed=disputed):
        assert found[0]["host"] == ("true" if "AAA" in hosts else "false")
        assert found[0]["chair"] == ("" if "AAA" in disputed else "true" if "AAA" in chairs else "false")
    if found := merged(claims):
        assert found[0]["host"] == found[0]["chair"] == ""
