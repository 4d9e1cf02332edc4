"""Whom the prices saw on each shift: people worth trying there."""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from solver.engine.market import Choice
from solver.kinds import Index, Whole


@dataclass(frozen=True, slots=True)
class Guides:
    """who[first[s]] up to who[first[s + 1]] are worth trying on shift s."""

    first: Whole
    who: Index


def guides(choices: Sequence[Choice], shifts: int) -> Guides:
    """Everybody that any of the choices put on a shift, once for each shift."""
    if not choices:
        return Guides(np.zeros(shifts + 1, dtype=np.int64), np.zeros(0, dtype=np.int32))
    keys = np.unique(np.concatenate([_keys(choice) for choice in choices]))
    people = len(choices[0].counts)
    first = np.searchsorted(keys, np.arange(shifts + 1, dtype=np.int64) * people)
    return Guides(first.astype(np.int64), (keys % people).astype(np.int32))


def _keys(choice: Choice) -> Whole:
    there = np.arange(choice.months.shape[1]) < choice.counts[:, None]
    who = np.repeat(np.arange(len(choice.counts), dtype=np.int64), choice.counts)
    return np.unique(choice.months[there].astype(np.int64) * len(choice.counts) + who)
