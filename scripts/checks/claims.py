"""What a page says of who came to a meeting: one report for each page, and one claim in it for each country."""

from collections.abc import Iterator

from scripts.checks.registry import check
from scripts.dataset import Dataset
from scripts.files.records import Records
from scripts.problems import Problem

CHECK = "claims"


@check(CHECK, needs=("records",))
def a_page_says_one_thing_of_a_country(dataset: Dataset) -> Iterator[Problem]:
    """Second reports of a page, and countries that a report names twice, whether it says the same of them or not."""
    for i, meeting in enumerate(dataset.records.meetings):
        first: dict[str, int] = {}
        for j, report in enumerate(meeting["reports"]):
            if (earlier := first.setdefault(report["source"], j)) != j:
                there = dataset.records.place("meetings", (i, "reports", earlier, "source"), CHECK)
                place = dataset.records.place("meetings", (i, "reports", j, "source"), CHECK)
                found = f"a second report of the page {report['source']!r}: line {there.line} has the first"
                yield place.problem(found, "one report for each page", "put what it says into the first report")
            yield from _named_twice(dataset.records, (i, "reports", j), report)


def _named_twice(records: Records, path: tuple, report: dict) -> Iterator[Problem]:
    first: dict[str, int] = {}
    for k, group in enumerate(report["presence"]):
        for n, iso3 in enumerate(group["countries"]):
            if (earlier := first.setdefault(iso3, k)) != k:
                said = report["presence"][earlier]["says"]
                found = f"{iso3} again: {group['says']} here, {said} before, both by {report['source']!r}"
                remedy = "keep what the page says; what two pages say is two reports"
                place = records.place("meetings", (*path, "presence", k, "countries", n), CHECK)
                yield place.problem(found, "each country once in a report", remedy)
