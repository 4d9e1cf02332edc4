"""The bound: prices on the stewards' loads, and the cheapest pool of every lot at these prices.

For whole prices w >= 0, none above W and all together at most m W, the priced sum of a plan's loads is at most W times
its m largest ones. So these sum up to at least 1/W of: the sum over all lots of their cheapest pools, and w times what
everybody carries with nothing. Any prices prove something; a linear program over pools finds good ones.
"""

import math
from collections.abc import Iterable
from dataclasses import dataclass, field
from itertools import combinations

import numpy as np
import numpy.typing as npt
from ortools.linear_solver import pywraplp  # type: ignore[import-untyped]  # it comes without types

from solver.allotment.pack import Ints, Packed
from solver.allotment.search import Pools

_WHOLE = 1_000_000
"""A price of one, in whole numbers: products with loads stay far below 2^53, where floats are exact."""

_DOUBT = 1e-9
"""Quotients are rounded: this share of each lot's is given away, a million times what rounding can take."""

_ROUNDS = 12
_FEW_HELD = 4

Floats = npt.NDArray[np.float64]


@dataclass(frozen=True, slots=True)
class Cheapest:
    """A pool of a lot, and what no pool of it costs less than at the prices that were asked."""

    pool: tuple[int, ...]
    least: float


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

    def of_largest(self, many: int, *, rounds: int = _ROUNDS) -> int:
        """A number that the `many` largest loads of any plan sum up to at least."""
        self.price = self.town.strength
        best = proven(self.town, self.price, self._found(self.price), many)
        for _ in range(rounds):
            price, value = _prices(self.town, self._pools, many)
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


def cheapest(town: Packed, lot: int, price: Ints) -> Cheapest:
    """The pool of the lot that costs least, as far as it is easily found, and a bound on what any pool costs.

    A pool S costs need * price(S) / strength(S) and what its stewards' turns cost. Only those who hold the lot today
    may have a turn below 0: each choice of them is gone through, and joined by others as the ratio alone likes best.
    """
    choice = town.choice[lot, : town.choices[lot]]
    turn = (town.turn[lot] * price).astype(np.float64)
    held = [unit for unit in town.held[lot] if turn[unit] < 0]
    if len(held) > _FEW_HELD:
        return _roughly(town, lot, price, turn=turn)
    others = np.array([unit for unit in choice.tolist() if unit not in held], np.int64)
    best, least = None, math.inf
    for kept in (some for n in range(len(held) + 1) for some in combinations(held, n)):
        if len(kept) > town.most[lot]:
            continue
        for pool, atleast, cost in _joined(town, lot, price, kept=kept, others=others, turn=turn):
            least = min(least, atleast)
            if best is None or cost < best[0]:
                best = cost, pool
    assert best is not None  # noqa: S101 (somebody may answer for every lot that is packed)
    return Cheapest(best[1], least)


def _joined(
    town: Packed, lot: int, price: Ints, *, kept: tuple[int, ...], others: Ints, turn: Floats
) -> Iterable[tuple[tuple[int, ...], float, float]]:
    """The kept alone, and with others: (pool, what none of its sort costs less than, what it costs)."""
    room = int(town.most[lot]) - len(kept)
    own = sum(turn[unit] for unit in kept)
    if kept:
        cost = _cost(town, lot, price, kept)
        yield kept, cost, cost
    if room and len(others):
        joined, ratio = _ratio(price, town.strength, kept=kept, others=others, room=room)
        need = 100.0 * float(town.need[lot])
        pool = tuple(sorted((*kept, *joined)))
        yield pool, need * ratio + own + float(turn[others].min()), _cost(town, lot, price, pool)


def _ratio(
    price: Ints, strength: Ints, *, kept: tuple[int, ...], others: Ints, room: int
) -> tuple[tuple[int, ...], float]:
    """Those of `others`, one to `room`, who make price / strength of the pool least, and that ratio (Dinkelbach)."""
    paid, strong = float(price[list(kept)].sum()), float(strength[list(kept)].sum())
    first = others[np.argmin((paid + price[others]) / (strong + strength[others]))]
    joined, ratio = (int(first),), (paid + price[first]) / (strong + strength[first])
    while True:
        gain = price[others] - ratio * strength[others]
        order = np.argsort(gain, kind="stable")[:room]
        taken = others[order[: max(1, int((gain[order] < 0).sum()))]]
        new = (paid + price[taken].sum()) / (strong + strength[taken].sum())
        if new >= ratio * (1 - 1e-12):
            return joined, float(ratio)
        joined, ratio = tuple(taken.tolist()), new


def _roughly(town: Packed, lot: int, price: Ints, *, turn: Floats) -> Cheapest:
    """The same where many hold the lot today: the best ratio of anybody, and every turn below 0 that a pool has room
    for."""
    choice = town.choice[lot, : town.choices[lot]]
    single = choice[np.argmin(price[choice] / town.strength[choice])]
    ratio = 100.0 * float(town.need[lot]) * float(price[single]) / float(town.strength[single])
    kept = np.sort(turn[choice])[: town.most[lot]]
    least = ratio + float(kept[0] if kept[0] >= 0 else kept[kept < 0].sum())
    costs = 100.0 * town.need[lot] * price[choice] / town.strength[choice] + turn[choice]
    return Cheapest((int(choice[np.argmin(costs)]),), least)


def _cost(town: Packed, lot: int, price: Ints, pool: tuple[int, ...]) -> float:
    units = list(pool)
    shared = town.share[lot, units] if len(units) > 1 else 0
    own = (town.turn[lot, units] + shared) * price[units]
    return 100.0 * float(town.need[lot]) * float(price[units].sum()) / float(town.strength[units].sum()) + float(
        own.sum()
    )


def _first(town: Packed, lot: int) -> Iterable[tuple[int, ...]]:
    """Each steward alone, and today's pool with what is one step from it."""
    choice = [(int(unit),) for unit in town.choice[lot, : town.choices[lot]]]
    yield from choice
    held = tuple(sorted(town.held[lot]))
    if 0 < len(held) <= town.most[lot]:
        yield held
        if len(held) < town.most[lot]:
            yield from (tuple(sorted((*held, *one))) for one in choice if one[0] not in held)


def _prices(town: Packed, pools: list[set[tuple[int, ...]]], many: int) -> tuple[Ints, float]:
    """Prices from the linear program over these pools, and its value: the least sum of the `many` largest loads, where
    pools may be mixed."""
    program = pywraplp.Solver.CreateSolver("GLOP")
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
