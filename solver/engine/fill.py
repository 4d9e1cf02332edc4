"""Kernels: rosters made person by person, each taking the cheapest month that the others left."""

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel
from solver.engine.held import Held, clash, crew_change, give_up, has_room, load_change, price_of, take
from solver.engine.packed import NEVER, SCALE, Packed
from solver.engine.schedules import Scratch, Woven, cheapest_month
from solver.kinds import Index, Whole

_FULL = -(2**29)


@kernel
def fill(
    packed: Packed, woven: Woven, held: Held, order: Index, role_class: Index, prices: npt.NDArray[np.int32],
    scratch: Scratch,
) -> int:  # fmt: skip
    """Hand out what is still open to the people of `order`, who have nothing yet; returns the change of the cost.

    `prices` (class of roles x shift, in 1/SCALE) say what a seat is worth; they are used up.
    """
    total = 0
    for i in order:
        _, count = cheapest_month(packed, woven, i, prices[role_class[i]], scratch)
        total += _take_all(packed, held, i, scratch, count)
        for n in range(held.duties[i]):
            s = held.month[i, n]
            if held.crew_count[s] >= packed.shifts.seats[s]:
                prices[:, s] = _FULL
    return total


@kernel
def reconsider(
    packed: Packed, woven: Woven, held: Held, order: Index, classes: Whole, role_class: Index, scratch: Scratch
) -> int:  # fmt: skip
    """Let each of `order` give up their month for the cheapest there is beside all others; returns the change of the
    cost, never above 0 but where the paths hold months that are not quite legal. `classes` are the roles of each class
    by bit."""
    shifts = packed.shifts
    gains = np.empty((len(classes), len(shifts.seats)), np.int32)
    for s in range(len(shifts.seats)):
        _gains(packed, held, s, classes, gains)
    total = 0
    for i in order:
        for n in range(held.duties[i] - 1, -1, -1):
            s = held.month[i, n]
            total -= held.paid[i, n]
            total += load_change(packed, held, i, -packed.cells.load[shifts.cell[s]])
            total += crew_change(packed, held, s, i, -1)
            give_up(packed, held, i, s)
            _gains(packed, held, s, classes, gains)
        _, count = cheapest_month(packed, woven, i, gains[role_class[i]], scratch)
        total += _take_all(packed, held, i, scratch, count)
        for n in range(held.duties[i]):
            _gains(packed, held, held.month[i, n], classes, gains)
    return total


@kernel
def _gains(packed: Packed, held: Held, s: int, classes: Whole, gains: npt.NDArray[np.int32]) -> None:
    """What one more person of each class would save on shift s, in 1/SCALE."""
    shifts = packed.shifts
    for q in range(len(classes)):
        gain = shifts.seat_price[s] * SCALE
        for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
            if held.have[n] < shifts.need[n] and (classes[q] >> shifts.need_role[n]) & 1:
                gain += shifts.need_price[n] * SCALE
        gains[q, s] = gain if held.crew_count[s] < shifts.seats[s] else _FULL


@kernel
def _take_all(packed: Packed, held: Held, i: int, scratch: Scratch, count: int) -> int:
    """Hand i the shifts found, but those that do not fit; what the cost changes by."""
    total = 0
    for n in range(count):
        s = scratch.shifts[n]
        if held.crew_count[s] >= packed.shifts.seats[s] or clash(packed, held, i, s, -1) != -1:
            continue
        price = price_of(packed, i, s)
        if price < NEVER and has_room(packed, held, i, s, -1, False):
            total += price + crew_change(packed, held, s, -1, i)
            total += load_change(packed, held, i, packed.cells.load[packed.shifts.cell[s]])
            take(packed, held, i, s, price)
    return total
