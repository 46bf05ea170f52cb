"""Packages that are right in form and wrong in facts: each record alone could be true, and something else says that it is not.

Each case is one of CASES in test_broken_packages.py: a sentence, the file, the breakage, words that the message must have.
"""

from copy import deepcopy

from scripts.files import yaml_text
from tests.conftest import Package

MEMBERS, OTHERS, SOURCES = "data/members.yaml", "data/others.yaml", "data/sources.yaml"
POSITIONS, SIZES, AFFILIATIONS = "data/positions.yaml", "data/reported_sizes.yaml", "data/affiliations.yaml"


def meeting(name):
    return f"data/meetings/{name}.yaml"


def changed(file, change, *path):
    """A breakage that changes a part of a file: the record that has one value of `path`, and so on down into its lists."""

    def apply(package: Package):
        single = file.startswith(("data/meetings/", "data/settled/"))
        part = rows = yaml_text.read(package.read(file), file, single).rows
        if single:
            part = rows[0]
        for step in path:
            part = part[step] if isinstance(part, dict) else next(r for r in part if step in r.values())
        before = deepcopy(part)
        change(part)
        assert part != before, "the change changes nothing any more: mend the test"
        package.write(file, yaml_text.write(rows[0] if single else rows).encode())

    return apply


def values(file, *path, **new):
    """A breakage that sets values of a record; None takes one away."""

    def change(record):
        record.update(new)
        for key in [k for k, v in new.items() if v is None]:
            del record[key]

    return changed(file, change, *path)


def every(*breakages):
    def apply(package: Package):
        for breakage in breakages:
            breakage(package)

    return apply


def second_status(spells):
    """End the first spell, and let one of another status follow on the same pages."""
    spells[0]["end_date"] = "2025-09-03"
    spells.append(
        spells[0] | {"spell": "est-observer", "status": "observer", "start_date": "2025-09-04", "note": "Observes."}
    )
    del spells[1]["end_date"]


def one_list_less(reports):
    """Take a country out of the first of the lists that are said to be whole."""
    whole = next(r for r in reports if r["list"] == "complete")
    for group in whole["presence"]:
        group["countries"] = [iso3 for iso3 in group["countries"] if iso3 != "NOR"]


PARIS, KYIV, LONDON = meeting("paris-2025-03-27"), meeting("kyiv-2025-05-10"), meeting("london-2025-03-02")
NORTHWOOD, HYBRID, REMOTE = (
    meeting("northwood-2025-07-10"),
    meeting("paris-2025-09-04"),
    meeting("virtual-2025-03-15"),
)
AHEAD = "2099-03-04"

CASES = [
    # time
    (
        "a page was read in years to come",
        SOURCES,
        values(SOURCES, "lbc-2025-08-12-starmer-ukraine", consulted=AHEAD),
        "consulted: 2099",
    ),
    (
        "countries attended a meeting in years to come",
        PARIS,
        values(PARIS, start_date=AHEAD, end_date=AHEAD),
        "start_date: 2099",
    ),
    (
        "a stance was taken in years to come",
        POSITIONS,
        values(POSITIONS, "gbr-2025-02-16-ground", date=AHEAD),
        "date: 2099",
    ),
    (
        "a spell starts in years to come",
        OTHERS,
        values(OTHERS, "AUT", "spells", "aut-observer", start_date=AHEAD),
        "start_date: 2099",
    ),
    (
        "a stance is newer than its pages",
        POSITIONS,
        values(POSITIONS, "bel-2025-05-20-ground", date="2025-12-16"),
        "2025-12-16, after the last day of a page that says so",
    ),
    (
        "a size is newer than its pages",
        SIZES,
        values(SIZES, "2025-03-10-ap-30", date="2025-05-10"),
        "2025-05-10, after the last day of a page that says so",
    ),
    (
        "a spell starts after every page on it",
        OTHERS,
        values(OTHERS, "HUN", "spells", "hun-outside", start_date="2026-02-04"),
        "2026-02-04, after the last day of a page that says so",
    ),
    (
        "a spell ends after the page on its end",
        OTHERS,
        values(
            OTHERS,
            "TUR",
            "spells",
            "tur-participant",
            end_date="2026-02-20",
            end_evidence=[{"source": "lbc-2025-08-12-starmer-ukraine", "note": "Says that it left."}],
        ),
        "an end on 2026-02-20, after the last day of a page that says so: 2025-08-12",
    ),
    ("a meeting takes a month", PARIS, values(PARIS, end_date="2025-04-26"), "31 days"),
    ("a meeting takes eight days", LONDON, values(LONDON, end_date="2025-03-09"), "8 days"),
    (
        "a month is written as one of its days",
        POSITIONS,
        values(POSITIONS, "svn-2025-03-ground", date="2025-03-11"),
        "date 2025-03-11, of which the month alone is known",
    ),
    (
        "a year is written as one of its days",
        POSITIONS,
        values(POSITIONS, "gbr-2025-02-16-ground", date_precision="year"),
        "of which the year alone is known",
    ),
    (
        "a spell starts before the first meeting",
        MEMBERS,
        values(MEMBERS, "EST", "spells", "est-member", start_date="2025-02-01", basis="statement"),
        "before the first meeting",
    ),
    (
        "a meeting has the day of another",
        PARIS,
        values(PARIS, start_date="2025-03-26", end_date="2025-03-26"),
        "an identifier of 2025-03-27",
    ),
    (
        "a size has the day of another",
        SIZES,
        values(SIZES, "2025-03-10-ap-30", date="2025-03-09"),
        "an identifier of 2025-03-10",
    ),
    (
        "a page tells after a meeting what was to come",
        HYBRID,
        changed(
            HYBRID,
            lambda reports: [
                g.update(says="announced") for r in reports if "-09-05-" in r["source"] for g in r["presence"]
            ],
            "reports",
        ),
        "announced, by a page of 2025-09-05",
    ),
    (
        "a meeting is announced for years to come",
        meeting("virtual-chiefs-2025-08-29"),
        every(
            values(meeting("virtual-chiefs-2025-08-29"), start_date=AHEAD, end_date=AHEAD),
            changed(
                meeting("virtual-chiefs-2025-08-29"),
                lambda reports: [g.update(says="announced") for r in reports for g in r["presence"]],
                "reports",
            ),
        ),
        "days after the last page that speaks of it",
    ),
    # meetings
    (
        "a meeting in person has no place",
        PARIS,
        values(PARIS, city=None, iso3=None),
        "no place for a meeting that is in-person",
    ),
    (
        "a hybrid meeting has no place",
        KYIV,
        values(KYIV, city=None, iso3=None),
        "no place for a meeting that is hybrid",
    ),
    (
        "leaders on screens are at a meeting in person",
        HYBRID,
        values(HYBRID, format="in-person"),
        "format in-person, where by so many claims countries took part in-person (",
    ),
    (
        "everybody at a meeting in person is on a screen",
        REMOTE,
        values(REMOTE, format="in-person", city="London", iso3="GBR"),
        "expected: format remote",
    ),
    (
        "a meeting in person is called remote",
        PARIS,
        values(PARIS, format="remote", city=None, iso3=None),
        "expected: format in-person",
    ),
    ("the capital of a country is in another", PARIS, values(PARIS, iso3="GBR"), "Paris in GBR"),
    (
        "a capital abroad is the place of a meeting at home",
        NORTHWOOD,
        values(NORTHWOOD, city="Madrid"),
        "Madrid in GBR, the capital of ESP",
    ),
    ("a city is in two countries", NORTHWOOD, values(NORTHWOOD, iso3="ITA"), "Northwood in"),
    ("the host is elsewhere", PARIS, values(PARIS, hosts=["GBR"]), "in FRA, hosted by GBR"),
    ("a guest hosts a meeting at home", KYIV, values(KYIV, hosts=["POL"]), "in UKR, hosted by POL"),
    (
        "a meeting is there twice",
        meeting("paris-chiefs-2026-01-06"),
        values(meeting("paris-chiefs-2026-01-06"), level="leaders"),
        "leaders, on 2026-01-06, as ",
    ),
    ("two whole lists differ", LONDON, changed(LONDON, one_list_less, "reports"), "lacks NOR"),
    ("two lists of a remote meeting differ", REMOTE, changed(REMOTE, one_list_less, "reports"), "lacks NOR"),
    (
        "a size is older than its meeting",
        SIZES,
        values(SIZES, "2025-03-10-ap-30", note=None),
        "before the meeting on 2025-03-11",
    ),
    (
        "an office says yes and no on one day",
        POSITIONS,
        values(POSITIONS, "swe-2025-08-21-sea", force="ground"),
        "of the same day, force and office",
    ),
    # spells
    (
        "a country leads that the roster does not name",
        MEMBERS,
        values(MEMBERS, "DEU", "spells", "deu-member", status="lead"),
        "DEU as lead",
    ),
    (
        "a member becomes an observer without a page",
        MEMBERS,
        changed(MEMBERS, second_status, "EST", "spells"),
        "observer from 2025-09-04 on, on pages that the country's earlier spells cite too",
    ),
    (
        "a participant is called an outsider",
        OTHERS,
        values(OTHERS, "TUR", "spells", "tur-participant", status="outside"),
        "outside, and at leaders' meetings: ",
    ),
    # suspicions that were looked at
    (
        "a reason is for what nobody suspects",
        "data/settled/a-host-is-where-the-meeting-is.yaml",
        changed(
            "data/settled/a-host-is-where-the-meeting-is.yaml",
            lambda r: r.append("meetings/paris-2025-03-27"),
            "cases",
            "The United Kingdom and France held it at the headquarters of NATO; no page names Belgium as a host.",
            "records",
        ),
        "a reason for meetings/paris-2025-03-27, which this rule does not suspect",
    ),
    (
        "a reason is for a rule that is gone",
        "data/settled/a-host-is-a-guest.yaml",
        lambda package: package.write(
            "data/settled/a-host-is-a-guest.yaml",
            b"settled: a-host-is-a-guest\ncases:\n- records:\n  - meetings/paris-2025-03-27\n  reason: It is.\n",
        ),
        "a rule 'a-host-is-a-guest', which does not exist",
    ),
]
