"""Kernel: prices that give way while one person after another chooses.

Whoever takes a shift makes it a little less worth to the next, so that not all run to the same. That is a subgradient
step after every person instead of after all of them (A. Nedic and D. P. Bertsekas, 2001): in a large town one walk
through everybody brings what a hundred steps for all at once bring.
"""

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel
from solver.engine.packed import Packed
from solver.engine.schedules import Scratch, Woven, cheapest_month
from solver.kinds import Index, Whole

Prices = npt.NDArray[np.float64]


@kernel
def offered(packed: Packed, s: int, seat: Prices, role: Prices, classes: Whole, table: npt.NDArray[np.int32]) -> None:
    """Write what shift s offers to each class of roles (`table`, class x shift, in 1/SCALE)."""
    shifts = packed.shifts
    for q in range(len(classes)):
        price = np.int64(np.rint(seat[s]))
        for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
            if (classes[q] >> shifts.need_role[n]) & 1:
                price += np.int64(np.rint(role[n]))
        table[q, s] = price


@kernel
def offer_all(packed: Packed, seat: Prices, role: Prices, classes: Whole, table: npt.NDArray[np.int32]) -> None:
    for s in range(len(seat)):
        offered(packed, s, seat, role, classes, table)


@kernel
def wander(
    packed: Packed, woven: Woven, who: Index, role_class: Index, classes: Whole, step: float, seat: Prices,
    role: Prices, table: npt.NDArray[np.int32], months: Index, counts: Index, scratch: Scratch,
) -> None:  # fmt: skip
    """Let each of `who` choose their cheapest month; what they take falls in price by `step` (in 1/SCALE).

    `seat` are the prices by shift, `role` those by need; both change in place. `table` is room for what they offer to
    each class.
    """
    offer_all(packed, seat, role, classes, table)
    shifts, holds = packed.shifts, packed.people.holds
    for i in who:
        _, counts[i] = cheapest_month(packed, woven, i, table[role_class[i]], scratch)
        for k in range(counts[i]):
            s = scratch.shifts[k]
            months[i, k] = s
            seat[s] -= step
            for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
                if (holds[i] >> shifts.need_role[n]) & 1:
                    role[n] = max(0.0, role[n] - step)
            offered(packed, s, seat, role, classes, table)
