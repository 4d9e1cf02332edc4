"""Kernels: a roster beside the pins as flat arrays, to which duties are added and from which they are taken."""

from typing import NamedTuple

import numpy as np

from solver.compiled import kernel
from solver.engine.packed import Packed
from solver.kinds import Index, Whole


class Held(NamedTuple):
    """By person: their shifts (month, -1 behind the last), how many these are (duties), their shift in each cell (at,
    -1 for none) and what it costs by itself (paid), what they carry against their target (standing), duties with the
    pins in all, by day, week and weekend, and how many weekends have any. By shift: its crew crew[crew_first[s]] ...,
    how many; by need: its holders (have). out: people of a unit that counts who are out at a moment, without the pinned
    ones."""

    month: Index
    duties: Index
    at: Index
    paid: Index
    standing: Whole
    in_all: Index
    in_day: Index
    in_week: Index
    in_weekend: Index
    weekends: Index
    crew_first: Whole
    crew: Index
    crew_count: Index
    have: Index
    out: Index


def nothing_held(packed: Packed, most: int) -> Held:
    """Nothing but the pins; nobody's month will be longer than `most`."""
    people, shifts, limits = packed.people, packed.shifts, packed.limits
    count = len(people.holds)
    return Held(
        month=np.full((count, max(1, most)), -1, dtype=np.int32),
        duties=np.zeros(count, dtype=np.int32),
        at=np.full(people.slot_price.shape, -1, dtype=np.int32),
        paid=np.zeros(people.slot_price.shape, dtype=np.int32),
        standing=people.standing.copy(),
        in_all=limits.in_all.copy(),
        in_day=limits.in_day.copy(),
        in_week=limits.in_week.copy(),
        in_weekend=limits.in_weekend.copy(),
        weekends=(limits.in_weekend > 0).sum(axis=1).astype(np.int32),
        crew_first=np.concatenate([[0], np.cumsum(shifts.seats)]).astype(np.int64),
        crew=np.full(int(shifts.seats.sum()), -1, dtype=np.int32),
        crew_count=np.zeros(len(shifts.seats), dtype=np.int32),
        have=np.zeros(len(shifts.need), dtype=np.int32),
        out=np.zeros(limits.room.shape, dtype=np.int32),
    )


def total_cost(packed: Packed, held: Held) -> int:
    """What the duties beside the pins, everybody's load, empty seats and missing roles cost."""
    shifts = packed.shifts
    return (
        int(held.paid[held.at >= 0].sum(dtype=np.int64))
        + packed.fairness * int((held.standing * held.standing).sum())
        + int((shifts.seat_price * (shifts.seats - held.crew_count)).sum())
        + int((shifts.need_price * np.maximum(0, shifts.need - held.have)).sum())
    )


@kernel
def take(packed: Packed, held: Held, i: int, s: int, price: int) -> None:
    """Add a duty; it must fit. `price` is what it costs by itself."""
    _count(packed, held, i, s, 1)
    c = packed.shifts.cell[s]
    held.at[i, c] = s
    held.paid[i, c] = price
    held.month[i, held.duties[i]] = s
    held.duties[i] += 1
    held.crew[held.crew_first[s] + held.crew_count[s]] = i
    held.crew_count[s] += 1


@kernel
def give_up(packed: Packed, held: Held, i: int, s: int) -> None:
    """Remove a duty that i has."""
    _count(packed, held, i, s, -1)
    held.at[i, packed.shifts.cell[s]] = -1
    last = held.duties[i] - 1
    for n in range(last + 1):
        if held.month[i, n] == s:
            held.month[i, n] = held.month[i, last]
            break
    held.month[i, last] = -1
    held.duties[i] = last
    first = held.crew_first[s]
    last = held.crew_count[s] - 1
    for n in range(last + 1):
        if held.crew[first + n] == i:
            held.crew[first + n] = held.crew[first + last]
            break
    held.crew[first + last] = -1
    held.crew_count[s] = last


@kernel
def _count(packed: Packed, held: Held, i: int, s: int, step: int) -> None:
    cells, limits, shifts = packed.cells, packed.limits, packed.shifts
    c = shifts.cell[s]
    held.standing[i] += step * cells.load[c]
    held.in_all[i] += step
    held.in_day[i, cells.day[c]] += step
    held.in_week[i, cells.week[c]] += step
    w = cells.weekend[c]
    if w >= 0:
        before = int(held.in_weekend[i, w] > 0)
        held.in_weekend[i, w] += step
        held.weekends[i] += int(held.in_weekend[i, w] > 0) - before
    u = limits.office[i]
    if u >= 0:
        for m in range(limits.moment_from[c], limits.moment_to[c]):
            held.out[u, m] += step
    for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
        held.have[n] += step * ((packed.people.holds[i] >> shifts.need_role[n]) & 1)
