"""Kernels: better rosters by many small moves, some of them for the worse while it is hot (simulated annealing).

A move picks a seat and somebody for it. Who sat there goes, or takes over what the newcomer gives up.
"""

import math
from typing import NamedTuple

import numpy as np

from solver.compiled import kernel
from solver.engine.changes import come_change, leave_change, swap_price
from solver.engine.costs import crew_change, load_change, odd_price
from solver.engine.dice import below, part, seeded, stirred
from solver.engine.fits import SEVERAL, clash, has_room
from solver.engine.guides import Guides
from solver.engine.held import Held, give_up, take
from solver.engine.packed import NEVER, Packed
from solver.kinds import Index

# How often a shift is tried that is known to want somebody; of the newcomers, how many come from the prices' lists; how
# often a free one gives up a duty all the same; and how often a seat is just left.
_WANTING = 0.15
_GUIDED = 0.92
_GIVES_UP = 0.4
_LEAVES = 0.02
# Seats are drawn from so many that lie together, further on all the time: what moves look at stays in the cache.
_WINDOW = 500


class Block(NamedTuple):
    """A part of the town that nobody else works on: its number, the block of every person and every point, its seats
    (the shifts of its points, once a seat, in an order in which near ones lie together), and room for a list of shifts
    that want somebody."""

    number: int
    people: Index
    points: Index
    seats: Index
    wanting: Index


@kernel
def anneal(packed: Packed, held: Held, guides: Guides, block: Block, heat: float, moves: int, seed: int) -> None:
    """Change the roster in place, in this block alone.

    A change for the worse by `heat` is taken in one of e cases (N. Metropolis and others, 1953).
    """
    shifts, office = packed.shifts, packed.limits.office
    dice, wanting = seeded(seed), _find_wanting(packed, held, block)
    seats = len(block.seats)
    for n in range(moves):
        s, a, wanting, dice = _seat(packed, held, block, wanting, n * seats // moves, dice)
        if s < 0:
            continue
        # What the move may cost at most is drawn first: most then need not be looked at closely.
        dice = stirred(dice)
        bar = -heat * math.log(1.0 - part(dice))
        dice = stirred(dice)
        if a >= 0 and part(dice) < _LEAVES:
            if leave_change(packed, held, a, s) <= bar:
                give_up(packed, held, a, s)
                wanting = _note(packed, held, block, wanting, s)
            continue
        b, price, dice = _newcomer(packed, guides, s, dice)
        if price >= NEVER or b == a or block.people[b] != block.number:
            continue
        freed = a >= 0 and office[a] == office[b]
        t, dice = _way(packed, held, b, s, freed, dice)
        if t in (SEVERAL, s) or (t >= 0 and block.points[shifts.point[t]] != block.number):
            continue
        change = come_change(packed, held, a, b, s, t, price)
        swap = swap_price(packed, held, a, b, s, t, change, bar)
        if a >= 0:
            change += load_change(packed, held, a, -packed.cells.load[shifts.cell[s]])
        if t >= 0:
            change += crew_change(packed, held, t, b, -1)
        if (swap >= NEVER and change > bar) or (t >= 0 and not has_room(packed, held, b, s, t, freed)):
            continue
        if swap < NEVER and not has_room(packed, held, a, t, s, freed):
            if change > bar:
                continue
            swap = NEVER
        if a >= 0:
            give_up(packed, held, a, s)
        if t >= 0:
            give_up(packed, held, b, t)
        take(packed, held, b, s, price)
        if swap < NEVER:
            take(packed, held, a, t, swap)
        wanting = _note(packed, held, block, wanting, s)
        if t >= 0:
            wanting = _note(packed, held, block, wanting, t)


@kernel
def _find_wanting(packed: Packed, held: Held, block: Block) -> int:
    """List the shifts that want somebody; returns how many."""
    seats, wanting = block.seats, 0
    for n in range(len(seats)):
        if n == 0 or seats[n] != seats[n - 1]:
            wanting = _note(packed, held, block, wanting, seats[n])
    return wanting


@kernel
def _note(packed: Packed, held: Held, block: Block, wanting: int, s: int) -> int:
    if wanting < len(block.wanting) and _wants(packed, held, s):
        block.wanting[wanting] = s
        return wanting + 1
    return wanting


@kernel
def _wants(packed: Packed, held: Held, s: int) -> bool:
    """Whether a seat of s is empty, or a role missing."""
    shifts = packed.shifts
    if held.crew_count[s] < shifts.seats[s]:
        return True
    wants = False
    for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
        wants |= held.have[n] < shifts.need[n]
    return wants


@kernel
def _seat(
    packed: Packed, held: Held, block: Block, wanting: int, first: int, dice: np.uint64
) -> tuple[int, int, int, np.uint64]:  # fmt: skip
    """A shift (-1 for none after all) and who sits on the seat of it that is tried, -1 if it is empty; `first` is the
    seat that the window begins with."""
    shifts = packed.shifts
    dice = stirred(dice)
    if wanting > 0 and part(dice) < _WANTING:
        dice = stirred(dice)
        n = below(dice, wanting)
        s = block.wanting[n]
        if not _wants(packed, held, s):
            block.wanting[n] = block.wanting[wanting - 1]
            return -1, -1, wanting - 1, dice
        if held.crew_count[s] < shifts.seats[s]:
            return s, -1, wanting, dice
    else:
        dice = stirred(dice)
        seats = len(block.seats)
        s = block.seats[(first + below(dice, min(_WINDOW, seats))) % seats]
    dice = stirred(dice)
    seat = below(dice, shifts.seats[s])
    a = held.crew[held.crew_first[s] + seat] if seat < held.crew_count[s] else -1
    return (s if a < 0 or block.people[a] == block.number else -1), a, wanting, dice


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
