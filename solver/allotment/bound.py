"""The bound: prices on the stewards' loads, and the cheapest pool of every lot at these prices.

For whole prices w >= 0, none above W and all together at most m W, the priced sum of a plan's loads is at most W times
its m largest ones. So these sum up to at least 1/W of: the sum over all lots of their cheapest pools, and w times what
everybody carries with nothing. Any prices prove something; a linear program over pools finds good ones.
"""

import math
from collections.abc import Callable, Iterable
from dataclasses import dataclass, field

import numpy as np
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]  # it comes without types

from solver.allotment.cheapest import Cheapest, cheapest
from solver.allotment.pack import Ints, Packed, Pools

_WHOLE = 1_000_000
"""A price of one, in whole numbers: products with loads stay far below 2^53, where floats are exact."""

_DOUBT = 1e-9
"""Quotients are rounded: this share of each lot's is given away, a million times what rounding can take."""

_ROUNDS = 12


@dataclass(slots=True)
class Bound:
    """Proven numbers of a packed season; columns of one call are used by the next."""

    town: Packed
    price: Ints = field(init=False)
    """The prices that proved most the last time; before that everybody's strength."""

    _pools: list[set[tuple[int, ...]]] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.price = self.town.strength

    def learn(self, pools: Pools) -> None:
        """Pools that a plan uses: good ones make good prices."""
        if not self._pools:
            self._pools = [set(_first(self.town, lot)) for lot in range(len(self.town.need))]
        for known, pool in zip(self._pools, pools, strict=True):
            known.add(tuple(sorted(pool)))

    def of_largest(self, many: int, *, left: Callable[[], float], rounds: int = _ROUNDS) -> int:
        """A number that the `many` largest loads of any plan sum up to at least; a worse one where no seconds are
        `left` for a better."""
        self.price = self.town.strength
        best = proven(self.town, self.price, self._found(self.price), many)
        for _ in range(rounds):
            if (seconds := left()) <= 0:
                break
            price, value = _prices(self.town, self._pools, many, seconds)
            found = self._found(price)
            if (proved := proven(self.town, price, found, many)) > best:
                best, self.price = proved, price
            new = [one.pool for one in found]
            fresh = sum(pool not in known for pool, known in zip(new, self._pools, strict=True))
            self.learn(new)
            if not fresh or best >= value * 0.9995:
                break
        return best

    def _found(self, price: Ints) -> list[Cheapest]:
        return [cheapest(self.town, lot, price) for lot in range(len(self.town.need))]


def proven(town: Packed, price: Ints, found: Iterable[Cheapest], many: int) -> int:
    """What the prices prove of the sum of the `many` largest loads; 0 for prices that are none."""
    if price.sum() == 0:
        return 0
    # Scaled so that no price is above 1 and all of them sum up to no more than `many`.
    scale = max(int(price.max()), -(-int(price.sum()) // many))
    least = sum(one.least * (1 - _DOUBT) if one.least > 0 else one.least * (1 + _DOUBT) for one in found)
    return max(0, math.ceil((least + float(price @ town.idle)) * (1 - _DOUBT) / scale))


def _first(town: Packed, lot: int) -> Iterable[tuple[int, ...]]:
    """Each steward alone, and today's pool with what is one step from it."""
    choice = [(int(unit),) for unit in town.choice[lot, : town.choices[lot]]]
    yield from choice
    held = tuple(sorted(town.held[lot]))
    if 0 < len(held) <= town.most[lot]:
        yield held
        if len(held) < town.most[lot]:
            yield from (tuple(sorted((*held, *one))) for one in choice if one[0] not in held)


def _prices(town: Packed, pools: list[set[tuple[int, ...]]], many: int, seconds: float) -> tuple[Ints, float]:
    """Prices from the linear program over these pools, and its value: the least sum of the `many` largest loads, where
    pools may be mixed. No prices where it is not solved in so many seconds."""
    program = pywraplp.Solver.CreateSolver("GLOP")
    program.SetTimeLimit(max(1, int(1000 * seconds)))
    endless = program.infinity()
    level = program.NumVar(-endless, endless, "")
    program.Objective().SetCoefficient(level, many)
    # Loads of about 1, which the program likes best.
    unit_load = float(max(1, town.fair))
    rows = []
    for idle in town.idle.tolist():
        row, over = program.Constraint(-endless, -idle / unit_load), program.NumVar(0, endless, "")
        row.SetCoefficient(level, -1)
        row.SetCoefficient(over, -1)
        program.Objective().SetCoefficient(over, 1)
        rows.append(row)
    for lot, known in enumerate(pools):
        once = program.Constraint(1, 1)
        for pool in sorted(known):
            used = program.NumVar(0, endless, "")
            once.SetCoefficient(used, 1)
            each = 100.0 * float(town.need[lot]) / float(town.strength[list(pool)].sum())
            for unit in pool:
                shared = town.share[lot, unit] if len(pool) > 1 else 0
                rows[unit].SetCoefficient(used, (each + float(town.turn[lot, unit] + shared)) / unit_load)
    program.Objective().SetMinimization()
    status = program.Solve()
    if status not in (pywraplp.Solver.OPTIMAL, pywraplp.Solver.FEASIBLE, pywraplp.Solver.ABNORMAL):
        return np.zeros(len(rows), np.int64), 0.0
    duals = np.clip([-row.dual_value() for row in rows], 0.0, 1.0)
    return np.floor(duals * _WHOLE).astype(np.int64), program.Objective().Value() * unit_load
