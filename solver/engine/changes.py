"""Kernels: what a move of the annealing changes of the cost."""

from solver.compiled import kernel
from solver.engine.costs import crew_change, least_price, load_change, price_of
from solver.engine.fits import clash
from solver.engine.held import Held
from solver.engine.packed import NEVER, Packed


@kernel
def leave_change(packed: Packed, held: Held, a: int, s: int) -> int:
    """What it changes that a leaves s."""
    c = packed.shifts.cell[s]
    change = crew_change(packed, held, s, a, -1) - int(held.paid[a, c])
    return change + load_change(packed, held, a, -packed.cells.load[c])


@kernel
def come_change(packed: Packed, held: Held, a: int, b: int, s: int, t: int, price: int) -> int:
    """What it changes that b comes to s for t and a goes, but for the crew of t and the load of a."""
    shifts, load = packed.shifts, packed.cells.load
    c = shifts.cell[s]
    change, step = price + crew_change(packed, held, s, a, b), load[c]
    if a >= 0:
        change -= held.paid[a, c]
    if t >= 0:
        change -= held.paid[b, shifts.cell[t]]
        step -= load[shifts.cell[t]]
    return change + load_change(packed, held, b, step)


@kernel
def swap_price(packed: Packed, held: Held, a: int, b: int, s: int, t: int, change: int, bar: float) -> int:
    """What t costs a by itself if a takes it over; NEVER if a cannot, or all of it changes more than `bar`. `change` is
    that of `come_change`."""
    if a < 0 or t < 0:
        return NEVER
    shifts, load = packed.shifts, packed.cells.load
    change += crew_change(packed, held, t, b, a)
    change += load_change(packed, held, a, load[shifts.cell[t]] - load[shifts.cell[s]])
    if change + least_price(packed, a, t) > bar:
        return NEVER
    price = price_of(packed, a, t)
    if price >= NEVER or change + price > bar or clash(packed, held, a, t, s) != -1:
        return NEVER
    return price
