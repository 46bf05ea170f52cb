"""Evidence: every fact is cited, and on pages that carry it."""

from collections import Counter, defaultdict
from collections.abc import Iterator

from coalition_of_the_willing.claims import SUPPORTS
from scripts.checks.mentions import Mentions
from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows
from scripts.tables.sources import covered

_OF_A_COUNTRY = ("members", "memberships", "affiliations", "positions")  # rows that are about one
_MANY = 5  # rows that share a note: it speaks of a group


@rule(
    "members, evidence, sources",
    found="{number} publisher(s) besides the article",
    expected="at least two independent pages",
    remedy="add evidence to `roster` in data/members.yaml",
)
def a_member_that_the_article_does_not_name_has_two_publishers(rows: Rows) -> Iterator[tuple[Row, dict]]:
    publisher = {s["source"]: s["publisher"] for s in rows["sources"]}
    publishers_of = defaultdict(set)
    for e in rows["evidence"]:
        if (e["table"], e["bearing"]) == ("members", SUPPORTS) and e["source"] != rows.roster["source"]:
            publishers_of[e["record"]].add(publisher.get(e["source"]))
    for member in rows["members"]:
        number = len(publishers_of[member["iso3"]])
        if member["named_in_source"] == "false" and number < 2:
            yield member, {"number": number}


@rule(
    "support",
    found="only encyclopedias as sources",
    expected="another kind of page too",
    remedy="add evidence, or drop the row",
)
def an_encyclopedia_is_never_the_only_source(rows: Rows) -> Iterator[Row]:
    return (s for s in rows["support"] if s["best_kind"] == "encyclopedia")  # the weakest kind, by the code list


@rule(
    "evidence",
    found="a row that no page supports",
    expected="at least one source that says it",
    remedy="add evidence to the record, or drop it",
)
def every_row_is_cited(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for table, cited in _cited(rows).items():
        for row in rows[table]:
            if SUPPORTS not in cited.get(rows.key(table, row), ()):
                yield row, {"table": table}


@rule(
    "evidence",
    found="evidence for a row that does not exist",
    expected="a row of the table",
    remedy="run `python -m scripts.build`",
)
def evidence_leads_to_a_row(rows: Rows) -> Iterator[tuple[str, dict]]:
    for table, cited in _cited(rows).items():
        for record in sorted(cited.keys() - {rows.key(table, row) for row in rows[table]}):
            yield f"{table}/{record}", {}


@rule(
    "evidence, countries, names",
    found="a note that names {others}, and not {own}: {note!r}",
    expected="a page that speaks of {own}",
    remedy="move the page to the record that it speaks of, or say what it says of {own}",
    suspicion=True,
)
def a_note_speaks_of_the_country_for_which_its_page_is_cited(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """Of rows that are about a country. The country that all do it for is named everywhere, and a list names whom it likes."""
    mentions, supported, owners = Mentions(rows), {rows.package.get("supports", "")}, _owners(rows)
    shared = Counter((e["source"], e["note"]) for e in rows["evidence"])
    for e in rows["evidence"]:
        own = owners.get((e["table"], e["record"]), "")
        others = own and mentions.named(e["note"]) - supported
        if (
            others
            and own not in others
            and shared[e["source"], e["note"]] < _MANY
            and not mentions.meant(own, e["note"])
        ):
            yield e, {"own": own, "others": ", ".join(sorted(others))}


@rule(
    "positions, countries, names",
    found="a stance of {iso3}, said by another: {said_by!r}",
    expected="an office of {iso3}",
    remedy="correct `iso3` or `said_by` in data/positions.yaml",
    suspicion=True,
)
def a_stance_is_said_by_the_country_whose_it_is(rows: Rows) -> Iterator[Row]:
    mentions = Mentions(rows)
    for p in rows["positions"]:
        called = mentions.called(p["said_by"])
        if called and p["iso3"] not in called and not mentions.meant(p["iso3"], p["said_by"]):
            yield p


def _owners(rows: Rows) -> dict[tuple[str, str], str]:
    """The country that a row is about, by what `evidence` calls the row."""
    return {(table, rows.key(table, row)): row["iso3"] for table in _OF_A_COUNTRY for row in rows.get(table, ())}


def _cited(rows: Rows) -> dict[str, dict[str, set[str]]]:
    """The records that evidence names, by table that it covers; of each how pages bear on it."""
    cited: dict[str, dict[str, set[str]]] = {table: {} for table in covered(rows.schemas) if table in rows}
    for e in rows["evidence"]:
        cited.get(e["table"], {}).setdefault(e["record"], set()).add(e["bearing"])
    return cited
