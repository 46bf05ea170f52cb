"""Suspicions: what a machine can only find odd. A warning each, until a reason in data/settled/ says why it is right.

A file there is named by the rule, and gives reasons by the rows that it suspects, as `table/record`.
"""

from collections.abc import Iterator

from scripts.checks.registry import RULES, breaches_of, check
from scripts.dataset import Dataset
from scripts.problems import Problem
from scripts.tables.catalogue import TABLES

KIND, CHECK = "settled", "suspicions"


@check(CHECK, needs=("tables",))
def a_suspicion_is_settled_by_a_reason(dataset: Dataset) -> Iterator[Problem]:
    """What no reason settles, as warnings; and, as problems, reasons for what is not suspected."""
    suspicions = {rule.slug: rule for rule in RULES.values() if rule.suspicion}
    settled = {
        (row[KIND], record): (i, "cases", k, "records", n)
        for i, row in enumerate(dataset.records.rows.get(KIND, ()))
        for k, case in enumerate(row["cases"])
        for n, record in enumerate(case["records"])
    }
    used, lacking = set(), TABLES.keys() - dataset.rows.keys()  # a small package lacks some tables
    for slug, rule in suspicions.items():
        if not rule.applies(dataset.rows):
            continue
        for warning, record in breaches_of(rule, dataset.rows):
            if (slug, record) in settled:
                used.add((slug, record))
            else:
                yield warning
    for slug, record in sorted(settled.keys() - used):
        if record.partition("/")[0] in lacking:
            continue
        place = dataset.records.place(KIND, settled[slug, record], CHECK)
        if slug in suspicions:
            found, expected = f"a reason for {record}, which this rule does not suspect", "a row that it suspects"
        else:
            found, expected = f"reasons for a rule {slug!r}, which does not exist", f"one of: {', '.join(suspicions)}"
        yield place.problem(found, expected, "correct it, or remove the reason")
