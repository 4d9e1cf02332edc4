"""Kernels: a roster beside the pins as flat arrays; what may be added to it, and what that changes."""

from typing import NamedTuple

import numpy as np

from solver.compiled import kernel
from solver.engine.packed import NEVER, Packed
from solver.kinds import Index, Whole


class Held(NamedTuple):
    """By person: their shifts (month, -1 behind the last) and what each costs by itself (paid), how many these are
    (duties), what they carry against their target (standing), duties with the pins in all, by day, week and weekend,
    and how many weekends have any. By shift: its crew crew[crew_first[s]] ..., how many; by need: its holders (have).
    out: people of a unit that counts who are out at a moment, without the pinned ones."""

    month: Index
    paid: Index
    duties: Index
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
        paid=np.zeros((count, max(1, most)), dtype=np.int32),
        duties=np.zeros(count, dtype=np.int32),
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


def copied(held: Held) -> Held:
    return held._replace(**{name: part.copy() for name, part in held._asdict().items()})


@kernel
def price_of(packed: Packed, i: int, s: int) -> int:
    """What the duty costs by itself; NEVER or more where i may not serve on s at all."""
    people = packed.people
    slot = people.slot_price[i, packed.shifts.cell[s]]
    if slot >= NEVER:
        return NEVER
    p = packed.shifts.point[s]
    low, high = people.reach_first[i], people.reach_first[i + 1]
    while low < high:
        middle = (low + high) // 2
        if people.reach_point[middle] < p:
            low = middle + 1
        else:
            high = middle
    if low == people.reach_first[i + 1] or people.reach_point[low] != p:
        return NEVER
    return int(people.reach_price[low]) + int(slot) + odd_price(packed, i, s)


@kernel
def odd_price(packed: Packed, i: int, s: int) -> int:
    """What this one shift costs i more than others there; NEVER if i is barred from it."""
    people = packed.people
    for n in range(people.odd_first[i], people.odd_first[i + 1]):
        if people.odd_shift[n] == s:
            return int(people.odd_price[n])
    return 0


@kernel
def clash(packed: Packed, held: Held, i: int, s: int, skip: int) -> int:
    """A duty of i, other than `skip`, that overlaps s or leaves too little rest; -1 for none, -2 for several."""
    cells, rest = packed.cells, packed.limits.rest[i]
    c = packed.shifts.cell[s]
    start, end = cells.start[c], cells.end[c] + rest
    found = -1
    for n in range(held.duties[i]):
        t = held.month[i, n]
        if t == skip:
            continue
        d = packed.shifts.cell[t]
        if start < cells.end[d] + rest and cells.start[d] < end:
            if found >= 0:
                return -2
            found = t
    return found


@kernel
def has_room(packed: Packed, held: Held, i: int, s: int, skip: int, freed: bool) -> bool:
    """Whether caps and office let i serve on s, its duty `skip` (-1: none) given up. `freed`: somebody of i's unit
    leaves s for it."""
    cells, limits = packed.cells, packed.limits
    c = packed.shifts.cell[s]
    d = packed.shifts.cell[skip] if skip >= 0 else -1
    if held.in_all[i] - (d >= 0) >= limits.total[i]:
        return False
    if held.in_day[i, cells.day[c]] - (d >= 0 and cells.day[d] == cells.day[c]) >= limits.day[i]:
        return False
    if held.in_week[i, cells.week[c]] - (d >= 0 and cells.week[d] == cells.week[c]) >= limits.week[i]:
        return False
    w = cells.weekend[c]
    if w >= 0 and held.weekends[i] >= limits.weekends[i]:
        x = cells.weekend[d] if d >= 0 else -1
        here = held.in_weekend[i, w] - (x == w)
        left = x >= 0 and held.in_weekend[i, x] == 1
        if here == 0 and held.weekends[i] - left >= limits.weekends[i]:
            return False
    u = limits.office[i]
    if u >= 0:
        for m in range(limits.moment_from[c], limits.moment_to[c]):
            own = d >= 0 and limits.moment_from[d] <= m < limits.moment_to[d]
            if held.out[u, m] - own - freed >= limits.room[u, m]:
                return False
    return True


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


@kernel
def take(packed: Packed, held: Held, i: int, s: int, price: int) -> None:
    """Add a duty; it must fit. `price` is what it costs by itself."""
    _count(packed, held, i, s, 1)
    n = held.duties[i]
    held.month[i, n] = s
    held.paid[i, n] = price
    held.duties[i] = n + 1
    held.crew[held.crew_first[s] + held.crew_count[s]] = i
    held.crew_count[s] += 1


@kernel
def give_up(packed: Packed, held: Held, i: int, s: int) -> None:
    """Remove a duty that i has."""
    _count(packed, held, i, s, -1)
    last = held.duties[i] - 1
    for n in range(last + 1):
        if held.month[i, n] == s:
            held.month[i, n] = held.month[i, last]
            held.paid[i, n] = held.paid[i, last]
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
        before = held.in_weekend[i, w] > 0
        held.in_weekend[i, w] += step
        held.weekends[i] += (held.in_weekend[i, w] > 0) - before
    u = limits.office[i]
    if u >= 0:
        for m in range(limits.moment_from[c], limits.moment_to[c]):
            held.out[u, m] += step
    for n in range(shifts.need_first[s], shifts.need_first[s + 1]):
        held.have[n] += step * ((packed.people.holds[i] >> shifts.need_role[n]) & 1)
