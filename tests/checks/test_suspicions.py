"""What a machine can only suspect is a warning: said apart, no error, and silent once somebody gave a reason."""

import json
import re

import pytest

from scripts import build, checks, tidy, validate
from scripts.checks.registry import RULES
from scripts.cli import FINE, WRONG

MEETING, ROW = "data/meetings/paris-2025-03-27.yaml", "meetings/paris-2025-03-27"
SETTLED = "data/settled/a-host-is-where-the-meeting-is.yaml"


@pytest.fixture
def suspected(copy):
    """The package with a meeting whose host is elsewhere."""
    file = copy / MEETING
    file.write_text(file.read_text(encoding="utf-8").replace("hosts: [FRA]", "hosts: [GBR]"), encoding="utf-8")
    assert build.main(["--root", str(copy)]) == FINE
    return copy


def test_a_warning_is_told_and_changes_nothing(suspected, capsys):
    assert validate.main(["--root", str(suspected)]) == FINE
    said = capsys.readouterr()
    assert said.out.splitlines()[-2].startswith("valid: ")
    assert "[paris-2025-03-27] in FRA, hosted by GBR" in said.err
    assert "1 warning, which --strict takes for problems" in said.err


def test_strict_takes_it_for_a_problem(suspected, capsys):
    assert validate.main(["--strict", "--root", str(suspected)]) == WRONG
    assert "1 warning\n" in capsys.readouterr().err


def test_programs_find_warnings_apart(suspected, capsys):
    assert validate.main(["--json", "--root", str(suspected)]) == FINE
    answer = json.loads(capsys.readouterr().out)
    assert answer["valid"] and not answer["problems"]
    assert [warning["record"] for warning in answer["warnings"]] == ["paris-2025-03-27"]


def test_a_reason_settles_it(suspected, capsys):
    file = suspected / SETTLED
    reason = f"- records:\n  - {ROW}\n  reason: Both called it.\n"
    file.write_text(file.read_text(encoding="utf-8") + reason, encoding="utf-8")
    root = ["--root", str(suspected)]
    assert tidy.main(root) == build.main(root) == validate.main([*root, "--strict"]) == FINE
    assert "warning" not in capsys.readouterr().err


def test_the_method_tells_how_many_rows_are_suspected_and_how_many_of_them_are_settled(computed, root):
    text = (root / "docs/method.md").read_text(encoding="utf-8")
    told = {
        rule: (int(suspected), int(is_open))
        for rule, suspected, is_open in re.findall(r"^\| ([a-z ]+) \| (\d+) \| (\d+) \|", text, re.MULTILINE)
    }
    counted = {rule.name: [0, 0] for rule in RULES.values() if rule.suspicion}
    for record in computed.records.settled:
        counted[record["settled"].replace("-", " ")][0] += sum(len(case["records"]) for case in record["cases"])
    for problem in checks.problems(computed):
        assert problem.warning, problem
        counted[problem.check][0] += 1
        counted[problem.check][1] += 1
    wanted = {name: tuple(counts) for name, counts in counted.items()}
    lines = [f"| {name} | {n} | {m} |" for name, (n, m) in wanted.items() if told.get(name) != (n, m)]
    assert told == wanted, "docs/method.md has to say:\n" + "\n".join(lines)
