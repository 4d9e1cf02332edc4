"""Spans of many people, asked for all at once: who has one that meets a shift, and what those weigh."""

from collections.abc import Iterable
from functools import lru_cache
from itertools import chain

import numpy as np

from solver.kinds import Mask, Numbers
from solver.problem import Span


class Spells:
    """(volunteer index, span, weight) of `people` volunteers. Answers for the last some hundred spans are kept."""

    def __init__(self, rows: Iterable[tuple[int, Span, int]], people: int) -> None:
        flat = np.fromiter(
            chain.from_iterable((who, span.start, span.end, weight) for who, span, weight in rows), dtype=np.int64
        ).reshape(-1, 4)
        self._who, self._start, self._end, self._weight = (
            flat[:, 0].astype(np.int32),
            flat[:, 1],
            flat[:, 2],
            flat[:, 3],
        )
        self._people = people
        self.anything = lru_cache(512)(self._find)
        self.total = lru_cache(512)(self._sum)

    def instead(self, people: Iterable[int], rows: Iterable[tuple[int, Span, int]]) -> "Spells":
        """The same with `rows` in place of all that these people have."""
        stays = ~np.isin(self._who, np.fromiter(people, dtype=np.int32))
        theirs = Spells(rows, self._people)
        theirs._who = np.concatenate([self._who[stays], theirs._who])
        theirs._start = np.concatenate([self._start[stays], theirs._start])
        theirs._end = np.concatenate([self._end[stays], theirs._end])
        theirs._weight = np.concatenate([self._weight[stays], theirs._weight])
        return theirs

    def _find(self, start: int, end: int) -> Mask:
        """Whether each volunteer has a span that meets [start, end)."""
        mask = np.zeros(self._people, dtype=np.bool_)
        mask[self._who[self._meets(start, end)]] = True
        return mask

    def _sum(self, start: int, end: int, dtype: type) -> Numbers:
        """The sum of the weights of each volunteer's spans that meet [start, end)."""
        weights: Numbers = np.zeros(self._people, dtype=dtype)
        meets = self._meets(start, end)
        np.add.at(weights, self._who[meets], self._weight[meets].astype(dtype))
        return weights

    def _meets(self, start: int, end: int) -> Mask:
        meets: Mask = (self._start < end) & (start < self._end)
        return meets
