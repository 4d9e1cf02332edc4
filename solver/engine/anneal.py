"""Kernel: better rosters by many small moves, some of them for the worse while it is hot (simulated annealing).

A move picks a seat and somebody for it. Who sat there goes, or takes over what the newcomer gives up.
"""

import math

import numpy as np

from solver.compiled import kernel
from solver.engine.held import (
    Held,
    clash,
    crew_change,
    give_up,
    has_room,
    load_change,
    odd_price,
    price_of,
    take,
)  # fmt: skip
from solver.engine.packed import NEVER, Packed
from solver.kinds import Index, Whole

# How often a seat is tried that is known to be empty; of the newcomers, how many come from the prices' lists; how often
# a free one gives up a duty all the same; and how often a seat is just left.
_EMPTY = 0.15
_GUIDED = 0.92
_GIVES_UP = 0.4
_LEAVES = 0.02


@kernel
def anneal(
    packed: Packed, held: Held, seats: Index, people_block: Index, point_block: Index, number: int, guide_first: Whole,
    guide_who: Index, heat: float, moves: int, seed: int,
) -> int:  # fmt: skip
    """Change the roster in place; returns what its cost changed by.

    Only people and points whose block is `number` are touched, so that several blocks may be worked on at once; `seats`
    are the shifts of these points, one entry for each seat. guide_who[guide_first[s]] ... are people worth trying on
    shift s. A change for the worse by `heat` is taken in one of e cases (N. Metropolis and others, 1953).
    """
    np.random.seed(seed)
    people, points, shifts, cells = packed.people, packed.points, packed.shifts, packed.cells
    total = 0
    empty, holes = np.empty(2 * len(seats) + 1, np.int32), 0
    for n in range(len(seats)):
        if n == 0 or seats[n] != seats[n - 1]:
            for _ in range(shifts.seats[seats[n]] - held.crew_count[seats[n]]):
                empty[holes] = seats[n]
                holes += 1
    for _ in range(moves):
        if holes > 0 and np.random.random() < _EMPTY:
            hole = np.random.randint(holes)
            s = empty[hole]
            at = held.crew_count[s]
            if at >= shifts.seats[s]:
                holes -= 1
                empty[hole] = empty[holes]
                continue
        else:
            s = seats[np.random.randint(len(seats))]
            at = np.random.randint(shifts.seats[s])
        c = shifts.cell[s]
        a = held.crew[held.crew_first[s] + at] if at < held.crew_count[s] else -1
        if a >= 0 and people_block[a] != number:
            continue
        if a >= 0 and np.random.random() < _LEAVES:
            paid = 0
            for n in range(held.duties[a]):
                if held.month[a, n] == s:
                    paid = held.paid[a, n]
            change = crew_change(packed, held, s, a, -1) - paid + load_change(packed, held, a, -cells.load[c])
            if change <= 0 or np.random.random() < math.exp(-change / heat):
                give_up(packed, held, a, s)
                total += change
                if holes < len(empty):
                    empty[holes] = s
                    holes += 1
            continue
        # Who could come, and for how much.
        guides = guide_first[s + 1] - guide_first[s]
        p = shifts.point[s]
        near = points.who_first[p + 1] - points.who_first[p]
        if near == 0:
            continue
        if guides > 0 and np.random.random() < _GUIDED:
            b = guide_who[guide_first[s] + np.random.randint(guides)]
            if b == a or people_block[b] != number:
                continue
            price = price_of(packed, b, s)
        else:
            n = points.who_first[p] + np.int64(np.random.random() ** 3 * near)
            b = points.who[n]
            slot = people.slot_price[b, c]
            if b == a or people_block[b] != number or slot >= NEVER:
                continue
            price = int(points.price[n]) + int(slot) + odd_price(packed, b, s)
        if price >= NEVER:
            continue
        # What the newcomer gives up for it: what is in the way, or something at random.
        t = clash(packed, held, b, s, -1)
        if t == s or t == -2:
            continue
        freed = a >= 0 and packed.limits.office[a] == packed.limits.office[b]
        if t < 0:
            if not has_room(packed, held, b, s, -1, freed) or np.random.random() < _GIVES_UP:
                if held.duties[b] == 0:
                    continue
                t = held.month[b, np.random.randint(held.duties[b])]
                if t == s or not has_room(packed, held, b, s, t, freed):
                    continue
        elif not has_room(packed, held, b, s, t, freed):
            continue
        if t >= 0 and point_block[shifts.point[t]] != number:
            continue
        change = price + crew_change(packed, held, s, a, b)
        step = cells.load[c]
        if t >= 0:
            for n in range(held.duties[b]):
                if held.month[b, n] == t:
                    change -= held.paid[b, n]
            step -= cells.load[shifts.cell[t]]
        change += load_change(packed, held, b, step)
        swap_price = NEVER
        if a >= 0:
            for n in range(held.duties[a]):
                if held.month[a, n] == s:
                    change -= held.paid[a, n]
            if t >= 0:
                swap_price = price_of(packed, a, t)
                if swap_price < NEVER and (
                    clash(packed, held, a, t, s) != -1 or not has_room(packed, held, a, t, s, freed)
                ):
                    swap_price = NEVER
            if swap_price < NEVER:
                change += swap_price + crew_change(packed, held, t, b, a)
                change += load_change(packed, held, a, cells.load[shifts.cell[t]] - cells.load[c])
            else:
                change += load_change(packed, held, a, -cells.load[c])
        if t >= 0 and swap_price >= NEVER:
            change += crew_change(packed, held, t, b, -1)
        if change <= 0 or np.random.random() < math.exp(-change / heat):
            if a >= 0:
                give_up(packed, held, a, s)
            if t >= 0:
                give_up(packed, held, b, t)
            take(packed, held, b, s, price)
            if swap_price < NEVER:
                take(packed, held, a, t, swap_price)
            elif t >= 0 and holes < len(empty):
                empty[holes] = t
                holes += 1
            total += change
    return total
