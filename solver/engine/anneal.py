"""Kernels: better rosters by many small moves, some of them for the worse while it is hot (simulated annealing).

A move picks a seat and somebody for it. Who sat there goes, or takes over what the newcomer gives up.
"""

import math

import numpy as np

from solver.compiled import kernel
from solver.engine.changes import come_change, leave_change, swap_price
from solver.engine.costs import crew_change, load_change, odd_price
from solver.engine.dice import below, part, seeded, stirred
from solver.engine.fits import SEVERAL, clash, has_room
from solver.engine.guides import Guides
from solver.engine.held import Held, give_up, take
from solver.engine.packed import NEVER, Packed
from solver.engine.seats import Block, draw_seat, find_wanting, note

# Of the newcomers, how many come from the prices' lists; how often a free one gives up a duty all the same; how often a
# seat is just left.
_GUIDED = 0.92
_GIVES_UP = 0.4
_LEAVES = 0.02
# What came of a move that was not made.
_NOTHING = -3


@kernel
def anneal(packed: Packed, held: Held, guides: Guides, block: Block, heat: float, moves: int, seed: int) -> None:
    """Change the roster in place, in this block alone.

    A change for the worse by `heat` is taken in one of e cases (N. Metropolis and others, 1953).
    """
    dice, wanting = seeded(seed), find_wanting(packed, held, block)
    seats = len(block.seats)
    for n in range(moves):
        s, a, wanting, dice = draw_seat(packed, held, block, wanting, n * seats // moves, dice)
        if s < 0:
            continue
        # What the move may cost at most is drawn first: most then need not be looked at closely.
        dice = stirred(dice)
        bar = -heat * math.log(1.0 - part(dice))
        dice = stirred(dice)
        if a >= 0 and part(dice) < _LEAVES:
            t = _leave(packed, held, a, s, bar)
        else:
            t, dice = _relieve(packed, held, guides, block, a, s, bar, dice)
        if t != _NOTHING:
            wanting = note(packed, held, block, wanting, s)
        if t >= 0:
            wanting = note(packed, held, block, wanting, t)


@kernel
def _leave(packed: Packed, held: Held, a: int, s: int, bar: float) -> int:
    """a gives s up if that costs no more than `bar`: -1 if so, _NOTHING otherwise."""
    if leave_change(packed, held, a, s) > bar:
        return _NOTHING
    give_up(packed, held, a, s)
    return -1


@kernel
def _relieve(
    packed: Packed, held: Held, guides: Guides, block: Block, a: int, s: int, bar: float, dice: np.uint64
) -> tuple[int, np.uint64]:
    """Somebody comes to s for a (-1: for nobody) if that costs no more than `bar`: the shift they give up, -1 for none,
    _NOTHING if nobody comes; and the dice."""
    shifts, office = packed.shifts, packed.limits.office
    b, price, dice = _newcomer(packed, guides, s, dice)
    if price >= NEVER or b == a or block.people[b] != block.number:
        return _NOTHING, dice
    freed = a >= 0 and office[a] == office[b]
    t, dice = _way(packed, held, b, s, freed, dice)
    if t in (SEVERAL, s) or (t >= 0 and block.points[shifts.point[t]] != block.number):
        return _NOTHING, dice
    change = come_change(packed, held, a, b, s, t, price)
    swap = swap_price(packed, held, a, b, s, t, change, bar)
    if a >= 0:
        change += load_change(packed, held, a, -packed.cells.load[shifts.cell[s]])
    if t >= 0:
        change += crew_change(packed, held, t, b, -1)
    if (swap >= NEVER and change > bar) or (t >= 0 and not has_room(packed, held, b, s, t, freed)):
        return _NOTHING, dice
    if swap < NEVER and not has_room(packed, held, a, t, s, freed):
        if change > bar:
            return _NOTHING, dice
        swap = NEVER
    _exchange(packed, held, a, b, s, t, price, swap)
    return t, dice


@kernel
def _exchange(packed: Packed, held: Held, a: int, b: int, s: int, t: int, price: int, swap: int) -> None:
    """b sits on s for a, and gives up t, which a takes over unless `swap`, its price, is NEVER; -1 is nobody, no t."""
    if a >= 0:
        give_up(packed, held, a, s)
    if t >= 0:
        give_up(packed, held, b, t)
    take(packed, held, b, s, price)
    if swap < NEVER:
        take(packed, held, a, t, swap)


@kernel
def _newcomer(packed: Packed, guides: Guides, s: int, dice: np.uint64) -> tuple[int, int, np.uint64]:
    """Somebody who could come to s, and what it would cost by itself; NEVER for nobody."""
    people, points = packed.people, packed.points
    dice = stirred(dice)
    if part(dice) < _GUIDED and guides.drawn[s, 0, 0] >= 0:
        dice = stirred(dice)
        n = below(dice, guides.drawn.shape[1])
        return guides.drawn[s, n, 0], guides.drawn[s, n, 1], dice
    p = packed.shifts.point[s]
    near = points.who_first[p + 1] - points.who_first[p]
    if near == 0:
        return -1, NEVER, dice
    dice = stirred(dice)
    n = points.who_first[p] + np.int64(part(dice) ** 3 * near)
    b = points.who[n]
    slot = people.slot_price[b, packed.shifts.cell[s]]
    if slot >= NEVER:
        return b, NEVER, dice
    return b, points.price[n] + slot + odd_price(packed, b, s), dice


@kernel
def _way(packed: Packed, held: Held, b: int, s: int, freed: bool, dice: np.uint64) -> tuple[int, np.uint64]:
    """What b gives up for s: what is in the way, or something at random where nothing is (-1: nothing)."""
    t = clash(packed, held, b, s, -1)
    if t != -1:
        return t, dice
    dice = stirred(dice)
    if part(dice) >= _GIVES_UP and has_room(packed, held, b, s, -1, freed):
        return -1, dice
    if held.duties[b] == 0:
        return SEVERAL, dice
    dice = stirred(dice)
    return held.month[b, below(dice, held.duties[b])], dice
