"""Who may serve on a shift, by the rules about single duties, and what each would cost by itself."""

from collections.abc import Mapping
from functools import lru_cache

import numpy as np

from solver.arrays import Candidates, Town
from solver.kinds import Index, Numbers
from solver.rules import DUTY_COSTS, DUTY_RULES

# A town with fewer pairs of volunteer and shift than this keeps the offers of every shift at hand.
_KEEP_ALL = 4_000_000
_KEEP_SOME = 1_000


class Offers:
    """Every call gives the same answer: offers depend on the town alone, never on a roster."""

    def __init__(self, town: Town) -> None:
        self.town = town
        small = len(town.unit) * len(town.start) <= _KEEP_ALL
        self.of = lru_cache(None if small else _KEEP_SOME)(self._of)
        self.prices = lru_cache(None if small else _KEEP_SOME)(self._prices)

    def _of(self, shift: int) -> tuple[Index, Numbers]:
        """Volunteers that no rule about single duties refuses, ascending, and the price of each."""
        candidates = Candidates(shift, *self.town.near(self.town.point[shift]))
        for rule in DUTY_RULES:
            candidates = candidates.only(~rule.refuses(self.town, candidates))
        return candidates.who, self.priced(candidates)

    def _prices(self, shift: int) -> Mapping[int, int]:
        """The same as a mapping from volunteer to price."""
        who, prices = self.of(shift)
        return dict(zip(who.tolist(), prices.tolist(), strict=True))

    def price(self, volunteer: int, shift: int) -> int:
        """What a duty costs by itself, allowed or not."""
        price = self.prices(shift).get(volunteer)
        return int(self.priced(self.town.one(volunteer, shift))[0]) if price is None else price

    def priced(self, candidates: Candidates) -> Numbers:
        """What a duty of each would cost by itself, allowed or not."""
        total = self.town.numbers(np.zeros(len(candidates.who), dtype=np.bool_))
        for cost in DUTY_COSTS:
            total = total + cost.prices(self.town, candidates)
        return total
