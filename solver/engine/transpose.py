"""Kernel: the points of every person, from the people of every point."""

import numpy as np

from solver.compiled import kernel
from solver.kinds import Index, Whole


@kernel
def by_person(people: int, first: Whole, who: Index, price: Index) -> tuple[Whole, Index, Index]:
    """Row p of (who, price) is first[p] up to first[p + 1]; returns first, points (ascending) and prices by person."""
    begin = np.zeros(people + 1, np.int64)
    for i in who:
        begin[i + 1] += 1
    for i in range(people):
        begin[i + 1] += begin[i]
    at = begin[:-1].copy()
    points = np.empty(len(who), np.int32)
    prices = np.empty(len(who), np.int32)
    for p in range(len(first) - 1):
        for n in range(first[p], first[p + 1]):
            k = at[who[n]]
            points[k] = p
            prices[k] = price[n]
            at[who[n]] = k + 1
    return begin, points, prices
