"""What must come out of the data, each figure with the source that gives it."""

from collections import Counter

IN = ("lead", "member")
COUNTED_IN = (*IN, "participant", "observer")


def on(tables, date, statuses):
    """Countries with one of the statuses on a date; both ends of a spell are included."""
    return {
        s["iso3"]
        for s in tables["memberships"]
        if s["status"] in statuses and s["start_date"] <= date and (not s["end_date"] or date <= s["end_date"])
    }


def at(tables, meeting, **wanted):
    return {
        a["iso3"] for a in tables["attendance"] if a["meeting"] == meeting and all(a[k] in v for k, v in wanted.items())
    }


def cites(tables, table, record):
    return {
        e["source"]
        for e in tables["evidence"]
        if (e["table"], e["record"], e["bearing"]) == (table, record, "supports")
    }


def test_the_roster_has_31_members_27_of_them_european_and_4_beyond(tables):
    # LBC, 2025-08-12: 31 countries, 27 European, plus Canada, Australia, New Zealand and Japan
    european = Counter(m["european"] for m in tables["members"])
    assert european == {"true": 27, "false": 4}
    assert {m["iso3"] for m in tables["members"] if m["european"] == "false"} == {"CAN", "AUS", "NZL", "JPN"}


def test_france_the_united_kingdom_and_ukraine_lead(tables):
    # LBC, 2025-08-12: led by the UK, France and Ukraine
    assert {m["iso3"] for m in tables["members"] if m["role"] == "lead"} == {"FRA", "GBR", "UKR"}


def test_on_the_date_of_the_roster_leads_and_members_are_the_31(tables):
    assert on(tables, "2025-08-12", IN) == {m["iso3"] for m in tables["members"]}


def test_the_article_itself_names_7_members_and_24_rest_on_two_further_publishers(tables):
    publisher = {s["source"]: s["publisher"] for s in tables["sources"]}
    unnamed = [m["iso3"] for m in tables["members"] if m["named_in_source"] == "false"]
    assert len(unnamed) == 24
    for iso3 in unnamed:
        others = cites(tables, "members", iso3) - {"lbc-2025-08-12-starmer-ukraine"}
        assert len({publisher[s] for s in others}) >= 2, f"{iso3}: add a second independent page to data/members.yaml"


def test_with_participants_and_observers_they_are_35_on_4_september_2025_and_6_january_2026(tables):
    # Elysee, 2025-09-04: 35; European Pravda from the Ukrainian delegation, 2026-01-06: 35 states including Ukraine
    for date in ("2025-09-04", "2026-01-06"):
        assert len(on(tables, date, COUNTED_IN)) == 35


def test_the_35_of_september_are_those_on_the_presidency_s_list_and_all_but_iceland_are_reported_as_present(tables):
    # RFE/RL, from the Elysee's list of that morning; the US envoy was a guest
    assert at(tables, "paris-2025-09-04") - {"USA"} == on(tables, "2025-09-04", COUNTED_IN)
    assert at(tables, "paris-2025-09-04", confirmed=("false",)) == {"ISL"}


def test_31_countries_met_in_paris_on_27_march_2025_27_of_them_by_their_leaders(tables):
    # Ukrinform, citing the Ukrainian presidency: 31 countries; LaPresse: 27 at leader level
    assert len(at(tables, "paris-2025-03-27")) == 31
    leaders = at(tables, "paris-2025-03-27", represented_by=("leader",))
    assert leaders == {m["iso3"] for m in tables["members"] if m["european"] == "true"}


def test_34_of_the_35_states_in_paris_on_6_january_2026_are_named(tables):
    # European Pravda and Novyny.LIVE, from the Ukrainian delegation; the fourth envoy-level state is not named
    assert len(at(tables, "paris-2026-01-06", confirmed=("true",)) - {"USA"}) == 34
    assert next(m for m in tables["meetings"] if m["meeting"] == "paris-2026-01-06")["list_complete"] == "false"
    assert len(at(tables, "paris-2026-01-06", represented_by=("leader",))) == 27


def test_london_brought_16_countries_together(tables):
    # Babel and Kyiv Independent, 2025-03-02
    assert len(at(tables, "london-2025-03-02", confirmed=("true",))) == 16


def test_a_written_message_is_not_attendance(tables):
    # Japan's foreign ministry: written messages on 15 March, 10 May and 10 July 2025; first meeting on 13 August. Polsat News
    # names it as part of the coalition on 10 May.
    messages = {a["meeting"] for a in tables["attendance"] if a["iso3"] == "JPN" and a["represented_by"] == "message"}
    assert messages == {"virtual-2025-03-15", "kyiv-2025-05-10", "northwood-2025-07-10"}
    japan = next(m for m in tables["memberships"] if m["iso3"] == "JPN")
    assert (japan["start_date"], japan["basis"]) == ("2025-05-10", "roster")


def test_where_sources_conflict_attendance_is_neither_confirmed_nor_denied(tables):
    # Austria on 27 March 2025: its ambassador by the Ukrainian presidency, absent by LaPresse and Il Foglio
    austria = next(a for a in tables["attendance"] if (a["meeting"], a["iso3"]) == ("paris-2025-03-27", "AUT"))
    assert (austria["confirmed"], austria["disputed"]) == ("", "true")
    of_austria = [c for c in tables["claims"] if (c["meeting"], c["iso3"]) == ("paris-2025-03-27", "AUT")]
    assert {c["says"] for c in of_austria} == {"attended", "absent"}


def test_every_disputed_status_says_what_is_disputed(tables):
    for spell in tables["memberships"]:
        if spell["status"] not in IN and spell["start_date"] <= "2026-02-28":
            assert len(spell["note"]) > 40, f"{spell['iso3']}: the note must state the dispute"
    turkiye = next(s["note"] for s in tables["memberships"] if s["iso3"] == "TUR")
    assert "Not counted among the 31 of these tables" in turkiye and "count it among the 31 (reading 2" in turkiye


def test_every_row_that_states_a_fact_cites_a_page(tables, computed):
    covered = ("members", "memberships", "affiliations", "meetings", "attendance", "reported_sizes", "positions")
    cited = {(e["table"], e["record"]) for e in tables["evidence"] if e["bearing"] == "supports"}
    cited |= {("attendance", f"{c['meeting']}/{c['iso3']}") for c in tables["claims"]}
    for table in covered:
        key = computed.schemas[table]["primaryKey"]
        for row in tables[table]:
            assert (table, "/".join(row[k] for k in key)) in cited


def test_attendance_is_broad_and_sources_are_many(tables):
    assert len(tables["attendance"]) >= 250
    assert len({a["meeting"] for a in tables["attendance"]}) >= 14
    assert len(tables["sources"]) >= 120


def test_no_person_is_needed_to_read_the_tables_and_codes_stay_text(tables):
    codes = {c["iso3"]: c for c in tables["countries"]}
    assert (codes["NOR"]["iso2"], codes["AUS"]["iso_numeric"]) == ("NO", "036")
    assert (codes["GRC"]["eurostat"], codes["GBR"]["eurostat"]) == ("EL", "UK")
    assert (codes["DEU"]["cow"], codes["DEU"]["gw"]) == ("255", "260")


def test_the_united_kingdom_left_the_european_union(tables):
    membership = next(a for a in tables["affiliations"] if (a["iso3"], a["organisation"]) == ("GBR", "EU"))
    assert membership["end_date"] == "2020-01-31"
    assert next(m for m in tables["members"] if m["iso3"] == "GBR")["eu"] == "false"


def test_the_readme_and_the_method_give_the_ranges_of_published_sizes_that_the_table_has(tables, root):
    # both say that they speak of the time up to February 2026
    sizes = (s for s in tables["reported_sizes"] if s["date"] <= "2026-02-28")
    exact = [s for s in sizes if s["qualifier"] == "exact" and s["counted"] != "contributors"]
    of_coalition = [int(s["size"]) for s in exact if not s["meeting"]]
    of_meetings = [int(s["size"]) for s in exact if s["meeting"]]
    said = f"up to February 2026 run from {min(of_coalition)} to {max(of_coalition)}, of its meetings from {min(of_meetings)} to {max(of_meetings)}"
    for page in ("README.md", "docs/method.md"):
        assert said in " ".join((root / page).read_text(encoding="utf-8").split()), f"{page}: {said}"
