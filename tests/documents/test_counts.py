"""docs/counts.md opens with one screen on which every number stands once, and says no more there than in its long tables."""

import re
from collections import defaultdict

import pytest

from scripts.documents import counts
from scripts.documents.counts_numbers import SCREEN
from scripts.documents.counts_sets import COALITION, NOT_MATCHED, UNEXPLAINED, judged

HEADINGS = ("Published sizes, explained or not", "Exact numbers", "Vague numbers", "The sets")


@pytest.fixture(scope="module")
def page(root):
    return (root / "docs/counts.md").read_text(encoding="utf-8")


@pytest.fixture(scope="module")
def written(page):
    """The rows of each table by the heading above it."""
    parts = re.split(r"^#+ (.+)\n", page, flags=re.MULTILINE)[1:]
    lines = {
        heading: re.findall(r"^\| (.+) \|$", text, re.MULTILINE)
        for heading, text in zip(parts[::2], parts[1::2], strict=True)
    }
    return {heading: [line.split(" | ") for line in lines[heading][2:]] for heading in HEADINGS}


@pytest.fixture(scope="module")
def opening(written):
    return written[HEADINGS[0]]


def test_it_opens_with_one_screen(page, opening):
    assert 0 < len(opening) <= SCREEN
    assert page[: page.index("| number |")].count("\n") <= 6


def test_every_exact_number_stands_once_for_the_coalition_and_once_for_its_meetings(opening, tables):
    for of_meetings in (False, True):
        shown = [row[0] for row in opening if (row[1] != COALITION) == of_meetings and "contributors" not in row[3]]
        exact = {
            size["size"]
            for size in tables["reported_sizes"]
            if bool(size["meeting"]) == of_meetings
            and size["qualifier"] == "exact"
            and size["counted"] != "contributors"
        }
        assert sorted(n for n in shown if n.isdigit()) == sorted(exact)
        assert len(set(shown)) == len(shown)


def test_a_number_is_explained_at_the_top_as_often_as_in_the_long_tables(opening, written):
    """A number counts contributors or something else; of the coalition or of meetings."""
    long = defaultdict(list)
    for row in written["Exact numbers"] + written["Vague numbers"]:
        number = re.sub(r" \(\d+ European\)", "", row[1])
        long[number, row[2] == "contributors", row[3] == COALITION].append(row[-1])
    for number, of, explained, counted, _ in opening:
        verdicts = long[number, counted == "contributors", of == COALITION]
        for verdict in (UNEXPLAINED, NOT_MATCHED):
            several = re.search(rf"{re.escape(verdict)} \((\d+)\)", explained)
            said = int(several[1]) if several else int(explained == verdict)
            assert said == verdicts.count(verdict), number


def test_the_first_to_give_a_number_and_how_many_others_did(opening, tables):
    said = [s for s in tables["reported_sizes"] if (s["size"], s["qualifier"], s["meeting"]) == ("31", "exact", "")]
    first = min(said, key=lambda s: (s["date"], s["reported_size"]))
    (row,) = [row for row in opening if row[0] == "31" and row[1] == COALITION]
    assert row[4].startswith(f"{first['said_by']}, {first['date']}")
    assert f"and {len({s['said_by'] for s in said}) - 1} others" in row[4]


def test_the_rules_know_no_number(computed):
    """None is made to fit: of one meeting, whatever number is published, the same sets stand to choose from."""
    from scripts.documents.counts_sets import candidates, facts

    known = facts(computed.rows)
    for size in computed.rows["reported_sizes"]:
        others = [{**size, "size": "1", "qualifier": qualifier} for qualifier in computed.codes["qualifier"]]
        assert {tuple(candidates(known, other)) for other in others} == {tuple(candidates(known, size))}


def test_a_set_is_named_by_the_first_rule_that_gives_it(computed):
    """On the day of the roster its number is that of the leads and members, and by that name."""
    day, number = computed.rows.roster["date"], computed.rows.roster["members"]
    of_the_roster = [s for s in judged(computed.rows) if (s.size["date"], s.size["size"]) == (day, number)]
    assert {statement.sets[0].label for statement in of_the_roster} == {"leads and members"}


def test_more_numbers_than_a_screen_holds_are_left_to_the_long_table(computed):
    (size, *_) = (s for s in computed.rows["reported_sizes"] if s["meeting"] and s["qualifier"] != "exact")
    more = [{**size, "reported_size": f"{size['reported_size']}-{n}", "size": str(n)} for n in range(60, 60 + SCREEN)]
    rows = computed.rows.replaced(reported_sizes=[*computed.rows["reported_sizes"], *more])
    opening = counts.render(rows).partition("\n## ")[0]
    assert len(re.findall(r"^\| (?!---|number)", opening, re.MULTILINE)) <= SCREEN
    assert f"| {size['qualifier']} 60 |" not in opening and "| 35 |" in opening


def test_without_any_published_size_the_page_says_no_range(computed):
    page = counts.render(computed.rows.replaced(reported_sizes=[]))
    assert "Published sizes differ. Each number" in page
