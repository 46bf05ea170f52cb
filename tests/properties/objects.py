"""Objects of every kind that somebody may give to a function, those that raise wherever they are touched among them."""

import collections
import contextlib
import datetime
import decimal
import fractions
import itertools
import unittest.mock
from typing import NamedTuple

import numpy as np
import pandas as pd
from hypothesis import strategies as st

TOUCHED = ("__eq__", "__ne__", "__hash__", "__repr__", "__str__", "__bool__", "__len__", "__iter__", "__next__", "__getitem__", "__contains__", "__format__",
           "__int__", "__float__", "__index__", "__getattr__", "__array__", "__fspath__", "__lt__", "keys", "items", "casefold", "lower", "strip", "split",
           "partition", "isoformat", "year", "is_integer", "dtype", "shape")  # fmt: skip
BASES = (object, str, bytes, int, float, list, tuple, dict, set, Exception, datetime.date, datetime.datetime, collections.UserDict, collections.UserString)  # fmt: skip
MADE_OF = {
    datetime.date: (2025, 8, 12),
    datetime.datetime: (2025, 8, 12),
    **dict.fromkeys((str, list, tuple, set, Exception, collections.UserString), ("France",)),
}
ERRORS = (RuntimeError, ValueError, TypeError, KeyError, AttributeError, UnicodeError, OSError, StopIteration, RecursionError, LookupError, AssertionError)  # fmt: skip
TEXTS = ("France", "FRA", "2025-08-12", "members", "lead", "name", "text", "paris-2025-03-27", "036", "", "\ud800", "\0", "x" * 10_000)  # fmt: skip


class Odd(NamedTuple):
    """An object of a class that raises wherever it is touched so, before it is made: Hypothesis touches what it draws."""

    base: type
    touched: list[str]
    error: type[Exception]
    classless: bool  # as a proxy whose object is not there

    def made(self) -> object:
        def fail(*_, **__):
            raise self.error("no")

        inside = dict.fromkeys(self.touched, fail) | ({"__class__": property(fail)} if self.classless else {})
        kind = type("Odd", (self.base,), inside)
        start = MADE_OF.get(self.base, ())
        value = self.base.__new__(kind, *start)
        with contextlib.suppress(Exception):  # what it raises is met later
            self.base.__init__(value, *start)
        return value


class Failing(NamedTuple):
    """A generator that fails on its way."""

    error: type[Exception]

    def made(self) -> object:
        yield "France"
        raise self.error("no")


class Large(NamedTuple):
    """A number of more digits than Python writes."""

    sign: int

    def made(self) -> object:
        return self.sign * 10**5000


def made(value: object) -> object:
    """What was drawn, with its odd objects."""
    if isinstance(value, Odd | Failing | Large):
        return value.made()
    if type(value) in (list, tuple):
        return type(value)(map(made, value))
    return {made(k): made(v) for k, v in value.items()} if type(value) is dict else value


odd_objects = st.one_of(
    st.builds(Odd, st.sampled_from(BASES), st.lists(st.sampled_from(TOUCHED), unique=True), st.sampled_from(ERRORS), st.booleans()),
    st.builds(Large, st.sampled_from((1, -1))),
)  # fmt: skip
scalars = st.one_of(
    st.none(), st.booleans(), st.integers(), st.floats(), st.text(), st.binary(), st.sampled_from(TEXTS), st.dates(), st.datetimes(), st.complex_numbers(),
    st.decimals(), st.fractions(), st.builds(decimal.Decimal, st.just("sNaN")), st.just(fractions.Fraction(36)),
    st.sampled_from((np.float32(36.5), np.int64(36), np.str_("France"), np.bytes_(b"x"), np.bool_(True), np.nan, np.datetime64("NaT"), np.datetime64("2025-08-12"),
                     np.datetime64("2025-08-12T23:00"), np.datetime64("2025"), np.datetime64(10**18, "D"), np.timedelta64(1, "D"), np.void(b"x"), np.longdouble(36))),
    st.sampled_from((pd.NA, pd.NaT, pd.Timestamp("2025-08-12", tz="Asia/Tokyo"), pd.Timestamp.max, pd.Timestamp.min, pd.Timedelta(1), pd.Period("2025-08"), pd.Interval(0, 1))),
)  # fmt: skip
arrays = st.sampled_from((np.array("France"), np.array(36), np.array(None), np.array([]), np.array([1, 2]), np.array([["a"]]), np.ma.masked, pd.Index(["France"]), pd.DataFrame({"a": [1]}),
                          pd.Series(["France"], index=["iso3"]), pd.Series([1.5, None]), pd.Series([], dtype="Int64"), pd.Categorical(["France"]), pd.MultiIndex.from_tuples([(1, 2)])))  # fmt: skip
others = st.sampled_from((object(), object, int, print, ..., NotImplemented, ValueError("France"), range(3), memoryview(b"x"), bytearray(b"x"), unittest.mock.Mock(spec=str),
                          unittest.mock.MagicMock(), unittest.mock.MagicMock(spec=dict), {}.keys(), slice(1), type("Meta", (type,), {"__name__": property(lambda _: 1 / 0)})("X", (), {})()))  # fmt: skip
walked = st.one_of(
    st.builds(Failing, st.sampled_from(ERRORS)),
    st.builds(iter, st.lists(scalars)),
    st.builds(lambda n: itertools.repeat("x", n), st.integers(0, 50)),
)
flat = st.one_of(scalars, odd_objects, arrays, others, walked)
anything = st.one_of(
    flat,
    st.lists(flat, max_size=4),
    st.lists(flat, max_size=4).map(tuple),
    st.dictionaries(st.one_of(st.sampled_from(TEXTS), st.integers(), st.none()), flat, max_size=3),
    st.sets(st.sampled_from(TEXTS)),
)
