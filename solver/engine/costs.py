"""Kernels: what a duty costs by itself, and what it changes of crews and loads."""

from solver.compiled import kernel
from solver.engine.held import Held
from solver.engine.packed import NEVER, Packed


@kernel
def price_of(packed: Packed, i: int, s: int) -> int:
    """What the duty costs by itself; NEVER or more where i may not serve on s at all."""
    slot = packed.people.slot_price[i, packed.shifts.cell[s]]
    if slot >= NEVER:
        return NEVER
    reach = reach_price(packed, i, packed.shifts.point[s])
    if reach >= NEVER:
        return NEVER
    return reach + int(slot) + odd_price(packed, i, s)


@kernel
def least_price(packed: Packed, i: int, s: int) -> int:
    """No more than `price_of`, but quick."""
    points, p = packed.points, packed.shifts.point[s]
    slot = packed.people.slot_price[i, packed.shifts.cell[s]]
    return int(points.price[points.who_first[p]]) + int(slot) + packed.people.least_odd


@kernel
def reach_price(packed: Packed, i: int, p: int) -> int:
    """What any duty at point p costs i; NEVER out of reach."""
    people = packed.people
    low, high = people.reach_first[i], people.reach_first[i + 1]
    end = high
    while low < high:
        middle = (low + high) // 2
        if people.reach_point[middle] < p:
            low = middle + 1
        else:
            high = middle
    if low == end or people.reach_point[low] != p:
        return NEVER
    return int(people.reach_price[low])


@kernel
def odd_price(packed: Packed, i: int, s: int) -> int:
    """What this one shift costs i more than others there; NEVER if i is barred from it."""
    people = packed.people
    for n in range(people.odd_first[i], people.odd_first[i + 1]):
        if people.odd_shift[n] == s:
            return int(people.odd_price[n])
    return 0


@kernel
def crew_change(packed: Packed, held: Held, s: int, gone: int, come: int) -> int:
    """What empty seats and missing roles of s change by when `gone` leaves and `come` comes (-1: nobody)."""
    shifts, holds = packed.shifts, packed.people.holds
    change = 0
    if gone >= 0:
        change += shifts.seat_price[s]
    if come >= 0:
        change -= shifts.seat_price[s]
    for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
        role = shifts.need_role[n]
        step = 0
        if gone >= 0:
            step -= (holds[gone] >> role) & 1
        if come >= 0:
            step += (holds[come] >> role) & 1
        if step != 0:
            missing = max(0, shifts.need[n] - held.have[n])
            change += (max(0, shifts.need[n] - held.have[n] - step) - missing) * shifts.need_price[n]
    return change


@kernel
def load_change(packed: Packed, held: Held, i: int, step: int) -> int:
    """What fairness changes by when i carries `step` more."""
    return packed.fairness * step * (2 * int(held.standing[i]) + step)
