"""Kernels: rosters made person by person, each taking the cheapest month that the others left."""

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel
from solver.engine.costs import price_of
from solver.engine.fits import clash, has_room
from solver.engine.held import Held, give_up, nothing_held, take
from solver.engine.packed import NEVER, SCALE, Packed
from solver.engine.schedules import Scratch, Woven, cheapest_month
from solver.kinds import Index, Whole

_FULL = -(2**29)


@kernel
def fill(
    packed: Packed, woven: Woven, held: Held, order: Index, classes: Whole, role_class: Index,
    prices: npt.NDArray[np.int32], scratch: Scratch,
) -> None:  # fmt: skip
    """Hand out what is still open to the people of `order`, who have nothing yet; the last seats of a crew are kept for
    the roles that it misses. `classes` are the roles of each class by bit.

    `prices` (class of roles x shift, in 1/SCALE) say what a seat is worth; they are used up.
    """
    for i in order:
        _, count = cheapest_month(packed, woven, i, prices[role_class[i]], scratch)
        _take_all(packed, held, i, scratch, count)
        for n in range(held.duties[i]):
            s = held.month[i, n]
            for q in range(len(classes)):
                if held.crew_count[s] >= packed.shifts.seats[s] or _blocks(packed, held, s, classes[q]) > 0:
                    prices[q, s] = _FULL


@kernel
def reconsider(
    packed: Packed, woven: Woven, held: Held, order: Index, classes: Whole, role_class: Index,
    gains: npt.NDArray[np.int32], scratch: Scratch,
) -> None:  # fmt: skip
    """Let each of `order` give up their month for the cheapest there is beside all others. `gains` is room for a table
    of class x shift."""
    for s in range(len(packed.shifts.seats)):
        _gains(packed, held, s, classes, gains)
    for i in order:
        for n in range(held.duties[i] - 1, -1, -1):
            s = held.month[i, n]
            give_up(packed, held, i, s)
            _gains(packed, held, s, classes, gains)
        _, count = cheapest_month(packed, woven, i, gains[role_class[i]], scratch)
        _take_all(packed, held, i, scratch, count)
        for n in range(held.duties[i]):
            _gains(packed, held, held.month[i, n], classes, gains)


@kernel
def _gains(packed: Packed, held: Held, s: int, classes: Whole, gains: npt.NDArray[np.int32]) -> None:
    """What one more person of each class would save on shift s, in 1/SCALE, less what a missing role will cost that no
    seat is left for then."""
    shifts = packed.shifts
    for q in range(len(classes)):
        gain = shifts.seat_price[s] * SCALE
        for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
            if held.have[n] < shifts.need[n] and (classes[q] >> shifts.need_role[n]) & 1:
                gain += shifts.need_price[n] * SCALE
        gain -= _blocks(packed, held, s, classes[q]) * SCALE
        gains[q, s] = gain if held.crew_count[s] < shifts.seats[s] else _FULL


@kernel
def _blocks(packed: Packed, held: Held, s: int, roles: int) -> int:
    """What missing roles cost for which no seat of s is left once somebody without them comes."""
    shifts = packed.shifts
    price, seats = 0, shifts.seats[s] - held.crew_count[s]
    for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
        missing = shifts.need[n] - held.have[n]
        if missing >= seats and missing > 0 and not (roles >> shifts.need_role[n]) & 1:
            price += shifts.need_price[n]
    return price


def held_again(packed: Packed, months: Index) -> Held:
    """The roster of these months (by person, -1 for nothing), but for duties that do not fit."""
    who, nth = np.nonzero(months >= 0)
    held = nothing_held(packed, months.shape[1])
    hand_back(packed, held, who.astype(np.int32), months[who, nth])
    return held


@kernel
def hand_back(packed: Packed, held: Held, who: Index, shifts: Index) -> None:
    """Hand out these duties, one after another, but those that do not fit."""
    for n in range(len(who)):
        _take(packed, held, who[n], shifts[n])


@kernel
def _take_all(packed: Packed, held: Held, i: int, scratch: Scratch, count: int) -> None:
    """Hand i the shifts found, but those that do not fit."""
    for n in range(count):
        _take(packed, held, i, scratch.shifts[n])


@kernel
def _take(packed: Packed, held: Held, i: int, s: int) -> None:
    if held.crew_count[s] >= packed.shifts.seats[s] or clash(packed, held, i, s, -1) != -1:
        return
    price = price_of(packed, i, s)
    if price < NEVER and has_room(packed, held, i, s, -1, False):
        take(packed, held, i, s, price)
