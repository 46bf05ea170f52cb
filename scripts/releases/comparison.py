"""What changed between two versions of the package: tables, fields and rows, each with the step that it demands.

Pure functions from two Snapshots to a list of Changes. Rows are matched by primary key. The rows of the table `changes` are left
out: they are this list itself. So are the authored YAML files: what they say is in the tables.
"""

import json
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import replace
from functools import cache
from typing import NamedTuple

from scripts.documents.versions import LIST
from scripts.files.csv_text import DIALECT, MISSING
from scripts.problems import CannotRun
from scripts.releases.policy import STEPS, Step
from scripts.releases.snapshot import Snapshot

WHOLE, ABSENT, PRESENT = "*", "absent", "present"
DERIVED, ENDED = "derived value changed", "spell ended"
EVIDENCE = "evidence"  # the table whose rows name rows of others
_STAMPS = ("version", "created", "documented_until", "resources", "$schema")


class Change(NamedTuple):
    """One change. `record` and `field` are "*" for a whole table or row; then old and new are "absent" or "present"."""

    table: str
    record: str
    field: str
    old: str
    new: str
    what: str

    @property
    def step(self) -> Step:
        return STEPS[self.what]

    @property
    def needs_reason(self) -> bool:
        """Everything has to be explained but what its own sources explain, and what follows from other changes."""
        return (self.old, self.new) != (ABSENT, PRESENT) and self.what not in (DERIVED, ENDED)


def between(old: Snapshot, new: Snapshot) -> list[Change]:
    """All changes from one version to another, sorted by table, record and field."""
    found = list(_metadata(old.descriptor, new.descriptor)) if old.descriptor else []
    old = _with_new_names(old, new)
    for table in sorted(old.schemas.keys() | new.schemas.keys()):
        if table not in new.schemas:
            found.append(Change(table, WHOLE, WHOLE, PRESENT, ABSENT, "table removed"))
        elif table not in old.schemas:
            found.append(Change(table, WHOLE, WHOLE, ABSENT, PRESENT, "table added"))
        else:
            found += _table(table, old, new)
    return sorted(found)


def least_step(changes: list[Change]) -> Step:
    """The smallest step that admits them all."""
    return max((c.step for c in changes), default=Step.NONE)


def by_row(changes: Iterable[Change]) -> dict[str, list[Change]]:
    """The changes of one table by record."""
    found: dict[str, list[Change]] = {}
    for change in changes:
        found.setdefault(change.record, []).append(change)
    return found


def counted(changes: list[Change]) -> str:
    """How many changes of each kind, in words."""
    kinds = Counter(c.what for c in changes)
    kinds_said = ", ".join(f"{n} × {kind}" for kind, n in sorted(kinds.items()))
    return f"{len(changes)} change{'s' * (len(changes) != 1)}: {kinds_said}"


def _with_new_names(old: Snapshot, new: Snapshot) -> Snapshot:
    """The old version, its evidence naming rows as the new one does where the key of a table changed."""
    names = {}
    for table in old.schemas.keys() & new.schemas.keys():
        before, after = (side.schemas[table]["primaryKey"] for side in (old, new))
        if before != after and new.rows[table] and set(before) <= new.rows[table][0].keys():
            names |= {(table, _record(row, before)): _record(row, after) for row in new.rows[table]}
    if not names or EVIDENCE not in old.rows or EVIDENCE not in new.rows:
        return old
    used = {(r["table"], r["record"]) for r in new.rows[EVIDENCE]}
    renamed = []
    for row in old.rows[EVIDENCE]:
        name = names.get((row["table"], row["record"]))
        renamed.append({**row, "record": name} if (row["table"], name) in used else row)
    return replace(old, rows={**old.rows, EVIDENCE: renamed})


def _record(row: dict[str, str], key: list[str]) -> str:
    """What `evidence.record` calls a row."""
    return "/".join(row[k] for k in key)


def _metadata(old: dict, new: dict) -> Iterator[Change]:
    for key in sorted((old.keys() | new.keys()) - set(_STAMPS)):
        if old.get(key) != new.get(key):
            what = "package renamed" if key == "name" else "description changed"
            yield Change(WHOLE, WHOLE, key, _text(old.get(key)), _text(new.get(key)), what)


def _table(table: str, old: Snapshot, new: Snapshot) -> Iterator[Change]:
    before, after = old.schemas[table], new.schemas[table]
    fields = ({f["name"]: f for f in before["fields"]}, {f["name"]: f for f in after["fields"]})
    renamed = _renamed(*fields, old.rows[table], new.rows[table])
    yield from _fields(table, *fields, renamed)
    mapped = {name: renamed.get(name, name) for name in fields[0]}
    key = [mapped.get(k, k) for k in before["primaryKey"]]
    differing = _schema_parts(
        _resource(old, table), _resource(new, table), "description changed", ("title", "description")
    )
    differing += _schema_parts(before, after, "description changed", ("title", "description"))
    differing += _words(*fields, renamed)
    read = (_as_read(old, table), _as_read(new, table))
    differing += _schema_parts(*read, "type or format changed", ("dialect", "missingValues"))
    differing += _schema_parts(before, after, "reference changed", ("foreignKeys",))
    order = [n for n in mapped.values() if n in fields[1]]
    if order != (now := [n for n in fields[1] if n in order]):
        differing.append(("fields reordered", f"order {_text(order)}", f"order {_text(now)}"))
    if key != after["primaryKey"]:
        differing.append(("key changed", f"key {_text(before['primaryKey'])}", f"key {_text(after['primaryKey'])}"))
    if differing:
        yield _joined(table, WHOLE, differing)
    if follows(after):
        yield from _all_rows(table, old.rows[table], new.rows[table], after["primaryKey"])
    elif table != LIST and set(key) <= set(fields[1]):  # rows are matched by the old key, and named by the new one
        shared = [(a, fields[1][b]) for a, b in mapped.items() if b in fields[1]]
        keys = before["primaryKey"], key, after["primaryKey"]
        yield from _rows(table, *keys, shared, old.rows[table], new.rows[table])


def follows(schema: dict) -> bool:
    """Does all of a table but its key follow from other tables? Then its rows are not listed one by one."""
    values = [field for field in schema["fields"] if field["name"] not in schema["primaryKey"]]
    return bool(values) and all(field.get("derived") for field in values)


def _all_rows(table: str, old: list[dict], new: list[dict], key: list[str]) -> Iterator[Change]:
    """One change for all rows of a table that follows from others."""
    if old != new:
        before = {_record(row, key): row for row in old if row.keys() >= set(key)}
        changed = sum(before.get(_record(row, key), row) != row for row in new)
        said = f"{len(new)} rows, {changed} of them changed"
        yield Change(table, WHOLE, "rows", f"{len(old)} rows", said, DERIVED)


def _fields(table: str, before: dict, after: dict, renamed: dict[str, str]) -> Iterator[Change]:
    added = [name for name in after if name not in before and name not in renamed.values()]
    end = list(after)[len(after) - len(added) :]
    for name in added:
        what = "field added at the end" if name in end and set(end) == set(added) else "field added before others"
        yield Change(table, WHOLE, name, ABSENT, PRESENT, what)
    for name, field in before.items():
        if name not in after and name not in renamed:
            yield Change(table, WHOLE, name, PRESENT, ABSENT, "field removed")
            continue
        other = after[renamed.get(name, name)]
        differing = _schema_parts(field, other, "type or format changed", ("type", "format"))
        differing += _schema_parts(field, other, "description changed", ("description", "example", "codes", "derived"))
        differing += _rules(field.get("constraints", {}), other.get("constraints", {}))
        if name in renamed:
            differing.append(("field renamed", f"name {name}", f"name {renamed[name]}"))
        if differing:
            yield _joined(table, name, differing)


def _words(before: dict, after: dict, renamed: dict[str, str]) -> list[tuple[str, str, str]]:
    """The titles of fields and labels of codes that differ, of what both versions have: one part, as they mostly change together."""
    pairs = [(name, field, after.get(renamed.get(name, name))) for name, field in before.items()]
    old, new = {}, {}
    for name, field, other in (pair for pair in pairs if pair[2]):
        both = _codes(field) & _codes(other)
        for said, side in ((old, field), (new, other)):
            labels = {c["value"]: c["label"] for c in side.get("categories", ())}
            said[name] = side.get("title")
            said |= {f"{name} {code}": labels.get(code) for code in sorted(both)}
    differing = [key for key in old if old[key] != new[key]]
    words = ["; ".join(f"{key}: {side[key]}" for key in differing if side[key]) or "none" for side in (old, new)]
    return [("description changed", f"words {words[0]}", f"words {words[1]}")] if differing else []


def _codes(field: dict) -> set[str]:
    return set(field.get("constraints", {}).get("enum", ()))


def _rules(old: dict, new: dict) -> list[tuple[str, str, str]]:
    """Constraints that differ; the recipe calls a tighter one incompatible and a looser one an addition."""
    parts = []
    for rule in sorted(old.keys() | new.keys()):
        a, b = old.get(rule), new.get(rule)
        if a != b:
            alike = a is not None and b is not None and isinstance(a, str) == isinstance(b, str)
            loosened = (
                b is None
                or b is False
                or (rule == "enum" and alike and set(a) <= set(b))
                or (rule == "minimum" and alike and b < a)
                or (rule == "maximum" and alike and b > a)
            )
            parts.append(
                (f"rules {'loosened' if loosened else 'tightened'}", f"{rule} {_text(a)}", f"{rule} {_text(b)}")
            )
    return parts


def _renamed(before: dict, after: dict, old_rows: list[dict], new_rows: list[dict]) -> dict[str, str]:
    """Old name -> new name of fields that went and came with the same type and the same description, values or place."""
    gone, come = [n for n in before if n not in after], [n for n in after if n not in before]
    places = (list(before).index, list(after).index)
    values = cache(lambda rows, name: sorted(r[name] for r in (old_rows, new_rows)[rows]))
    renamed: dict[str, str] = {}
    for name in gone:
        for other in come:
            if other in renamed.values() or before[name]["type"] != after[other]["type"]:
                continue
            if (
                before[name].get("description") == after[other].get("description")
                or places[0](name) == places[1](other)
                or values(0, name) == values(1, other)
            ):
                renamed[name] = other
                break
    return renamed


def _rows(
    table: str, old_key: list, new_key: list, name: list, shared: list, old: list[dict], new: list[dict]
) -> Iterator[Change]:
    if old == new:
        return
    before, after = _by_key(table, old, old_key), _by_key(table, new, new_key)
    lists = [(was, codes) for was, field in shared if (codes := _codes(field))]
    for key in before.keys() - after.keys():
        # where a code list lost the code of a row, the change of the list speaks for its rows
        if all(before[key][was] in ("", *codes) for was, codes in lists):
            yield Change(table, "/".join(key), WHOLE, PRESENT, ABSENT, "row dropped")
    for key, row in after.items():
        record = _record(row, name)
        if key not in before:
            yield Change(table, record, WHOLE, ABSENT, PRESENT, "row added")
        elif before[key] != row:
            for was, field in shared:
                a, b = before[key][was], row[field["name"]]
                if a != b:
                    yield Change(table, record, field["name"], a, b, _kind(field, a))


def _kind(field: dict, before: str) -> str:
    if field.get("derived"):
        return DERIVED
    return ENDED if ends(field["name"], before) else "value corrected"


def ends(field: str, before: str) -> bool:
    """Does a value there end a spell that was open? Its own sources explain it, as they explain an addition."""
    return field.startswith("end_") and not before


def _by_key(table: str, rows: list[dict], key: list[str]) -> dict[tuple, dict]:
    found: dict[tuple, dict] = {}
    for row in rows:
        if found.setdefault(parts := tuple(row[k] for k in key), row) is not row:
            raise CannotRun(
                f"{table} has the key {'/'.join(parts)} twice; run `python -m scripts.validate` on it first"
            )
    return found


def _resource(snapshot: Snapshot, table: str) -> dict:
    return next(r for r in snapshot.descriptor["resources"] if r["name"] == table)


def _as_read(snapshot: Snapshot, table: str) -> dict:
    """How the CSV is to be read: a version that does not say it, or not all of it, is written as all are."""
    dialect = DIALECT | _resource(snapshot, table).get("dialect", {})
    return {"dialect": dialect, "missingValues": snapshot.schemas[table].get("missingValues", MISSING)}


def _schema_parts(old: dict, new: dict, what: str, keys: tuple[str, ...]) -> list[tuple[str, str, str]]:
    return [(what, f"{k} {_text(old.get(k))}", f"{k} {_text(new.get(k))}") for k in keys if old.get(k) != new.get(k)]


def _joined(table: str, field: str, parts: list[tuple[str, str, str]]) -> Change:
    """One change for all that differs in a field or a table, named after the part that demands most."""
    what = max((p[0] for p in parts), key=lambda w: STEPS[w])
    return Change(table, WHOLE, field, "; ".join(p[1] for p in parts), "; ".join(p[2] for p in parts), what)


def _text(value: object) -> str:
    """A value of the metadata in one line."""
    if value is None:
        return "none"
    if isinstance(value, list) and all(isinstance(v, str) for v in value):
        return ", ".join(value)
    return " ".join((value if isinstance(value, str) else json.dumps(value, ensure_ascii=False)).split())
