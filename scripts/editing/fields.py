"""How an answer becomes the value of a field: by the JSON Schema of its records and the code lists, which stand there alone.

A reader takes the text that a person gave and raises ValueError with a reason of one line where it is not right.
"""

import re
import unicodedata
from collections.abc import Callable, Iterable, Mapping
from datetime import UTC, datetime
from difflib import get_close_matches
from typing import Any, NamedTuple

from coalition_of_the_willing.names import folded
from scripts.dataset import Dataset
from scripts.files import closed_json
from scripts.files.records import SCHEMAS
from scripts.files.schemas import Code
from scripts.problems import CannotRun
from scripts.tables import country_names

Read = Callable[[str], Any]


class Field(NamedTuple):
    """A field of a record: how an answer is read, the codes to choose from, whether a record must have it."""

    read: Read
    codes: tuple[str, ...]
    needed: bool


class Fields:
    """The fields of all records of a package, by path such as `meetings/reports/note`."""

    def __init__(self, dataset: Dataset):
        self.dataset = dataset
        common = closed_json.read(dataset.tree, f"{SCHEMAS}/common.json", "record-schema.json")
        self.common = common.get("$defs", {})

    def __getitem__(self, path: str) -> Field:
        try:
            return self._field(path)
        except (KeyError, TypeError, AttributeError):
            name = f"{SCHEMAS}/{path.split('/')[0]}.json"
            raise CannotRun(f"{name} has no field {path!r} of the kind that is asked for; restore it") from None

    def _field(self, path: str) -> Field:
        folder, _, key = path.rpartition("/")
        record = self._record(folder)
        node, needed = record["properties"][key], key in record.get("required", ())
        read, codes = self._reader(node.get("items", node))
        return Field(listed(read) if node.get("type") == "array" else read, codes, needed)

    def _reader(self, node: dict) -> tuple[Read, tuple[str, ...]]:
        """How a value is read, and its codes."""
        ref = node.get("$ref", "")
        name = ref.rpartition("/")[2]
        if ref.startswith("codes.json"):
            return code_of(self.dataset.codes[name]), tuple(self.dataset.codes[name])
        known: dict[str, Read] = {"date": day, "iso3": self.country, "countries": self.countries}
        if name in known:
            return known[name], ()
        return self._reader(self._followed(node)) if ref else (matching(node), ())

    def row(self, path: str, values: Mapping[str, Any]) -> dict[str, Any]:
        """A record of the values that there are, in the order of its schema."""
        return {key: values[key] for key in self._record(path)["properties"] if values.get(key)}

    def country(self, text: str) -> str:
        return country_names.find(tidied(text), self.dataset.rows)

    def countries(self, text: str) -> list[str]:
        """Several, with commas between them, or semicolons where a name has a comma."""
        return listed(self.country)(text)

    def _record(self, path: str) -> dict:
        name, *inside = path.split("/")
        node = self.dataset.records.schemas[name]["items"]
        for key in inside:
            node = self._followed(self._followed(node)["properties"][key])["items"]
        return self._followed(node)

    def _followed(self, node: dict) -> dict:
        node = node.get("allOf", [node])[0]
        return self.common[node["$ref"].rpartition("/")[2]] if "$ref" in node else node


def tidied(text: str) -> str:
    """Text as the tables have it: in Unicode normal form C, single spaces, nothing that cannot be seen."""
    spaced = " ".join(text.split())
    return unicodedata.normalize("NFC", "".join(c for c in spaced if c.isprintable()))


def nearest(text: str, known: Iterable[str]) -> str:
    """The one of some names that was perhaps meant; empty where none is near."""
    return next(iter(get_close_matches(text, known, n=1, cutoff=0.7)), "")


def day(text: str) -> str:
    """A day that exists, as ISO 8601 writes it; `today` is that of UTC."""
    if text.strip().casefold() == "today":
        return datetime.now(UTC).date().isoformat()
    try:
        return datetime.strptime(text.strip(), "%Y-%m-%d").date().isoformat()
    except ValueError:
        raise ValueError(f"{text.strip()!r} is not a day: give one that exists, as YYYY-MM-DD") from None


def code_of(codes: Mapping[str, Code]) -> Read:
    """One code of a list, which may be given by its words too."""
    spelt = {folded(word): code for code, c in codes.items() for word in (c.plural, c.title, code)}

    def read(text: str) -> str:
        if (code := spelt.get(folded(text))) is None:
            raise ValueError(f"{tidied(text)!r} is none of {', '.join(codes)}")
        return code

    return read


def listed(one: Read) -> Read:
    """Several values, each once."""

    def read(text: str) -> list:
        parts = text.split(";" if ";" in text else ",")
        return list(dict.fromkeys(one(part) for part in parts if part.strip()))

    return read


def matching(node: Mapping[str, str]) -> Read:
    """Text of the pattern that a schema has for it."""
    pattern, described = node.get("pattern", ""), node.get("description", "")

    def read(text: str) -> str:
        if not re.search(pattern, found := tidied(text)):
            raise ValueError(f"{found!r} is not right: {described or 'text'} It must match {pattern}")
        return found

    return read


def group_of(codes: Iterable[tuple[str, Mapping[str, Code]]], countries: Read) -> Read:
    """Countries at a meeting, with how they were there before a colon: `leaders in-person: COUNTRY, COUNTRY`.

    What stands before the colon are words of the lists `codes`, (key of the record, list); the first list has its first code
    where none of its words stands there.
    """
    lists = dict(codes)
    words = {
        w.casefold(): (key, c) for key, known in lists.items() for c, e in known.items() for w in (e.plural, e.title, c)
    }
    spelt = re.compile("|".join(rf"(?<![\w-]){re.escape(w)}(?![\w-])" for w in sorted(words, key=len, reverse=True)))
    first = next(iter(lists))

    def read(text: str) -> dict[str, Any]:
        head, colon, names = tidied(text).partition(":")
        head, names = (head.casefold(), names) if colon else ("", head)
        said = dict(words[word] for word in spelt.findall(head))
        if unknown := spelt.sub("", head).strip(" ,"):
            every = ", ".join(code for known in lists.values() for code in known)
            raise ValueError(f"{unknown!r} before the colon is none of {every}")
        if not (found := countries(names)):
            raise ValueError(f"{text!r} names no country")
        said.setdefault(first, next(iter(lists[first])))
        return {key: said[key] for key in lists if key in said} | {"countries": found}

    return read
