"""One go from answers to files: records, tables and documents in memory, all checked, then written at once or not at all."""

import signal
import threading
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from scripts import checks
from scripts.checks import gate
from scripts.checks.sources import a_source_is_cited
from scripts.dataset import Dataset
from scripts.editing import proposals
from scripts.editing.kinds import Addition
from scripts.files import writing, yaml_text
from scripts.problems import Problem, Problems
from scripts.releases import reasons
from scripts.tables.rows import Rows

_UNFINISHED = (a_source_is_cited.__name__.replace("_", " "),)  # a page is recorded before what it says


class Step:
    """A package before and after an addition."""

    def __init__(self, before: Dataset, addition: Addition):
        records = before.records
        made = {p: data for name, rows in addition.rows.items() for p, data in records.canonical(name, rows).items()}
        self.addition, self.before = addition, before
        self.files = {path: data for path, data in made.items() if before.tree.get(path) != data}
        self.after = before.with_files(self.files)
        self.warnings: list[Problem] = []

    def check(self, root: Path) -> None:
        """Raise Problems unless all of it is right; a page that nothing cites yet may be."""
        self.warnings = checks.demand_buildable(self.after, _UNFINISHED)
        if reasons.KIND in self.addition.rows:  # is it of something that changed since the last release?
            built = self.after.with_files(dict(self.after.outputs))
            if problems := gate.check(built, root).problems:
                raise Problems(problems)

    def write(self, root: Path) -> None:
        """Records and whatever is built from them. Ctrl-C comes too late from here on."""
        with _to_the_end():
            writing.replace(root, self.files | self.after.outputs)

    def said(self, written: bool) -> str:
        """What was added where, what the tables gain, what to do next; the record itself where it was not written."""
        addition, files = self.addition, ", ".join(self.files)
        lines = [f"added {addition.identifier}: {files}"]
        if not written:
            lines = [f"{yaml_text.write([addition.shown])}would add {addition.identifier}: {files}"]
        lines += [addition.remark] if addition.remark else []
        lines.append(f"tables: {self._gained() or 'nothing changes'}")
        lines += [f"to look at: {warning}" for warning in self.warnings]
        pending = proposals.pending(self.after.rows)
        lines += [
            f"not cited yet: {page}; say what it says with `add meeting`, `report`, ... --source {page}"
            for page in pending
        ]
        if pending:
            lines.append("`validate` refuses a page that nothing cites")
        elif written:
            lines.append("next: `python -m scripts.validate`, then commit the YAML with what was built")
        return "\n".join(lines)

    def _gained(self) -> str:
        """What the tables gain: `evidence +2, memberships +1 and 1 changed`."""
        gains = []
        for name in self.after.rows:
            old, new = _by_key(self.before.rows, name), _by_key(self.after.rows, name)
            added, changed = len(new.keys() - old.keys()), sum(new[k] != old[k] for k in new.keys() & old.keys())
            counts = [f"+{added}"] * bool(added) + [f"{changed} changed"] * bool(changed)
            gains += [f"{name} {' and '.join(counts)}"] * bool(counts)
        return ", ".join(gains)


def _by_key(rows: Rows, table: str) -> dict[str, dict[str, str]]:
    return {rows.key(table, row): row for row in rows[table]}


@contextmanager
def _to_the_end() -> Iterator[None]:
    """Within, Ctrl-C is ignored: it would leave some files new and others old."""
    if threading.current_thread() is not threading.main_thread():  # others cannot be interrupted
        yield
        return
    usual = signal.signal(signal.SIGINT, signal.SIG_IGN)
    try:
        yield
    finally:
        signal.signal(signal.SIGINT, usual)
