"""The points of every person, from the people of every point."""

import numpy as np

from solver.compiled import kernel
from solver.kinds import Index, Whole


def by_person(people: int, first: Whole, who: Index, price: Index) -> tuple[Whole, Index, Index]:
    """Row p of (who, price) is first[p] up to first[p + 1]; returns first, points (ascending) and prices by person."""
    begin = np.concatenate([[0], np.cumsum(np.bincount(who, minlength=people))]).astype(np.int64)
    points, prices = np.empty(len(who), dtype=np.int32), np.empty(len(who), dtype=np.int32)
    _deal(first, who, price, begin[:-1].copy(), points, prices)
    return begin, points, prices


@kernel
def _deal(first: Whole, who: Index, price: Index, at: Whole, points: Index, prices: Index) -> None:
    for p in range(len(first) - 1):
        for n in range(first[p], first[p + 1]):
            k = at[who[n]]
            points[k] = p
            prices[k] = price[n]
            at[who[n]] = k + 1
