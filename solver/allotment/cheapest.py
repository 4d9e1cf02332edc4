"""The cheapest pool of a lot at given prices, and what no pool of it costs less than."""

import math
from collections.abc import Iterable
from dataclasses import dataclass
from itertools import combinations

import numpy as np

from solver.allotment.pack import Ints, Packed
from solver.allotment.plan import Floats

_FEW_HELD = 4


@dataclass(frozen=True, slots=True)
class Cheapest:
    """A pool of a lot, and what no pool of it costs less than at the prices that were asked."""

    pool: tuple[int, ...]
    least: float


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
