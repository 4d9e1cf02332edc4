"""What somebody's rest and caps say of a month, in the terms in which its paths are made."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import reduce
from itertools import groupby
from math import gcd

import numpy as np

from solver.engine.packed import NO_CAP, Cells


@dataclass(frozen=True, slots=True)
class Contract:
    """Rest in minutes; the most duties in a day, in each week and in all, the most further weekends (NO_CAP is no
    limit of any of these), and the weekends that pins use anyway."""

    rest: int
    day: int
    weeks: tuple[int, ...]
    total: int
    weekends: int
    used: frozenset[int] = frozenset()


@dataclass(frozen=True, slots=True)
class Terms:
    """By cell: its day and week, the first cell that is free after a duty in it (`after`), the weekend it would count
    for (-1 where that never matters), the steps of load it adds. A month of n duties and x steps carries
    base * n + step * x. `day` and `total` are NO_CAP where nothing could exceed them."""

    day_of: Sequence[int]
    week_of: Sequence[int]
    after: Sequence[int]
    weekend: Sequence[int]
    steps: Sequence[int]
    base: int
    step: int
    day: int
    weeks: tuple[int, ...]
    total: int
    weekends: int


def terms(contract: Contract, cells: Cells, *, fair: bool) -> Terms:
    """The contract on these cells; load only counts if `fair`."""
    days, weeks = cells.day.tolist(), cells.week.tolist()
    after = _after(contract, cells)
    weekend = [-1 if w in contract.used else w for w in cells.weekend.tolist()]
    if len(set(weekend) - {-1}) <= contract.weekends:
        weekend = [-1] * len(weekend)
    in_days = _longest(after, days)
    in_weeks = _longest(after, weeks)
    most = sum(min(in_weeks.get(week, 0), cap) for week, cap in enumerate(contract.weeks))
    day = contract.day if contract.day != 1 and max(in_days.values(), default=0) > contract.day else NO_CAP
    total = contract.total if contract.total < most else NO_CAP
    steps, base, step = _loads(cells.load.tolist(), fair=fair, counted=total != NO_CAP)
    return Terms(days, weeks, after, weekend, steps, base, step, day, contract.weeks, total, contract.weekends)


def _after(contract: Contract, cells: Cells) -> list[int]:
    """The first cell that starts late enough after each one; on the next day at the earliest if one a day is all."""
    after = np.searchsorted(cells.start, cells.end + contract.rest)
    if contract.day == 1:
        after = np.maximum(after, np.searchsorted(cells.day, cells.day, side="right"))
    found: list[int] = after.tolist()
    return found


def _longest(after: Sequence[int], period: Sequence[int]) -> dict[int, int]:
    """The most duties that fit one after another into each period (day or week)."""
    found = {}
    for number, group in groupby(range(len(after)), key=lambda cell: period[cell]):
        inside = list(group)
        best = dict.fromkeys((*inside, inside[-1] + 1), 0)
        for cell in reversed(inside):
            best[cell] = max(best[cell + 1], 1 + best.get(after[cell], 0))
        found[number] = best[inside[0]]
    return found


def _loads(loads: Sequence[int], *, fair: bool, counted: bool) -> tuple[list[int], int, int]:
    """Steps of each load, base and step: where duties are counted anyway, steps above the least load are fewer."""
    base = min(loads, default=0) if counted else 0
    step = reduce(gcd, (load - base for load in loads), 0)
    if not fair or not step:
        return [0] * len(loads), base if fair else 0, 1
    return [(load - base) // step for load in loads], base, step
