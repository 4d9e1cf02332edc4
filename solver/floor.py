"""A floor under the cost of any roster, in a moment: who may serve where is asked once for each point, not each shift.

The bound of `solver.bound` looks at the candidates of every shift, seconds in a city. Here a shift has those of its
point, as cheap as they are there; who of them is away, and whom a wish or a published duty speaks of, is left open.
"""

from functools import lru_cache

import numpy as np

from solver.arrays import Candidates
from solver.board import Board
from solver.bound import best, sides_of
from solver.judge import PIN_BREACH
from solver.parts import Part
from solver.rules.continuity import Continuity
from solver.rules.support import Support
from solver.rules.travel import Travel

_BY_POINT = (Support(), Travel(), Continuity())


def floor(pins: Board, broken: int) -> int:
    """No roster that keeps the rules beside these pins, which break rules `broken` times themselves, costs less."""
    return _Floor(pins).height(broken)


class _Floor:
    def __init__(self, pins: Board) -> None:
        self._pins, self._town, self._policy = pins, pins.town, pins.town.policy
        self._added = self._policy.added if self._town.problem.published else 0
        self._gladly: dict[tuple[int, int], int] = {}
        self._alone = lru_cache(None)(self._find_alone)

    def height(self, broken: int) -> int:
        """What stands with nothing but the pins, at least, and what all others change it by, at best."""
        pins, town = self._pins, self._town
        base = PIN_BREACH * broken + self._policy.fairness * sum(standing * standing for standing in pins.standing)
        seats: list[int] = []
        loads: list[int] = []
        given = 0
        for shift, crew in enumerate(pins.crews):
            missing = [pins.missing(shift, role) for role in town.needs[shift]]
            kept = [who for who in town.kept[shift].tolist() if who not in crew]
            base += town.seat_price[shift] * pins.open_seats(shift) + town.role_price[shift] * sum(missing)
            base += self._policy.dropped * len(kept) + self._wished(shift) * len(crew)
            prices = self._seats(shift, kept)
            given -= town.role_price[shift] * sum(min(count, len(prices)) for count in missing)
            seats += prices
            loads += [town.load[shift]] * len(prices)
        whole = Part(tuple(range(len(pins.crews))), tuple(range(len(pins.months))), 0)
        return base + best(sides_of(pins, whole, seats, loads, given=given))

    def _seats(self, shift: int, kept: list[int]) -> list[int]:
        """What a first, a second, … seat taken changes the cost by at least; as many as could be."""
        prices, cheapest = self._alone(self._town.point[shift])
        count = self._pins.open_seats(shift)
        alone = [prices[who] - self._policy.dropped for who in kept if who in prices]
        alone += [price + self._added for price in cheapest[:count]]
        each = self._wished(shift) - self._town.seat_price[shift]
        return [each + price for price in sorted(alone)[:count]]

    def _wished(self, shift: int) -> int:
        """What wishes make a duty on the shift cheaper by, for whoever is the gladdest to come."""
        span = self._town.start[shift], self._town.end[shift]
        if span not in self._gladly:
            self._gladly[span] = int(self._town.wished(shift).min(initial=0)) * self._policy.wish
        return self._gladly[span]

    def _find_alone(self, point: int) -> tuple[dict[int, int], list[int]]:
        """What a duty at the point costs by itself, by volunteer within reach; and the same prices, ascending."""
        town = self._town
        candidates = Candidates(town.point.index(point), *town.near(point))
        total = town.numbers(np.zeros(len(candidates.who), dtype=np.bool_))
        for cost in _BY_POINT:
            total = total + cost.prices(town, candidates)
        prices = total.tolist()
        return dict(zip(candidates.who.tolist(), prices, strict=True)), sorted(prices)
