"""How people call a row, a day and a code: the rows before a release and after it, with what gives them words.

Where a row is not known any more, as one that a past release dropped, its key stands for it. To give the rows of a table words
of their own: a line in LABELS.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from scripts.documents import edition
from scripts.files.schemas import Codes
from scripts.releases.comparison import Change
from scripts.releases.snapshot import Snapshot

Row = dict[str, str]
Records = dict[str, dict[str, Row]]  # rows by table and by key as text

STATUSES, MEETINGS, ATTENDANCE = "memberships", "meetings", "attendance"
NONE = "none"  # an empty cell
LONG = 40  # letters of a value that is too long for a list


@dataclass(frozen=True)
class Versions:
    """Two versions to speak of. `reasons` are those that people wrote, by (table, record, field)."""

    before: Records
    after: Records
    schemas: dict[str, dict]
    codes: Codes
    reasons: dict[tuple[str, ...], str]

    @classmethod
    def of(cls, old: Snapshot, new: Snapshot, codes: Codes, reasons: dict[tuple[str, ...], str]) -> "Versions":
        return cls(*(by_record(side.rows, new.schemas) for side in (old, new)), new.schemas, codes, reasons)

    def was(self, table: str, record: str) -> Row | None:
        return self.before.get(table, {}).get(record)

    def now(self, table: str, record: str) -> Row | None:
        return self.after.get(table, {}).get(record)

    def label(self, table: str, record: str) -> str:
        """What a row is called."""
        row = self.now(table, record) or self.was(table, record)
        return LABELS[table](self, row) if row and table in LABELS else record

    def added(self, table: str, record: str) -> str:
        """What is said of a row that is new."""
        row = self.now(table, record)
        return _NEW[table](self, row) if row and table in _NEW else self.label(table, record)

    def corrected(self, change: Change) -> str:
        """What is said of a value: field and both values, the field alone where they are long."""
        table, record, field, old, new = change[:5]
        new = self._value(table, field, self.now(table, record), new)
        old = self._value(table, field, self.was(table, record), old)
        if max(len(new), len(old)) > LONG:
            return f"{field} corrected"
        return f"{field} {new}, not {old}" if change.old else f"{field} {new}"

    def country(self, iso3: str) -> str:
        """The name of a country, its code where no name is known."""
        row = self.now("countries", iso3) or self.was("countries", iso3)
        return row["name"] if row else iso3

    def title(self, codes: str, code: str) -> str:
        entry = self.codes.get(codes, {}).get(code)
        return entry.title if entry else code

    def day(self, row: Row, field: str) -> str:
        """A date of a row in words, no more exact than it is known."""
        precision = row.get(f"{field}_precision") or row.get(f"{field.removesuffix('date')}precision")
        return edition.day(row[field], precision or "day") if row[field] else NONE

    def days(self, row: Row) -> str:
        """From which day on a row holds, and to which if it ended."""
        return f"from {self.day(row, 'start_date')}" + (f" to {self.day(row, 'end_date')}" if row["end_date"] else "")

    def held(self, spell: Row) -> str:
        """The status of a spell."""
        return self.title("status", spell["status"])

    def reason(self, changes: Iterable[Change]) -> str:
        """The reasons of some changes, each once."""
        found = (self.reasons.get(c[:3], "") for c in changes)
        return "; ".join(filter(None, dict.fromkeys(found)))

    def _value(self, table: str, field: str, row: Row | None, value: str) -> str:
        fields = self.schemas.get(table, {}).get("fields", ())
        described = next((f for f in fields if f["name"] == field), {})
        if described.get("codes") and value:
            return self.title(described["codes"], value)
        return self.day({**(row or {}), field: value}, field) if described.get("type") == "date" else value or NONE


def by_record(rows: dict[str, list[Row]], schemas: dict[str, dict]) -> Records:
    """The rows by their key of today, with every column of today."""
    found: Records = {}
    for table in rows.keys() & schemas.keys():
        key, empty = schemas[table]["primaryKey"], dict.fromkeys((f["name"] for f in schemas[table]["fields"]), "")
        found[table] = {"/".join(row[k] for k in key): row for row in ({**empty, **r} for r in rows[table])}
    return found


def _meeting(words: Versions, row: Row) -> str:
    return f"{row['title']}, {words.day(row, 'start_date')}"


def _new_meeting(words: Versions, row: Row) -> str:
    of = [a for a in words.after.get(ATTENDANCE, {}).values() if a["meeting"] == row["meeting"]]
    announced = sum(a["confirmed"] == "false" for a in of)
    came = len(of) - announced
    counted = [f"{came} {'country' if came == 1 else 'countries'}"] if came or not announced else []
    counted += [f"{announced} announced"] if announced else []
    where = f"Meeting in {row['city']}" if row["city"] else f"{words.title('format', row['format']).title()} meeting"
    first, last = (words.day(row, field) for field in ("start_date", "end_date"))
    when = f"on {first}" if first == last else f"from {first} to {last}"
    return f"{where} ({row['title']}) {when}: {', '.join(counted)}"


def _size(words: Versions, row: Row) -> str:
    exact = "" if row["qualifier"] == "exact" else f"{words.title('qualifier', row['qualifier'])} "
    meeting = words.now(MEETINGS, row["meeting"])
    of = f" at {meeting['title']}" if meeting else ""
    return f"Size {exact}{row['size']} ({row['counted']}){of} by {row['said_by']}, {words.day(row, 'date')}"


def _stance(words: Versions, row: Row) -> str:
    force = words.title("force", row["force"])
    return f"{words.country(row['iso3'])} on a force ({force}), {words.day(row, 'date')}"


# table -> what its rows are called, in the order of the lists
LABELS: dict[str, Callable[[Versions, Row], str]] = {
    MEETINGS: _meeting,
    STATUSES: lambda words, row: f"{words.country(row['iso3'])}, {words.held(row)} {words.days(row)}",
    "members": lambda words, row: f"{words.country(row['iso3'])} in the roster",
    "reported_sizes": _size,
    "positions": _stance,
    "affiliations": lambda words, row: f"{words.country(row['iso3'])} in {row['organisation']} {words.days(row)}",
    "countries": lambda words, row: row["name"],
    "names": lambda words, row: f"{row['name']} for {words.country(row['iso3'])}",
}
# table -> what is said of a row that is new, where that is more
_NEW: dict[str, Callable[[Versions, Row], str]] = {
    MEETINGS: _new_meeting,
    "positions": lambda words, row: f"{_stance(words, row)}: {words.title('stance', row['stance'])}",
}
