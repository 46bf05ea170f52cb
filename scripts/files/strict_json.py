"""JSON read strictly and within limits, so that nothing behind this door meets a surprise. The standard library alone: users run it too.

What is let through is UTF-8, has each key once, finite numbers, no half of a letter, and no more levels than a recursion can take.
"""

import json
from functools import lru_cache
from typing import Any, TypeVar

MAX_BYTES = 4_000_000
MAX_DEPTH = 32  # levels
MAX_DIGITS = 18  # of a number

T = TypeVar("T")
_KINDS = {dict: "an object", list: "a list", str: "text"}


@lru_cache(maxsize=64)
def parse(data: bytes) -> Any:
    """The value of a JSON text, cached; callers must not change it. Raises ValueError, in one line, for what is not let through."""
    if len(data) > MAX_BYTES:
        raise ValueError(f"{len(data)} bytes, more than {MAX_BYTES}")
    try:
        value = json.loads(
            data.decode(), object_pairs_hook=_unique, parse_int=_integer, parse_float=_number, parse_constant=_number
        )
    except RecursionError:
        raise ValueError(_TOO_DEEP) from None
    _demand_plain(value)
    return value


def the(kind: type[T], value: Any, what: str) -> T:
    """A value that must be of a kind (dict, list, str). Raises ValueError, which calls it `what`."""
    if not isinstance(value, kind):
        raise ValueError(f"{what} is {'missing' if value is None else 'not ' + _KINDS[kind]}")
    return value


_TOO_DEEP = f"more than {MAX_DEPTH} levels"


def _demand_plain(value: Any) -> None:
    """Raise ValueError where a value is too deep, or a text in it has what no file can: half of a letter, or a NUL."""
    level, depth = [value], 0
    while level:
        if depth > MAX_DEPTH:
            raise ValueError(_TOO_DEEP)
        inside: list[Any] = []
        for v in level:
            if isinstance(v, str) and (not v.isascii() or "\0" in v):
                _demand_written(v)
            elif isinstance(v, list):
                inside += v
            elif isinstance(v, dict):
                inside += [*v, *v.values()]
        level, depth = inside, depth + 1


def _demand_written(text: str) -> None:
    if wrong := next((c for c in text if c == "\0" or "\ud800" <= c <= "\udfff"), ""):
        raise ValueError(f"the character U+{ord(wrong):04X}, which no text can have")


def _unique(pairs: list[tuple[str, Any]]) -> dict[str, Any]:
    found: dict[str, Any] = {}
    for key, value in pairs:
        if key in found:
            raise ValueError(f"the key {key!r} twice in one object")
        found[key] = value
    return found


def _integer(digits: str) -> int:
    if len(digits) > MAX_DIGITS:
        raise ValueError(f"a number of more than {MAX_DIGITS} digits")
    return int(digits)


def _number(text: str) -> float:
    if abs(number := float(text)) < float("inf"):
        return number
    raise ValueError(f"the number {text[:MAX_DIGITS]}, which is not finite")
