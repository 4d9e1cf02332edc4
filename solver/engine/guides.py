"""Whom the prices saw on each shift: people worth trying there."""

from collections.abc import Sequence
from typing import NamedTuple

import numpy as np

from solver.compiled import kernel
from solver.engine.costs import price_of
from solver.engine.market import Choice
from solver.engine.packed import Packed
from solver.kinds import Index, Whole


class Guides(NamedTuple):
    """who[first[s]] up to who[first[s + 1]] are worth trying on shift s, each as often as the prices saw them there;
    `price` is what the duty costs them by itself."""

    first: Whole
    who: Index
    price: Index


def guides(packed: Packed, choices: Sequence[Choice]) -> Guides:
    """Everybody that the choices put on a shift, once for each choice that did."""
    shifts, people = len(packed.shifts.seats), len(packed.people.holds)
    keys = np.sort(np.concatenate([np.zeros(0, dtype=np.int64), *(_keys(choice) for choice in choices)]))
    first = np.searchsorted(keys, np.arange(shifts + 1, dtype=np.int64) * people).astype(np.int64)
    who = (keys % people).astype(np.int32)
    price = np.zeros(len(who), dtype=np.int32)
    _prices(packed, first, who, price)
    return Guides(first, who, price)


def _keys(choice: Choice) -> Whole:
    there = np.arange(choice.months.shape[1]) < choice.counts[:, None]
    who = np.repeat(np.arange(len(choice.counts), dtype=np.int64), choice.counts)
    return choice.months[there].astype(np.int64) * len(choice.counts) + who


@kernel
def _prices(packed: Packed, first: Whole, who: Index, price: Index) -> None:
    for s in range(len(first) - 1):
        for n in range(first[s], first[s + 1]):
            same = n > first[s] and who[n] == who[n - 1]
            price[n] = price[n - 1] if same else price_of(packed, who[n], s)
