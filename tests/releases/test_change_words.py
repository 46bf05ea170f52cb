"""The changelog says in sentences what a release changed: by country and meeting, and who must look again."""

import copy

import pytest

from scripts import release
from scripts.cli import FINE
from scripts.files.schemas import Code, Codes
from scripts.releases import change_words, comparison
from scripts.releases.change_list import HEADING
from scripts.releases.row_words import Versions
from scripts.releases.snapshot import Snapshot
from tests.conftest import add_the_example_of_contributing, write_reason

KEYS = {
    "countries": ["iso3"],
    "memberships": ["spell"],
    "meetings": ["meeting"],
    "attendance": ["meeting", "iso3"],
    "claims": ["meeting", "iso3", "source"],
    "positions": ["position"],
    "sources": ["source"],
    "evidence": ["table", "record", "source"],
    "members": ["iso3"],
}
COLUMNS = {
    "countries": ["name"],
    "memberships": ["iso3", "status", "start_date", "start_precision", "end_date", "end_precision", "note"],
    "meetings": ["title", "start_date", "end_date", "format", "city", "note"],
    "attendance": ["represented_by", "mode", "confirmed"],
    "claims": ["says"],
    "positions": ["iso3", "date", "force", "stance"],
    "sources": ["title"],
    "evidence": ["note"],
    "members": ["last_documented"],
}
CODED = {"status": "status", "stance": "stance", "force": "force", "represented_by": "represented_by"}


def schema(table):
    fields = [{"name": name, "type": "string"} for name in dict.fromkeys((*KEYS[table], *COLUMNS[table]))]
    for field in fields:
        field |= {"codes": CODED[field["name"]]} if field["name"] in CODED else {}
        field |= {"type": "date"} if "date" in field["name"] else {}
        field |= {"derived": True} if field["name"] == "last_documented" else {}
    return {"fields": fields, "primaryKey": KEYS[table]}


def codes(**lists):
    return Codes({name: {c: Code(c, t, t, t, "") for c, t in titles.items()} for name, titles in lists.items()})


CODES = codes(
    status={"lead": "lead", "member": "member", "observer": "observer"},
    represented_by={"leader": "leader", "minister": "minister", "official": "official"},
    format={"remote": "remote", "in-person": "in person"},
    force={"ground": "ground"},
    stance={"declined": "will not", "willing": "willing"},
)


def row(table, /, **cells):
    return {name: cells.get(name, "") for name in dict.fromkeys((*KEYS[table], *COLUMNS[table]))}


@pytest.fixture
def old():
    tables = {
        "countries": [
            row("countries", iso3=c, name=n) for c, n in (("AUT", "Austria"), ("BEL", "Belgium"), ("NOR", "Norway"))
        ],
        "memberships": [
            row("memberships", spell="aut-observer", iso3="AUT", status="observer", start_date="2025-09-04"),
            row("memberships", spell="nor-member", iso3="NOR", status="member", start_date="2025-03-15"),
        ],
        "meetings": [
            row("meetings", meeting="paris", title="Paris talks", start_date="2025-09-04", end_date="2025-09-04")
        ],
        "attendance": [
            row("attendance", meeting="paris", iso3="NOR", represented_by="minister", mode="remote", confirmed="true")
        ],
        "claims": [row("claims", meeting="paris", iso3="NOR", source="s1")],
        "positions": [row("positions", position="p", iso3="NOR", date="2025-05-03", force="ground", stance="willing")],
        "sources": [row("sources", source="s1", title="A page")],
        "evidence": [row("evidence", table="meetings", record="paris", source="s1")],
        "members": [row("members", iso3="NOR", last_documented="2025-09-04")],
    }
    schemas = {table: schema(table) for table in tables}
    descriptor = {"version": "1.0.0", "resources": [{"name": t, "type": "table"} for t in tables]}
    return Snapshot("old", descriptor, schemas, tables)


@pytest.fixture
def new(old):
    return copy.deepcopy(old)


def section(old, new):
    """The head of the section, and its lines by heading."""
    found = comparison.between(old, new)
    words = Versions.of(old, new, CODES, {})
    return change_words.head(words, found, "About it."), change_words.groups(words, found)


def spell(side, name):
    return next(r for r in side.rows["memberships"] if r["spell"] == name)


def joins(side, status, start, iso3="AUT", end=""):
    cells = {"spell": f"{iso3}-{status}", "iso3": iso3, "status": status, "start_date": start, "end_date": end}
    side.rows["memberships"].append(row("memberships", **cells))


@pytest.mark.parametrize(
    ("change", "line"),
    [
        (lambda s: joins(s, "observer", "2026-01-06", "BEL"), "Belgium: observer from 6 January 2026"),
        (
            lambda s: joins(s, "observer", "2025-01-06", "BEL", "2025-02-01"),
            "Belgium: observer from 6 January 2025 to 1 February 2025",
        ),
        (
            lambda s: spell(s, "aut-observer").update(end_date="2026-05-03"),
            "Austria: no longer observer after 3 May 2026",
        ),
        (
            lambda s: spell(s, "aut-observer").update(start_date="2025-09-03"),
            "Austria: observer from 3 September 2025, not 4 September 2025",
        ),
        (
            lambda s: spell(s, "aut-observer").update(start_date="2025-09-01", start_precision="month"),
            "Austria: observer from September 2025, not 4 September 2025",
        ),
        (lambda s: spell(s, "aut-observer").update(status="member"), "Austria: member, not observer"),
        (
            lambda s: s.rows["memberships"].remove(spell(s, "aut-observer")),
            "Austria: no longer listed as observer from 4 September 2025",
        ),
        (
            lambda s: (spell(s, "aut-observer").update(end_date="2026-05-03"), joins(s, "member", "2026-05-04")),
            "Austria: member from 4 May 2026 (observer until 3 May 2026)",
        ),
    ],
)
def test_who_joined_left_or_changed_status_is_named_and_has_to_be_looked_at_again(old, new, change, line):
    change(new)
    head, groups = section(old, new)
    assert groups == {"Statuses": [line]}
    assert head.endswith(f"Who uses the status of {line.split(':')[0]} has to look again.")


def test_an_end_that_was_wrong_or_is_taken_back_says_so(old, new):
    spell(old, "aut-observer")["end_date"], spell(new, "aut-observer")["end_date"] = "2026-05-03", "2026-05-04"
    spell(old, "nor-member")["end_date"] = "2026-05-03"
    _, groups = section(old, new)
    assert groups["Statuses"] == [
        "Austria: observer until 4 May 2026, not 3 May 2026",
        "Norway: member without an end, not until 3 May 2026",
    ]


def test_a_correction_has_its_reason_after_a_colon(old, new):
    spell(new, "aut-observer")["start_date"] = "2025-09-03"
    new.rows["positions"][0]["stance"] = "declined"
    found = comparison.between(old, new)
    why = {("memberships", "aut-observer", "start_date"): "The page says so.", ("positions", "p", "stance"): "Misread."}
    text = change_words.section(Versions.of(old, new, CODES, why), found, "Two corrections.")
    assert text == (
        "Two corrections. Who uses the status of Austria has to look again. Who uses `positions` may look again.\n"
        "\n"
        "### Statuses\n"
        "\n"
        "- Austria: observer from 3 September 2025, not 4 September 2025: The page says so.\n"
        "\n"
        "### Changed\n"
        "\n"
        "- Norway on a force (ground), 3 May 2025: stance will not, not willing: Misread.\n"
    )


def add_a_meeting(side):
    cells = {"start_date": "2026-09-01", "end_date": "2026-09-01", "format": "in-person", "city": "Odesa"}
    side.rows["meetings"].append(row("meetings", meeting="odesa", title="Leaders in Odesa", **cells))
    for iso3, confirmed in (("AUT", "true"), ("BEL", "true"), ("NOR", "false")):
        side.rows["attendance"].append(row("attendance", meeting="odesa", iso3=iso3, confirmed=confirmed))
        side.rows["claims"].append(row("claims", meeting="odesa", iso3=iso3, source="s2"))
    side.rows["sources"].append(row("sources", source="s2", title="Another page"))
    side.rows["evidence"].append(row("evidence", table="meetings", record="odesa", source="s2"))
    side.rows["members"][0]["last_documented"] = "2026-09-01"


def test_a_meeting_is_one_line_whatever_it_adds_to_the_tables(old, new):
    add_a_meeting(new)
    head, groups = section(old, new)
    assert groups == {
        "Added": [
            "Meeting in Odesa (Leaders in Odesa) on 1 September 2026: 2 countries, 1 announced",
            "1 source and 1 citation",
        ],
        "Changed": ["1 derived value follows from these"],
    }
    assert head == "About it. Nobody has to act."


def test_a_meeting_of_no_place_and_of_several_days_says_so(old, new):
    cells = {"start_date": "2026-09-01", "end_date": "2026-09-02", "format": "remote"}
    new.rows["meetings"].append(row("meetings", meeting="call", title="Video call", **cells))
    _, groups = section(old, new)
    assert groups["Added"] == ["Remote meeting (Video call) from 1 September 2026 to 2 September 2026: 0 countries"]


def test_who_was_added_to_a_meeting_or_corrected_there_is_named_with_it(old, new):
    (norway,) = new.rows["attendance"]
    norway |= {"represented_by": "official", "mode": ""}
    new.rows["attendance"] += [
        row("attendance", meeting="paris", iso3=i, confirmed=c) for i, c in (("BEL", "false"), ("AUT", "true"))
    ]
    head, groups = section(old, new)
    assert groups == {
        "Added": ["Paris talks, 4 September 2025: added Austria, Belgium (announced)"],
        "Changed": [
            "Paris talks, 4 September 2025: Norway now by an official, mode unknown, before by a minister, remote"
        ],
    }
    assert head == "About it. Who uses `attendance` may look again."


def test_long_values_are_not_repeated_and_a_row_that_goes_is_named(old, new):
    new.rows["meetings"][0]["note"] = "x" * 60
    new.rows["positions"].clear()
    head, groups = section(old, new)
    assert groups["Changed"] == ["Paris talks, 4 September 2025: note corrected"]
    assert groups["Removed"] == ["Norway on a force (ground), 3 May 2025"]
    assert head == "About it. Who reads `positions` has to act: row dropped. Who uses `meetings` may look again."


def test_a_long_list_is_cut_and_says_how_much_more_there_is(old, new):
    cells = {"iso3": "BEL", "force": "ground", "stance": "declined"}
    days = [f"2026-05-{day:02}" for day in range(1, 16)]
    new.rows["positions"] += [row("positions", position=f"bel-{day}", date=day, **cells) for day in days]
    _, groups = section(old, new)
    assert groups["Added"][0] == "Belgium on a force (ground), 1 May 2026: will not"
    assert len(groups["Added"]) == 13 and groups["Added"][-1] == "and 3 more of `positions`"


def test_who_reads_a_field_that_is_gone_has_to_act(old, new):
    new.schemas["sources"]["fields"].pop()
    for source in new.rows["sources"]:
        del source["title"]
    head, groups = section(old, new)
    assert head == "About it. Who reads `sources` has to act: field removed (`title`)."
    assert groups == {"Removed": ["`sources`: field removed (`title`)"]}


def test_several_statuses_are_told_by_country(old, new):
    spell(new, "aut-observer")["status"], spell(new, "nor-member")["status"] = "member", "lead"
    head, _ = section(old, new)
    assert head == "About it. Who uses the status of Austria or of Norway has to look again."


def test_where_nobody_said_what_it_is_about_the_rows_are_counted(old, new):
    assert change_words.summary([]) == "Words and code alone."
    add_a_meeting(new)
    new.rows["sources"].append(row("sources", source="s3"))
    spell(new, "nor-member")["end_date"] = "2026-05-03"
    spell(new, "aut-observer")["start_date"] = "2025-09-03"
    said = change_words.summary(comparison.between(old, new))
    assert said == "Adds 1 meeting and 2 sources; corrects 1 status; ends 1 status."


def test_the_example_of_contributing_makes_a_section_that_a_person_can_read(repository):
    add_the_example_of_contributing(repository.folder)
    begins = "spell: hun-outside\n    status: outside\n    start_date: "
    repository.edit("data/others.yaml", f'{begins}"2025-03-27"', f'{begins}"2025-03-26"')
    corrects = "[{table: memberships, record: hun-outside, field: start_date}]"
    write_reason(repository, "hungary", "Said the day before.", corrects)
    assert release.main(["--date", "2031-09-02", "--root", str(repository.folder)]) == FINE
    log = (repository.folder / "CHANGELOG.md").read_text()
    newest, _ = HEADING.finditer(log)
    assert log[newest.start() :].split("\n## [1.0.0]")[0] == (
        "## [1.1.0] - 2031-09-02\n"
        "\n"
        "Adds 1 meeting and 1 source; corrects 1 status. Who uses the status of Hungary has to look again.\n"
        "\n"
        "### Statuses\n"
        "\n"
        "- Hungary: outside from 26 March 2025, not 27 March 2025: Said the day before.\n"
        "\n"
        "### Added\n"
        "\n"
        "- Meeting in Odesa (Meeting of leaders in Odesa) on 1 September 2031: 5 countries\n"
        "- 1 source and 1 citation\n"
        "\n"
        "### Changed\n"
        "\n"
        "- 7 derived values follow from these\n"
    )
