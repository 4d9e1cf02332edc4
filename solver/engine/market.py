"""Prices on what couples people, the seats and the role needs of every shift, and what they prove.

With a price on each seat and each need everybody chooses by themselves: the sum of all cheapest months and of the
prices paid for seats and needs is a lower bound on the cost of any roster, whatever the prices (Lagrange). All of it is
computed in whole numbers of 1/SCALE cost, so nothing is lost to rounding.
"""

from concurrent.futures import Executor
from dataclasses import dataclass

import numpy as np

from solver.engine.packed import SCALE, Packed
from solver.engine.schedules import Woven, cheapest_months, scratch
from solver.engine.wander import Prices, offer_all, wander
from solver.kinds import Index, Whole

# A walk through everybody goes in so many blocks, between which unfilled seats rise in price.
_BLOCKS = 48


@dataclass(frozen=True, slots=True)
class Choice:
    """What everybody would choose: their shifts (person x duty) and how many; what is then left open of every seat and
    need (negative: too many came); and the bound this proves on the change of the cost."""

    months: Index
    counts: Index
    left: Whole
    bound: int


class Market:
    """Where prices meet choices. Prices are by shift (its seats) and then by need, in 1/SCALE."""

    def __init__(self, packed: Packed, woven: Woven, most: int, *, pool: Executor, workers: int) -> None:
        self._packed, self._woven, self._pool, self._workers = packed, woven, pool, workers
        people, shifts = packed.people, packed.shifts
        self.classes, found = np.unique(people.holds, return_inverse=True)
        self.role_class = found.astype(np.int32)
        self.top: Prices = np.concatenate([shifts.seat_price, shifts.need_price]).astype(np.float64) * SCALE
        self.low: Prices = np.concatenate([-shifts.seat_price, np.zeros(len(shifts.need))]).astype(np.float64) * SCALE
        self.amount = np.concatenate([shifts.seats, shifts.need]).astype(np.int64)
        # What the pins alone pay for empty seats, missing roles and what everybody carries.
        self._alone = int((np.concatenate([shifts.seat_price, shifts.need_price]) * self.amount).sum())
        self._alone += packed.fairness * int((people.standing * people.standing).sum())
        self._shifts = len(shifts.seats)
        self._owner = np.repeat(np.arange(self._shifts), np.diff(shifts.need_first))
        self._scratch = [scratch(packed, woven) for _ in range(workers)]
        self._room = [self._table() for _ in range(workers)]
        self._most = max(1, most)

    @property
    def people(self) -> int:
        return len(self.role_class)

    def table(self, prices: Prices) -> Index:
        """What each shift offers to each class of roles (class x shift), rounded to whole 1/SCALE."""
        table = self._table()
        offer_all(self._packed, prices[: self._shifts], prices[self._shifts :], self.classes, table)
        return table

    def choose(self, prices: Prices, *, workers: int) -> Choice:
        """Let everybody choose at these prices, by so many threads."""
        whole = np.rint(prices)
        table = self.table(whole)
        value = np.zeros(self.people, dtype=np.int64)
        months, counts = self._nothing()
        cuts = np.linspace(0, self.people, workers + 1).astype(np.int64)
        jobs = [
            self._pool.submit(
                cheapest_months, self._packed, self._woven, int(cuts[n]), int(cuts[n + 1]), self.role_class, table,
                value, months, counts, self._scratch[n],
            )
            for n in range(workers)
        ]  # fmt: skip
        for job in jobs:
            job.result()
        total = int((whole.astype(np.int64) * self.amount).sum()) + int(value.sum())
        # The change is whole, so it is at least the next whole number above what is proven.
        bound = -(-total // SCALE) - self._alone
        return Choice(months, counts, self.amount - self._taken(months, counts), bound)

    def walk(self, prices: Prices, order: Index, *, step: float) -> tuple[Prices, Choice]:
        """One walk through everybody, `prices` giving way in place by `step` as they choose; returns the average of the
        prices on the way, and the choices, which prove nothing."""
        shifts = self._shifts
        months, counts = self._nothing()
        average = np.zeros_like(prices)
        for block in np.array_split(order, min(_BLOCKS, len(order))):
            prices += step * self.amount * (len(block) / self.people)
            np.clip(prices, self.low, self.top, out=prices)
            before = prices.copy()
            parts = np.array_split(block, self._workers)
            own = [before.copy() for _ in parts]
            jobs = [
                self._pool.submit(
                    wander, self._packed, self._woven, part, self.role_class, self.classes, step, mine[:shifts],
                    mine[shifts:], self._room[n], months, counts, self._scratch[n],
                )
                for n, (part, mine) in enumerate(zip(parts, own, strict=True))
            ]  # fmt: skip
            for job, mine in zip(jobs, own, strict=True):
                job.result()
                prices += mine - before
            average += prices * (len(block) / self.people)
        return np.clip(average, self.low, self.top), Choice(months, counts, np.zeros(0, dtype=np.int64), 0)

    def _table(self) -> Index:
        return np.zeros((len(self.classes), self._shifts), dtype=np.int32)

    def _nothing(self) -> tuple[Index, Index]:
        return np.full((self.people, self._most), -1, dtype=np.int32), np.zeros(self.people, dtype=np.int32)

    def _taken(self, months: Index, counts: Index) -> Whole:
        """How many come to each shift, and how many holders to each need."""
        shifts = self._packed.shifts
        there = np.arange(months.shape[1]) < counts[:, None]
        flat = months[there].astype(np.int64)
        kind = np.repeat(self.role_class, counts).astype(np.int64)
        of_class = np.bincount(flat * len(self.classes) + kind, minlength=self._shifts * len(self.classes))
        of_class = of_class.reshape(self._shifts, len(self.classes))
        holds = (self.classes[None, :] >> shifts.need_role[:, None].astype(np.int64)) & 1
        return np.concatenate([of_class.sum(axis=1), (of_class[self._owner] * holds).sum(axis=1)]).astype(np.int64)
