"""Regular expressions that cannot run for ever.

Python tries every way in which a pattern can fit a text. Their number stays bounded, whatever the text, unless the pattern has a
place that is reached again by two ways at once, as in `(a+)+`, or two such places one after the other that fit the same text, as
in `a*a*`. Walks over pairs and triples of places find both (A. Weber and H. Seidl, On the degree of ambiguity of finite automata,
1991). A repeat such as {2,3} counts as one without end: what passes is sure to end soon, and a rare harmless pattern is refused.
"""

import re
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from functools import cache, lru_cache, reduce
from itertools import combinations, product
from operator import and_
from typing import Any, NamedTuple

MAX_LENGTH = 300  # characters of a pattern
MAX_CHOICES = 6  # where two ways go on with the same character: each may double the work
MAX_WALK = 30_000  # tuples of places looked at
_OTHER = 0x3100  # one character for all from here on; below are letters, digits and spaces of every kind
_ALL = (1 << _OTHER + 1) - 1
_LINE_END = 1 << ord("\n")
_ENDLESS = "might run for ever, as two repeats in it fit the same text; bound them by characters that neither fits"
_INTRICATE = "is too intricate to see that it ends soon"


class _Part(NamedTuple):
    """A part of a pattern: in how many ways it fits nothing, and the places that begin and end it, each with its number of ways."""

    empty: int
    first: Counter[int]
    last: Counter[int]


class _Places:
    """The places of a pattern where a character is read: which fit, as bits, and in how many ways one leads to the next."""

    def __init__(self) -> None:
        self.fitting: list[int] = []
        self.next: Counter[tuple[int, int]] = Counter()
        self.after: dict[int, set[int]] = defaultdict(set)
        self.looked_at = 0

    def place(self, fitting: int) -> _Part:
        self.fitting.append(fitting)
        here = Counter([len(self.fitting) - 1])
        return _Part(0, here, here)

    def join(self, before: Counter[int], after: Counter[int]) -> None:
        for (p, n), (q, m) in product(before.items(), after.items()):
            self.next[p, q] += n * m
            self.after[p].add(q)

    def sequence(self, items: Iterable[Any]) -> _Part:
        whole = _Part(1, Counter(), Counter())
        for part in map(self.part, items):
            self.join(whole.last, part.first)
            first, last = _times(part.first, whole.empty), _times(whole.last, part.empty)
            whole = _Part(whole.empty * part.empty, whole.first + first, last + part.last)
        return whole

    def part(self, item: Any) -> _Part:
        kind, value = str(item[0]), item[1]
        if kind in ("LITERAL", "NOT_LITERAL", "ANY", "IN"):
            return self.place(_fitting(kind, value))
        if kind == "AT":
            return _Part(1, Counter(), Counter())
        if kind == "SUBPATTERN" and not value[1] and not value[2]:
            return self.sequence(value[3])
        if kind == "BRANCH":
            empty, first, last = zip(*map(self.sequence, value[1]), strict=True)
            return _Part(sum(empty), sum(first, Counter()), sum(last, Counter()))
        if kind in ("MAX_REPEAT", "MIN_REPEAT"):
            least, most, inside = value
            body = self.sequence(inside)
            if most > 1:
                self.join(body.last, body.first)
                if body.empty:
                    raise ValueError("repeats what may be empty")
            return body._replace(empty=body.empty + (least == 0))
        raise ValueError("has more than characters, choices and repeats")

    def walked(self, start: tuple[int, ...]) -> Iterator[tuple[int, ...]]:
        """Every tuple of places to which the same text leads from the places of another."""
        seen, left = set(), [start]
        while left:
            for there in product(*(self.after[p] for p in left.pop())):
                if there not in seen and self.shared(there):
                    seen.add(there)
                    self.looked_at += 1
                    if self.looked_at > MAX_WALK:
                        raise ValueError(_INTRICATE)
                    left.append(there)
                    yield there

    def shared(self, places: Iterable[int]) -> bool:
        """Does some character fit them all?"""
        return reduce(and_, (self.fitting[p] for p in places)) != 0

    def choices(self) -> int:
        """How often two ways go on from one place with the same character."""
        return sum(map(self.shared, (two for following in self.after.values() for two in combinations(following, 2))))


@lru_cache(maxsize=512)
def demand_bounded(pattern: str) -> None:
    """Raise ValueError for what is no regular expression, or might run for ever."""
    if len(pattern) > MAX_LENGTH:
        raise ValueError(f"has more than {MAX_LENGTH} characters")
    try:
        parsed = re._parser.parse(pattern)  # type: ignore[attr-defined] # Python has no other door to it
    except (re.error, RecursionError, OverflowError) as e:
        raise ValueError(f"is no regular expression: {e}") from None
    if parsed.state.flags != re.UNICODE:
        raise ValueError("has flags")
    places = _Places()
    whole = places.sequence(parsed)
    start = places.place(_ALL)
    places.join(start.last, whole.first)
    if not (parsed and str(parsed[0][1]) == "AT_BEGINNING"):  # it may begin anywhere in a text
        places.join(start.last, start.first)
    if max(places.next.values(), default=0) > 1:
        raise ValueError(_ENDLESS)
    if places.choices() > MAX_CHOICES:
        raise ValueError(_INTRICATE)
    looped = [p for p in range(len(places.fitting)) if (p,) in places.walked((p,))]
    for p in looped:
        apart = [pair for pair in places.walked((p, p)) if pair[0] != pair[1]]
        if any((p, p) in places.walked(pair) for pair in apart):
            raise ValueError(_ENDLESS)
        if any((p, q, q) in places.walked((p, p, q)) for q in looped if q != p):
            raise ValueError(_ENDLESS)


def _times(ways: Counter[int], n: int) -> Counter[int]:
    return Counter({place: m * n for place, m in ways.items() if n})


def _fitting(kind: str, value: Any) -> int:
    """The characters that fit a place, as bits: a few too many rather than one too few."""
    if kind == "ANY":
        return _ALL & ~_LINE_END
    if kind == "LITERAL":
        return 1 << min(value, _OTHER)
    if kind == "NOT_LITERAL":
        return _ALL & ~(1 << value if value < _OTHER else 0)
    found = 0
    for inside, of in value:
        if str(inside) == "RANGE":
            low, high = (min(end, _OTHER) for end in of)
            found |= (1 << high + 1) - (1 << low)
        elif str(inside) == "CATEGORY":
            found |= _category(str(of))
        elif str(inside) == "LITERAL":
            found |= 1 << min(of, _OTHER)
    return (_ALL & ~found) | 1 << _OTHER if str(value[0][0]) == "NEGATE" else found


@cache
def _category(name: str) -> int:
    r"""The characters of \d, \s, \w, and of those that are not."""
    letter = name.removeprefix("CATEGORY_").removeprefix("NOT_")[0].lower()
    is_of = re.compile(f"\\{letter.upper() if '_NOT_' in name else letter}")
    return sum(1 << i for i in range(_OTHER) if is_of.match(chr(i))) | 1 << _OTHER
