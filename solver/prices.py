"""A better lower bound for towns that do not close: a price on everybody's load and on each of their caps.

Relaxed are the rows that tie a person's duties together: what they carry, and how often they serve in a day, in a
week and in all. With a price on each such row every shift takes its cheapest crew as if nobody else wanted them, and
every person the load that suits them, and what both come to is a proven bound whatever the prices (Lagrange). The
prices follow where shifts and people disagree, by Polyak's step towards the best cost known (B. T. Polyak, 1969).
What is not priced (rest, overlap, weekends, offices) only weakens the bound.

Prices are whole numbers of 1/SCALE cost, so every sum is exact.
"""

from collections.abc import Callable
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt

from solver.board import Board
from solver.crews import Crews, crews
from solver.kinds import Whole
from solver.offers import Offers
from solver.parts import Part

SCALE = 16
# Steps without a better bound before the step is halved, and the step not worth taking any more.
_PATIENCE = 12
_LEAST_BOLD = 0.01
# Most steps of each climb, and of both together so that pairs x steps stay within what a few seconds allow.
_STEPS_TOGETHER, _STEPS_ALONE, _STEPS_LEAST = 120, 400, 30
_WORK = 40_000_000


@dataclass(frozen=True, slots=True)
class _Rows:
    """Rows to price: `of` says for every pair of each kind of row which one it is in, -1 for none, `limits` each row's
    limit and `kinds` its kind."""

    of: tuple[npt.NDArray[np.int64], ...]
    limits: Whole
    kinds: Whole


def ascend(fixed: Board, offers: Offers, part: Part, *, best: int, over: Callable[[], bool]) -> int | None:
    """The best bound found on the change of the fixed board's cost; `best` is a change that a roster reaches.

    None where the part is too large, its numbers too big for 64 bits, or its crews too many-sided for this.
    """
    found = crews(fixed, offers, part)
    return None if found is None else _Ascent(fixed, part, found).run(best, over)


class _Ascent:
    """Prices climb together first, one for each kind of row and set of roles, then one for each of these in a unit, so
    that what is scarce throughout the town or a pool is dear before anybody's own rows are looked at."""

    def __init__(self, fixed: Board, part: Part, found: Crews) -> None:
        self._crews = found
        self._weight = fixed.town.policy.fairness
        people = np.array(part.volunteers, dtype=np.int64)
        self._standing = fixed.standings[people]
        self._person = np.searchsorted(people, found.who)
        self._rows = _rows(fixed, found)
        self._most = _most_load(fixed, part, found, self._person)
        self._levels = _levels(fixed, part, self._rows, self._person)
        self._random = np.random.default_rng(0)
        self._highest: int | None = None
        self._best_prices = np.zeros(len(people) + len(self._rows.limits))

    def run(self, best: int, over: Callable[[], bool]) -> int | None:
        steps = max(_STEPS_LEAST, _WORK // max(1, len(self._crews.who)))
        for alike in self._levels:
            self._climb(SCALE * best, min(_STEPS_TOGETHER, steps // 4), over, alike)
        self._climb(SCALE * best, min(_STEPS_ALONE, steps), over, None)
        return None if self._highest is None else -(-self._highest // SCALE)

    def _climb(self, best: int, steps: int, over: Callable[[], bool], alike: Whole | None) -> None:
        """Steps towards `best`; prices of equal numbers in `alike` move together, None moves each by itself."""
        prices, boldness, waited = self._best_prices, 1.0, 0
        people = len(self._standing)
        for _ in range(steps):
            if over() or boldness < _LEAST_BOLD:
                return
            value, excess = self._value(np.rint(prices).astype(np.int64), blur=round(SCALE * boldness))
            if self._highest is None or value > self._highest:
                self._highest, self._best_prices, waited = value, prices, 0
            else:
                waited += 1
            if waited >= _PATIENCE:
                prices, boldness, waited = self._best_prices, boldness / 2, 0
                continue
            way = excess.astype(np.float64) if alike is None else _averaged(excess, alike)
            # A cap that nobody strains stays free of charge.
            way[people:][(prices[people:] <= 0) & (way[people:] < 0)] = 0
            norm = float((way**2).sum())
            if norm == 0:
                return
            prices = prices + boldness * max(1.0, best - value) / norm * way
            prices[people:] = np.maximum(0.0, prices[people:])
            prices = np.clip(prices, -self._crews.dearest, self._crews.dearest)

    def _value(self, at: Whole, *, blur: int) -> tuple[int, Whole]:
        """SCALE x the bound at these prices, and by how much the shifts' side exceeds each load and each limit.

        The excess is that of crews which are cheapest but for up to `blur` a person: where many are equally cheap,
        taking always the same ones would point the prices away from where all of them should go.
        """
        found, rows = self._crews, self._rows
        load_price, row_price = np.split(at, [len(self._standing)])
        prices = SCALE * found.prices + found.loads * load_price[self._person]
        charged = np.append(row_price, 0)  # the last is for pairs that are in no row
        for of in rows.of:
            prices = prices + charged[of]
        shifts, _ = found.cheapest(prices, SCALE)
        _, taken = found.cheapest(prices + self._random.integers(0, blur + 1, len(prices)), SCALE)
        people, wanted = self._people(load_price)
        used = np.bincount(self._person[taken], found.loads[taken], len(self._standing)).astype(np.int64)
        counts = np.zeros(len(rows.limits), dtype=np.int64)
        for of in rows.of:
            counts += np.bincount(of[taken][of[taken] >= 0], minlength=len(counts))
        excess = np.concatenate([used - wanted, counts - rows.limits])
        return shifts + people - int((row_price * rows.limits).sum()), excess

    def _people(self, price: Whole) -> tuple[int, Whole]:
        """Everybody's best whole load in [0, most], at SCALE x fairness - price x load, and the sum of its cost."""
        weight = SCALE * self._weight
        low = np.clip(price // (2 * weight) - self._standing, 0, self._most) if weight else np.zeros_like(price)
        high = np.minimum(low + 1, self._most) if weight else np.where(price > 0, self._most, 0)
        costs = [weight * load * (2 * self._standing + load) - price * load for load in (low, high)]
        return int(np.minimum(*costs).sum()), np.where(costs[0] <= costs[1], low, high)


def _rows(fixed: Board, found: Crews) -> _Rows:
    """A row for each cap of a person that more pairs are offered for than it allows."""
    town, of = fixed.town, []
    limits = kind = np.zeros(0, dtype=np.int64)
    shift = found.shift
    kinds = (
        (np.array(town.day)[shift], town.most_in_day, fixed.in_day),
        (np.array(town.week)[shift], town.most_in_week, fixed.in_week),
        (np.zeros(len(shift), dtype=np.int64), town.most_in_all, {0: fixed.in_all}),
    )
    for bucket, most, used in kinds:
        keys, row = np.unique(np.stack([found.who.astype(np.int64), bucket]), axis=1, return_inverse=True)
        row = row.reshape(-1)
        held = np.array([used[b][v] if b in used else 0 for v, b in keys.T.tolist()], dtype=np.int64)
        limit = np.maximum(0, most[keys[0]] - held)
        tight = np.bincount(row, minlength=keys.shape[1]) > limit
        number = np.where(tight, np.cumsum(tight) - 1 + len(limits), -1)
        of.append(number[row])
        limits = np.concatenate([limits, limit[tight]])
        kind = np.concatenate([kind, np.full(int(tight.sum()), len(of), dtype=np.int64)])
    return _Rows(tuple(of), limits, kind)


def _levels(fixed: Board, part: Part, rows: _Rows, person: Whole) -> list[Whole]:
    """For each person's load and each row a number, equal where the kind of row and the roles held are; then one that
    is equal where the unit is the same as well, since colleagues are of one pool."""
    town = fixed.town
    owner = np.zeros(len(rows.limits), dtype=np.int64)
    for of in rows.of:
        owner[of[of >= 0]] = person[of >= 0]
    kinds = np.concatenate([np.zeros(len(part.volunteers), dtype=np.int64), rows.kinds])
    levels = []
    for key in (lambda v: town.roles[v], lambda v: (town.roles[v], town.unit[v])):
        sets: dict[object, int] = {}
        held = np.array([sets.setdefault(key(v), len(sets)) for v in part.volunteers], dtype=np.int64)
        levels.append(kinds * max(1, len(sets)) + np.concatenate([held, held[owner]]))
    return levels


def _averaged(excess: Whole, alike: Whole) -> npt.NDArray[np.float64]:
    sums, counts = np.bincount(alike, excess), np.bincount(alike)
    averages: npt.NDArray[np.float64] = (sums / np.maximum(1, counts))[alike]
    return averages


def _most_load(fixed: Board, part: Part, found: Crews, person: Whole) -> Whole:
    """No choice gives a person more load than all that is offered to them, or than their cap in all allows."""
    offered = np.bincount(person, found.loads, len(part.volunteers)).astype(np.int64)
    people = np.array(part.volunteers, dtype=np.int64)
    left = np.maximum(0, fixed.town.most_in_all[people] - fixed.in_all[people])
    heaviest = int(found.loads.max(initial=0))
    capped: Whole = np.minimum(offered, np.minimum(left, 2**31) * heaviest)
    return capped
