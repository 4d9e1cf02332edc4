"""The town as flat arrays for kernels: what may still be handed out beside the pins, by index.

Shifts that the pins fill are left out. Points are sorted so that those with the same cells lie together, shifts by
point and cell. A *cell* is a span with a load: whoever serves in it serves on one of the shifts that lie in it.
"""

from typing import NamedTuple

from solver.kinds import Index, Whole

# Above every price of a duty: whoever would have to pay it may not serve.
NEVER = 2**30
NO_CAP = 2**30
# Prices on rows are whole numbers of 1/SCALE cost, so that every sum of them is exact.
SCALE = 64


class Cells(NamedTuple):
    """By cell, sorted by start: minutes, the day and week it starts in, its weekend (-1 on a workday), its load;
    and the minutes of the longest."""

    start: Whole
    end: Whole
    day: Index
    week: Index
    weekend: Index
    load: Whole
    longest: int


class Shifts(NamedTuple):
    """By shift: its point, cell, open seats and what an empty one costs; the needs of shift s are the rows
    need_first[s] up to need_first[s + 1]: bit of the role, holders still needed, what each missing one costs."""

    number: Index
    point: Index
    cell: Index
    seats: Index
    seat_price: Whole
    need_first: Whole
    need_role: Index
    need: Index
    need_price: Whole


class People(NamedTuple):
    """By volunteer: points within reach (reach_first, reach_point ascending, reach_price), the sets of roles by bit
    (holds), where they stand by their pins, the price of each cell (slot_price, NEVER where
    they are away or pinned), single shifts that cost more or less (odd_first, odd_shift ascending, odd_price),
    and the least of these prices or 0."""

    reach_first: Whole
    reach_point: Index
    reach_price: Index
    holds: Whole
    standing: Whole
    slot_price: Index
    odd_first: Whole
    odd_shift: Index
    odd_price: Index
    least_odd: int


class Limits(NamedTuple):
    """By volunteer: rest in minutes, caps (NO_CAP for none); how often their pins use them: duties in all, by day, by
    week and by weekend. office: the row of their unit in `room`, -1 where nobody counts; `room` is how many more may be
    out at a moment; the moments of cell c are moment_from[c] up to moment_to[c]."""

    rest: Whole
    day: Index
    week: Index
    total: Index
    weekends: Index
    in_all: Index
    in_day: Index
    in_week: Index
    in_weekend: Index
    office: Index
    room: Index
    moment_from: Index
    moment_to: Index


class Points(NamedTuple):
    """By point: its shifts shift_first[p] up to shift_first[p + 1], and who can reach it at what price, the cheapest
    first; `number` in the town; points with the same cells in the same order have the same `group`."""

    number: Index
    group: Index
    shift_first: Whole
    who_first: Whole
    who: Index
    price: Index


class Packed(NamedTuple):
    """All of it, with the weight of fairness."""

    cells: Cells
    shifts: Shifts
    points: Points
    people: People
    limits: Limits
    fairness: int
