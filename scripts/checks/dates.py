"""Dates in the tables: written by their precision, not after every page that says the fact, and that of the identifier."""

import re
from collections import defaultdict
from collections.abc import Iterator
from datetime import date

from coalition_of_the_willing.claims import SUPPORTS
from scripts.checks.registry import Row, rule
from scripts.tables.rows import Rows
from scripts.tables.sources import written

_FIRST_OF = {"month": "-01", "year": "-01-01"}
_PRECISIONS = {
    "memberships": {"start_date": "start_precision", "end_date": "end_precision"},
    "affiliations": {"start_date": "start_precision"},
    "positions": {"date": "date_precision"},
}
_SAID_ON = {"memberships": "start_date", "affiliations": "start_date", "positions": "date", "reported_sizes": "date"}
_NAMED_BY_DAY = {"meetings": "start_date", "positions": "date", "reported_sizes": "date"}
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


@rule(
    "*",
    found="{column} {value}, of which the {precision} alone is known",
    expected="the first day of that {precision}",
    remedy="write the first day, or correct the precision",
)
def a_date_of_which_the_month_or_year_is_known_is_the_first_of_it(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for table, columns in _PRECISIONS.items():
        for row in rows.get(table, ()):
            for column, precision in columns.items():
                known = row[precision]
                if row[column] and known in _FIRST_OF and not row[column].endswith(_FIRST_OF[known]):
                    yield row, {"table": table, "column": column, "value": row[column], "precision": known}


@rule(
    "evidence, sources",
    found="{day}, after the last day of a page that says so: {latest}",
    expected="a page of that day or later",
    remedy="correct the date, or cite a page that can know it",
)
def a_fact_is_not_newer_than_every_page_that_says_it(rows: Rows) -> Iterator[tuple[Row, dict]]:
    """Of a page without a day of publication the day on which it was read counts."""
    days_of = written(rows["sources"])
    latest: dict[tuple[str, str], str] = defaultdict(str)
    for e in rows["evidence"]:
        if e["bearing"] == SUPPORTS:
            fact = e["table"], e["record"]
            latest[fact] = max(latest[fact], days_of.get(e["source"], ""))
    for table, column in _SAID_ON.items():
        for row in rows.get(table, ()):
            day = latest[table, rows.key(table, row)]
            if day and day < row[column]:
                yield row, {"table": table, "day": row[column], "latest": day}


@rule("*", found="{day}, and an identifier of {named}", expected="one day", remedy="correct the date", suspicion=True)
def a_record_is_of_the_day_that_its_identifier_names(rows: Rows) -> Iterator[tuple[Row, dict]]:
    for table, column in _NAMED_BY_DAY.items():
        for row in rows.get(table, ()):
            named = _DAY.search(rows.key(table, row))
            if named and named[0] != row[column]:
                yield row, {"table": table, "day": row[column], "named": named[0]}


@rule(
    "meetings, evidence, reports, sources",
    found="starts on {start_date}, {days} days after the last page that speaks of it",
    expected="at most a year after it",
    remedy="correct the date",
    suspicion=True,
)
def a_meeting_is_announced_within_a_year(rows: Rows) -> Iterator[tuple[Row, dict]]:
    days_of = written(rows["sources"])
    cited = {(e["record"], e["source"]) for e in rows["evidence"] if e["table"] == "meetings"}
    cited |= {(r["meeting"], r["source"]) for r in rows["reports"]}
    latest: dict[str, str] = defaultdict(str)
    for meeting, source in cited:
        latest[meeting] = max(latest[meeting], days_of.get(source, ""))
    for meeting in (m for m in rows["meetings"] if latest[m["meeting"]]):
        days = (date.fromisoformat(meeting["start_date"]) - date.fromisoformat(latest[meeting["meeting"]])).days
        if days > 366:
            yield meeting, {"days": days}
