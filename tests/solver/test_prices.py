"""The priced bound: never above the best roster there is, and close to it where people are what is scarce."""

from itertools import combinations

import numpy as np
import pytest

from solver.answered import Effort
from solver.board import Board
from solver.crews import crews
from solver.prices import ascend
from solver.solve import begin
from tests.solver.exhaustive import optimum
from tests.solver.random_towns import random_town
from tests.solver.reference import pairs
from tests.solver.reference_costs import cost
from tests.solver.towns import on_day, people, problem_of, town

EFFORT = Effort(seconds=3600.0, workers=1)


@pytest.mark.parametrize("block", range(5000, 5240, 60), ids="towns {}-".format)
def test_no_legal_roster_costs_less(block: int) -> None:
    for seed in range(block, block + 60):
        odd = random_town(seed, most_shifts=4, huge=seed % 4 == 0)
        search = begin(problem_of(odd), EFFORT)
        least = optimum(odd) - cost(odd, pairs(odd, "pinned"))
        for part in search.parts:
            bound = ascend(search.board, search.offers, part, best=least, over=lambda: False)
            if bound is not None and len(search.parts) == 1:
                assert bound <= least, odd["name"]


@pytest.mark.parametrize("seed", range(5300, 5340))
def test_the_cheapest_crews_are_the_cheapest_of_all(seed: int) -> None:
    odd = random_town(seed, most_shifts=3)
    search = begin(problem_of(odd), EFFORT)
    random = np.random.default_rng(seed)
    for part in search.parts:
        found = crews(search.board, search.offers, part)
        if found is None:
            continue
        prices = found.prices + random.integers(-50, 50, len(found.prices))

        total, taken = found.cheapest(prices, 1)

        assert total == sum(_cheapest(search.board, found.who, found.shift, prices, shift) for shift in part.shifts)
        assert len(set(taken.tolist())) == len(taken)


def _cheapest(board: Board, who: np.ndarray, shifts: np.ndarray, prices: np.ndarray, shift: int) -> int:
    """Of every crew that the open seats admit, what the cheapest costs, roles included: one by one."""
    town = board.town
    offered = [(int(who[n]), int(prices[n])) for n in np.flatnonzero(shifts == shift)]
    best = 0
    for size in range(board.open_seats(shift) + 1):
        for crew in combinations(offered, size):
            roles = sum(
                min(board.missing(shift, role), sum(role in town.roles[volunteer] for volunteer, _ in crew))
                for role in town.needs[shift]
            )
            best = min(best, sum(price for _, price in crew) - town.role_price[shift] * roles)
    return best


def test_caps_that_everybody_strains_are_seen() -> None:
    # Two people of two duties a week at most, six seats in that week at 100 a vacancy: two stay empty.
    short = town(
        people(2, caps={"week": 2}), [on_day(f"s{day}", day) for day in range(6)], policy={"vacancy": 100}, days=7
    )
    search = begin(problem_of(short), EFFORT)

    bound = ascend(search.board, search.offers, search.parts[0], best=-400, over=lambda: False)

    assert bound is not None
    assert search.progress.base == 600
    assert -400 - 5 <= bound <= -400


def test_nothing_is_proven_without_time() -> None:
    search = begin(problem_of(town(people(1), [on_day("s1", 0)])), EFFORT)

    assert ascend(search.board, search.offers, search.parts[0], best=0, over=lambda: True) is None
