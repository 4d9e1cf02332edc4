"""Kernel: everybody's cheapest legal month at given prices, exactly."""

from typing import NamedTuple

import numpy as np
import numpy.typing as npt

from solver.compiled import kernel
from solver.engine.costs import odd_price, reach_price
from solver.engine.packed import NEVER, SCALE, Packed
from solver.kinds import Index, Whole

_FAR = 2**50


class Woven(NamedTuple):
    """The paths of all contracts, one after another: contract k has the week nodes week_at[k] up to week_at[k + 1], the
    month nodes month_at[k] ..., the last nodes last_at[k] ...; edges are numbered through, nodes within each contract.
    `of` is everybody's contract."""

    of: Index
    week_at: Whole
    week_first: Whole
    week_from: Index
    week_cell: Index
    month_at: Whole
    month_first: Whole
    month_from: Index
    month_node: Index
    last_at: Whole
    last: Index
    load: Whole


class Scratch(NamedTuple):
    """Room to work in for one thread. By cell the price and the shift of the cheapest duty (best, which); by shift of a
    point the same (near, near_which); by node of the paths the least price to it and the edge it came by (week,
    week_by, month, month_by); the shifts of the month found."""

    best: Whole
    which: Index
    near: Index
    near_which: Index
    week: Whole
    week_by: Index
    month: Whole
    month_by: Index
    shifts: Index


def scratch(packed: Packed, woven: Woven) -> Scratch:
    cells, longest = len(packed.cells.start), int(np.diff(packed.points.shift_first).max(initial=0))
    week, month = (int(np.diff(at).max(initial=0)) for at in (woven.week_at, woven.month_at))
    return Scratch(
        best=np.zeros(cells, dtype=np.int64),
        which=np.zeros(cells, dtype=np.int32),
        near=np.zeros(longest, dtype=np.int32),
        near_which=np.zeros(longest, dtype=np.int32),
        week=np.zeros(week, dtype=np.int64),
        week_by=np.zeros(week, dtype=np.int32),
        month=np.zeros(month, dtype=np.int64),
        month_by=np.zeros(month, dtype=np.int32),
        shifts=np.zeros(cells, dtype=np.int32),
    )


@kernel
def _cheapest_slots(packed: Packed, i: int, prices: Index, scratch: Scratch) -> None:
    """For each cell the cheapest shift that i may serve on: `best` (in 1/SCALE, at least _FAR for none) and `which`.

    best[c] = min over shifts s in cell c of SCALE * price(i, s) - prices[s]. `prices` are by shift, those of i's set of
    roles.
    """
    people, points, shifts = packed.people, packed.points, packed.shifts
    best, which, near, near_which = scratch.best, scratch.which, scratch.near, scratch.near_which
    best[:] = _FAR
    first, last = people.reach_first[i], people.reach_first[i + 1]
    odd = people.odd_first[i + 1] > people.odd_first[i]
    n = first
    while n < last:
        p = people.reach_point[n]
        group = points.group[p]
        begin = points.shift_first[p]
        size = points.shift_first[p + 1] - begin
        for j in range(size):
            near[j] = NEVER
        while n < last and points.group[people.reach_point[n]] == group:
            p = people.reach_point[n]
            price = np.int32(people.reach_price[n] * SCALE)
            at = points.shift_first[p]
            for j in range(size):
                value = price - prices[at + j]
                better = value < near[j]
                near[j] = value if better else near[j]
                near_which[j] = np.int32(at + j) if better else near_which[j]
            n += 1
        for j in range(size):
            c = shifts.cell[begin + j]
            if near[j] < NEVER and near[j] < best[c]:
                best[c] = near[j]
                which[c] = near_which[j]
    if odd:
        _mind_odd(packed, i, prices, scratch)
    for c in range(len(best)):
        slot = people.slot_price[i, c]
        best[c] = _FAR if slot >= NEVER else best[c] + slot * SCALE


@kernel
def _mind_odd(packed: Packed, i: int, prices: Index, scratch: Scratch) -> None:
    """The same with the single shifts that cost i more or less, or that i is barred from."""
    people, best, which = packed.people, scratch.best, scratch.which
    for n in range(people.odd_first[i], people.odd_first[i + 1]):
        s = people.odd_shift[n]
        c = packed.shifts.cell[s]
        if which[c] == s and best[c] < _FAR and people.odd_price[n] > 0:
            _choose_anew(packed, i, c, prices, scratch)
    for n in range(people.odd_first[i], people.odd_first[i + 1]):
        s = people.odd_shift[n]
        c = packed.shifts.cell[s]
        reach = reach_price(packed, i, packed.shifts.point[s])
        if reach < NEVER and people.odd_price[n] < NEVER:
            value = np.int64(reach + people.odd_price[n]) * SCALE - prices[s]
            if value < best[c]:
                best[c] = value
                which[c] = s


@kernel
def _choose_anew(packed: Packed, i: int, c: int, prices: Index, scratch: Scratch) -> None:
    """The cheapest of cell c but for the shifts that cost i more than others."""
    people, points, shifts = packed.people, packed.points, packed.shifts
    scratch.best[c] = _FAR
    for m in range(people.reach_first[i], people.reach_first[i + 1]):
        p = people.reach_point[m]
        for s in range(points.shift_first[p], points.shift_first[p + 1]):
            value = np.int64(people.reach_price[m]) * SCALE - prices[s]
            if shifts.cell[s] == c and value < scratch.best[c] and odd_price(packed, i, s) <= 0:
                scratch.best[c] = value
                scratch.which[c] = s


@kernel
def cheapest_month(packed: Packed, woven: Woven, i: int, prices: Index, scratch: Scratch) -> tuple[int, int]:
    """The price of i's cheapest month (in 1/SCALE, fairness in it) at `prices` by shift for i's roles, and of how many
    shifts it is; they are written to scratch.shifts."""
    _cheapest_slots(packed, i, prices, scratch)
    best, week, week_by, month, month_by = scratch.best, scratch.week, scratch.week_by, scratch.month, scratch.month_by
    k = woven.of[i]
    at = woven.week_at[k]
    for v in range(woven.week_at[k + 1] - at):
        low, by = np.int64(0), -1
        for e in range(woven.week_first[at + v + k], woven.week_first[at + v + k + 1]):
            cell = woven.week_cell[e]
            value = week[woven.week_from[e]] + (best[cell] if cell >= 0 else 0)
            if by < 0 or value < low:
                low, by = value, e
        week[v] = low
        week_by[v] = by
    at = woven.month_at[k]
    for v in range(woven.month_at[k + 1] - at):
        low, by = np.int64(0), -1
        for e in range(woven.month_first[at + v + k], woven.month_first[at + v + k + 1]):
            value = month[woven.month_from[e]] + week[woven.month_node[e]]
            if by < 0 or value < low:
                low, by = value, e
        month[v] = low
        month_by[v] = by
    low, end = np.int64(4 * _FAR), -1
    for n in range(woven.last_at[k], woven.last_at[k + 1]):
        stands = packed.people.standing[i] + woven.load[n]
        value = month[woven.last[n]] + SCALE * packed.fairness * stands * stands
        if value < low:
            low, end = value, woven.last[n]
    count = 0
    while month_by[end] >= 0:
        e = month_by[end]
        node = woven.month_node[e]
        while week_by[node] >= 0:
            f = week_by[node]
            if woven.week_cell[f] >= 0:
                scratch.shifts[count] = scratch.which[woven.week_cell[f]]
                count += 1
            node = woven.week_from[f]
        end = woven.month_from[e]
    return int(low), count


@kernel
def cheapest_months(
    packed: Packed, woven: Woven, begin: int, end: int, role_class: Index, prices: npt.NDArray[np.int32],
    value: Whole, months: Index, counts: Index, scratch: Scratch,
) -> None:  # fmt: skip
    """For the people from `begin` up to `end`: the price of their cheapest month (`value`), the shifts of it (`months`,
    person x duty) and how many these are (`counts`). `prices` are by class of roles and shift."""
    for i in range(begin, end):
        value[i], counts[i] = cheapest_month(packed, woven, i, prices[role_class[i]], scratch)
        for n in range(counts[i]):
            months[i, n] = scratch.shifts[n]
