"""What a release changed, in sentences for people: its section of the changelog, and who must act or look again.

Pure functions of two versions and the Changes between them. Rows of a table in row_words.LABELS are named, others are counted.
"""

from collections import Counter
from collections.abc import Iterable

from scripts.documents.markdown import listed
from scripts.releases.comparison import ABSENT, DERIVED, EVIDENCE, WHOLE, Change, by_row
from scripts.releases.policy import Step
from scripts.releases.row_words import ATTENDANCE, LABELS, MEETINGS, STATUSES, Versions
from scripts.releases.status_words import FIELDS, statuses

Groups = dict[str, list[str]]  # lines by heading
HEADINGS = (TOP, ADDED, CHANGED, REMOVED) = ("Statuses", "Added", "Changed", "Removed")
SHOWN = 12  # lines of a table under a heading
PACKAGE = "datapackage.json"
_VERBS = {ADDED: "adds", CHANGED: "corrects", REMOVED: "drops"}
_OF_SCHEMAS = {ADDED: ("added", "loosened"), REMOVED: ("removed", "dropped")}
_NOUNS = {  # one row, several
    MEETINGS: ("meeting", "meetings"),
    STATUSES: ("status", "statuses"),
    ATTENDANCE: ("attendance", "attendances"),
    "reported_sizes": ("published size", "published sizes"),
    "positions": ("stance", "stances"),
    "affiliations": ("affiliation", "affiliations"),
    "countries": ("country", "countries"),
    "names": ("name", "names"),
    "sources": ("source", "sources"),
    "reports": ("report", "reports"),
    "claims": ("claim", "claims"),
    EVIDENCE: ("citation", "citations"),
}


def section(words: Versions, found: list[Change], about: str) -> str:
    """The section of a release in the changelog, without its heading. `about` says in one line what the release is about."""
    lines = [f"{head(words, found, about)}\n"]
    for heading, entries in groups(words, found).items():
        lines += [f"### {heading}\n", *(f"- {entry}" for entry in entries), ""]
    return "\n".join(lines)


def head(words: Versions, found: list[Change], about: str) -> str:
    """What the release is about, and who must act or look again."""
    again = sorted({words.country(s.iso3) for s in statuses(words, found)})
    in_place = (c for c in found if WHOLE not in (c.record, c.field) and c.what != DERIVED)
    tables = sorted({f"`{c.table}`" for c in in_place if c.table != STATUSES or c.field not in FIELDS})
    said = _breaking(found)
    said += [f"Who uses the status of {_or(again, ' of ')} has to look again."] if again else []
    said += [f"Who uses {', '.join(tables)} may look again."] if tables else []
    return " ".join((f"{about.rstrip('.')}.", *(said or ["Nobody has to act."])))


def groups(words: Versions, found: list[Change]) -> Groups:
    """Every change in a line, or counted in one, by heading; headings without lines are left out."""
    all_groups: Groups = {heading: [] for heading in HEADINGS}
    all_groups[TOP] = [because(s.said, s.reason) for s in statuses(words, found)]
    rows = [c for c in found if c.record != WHOLE and c.what != DERIVED and not _told_with_its_meeting(words, c)]
    by_table: dict[str, Groups] = {table: _labelled(words, table, rows) for table in LABELS}
    for table, told in {MEETINGS: by_table[MEETINGS], ATTENDANCE: _attendance(words, rows), **by_table}.items():
        for heading, lines in told.items():
            more = [f"and {len(lines) - SHOWN} more of `{table}`"] if len(lines) > SHOWN else []
            all_groups[heading] += lines[:SHOWN] + more
    for heading, counted in _counted(c for c in rows if c.table not in (*LABELS, ATTENDANCE)).items():
        all_groups[heading].append(counted + " corrected" * (heading == CHANGED))
    for heading, lines in _of_schemas(c for c in found if c.record == WHOLE and c.what != DERIVED).items():
        all_groups[heading] += lines
    if derived := sum(c.what == DERIVED for c in found):
        all_groups[CHANGED].append(f"{derived} derived value{' follows' if derived == 1 else 's follow'} from these")
    return {heading: lines for heading, lines in all_groups.items() if lines}


def summary(found: list[Change]) -> str:
    """What a release is about, where nobody said it. Adds 1 meeting and 2 sources; corrects 1 status."""
    meetings = {c.record for c in found if c.table == MEETINGS and c.field == WHOLE}
    rows = [c for c in found if c.record != WHOLE and c.what != DERIVED]
    rows = [c for c in rows if c.table == MEETINGS or c.record.split("/")[0] not in meetings]
    rows = [c for c in rows if c.table != EVIDENCE] or rows
    over = {c[:2] for c in rows if c.field == "end_date" and not c.old}
    ended, others = ([c for c in rows if (c[:2] in over) == end] for end in (True, False))
    said = [f"{_VERBS[heading]} {counted}" for heading, counted in _counted(others).items()]
    said += [f"ends {counted}" for counted in _counted(ended).values()]
    whole = (c for c in found if c.record == WHOLE and c.table != WHOLE and c.what != DERIVED)
    tables = sorted({f"`{c.table}`" for c in whole})
    said += [f"changes the schema of {listed(tables)}"] if tables else []
    said += ["describes the package anew"] if any(c.table == WHOLE for c in found) else []
    words = "; ".join(said) or "words and code alone"
    return f"{words[0].upper()}{words[1:]}."


def because(said: str, reason: str) -> str:
    """A sentence with its reason, if it has one."""
    return f"{said}: {reason}" if reason else said


def _told_with_its_meeting(words: Versions, change: Change) -> bool:
    """Is it a row of one country or page at a meeting that came or went as a whole?"""
    key = words.schemas.get(change.table, {}).get("primaryKey", [])
    meeting = change.record.split("/")[0]
    whole = (words.was(MEETINGS, meeting) is None) != (words.now(MEETINGS, meeting) is None)
    return whole and len(key) > 1 and key[0] == "meeting"


def _labelled(words: Versions, table: str, rows: list[Change]) -> Groups:
    """The rows of a table that were added, corrected or dropped, one a line."""
    told: Groups = {}
    own = (c for c in rows if c.table == table)
    if table == STATUSES:
        own = (c for c in own if c.field not in (*FIELDS, WHOLE))
    for record, changes in by_row(own).items():
        heading = _heading(changes[0])
        said = words.added(table, record) if heading == ADDED else words.label(table, record)
        if heading == CHANGED:
            said += ": " + "; ".join(words.corrected(c) for c in changes)
        told.setdefault(heading, []).append(because(said, words.reason(changes)))
    return told


def _attendance(words: Versions, rows: list[Change]) -> Groups:
    """Who was added to or dropped from meetings that were there before, a meeting a line; who was corrected, one a line."""
    told: Groups = {}
    lists: dict[tuple[str, str], list[Change]] = {}
    for record, changes in by_row(c for c in rows if c.table == ATTENDANCE).items():
        meeting, iso3 = record.split("/")
        if (heading := _heading(changes[0])) != CHANGED:
            lists.setdefault((heading, meeting), []).append(changes[0])
            continue
        # the office comes last in the table, and first in the sentence
        now, was = (", ".join(_took_part(words, c.field, c[i]) for c in reversed(changes)) for i in (4, 3))
        said = f"{words.label(MEETINGS, meeting)}: {words.country(iso3)} now {now}, before {was}"
        told.setdefault(CHANGED, []).append(because(said, words.reason(changes)))
    for (heading, meeting), changes in lists.items():
        names = ", ".join(sorted(_who(words, c.record) for c in changes))
        said = f"{words.label(MEETINGS, meeting)}: {'added' if heading == ADDED else 'no longer'} {names}"
        told.setdefault(heading, []).append(because(said, words.reason(changes)))
    return told


def _who(words: Versions, attendance: str) -> str:
    row = words.now(ATTENDANCE, attendance) or {}
    return words.country(attendance.split("/")[1]) + " (announced)" * (row.get("confirmed") == "false")


def _took_part(words: Versions, field: str, value: str) -> str:
    """How a country took part: one cell of its attendance."""
    if field == "represented_by":
        title = words.title(field, value)
        return f"by a{'n' * (title[:1] in tuple('aeiou'))} {title}" if value else "not known by whom"
    if field == "mode" and value:
        return words.title(field, value)
    return {"true": field, "false": f"not {field}"}.get(value, f"{field} {value or 'unknown'}")


def _heading(change: Change) -> str:
    if change.field != WHOLE:
        return CHANGED
    return ADDED if change.old == ABSENT else REMOVED


def _or(words: list[str], of: str) -> str:
    """a, of b or of c"""
    return f"{f',{of}'.join(words[:-1])} or{of}{words[-1]}" if len(words) > 1 else words[0]


def _counted(rows: Iterable[Change]) -> dict[str, str]:
    """How many rows were added, corrected and dropped, in words, by heading."""
    changed = dict.fromkeys((_heading(c), c.table, c.record) for c in rows)
    counts = Counter((heading, table) for heading, table, _ in changed)
    found: Groups = {}
    order = [*_NOUNS, *sorted({table for _, table in counts} - _NOUNS.keys())]
    for heading, table in sorted(counts, key=lambda k: order.index(k[1])):
        n, nouns = counts[heading, table], _NOUNS.get(table, (f"row of `{table}`", f"rows of `{table}`"))
        found.setdefault(heading, []).append(f"{n} {nouns[n != 1]}")
    return {h: listed(found[h]) for h in (ADDED, CHANGED, REMOVED) if h in found}


def _of_schemas(changes: Iterable[Change]) -> Groups:
    """What changed in tables, fields and the descriptor as such."""
    counts: dict[str, Counter[str]] = {}
    for c in changes:
        heading = next((h for h, words in _OF_SCHEMAS.items() if any(w in c.what.split() for w in words)), CHANGED)
        counts.setdefault(heading, Counter())[f"`{_table(c)}`: {_what(c)}"] += 1
    return {heading: _times(lines) for heading, lines in counts.items()}


def _breaking(found: list[Change]) -> list[str]:
    """Who has to act, and why: at most one sentence."""
    counts: dict[str, Counter[str]] = {}
    for c in found:
        if c.step == Step.MAJOR:
            counts.setdefault(f"`{_table(c)}`", Counter())[_what(c)] += 1
    why = {table: ", ".join(_times(whats)) for table, whats in counts.items()}
    said = "; ".join(why.values() if len(why) == 1 else (f"{table}: {what}" for table, what in why.items()))
    return [f"Who reads {_or(list(why), ' ')} has to act: {said}."] if why else []


def _table(change: Change) -> str:
    return PACKAGE if change.table == WHOLE else change.table


def _what(change: Change) -> str:
    return change.what if change.field == WHOLE else f"{change.what} (`{change.field}`)"


def _times(counts: Counter[str]) -> list[str]:
    return [f"{said} × {n}" if n > 1 else said for said, n in counts.items()]
