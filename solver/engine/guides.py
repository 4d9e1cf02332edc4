"""Whom the prices saw on each shift: people worth trying there."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel
from solver.engine.costs import price_of
from solver.engine.market import Choice
from solver.engine.packed import NEVER, Packed
from solver.kinds import Index

# As many people are remembered of each shift, and as many drawn for it from them.
_PEOPLE, _DRAWS = 64, 64


class Guides(NamedTuple):
    """drawn: (volunteer, what the duty costs them by itself) by shift and draw, each as often as the prices saw them
    there; -1 for the volunteer where they saw nobody."""

    drawn: npt.NDArray[np.int32]


class Seen(NamedTuple):
    """By shift: the people seen there (the first `met`), and how often."""

    who: Index
    often: Index
    met: Index


def nobody_seen(packed: Packed) -> Seen:
    shifts = len(packed.shifts.seats)
    return Seen(
        np.zeros((shifts, _PEOPLE), dtype=np.int32),
        np.zeros((shifts, _PEOPLE), dtype=np.int32),
        np.zeros(shifts, dtype=np.int32),
    )


def see(seen: Seen, choice: Choice) -> None:
    """Count everybody on the shifts that they chose."""
    _see(seen, choice.months, choice.counts)


def guides(packed: Packed, seen: Seen) -> Guides:
    drawn = np.zeros((len(seen.met), _DRAWS, 2), dtype=np.int32)
    _draw(packed, seen, drawn)
    return Guides(drawn)


@kernel
def _see(seen: Seen, months: Index, counts: Index) -> None:
    """Of more people than there is room for the least often seen gives way to the next, who counts as seen as often
    (A. Metwally and others, 2005)."""
    for i in range(len(counts)):
        for n in range(counts[i]):
            s = months[i, n]
            at, least = 0, 0
            while at < seen.met[s] and seen.who[s, at] != i:
                if seen.often[s, at] < seen.often[s, least]:
                    least = at
                at += 1
            if at == _PEOPLE:
                at = least
            elif at == seen.met[s]:
                seen.met[s] += 1
            seen.who[s, at] = i
            seen.often[s, at] += 1


@kernel
def _draw(packed: Packed, seen: Seen, drawn: npt.NDArray[np.int32]) -> None:
    for s in range(len(seen.met)):
        total = 0
        for n in range(seen.met[s]):
            total += seen.often[s, n]
        at, passed, price = -1, 0, NEVER
        for k in range(_DRAWS):
            while at + 1 < seen.met[s] and passed * _DRAWS <= k * total:
                at += 1
                passed += seen.often[s, at]
                price = price_of(packed, seen.who[s, at], s)
            drawn[s, k, 0] = seen.who[s, at] if at >= 0 else -1
            drawn[s, k, 1] = price
