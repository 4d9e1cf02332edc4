"""The small kinds of value a file is made of, each read strictly.

A kind takes a value of the parsed JSON, the place it stands at and the faults found so far. It returns what
it read, or notes what is wrong there and returns None.
"""

import math
from collections.abc import Callable, Container
from typing import Any, TypeAlias

from solver.files.faults import Faults, Where
from solver.problem import Duty, Span

LARGEST = 10**9

Kind: TypeAlias = Callable[[Any, Where, Faults], Any]


def text(value: Any, where: Where, faults: Faults) -> str | None:
    """A string, empty or not; half a surrogate pair, which UTF-8 cannot hold, is refused."""
    if type(value) is not str:
        faults.add(where, value, "a string")
        return None
    if not value.isascii() and any("\ud800" <= letter <= "\udfff" for letter in value):
        faults.add(where, value, "a string without lone surrogates")
        return None
    return value


def one_of(*words: str) -> Kind:
    """One of the words, as it stands."""
    allowed = " or ".join(f'"{word}"' for word in words)

    def read(value: Any, where: Where, faults: Faults) -> str | None:
        if type(value) is str and value in words:
            return value
        faults.add(where, value, allowed)
        return None

    return read


def id_of(known: Container[str] | None, noun: str) -> Kind:
    """The id of one of the `known`; any string where they could not be read (None)."""

    def read(value: Any, where: Where, faults: Faults) -> str | None:
        named = text(value, where, faults)
        if named is not None and known is not None and named not in known:
            faults.dangling(where, named, f"the id of one of the {noun}")
        return named

    return read


def whole(low: int = 0, high: int = LARGEST, *, why: str = "") -> Kind:
    """A JSON integer from `low` to `high`, both allowed; `why` explains the limits."""
    allowed = f"a whole number from {low} to {high}{why}"

    def read(value: Any, where: Where, faults: Faults) -> int | None:
        if type(value) is int and low <= value <= high:
            return value
        faults.add(where, value, allowed)
        return None

    return read


signed = whole(-LARGEST)


def any_whole(value: Any, where: Where, faults: Faults) -> int | None:
    """A JSON integer of any size."""
    if type(value) is int:
        return value
    faults.add(where, value, "a whole number")
    return None


def number(value: Any, where: Where, faults: Faults) -> float | None:
    """A finite number with or without a decimal point, whole ones of any size kept whole."""
    if type(value) is int:
        return value
    if isinstance(value, float) and math.isfinite(value):
        return float(value)
    faults.add(where, value, "a number")
    return None


def degrees(most: int) -> Kind:
    """A number from -most to most."""

    def read(value: Any, where: Where, faults: Faults) -> float | None:
        if isinstance(value, int | float) and type(value) is not bool and -most <= value <= most:
            return float(value)
        faults.add(where, value, f"a number of degrees from -{most} to {most}")
        return None

    return read


def or_null(kind: Kind) -> Kind:
    def read(value: Any, where: Where, faults: Faults) -> Any:
        return None if value is None else kind(value, where, faults)

    return read


def row(shape: str, *kinds: Kind) -> Kind:
    """A list of exactly these kinds in turn, as a tuple; what could not be read is None in it."""

    def read(value: Any, where: Where, faults: Faults) -> tuple[Any, ...] | None:
        if type(value) is not list or len(value) != len(kinds):
            faults.add(where, value, shape)
            return None
        return tuple([kind(value[i], (where, i), faults) for i, kind in enumerate(kinds)])

    return read


place = row("[longitude, latitude]", degrees(180), degrees(90))


def pair(shift: Kind, volunteer: Kind) -> Kind:
    """A duty as [shift, volunteer]."""
    read_row = row("[shift, volunteer]", shift, volunteer)

    def read(value: Any, where: Where, faults: Faults) -> Duty | None:
        ids = read_row(value, where, faults)
        return None if ids is None or None in ids else Duty(*ids)

    return read


def span(start: Kind, end: Kind) -> Kind:
    """[from, to) in minutes, from < to."""
    read_row = row("[from, to]", start, end)

    def read(value: Any, where: Where, faults: Faults) -> Span | None:
        start, end = read_row(value, where, faults) or (None, None)
        return ordered(start, end, where, faults)

    return read


def ordered(start: int | None, end: int | None, where: Where, faults: Faults) -> Span | None:
    """The span of two ends that are read already; None, without a word, where one of them could not be."""
    if start is None or end is None:
        return None
    if end <= start:
        faults.add(where, [start, end], "a span that ends after it starts")
        return None
    return Span(start, end)
