"""The small kinds of value a file is made of, each read strictly.

A kind takes a value of the parsed JSON, the place it stands at and the faults found so far. It returns what
it read, or notes what is wrong there and returns None.
"""

from collections.abc import Callable, Container
from typing import Any, TypeAlias

from solver.files.faults import Faults, Where
from solver.problem import At, Duty, Span

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


def place(value: Any, where: Where, faults: Faults) -> At | None:
    """[longitude, latitude] in degrees, numbers with or without a decimal point."""
    if not _is_row(value, 2):
        faults.add(where, value, "a pair [longitude, latitude]")
        return None
    east = _degrees(value[0], (where, 0), faults, most=180)
    north = _degrees(value[1], (where, 1), faults, most=90)
    return None if east is None or north is None else (east, north)


def _degrees(value: Any, where: Where, faults: Faults, *, most: int) -> float | None:
    if isinstance(value, int | float) and type(value) is not bool and -most <= value <= most:
        return float(value)
    faults.add(where, value, f"a number of degrees from -{most} to {most}")
    return None


def span(start: Kind, end: Kind) -> Kind:
    """[from, to) in minutes, from < to."""

    def read(value: Any, where: Where, faults: Faults) -> Span | None:
        if not _is_row(value, 2):
            faults.add(where, value, "a pair [from, to] of minutes")
            return None
        return ordered(start(value[0], (where, 0), faults), end(value[1], (where, 1), faults), where, faults)

    return read


def ordered(start: int | None, end: int | None, where: Where, faults: Faults) -> Span | None:
    """The span of two ends that are read already; None, without a word, where one of them could not be."""
    if start is None or end is None:
        return None
    if end <= start:
        faults.add(where, [start, end], "a span that ends after it starts")
        return None
    return Span(start, end)


def pair(first: Kind, second: Kind) -> Kind:
    """[shift, volunteer], by id."""

    def read(value: Any, where: Where, faults: Faults) -> Duty | None:
        if not _is_row(value, 2):
            faults.add(where, value, "a pair [shift, volunteer] of ids")
            return None
        shift, volunteer = first(value[0], (where, 0), faults), second(value[1], (where, 1), faults)
        return None if shift is None or volunteer is None else Duty(shift, volunteer)

    return read


def _is_row(value: Any, length: int) -> bool:
    return type(value) is list and len(value) == length
