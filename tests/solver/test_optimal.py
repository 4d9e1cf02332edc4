"""On every town small enough to try each roster, the answer is the best one and is proven so."""

import pytest

from solver.answered import Effort
from solver.solve import begin, solve
from tests.solver.exhaustive import optimum
from tests.solver.random_towns import random_town
from tests.solver.reference import legal, pairs
from tests.solver.reference_costs import cost
from tests.solver.towns import duties_of, problem_of

SURELY = Effort(seconds=3600.0, workers=1)


@pytest.mark.parametrize("block", range(2000, 2400, 40), ids="towns {}-".format)
def test_a_tiny_town_is_rostered_at_the_least_cost_and_proven_so(block: int) -> None:
    for seed in range(block, block + 40):
        town = random_town(seed, most_shifts=4)
        best = optimum(town)

        answer = solve(problem_of(town), SURELY)

        assert (answer.status, answer.cost, answer.bound) == ("optimal", best, best), town["name"]
        assert legal(town, duties_of(answer.roster))
        assert cost(town, duties_of(answer.roster)) == best


@pytest.mark.parametrize("block", range(3000, 3120, 40), ids="towns {}-".format)
def test_numbers_too_large_for_any_machine_word_change_nothing_about_that(block: int) -> None:
    for seed in range(block, block + 40):
        town = random_town(seed, most_shifts=4, huge=True)
        best = optimum(town)

        answer = solve(problem_of(town), SURELY)

        assert (answer.status, answer.cost, answer.bound) == ("optimal", best, best), town["name"]
        assert legal(town, duties_of(answer.roster))


@pytest.mark.parametrize("block", range(4000, 4300, 60), ids="towns {}-".format)
def test_no_legal_roster_costs_less_than_the_quick_bound(block: int) -> None:
    for seed in range(block, block + 60):
        town = random_town(seed, most_shifts=4, huge=seed % 3 == 0)

        changes = begin(problem_of(town), SURELY).bounds()

        assert changes is not None
        assert cost(town, pairs(town, "pinned")) + sum(changes.values()) <= optimum(town), town["name"]
