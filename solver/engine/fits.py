"""Kernels: what may be added to a roster."""

from solver.compiled import kernel
from solver.engine.held import Held
from solver.engine.packed import Packed

# More than one duty is in the way.
SEVERAL = -2


@kernel
def clash(packed: Packed, held: Held, i: int, s: int, skip: int) -> int:
    """A duty of i, other than `skip`, that overlaps s or leaves too little rest; -1 for none, SEVERAL for more."""
    cells, rest = packed.cells, packed.limits.rest[i]
    c = packed.shifts.cell[s]
    start, end = cells.start[c], cells.end[c] + rest
    found = -1
    d = c
    # Cells lie by their start, so whatever is in the way lies close by.
    while d >= 0 and cells.start[d] + cells.longest + rest > start:
        t = held.at[i, d]
        if t >= 0 and t != skip and cells.end[d] + rest > start:
            if found >= 0:
                return SEVERAL
            found = t
        d -= 1
    d = c + 1
    while d < len(cells.start) and cells.start[d] < end:
        t = held.at[i, d]
        if t >= 0 and t != skip:
            if found >= 0:
                return SEVERAL
            found = t
        d += 1
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
