"""Whose status a release changed: a sentence for each spell, with the kind of what happened to it."""

from collections.abc import Iterable
from typing import NamedTuple

from scripts.releases.comparison import PRESENT, WHOLE, Change, by_row
from scripts.releases.row_words import NONE, STATUSES, Row, Versions

FIELDS = ("status", "start_date", "start_precision", "end_date", "end_precision")  # of a spell: what is told here


class Status(NamedTuple):
    """What happened to one spell. `kind` is added, ended, corrected or removed."""

    record: str
    iso3: str
    said: str
    kind: str
    reason: str


def statuses(words: Versions, found: Iterable[Change]) -> list[Status]:
    """What happened to each spell, by country. One that ended as the next began is told with that one."""
    records = by_row(c for c in found if c.table == STATUSES and c.record != WHOLE and c.field in (WHOLE, *FIELDS))
    new = {r: _ended_before(words, r, records) for r, changes in records.items() if changes[0].new == PRESENT}
    told = [_new(words, record, ended) for record, ended in new.items()]
    joined = {c.record for ended in new.values() for c in ended}
    others = (changes for record, changes in records.items() if record not in new.keys() | joined)
    told += [_other(words, changes) for changes in others]
    return sorted(told, key=lambda s: (words.country(s.iso3), s.record))


def _ended(words: Versions, changes: list[Change]) -> Row | None:
    """The row of a spell that was open and has an end now."""
    ends = any(c.field == "end_date" and not c.old for c in changes)
    return words.now(STATUSES, changes[0].record) if ends else None


def _ended_before(words: Versions, record: str, records: dict[str, list[Change]]) -> list[Change]:
    """The changes that end an open spell of the same country before a new one begins, and do nothing else."""
    row, found = words.now(STATUSES, record), []
    for changes in records.values() if row else ():
        ended = _ended(words, changes)
        follows = ended and ended["iso3"] == row["iso3"] and ended["end_date"] < row["start_date"]
        if follows and all(c.field.startswith("end_") for c in changes):
            found += changes
    return found


def _new(words: Versions, record: str, ended: list[Change]) -> Status:
    row = words.now(STATUSES, record)
    if not row:  # a later release dropped it
        return Status(record, record, f"{record}: listed", "added", "")
    earlier = (words.after[STATUSES][r] for r in by_row(ended))
    until = "".join(f" ({words.held(spell)} until {words.day(spell, 'end_date')})" for spell in earlier)
    said = f"{words.country(row['iso3'])}: {words.held(row)} {words.days(row)}{until}"
    return Status(record, row["iso3"], said, "added", words.reason(ended))


def _other(words: Versions, changes: list[Change]) -> Status:
    """A spell that ended, was corrected or went."""
    record, reason = changes[0].record, words.reason(changes)
    old, new = words.was(STATUSES, record), words.now(STATUSES, record)
    if changes[0].field != WHOLE and old and new:
        said, kind = _corrected(words, old, new), "ended" if _ended(words, changes) else "corrected"
        return Status(record, new["iso3"], f"{words.country(new['iso3'])}: {said}", kind, reason)
    if changes[0].field != WHOLE:  # a later release dropped it
        return Status(record, record, f"{record}: other days or another status", "corrected", reason)
    if old:
        said = f"{words.country(old['iso3'])}: no longer listed as {words.held(old)} {words.days(old)}"
        return Status(record, old["iso3"], said, "removed", reason)
    return Status(record, record, f"{record}: no longer listed", "removed", reason)


def _corrected(words: Versions, old: Row, new: Row) -> str:
    held, parts = words.held(new), []
    if old["status"] != new["status"]:
        parts.append(f"{held}, not {words.held(old)}")
    now, was = (words.day(row, "start_date") for row in (new, old))
    if now != was:
        parts.append(f"{held} from {now}, not {was}")
    now, was = (words.day(row, "end_date") for row in (new, old))
    if now != was:
        over, again = f"no longer {held} after {now}", f"{held} without an end, not until {was}"
        parts.append(over if was == NONE else again if now == NONE else f"{held} until {now}, not {was}")
    return "; ".join(parts) or f"{held}; how exactly its days are known"
