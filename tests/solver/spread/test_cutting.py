"""Cutting a town: districts of about as many seats, offices whole, and no seam twice in one place."""

import numpy as np
import pytest

from benchmarks.towns import STREET
from benchmarks.towns import town as made_up
from solver.problem import Problem
from solver.spread.cutting import Cut, Plan
from tests.solver.towns import HOME, KILOMETRE, on_day, person, point, problem_of, town, unit


@pytest.fixture(scope="module")
def street() -> Problem:
    return made_up(STREET, 1)


def cut_of(problem: Problem, districts: int, seed: int = 1) -> Cut:
    return Plan(problem).cut(districts, np.random.default_rng(seed))


@pytest.mark.parametrize("districts", [1, 2, 3, 5])
def test_every_district_has_its_share_of_seats(street: Problem, districts: int) -> None:
    where = dict(zip((point.id for point in street.points), cut_of(street, districts).points.tolist(), strict=True))

    seats = [0] * districts
    for shift in street.shifts:
        seats[where[shift.point]] += shift.headcount

    # A line lies up to 0.3 districts astray, and goes between points of up to 110 seats.
    assert sum(seats) == 1440
    assert max(seats) <= 1.3 * 1440 / districts + 2 * 110
    assert min(seats) > 0


def test_an_office_that_counts_its_people_stays_whole(street: Problem) -> None:
    cut = cut_of(street, 3)

    homes = {(one.unit, district) for one, district in zip(street.volunteers, cut.people.tolist(), strict=True)}

    assert len(homes) == len({one.unit for one in street.volunteers})


def test_people_live_where_their_points_are() -> None:
    north = [HOME[0], HOME[1] + 10 * KILOMETRE]
    problem = problem_of(
        town(
            [person("v1"), person("v2", at=[north]), person("v3", at=[])],
            [on_day("s1", 0), on_day("s2", 0, point="p2")],
            points=[point("p1"), point("p2", north=10)],
            units=[unit()],
        )
    )

    for seed in range(20):
        cut = cut_of(problem, 2, seed)
        assert cut.people.tolist()[:2] == cut.points.tolist()


def test_the_next_cut_is_another(street: Problem) -> None:
    random, plan = np.random.default_rng(1), Plan(street)

    cuts = {tuple(plan.cut(2, random).points.tolist()) for _ in range(8)}

    assert len(cuts) > 4
