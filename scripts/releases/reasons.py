"""Why something was corrected or removed: what people wrote in changes/, matched to the changes that it is for."""

from collections.abc import Iterable, Iterator

from scripts.files.records import Records
from scripts.problems import Problem
from scripts.releases.comparison import Change

KIND = "reasons"  # of records
FOLDER = "changes/"
SHOWN = 3  # changes named in a message


def of(change: Change, records: Records) -> str:
    """The reason of a change, from the file that names it most exactly; empty where none does."""
    found: dict[int, list[str]] = {}
    for row in records.rows.get(KIND, ()):
        found.setdefault(max(_exactness(change, row), default=-1), []).append(row["reason"])
    found.pop(-1, None)
    return "; ".join(dict.fromkeys(found[max(found)])) if found else ""


def missing(changes: Iterable[Change], records: Records) -> list[Change]:
    """The corrections and removals that no file gives a reason for."""
    return [c for c in changes if c.needs_reason and not of(c, records)]


def named(changes: list[Change]) -> str:
    """The first few of some changes, by name."""
    more = f" and {len(changes) - SHOWN} more" if len(changes) > SHOWN else ""
    return "; ".join(f"{c.what}: {'/'.join(c[:3])}" for c in changes[:SHOWN]) + more


def idle(changes: list[Change], records: Records) -> Iterator[Problem]:
    """Reasons for what did not change: a slip in a name, or a correction that was taken back."""
    for i, row in enumerate(records.rows.get(KIND, ())):
        for k, entry in enumerate(row.get("corrects", ())):
            if not any(_fits(c, entry) for c in changes):
                said = "/".join((entry["table"], entry.get("record", "*"), entry.get("field", "*")))
                place = records.place(KIND, (i, "corrects", k), KIND)
                expected = "something that changed since the last release"
                yield place.problem(
                    f"a reason for {said}, which did not change", expected, "correct the names, or remove the entry"
                )


def _exactness(change: Change, row: dict) -> Iterator[int]:
    if "corrects" not in row:
        yield 0
    yield from (len(entry) for entry in row.get("corrects", ()) if _fits(change, entry))


def _fits(change: Change, entry: dict[str, str]) -> bool:
    if entry["table"] != change.table:  # said first: it rules out most
        return False
    return all(getattr(change, key) == value for key, value in entry.items())
