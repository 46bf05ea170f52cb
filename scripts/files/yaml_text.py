"""YAML as people write it here: a strict reader and the one canonical way to write.

The reader takes every scalar as text (so `NO`, `036` and a date stay what they look like), keeps line numbers, and
refuses what could surprise or be lost: duplicate keys, anchors, aliases, tags, several documents, comments inside the records, tabs,
a byte order mark, the marks of a merge conflict, oversize.
The writer quotes whatever a YAML 1.1 or 1.2 reader could take for something other than text. PyYAML does the parsing.
"""

import re
from collections.abc import Iterator
from functools import cached_property
from typing import Any

import yaml

from scripts.problems import Place, Problems

MAX_BYTES = 16_000_000
MAX_DEPTH = 12
WIDTH = 110

_Loader = getattr(yaml, "CSafeLoader", yaml.SafeLoader)
_Dumper = getattr(yaml, "CSafeDumper", yaml.SafeDumper)

Path = tuple  # of mapping keys and list positions, from the root to a value

_CONTROL = re.compile(r"[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\x85\u2028\u2029\ufeff\ufffe\uffff]")
# Whatever some YAML 1.1 or 1.2 reader would not take for text when it stands without quotes.
_AMBIGUOUS = re.compile(
    r"(?i:y|n|yes|no|on|off|true|false|null|~|=|<<|[-+]?\.(?:inf)|\.nan)?$"
    r"|[-+]?[0-9_][0-9_,]*(?:\.[0-9_]*)?(?:[eE][-+]?[0-9]+)?$"
    r"|[-+]?\.[0-9_]+(?:[eE][-+]?[0-9]+)?$"
    r"|[-+]?0[box][0-9a-fA-F_]+$"
    r"|[-+]?[0-9][0-9_]*(?::[0-5]?[0-9])+(?:\.[0-9_]*)?$"
    r"|[0-9]{4}-[0-9]{1,2}-[0-9]{1,2}"
)
_WORD = re.compile(r"[A-Za-z]+")
_CONFLICT = ("<<<<<<< ", "=======", ">>>>>>> ")


class Document:
    """The records of a file. `lines` has the line of every path in it: `lines[(0, "title")]` is that of the first title.

    A `single` one is one record that is no list.
    """

    def __init__(self, rows: list[dict], text: str, single: bool = False):
        self.rows, self.text, self.single = rows, text, single

    @cached_property
    def lines(self) -> dict[Path, int]:
        """Found by reading the text again, as only a problem needs them."""
        found: dict[Path, int] = {}
        _document(self.text, Place("", "yaml"), (0,) if self.single else (), found)
        return found


def read(data: bytes, file: str, single: bool = False) -> Document:
    """Read a list of records, or a single one. Raises Problems with the first thing that is wrong."""
    place = Place(file, "yaml")
    text = _decode(data, place)
    try:
        value = _document(text, place)
    except yaml.YAMLError as e:
        mark, found = getattr(e, "problem_mark", None), f"not YAML: {getattr(e, 'problem', None) or e}"
        line, remedy = mark.line + 1 if mark else 0, "mend the syntax at or just before this line"
        raise _refused(place, line, found, "well-formed YAML", remedy) from None
    _no_comments(text, place)
    if single:
        if not isinstance(value, dict):
            expected, remedy = "one record of keys and values", "begin each line with its key, without '- '"
            raise _refused(place, 1, "not a record", expected, remedy)
        return Document([value], text, single)
    if not isinstance(value, list) or not all(isinstance(r, dict) for r in value):
        expected = "a list, each entry a record of keys and values"
        remedy = "start each record with '- ' and its identifier"
        raise _refused(place, 1, "not a list of records", expected, remedy)
    return Document(value, text)


def _refused(place: Place, line: int, found: str, expected: str, remedy: str) -> Problems:
    return Problems([place.at(line).problem(found, expected, remedy)])


def write(records: list[dict] | dict, header: str = "") -> str:
    """The canonical text of a file: its header comment, then the records.

    Block style; lists of plain words in one line; double quotes only where some reader might misread.
    """
    events = [yaml.StreamStartEvent(), yaml.DocumentStartEvent(explicit=False), *_events(records)]
    events += [yaml.DocumentEndEvent(explicit=False), yaml.StreamEndEvent()]
    return header + yaml.emit(events, Dumper=_Dumper, allow_unicode=True, width=WIDTH)


def _events(value: Any) -> Iterator[yaml.Event]:
    if isinstance(value, str):
        yield yaml.ScalarEvent(None, None, (True, True), value, style='"' if _AMBIGUOUS.match(value) else None)
    elif isinstance(value, list):
        words = all(isinstance(v, str) and _WORD.fullmatch(v) for v in value)
        yield yaml.SequenceStartEvent(None, None, True, flow_style=words)
        for inner in value:
            yield from _events(inner)
        yield yaml.SequenceEndEvent()
    else:
        yield yaml.MappingStartEvent(None, None, True, flow_style=False)
        for key, inner in value.items():
            yield from _events(key)
            yield from _events(inner)
        yield yaml.MappingEndEvent()


def header(text: str) -> str:
    """The comment lines at the top of a file. Comments elsewhere have no canonical place: use a note."""
    match = re.match(r"(?:#[^\n]*\n)*", text)
    return match.group() if match else ""


def _decode(data: bytes, place: Place) -> str:
    if len(data) > MAX_BYTES:
        raise _refused(place, 0, f"{len(data)} bytes", f"at most {MAX_BYTES} bytes", "split or shorten the file")
    if data.startswith(b"\xef\xbb\xbf"):
        raise _refused(place, 1, "a byte order mark", "plain UTF-8", "save the file as UTF-8 without BOM")
    try:
        text = data.decode("utf-8")
    except UnicodeDecodeError as e:
        line, found = data[: e.start].count(b"\n") + 1, f"byte {data[e.start]:#04x}, which is not UTF-8"
        raise _refused(place, line, found, "UTF-8", "save the file as UTF-8") from None
    for line, content in enumerate(text.split("\n"), 1):
        if content.startswith(_CONFLICT):
            expected, remedy = "one version of the text", "settle the conflict, remove the marks"
            raise _refused(place, line, "a mark of a merge conflict", expected, remedy)
        for bad, name in (("\t", "a tab"), ("\r", "a carriage return")):
            if bad in content:
                raise _refused(place, line, name, "spaces and LF line ends", "replace it")
        if match := _CONTROL.search(content):
            found = f"the control character U+{ord(match.group()):04X}"
            raise _refused(place, line, found, "printable text", "remove it")
    return text


def _document(text: str, place: Place, root: Path = (), lines: dict[Path, int] | None = None) -> Any:
    """The value of the one document in a text. `lines` is filled with the line of every path below `root`, where it is given."""
    events = yaml.parse(text, Loader=_Loader)
    documents, value = 0, None
    for event in events:
        if isinstance(event, yaml.DocumentStartEvent):
            documents += 1
            if documents > 1 or event.version or event.tags:
                line, found = event.start_mark.line + 1, "a second document or a directive"
                raise _refused(place, line, found, "one plain document", "remove the '---' or '%' line")
        elif isinstance(event, yaml.NodeEvent):
            value = _node(event, events, place, 0, root, lines)
    return value


def _node(event: Any, events: Any, place: Place, depth: int, path: Path, lines: dict[Path, int] | None) -> Any:
    if lines is not None:
        lines[path] = event.start_mark.line + 1
    if isinstance(event, yaml.AliasEvent) or event.anchor:
        line, remedy = event.start_mark.line + 1, "repeat the value"
        raise _refused(place, line, "an anchor or alias", "each value written out", remedy)
    if event.tag:
        line, remedy = event.start_mark.line + 1, "remove the tag, quote the value if need be"
        raise _refused(place, line, f"the tag {event.tag}", "plain values", remedy)
    if isinstance(event, yaml.ScalarEvent):
        return event.value
    if depth >= MAX_DEPTH:
        line, found = event.start_mark.line + 1, f"more than {MAX_DEPTH} levels"
        raise _refused(place, line, found, "records as the schema has them", "flatten the record")
    if isinstance(event, yaml.SequenceStartEvent):
        sequence: list[Any] = []
        while not isinstance(event := next(events), yaml.SequenceEndEvent):
            inside = () if lines is None else (*path, len(sequence))
            sequence.append(_node(event, events, place, depth + 1, inside, lines))
        return sequence
    mapping: dict[str, Any] = {}
    while not isinstance(event := next(events), yaml.MappingEndEvent):
        if not isinstance(event, yaml.ScalarEvent) or event.anchor or event.tag:
            line, remedy = event.start_mark.line + 1, "write the key as a word"
            raise _refused(place, line, "a key that is not plain text", "plain keys", remedy)
        key = event.value
        if key in mapping:
            line, found = event.start_mark.line + 1, f"the key {key!r} twice in one record"
            raise _refused(place, line, found, "each key once", "keep one of the two values")
        inside = () if lines is None else (*path, key)
        mapping[key] = _node(next(events), events, place, depth + 1, inside, lines)
    return mapping


def _no_comments(text: str, place: Place) -> None:
    """A '#' outside the values starts a comment, which rewriting the file would lose."""
    at = len(header(text))
    if "#" not in text[at:]:
        return
    events = yaml.parse(text, Loader=_Loader)
    ends = [(e.start_mark.index, e.end_mark.index) for e in events if isinstance(e, yaml.ScalarEvent)]
    for start, end in [*ends, (len(text), len(text))]:
        if (hash_at := text.find("#", at, start)) >= 0:
            found, expected = "a comment inside the records", "comments at the top of the file only"
            line = text.count("\n", 0, hash_at) + 1
            raise _refused(place, line, found, expected, "write it as a note, or delete it")
        at = max(at, end)
