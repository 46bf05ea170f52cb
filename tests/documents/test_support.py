"""docs/support.md counts the rows of each table by how well they are supported, and names the weak ones."""

import re


def test_it_counts_each_table_and_names_every_weak_row(tables, root):
    page = (root / "docs/support.md").read_text(encoding="utf-8")
    for table in {s["table"] for s in tables["support"]}:
        rows = [s for s in tables["support"] if s["table"] == table]
        weak = [s["record"] for s in rows if s["weak"] == "true"]
        line = re.search(rf"^\| `{table}` \| (\d+) \| (\d+) \| (\d+)\b.* \| (\d+) \|$", page, re.MULTILINE)
        counted = [
            len(rows),
            sum(s["publishers"] == "1" for s in rows),
            len(weak),
            sum(s["disputed"] == "true" for s in rows),
        ]
        assert [int(n) for n in line.groups()] == counted
        named = re.search(rf"^## {table}\n\n(.+)$", page, re.MULTILINE)
        assert (re.findall(r"`([^`]+)`", named[1]) if named else []) == weak


def test_a_newspaper_s_own_number_is_not_weak_and_a_relayed_one_is(tables):
    """LBC gives 31 in its own words; Ukrainska Pravda relays the number of LRT."""
    weak = {s["record"]: s["weak"] for s in tables["support"] if s["table"] == "reported_sizes"}
    assert (weak["2025-08-12-lbc-31"], weak["2025-08-13-lrt-31"]) == ("false", "true")
