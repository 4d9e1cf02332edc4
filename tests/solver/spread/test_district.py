"""The law of districts, on odd towns: what a district does by itself is what it does to the whole."""

from random import Random

import numpy as np
import pytest

from solver.files import parse_problem, write_problem
from solver.judge import judge
from solver.problem import Duty, Problem
from solver.roster import Roster
from solver.spread.cutting import Plan
from solver.spread.district import District, districts
from tests.solver.random_towns import random_town
from tests.solver.towns import problem_of

SEEDS = range(400)


@pytest.mark.parametrize("seed", SEEDS)
def test_the_whole_changes_by_what_its_districts_change_by(seed: int) -> None:
    problem, random = problem_of(random_town(seed, most_people=6, most_shifts=7)), Random(seed)
    before = _legal(problem, random)
    cut = Plan(problem).cut(random.choice((2, 3)), np.random.default_rng(seed))

    found = list(districts(problem, before.duties, cut))
    after = [_legal(district.problem, random) for district in found]

    joined = set(before.duties)
    for district, roster in zip(found, after, strict=True):
        joined = joined - district.start | roster.duties - district.problem.pinned
    whole = judge(problem, Roster(frozenset(joined)))
    assert whole.broken == ()
    changes = sum(_cost(one, roster) - one.cost for one, roster in zip(found, after, strict=True))
    assert whole.cost - judge(problem, before).cost == changes


@pytest.mark.parametrize("seed", SEEDS)
def test_a_district_keeps_the_format(seed: int) -> None:
    problem = problem_of(random_town(seed, most_people=6, most_shifts=7))
    cut = Plan(problem).cut(2, np.random.default_rng(seed))

    for district in districts(problem, _legal(problem, Random(seed)).duties, cut):
        assert parse_problem(write_problem(district.problem)) == district.problem


def _legal(problem: Problem, random: Random) -> Roster:
    """The pins, and most of the other duties that are still legal beside what came before."""
    duties = set(problem.pinned)
    pairs = [Duty(shift.id, one.id) for shift in problem.shifts for one in problem.volunteers]
    for duty in random.sample(pairs, len(pairs)):
        if random.random() < 0.8 and judge(problem, Roster(frozenset(duties | {duty}))).legal:
            duties.add(duty)
    return Roster(frozenset(duties))


def _cost(district: District, roster: Roster) -> int:
    verdict = judge(district.problem, roster)
    assert verdict.broken == ()
    return verdict.cost
