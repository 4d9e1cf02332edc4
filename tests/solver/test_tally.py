"""What is judged only where a roster changes is what the judge says of the whole, whatever the roster."""

from collections import Counter
from dataclasses import replace
from random import Random

import pytest

from solver.judge import hard_breaches, judge
from solver.problem import Duty, Problem
from solver.roster import Roster
from solver.tally import Tally
from tests.solver.random_towns import random_roster, random_town
from tests.solver.reference import Town
from tests.solver.towns import problem_of

_HUGE = 4

blocks = pytest.mark.parametrize("block", range(0, 400, 40), ids="towns {}-".format)


def counted(problem: Problem, duties: frozenset[Duty]) -> Tally:
    """A tally that has judged the whole already."""
    tally = Tally(problem, duties)
    assert tally.soft is not None
    assert tally.hard is not None
    return tally


def another(random: Random, town: Town, duties: frozenset[Duty]) -> frozenset[Duty]:
    """Some of the duties, now and then with others."""
    kept = {duty for duty in sorted(duties) if random.random() < 0.8}
    more = random_roster(random, town) if random.random() < 0.5 else set()
    return Roster.of({*kept, *more}).duties


@blocks
def test_a_tally_that_follows_changes_says_what_the_judge_says_of_each(block: int) -> None:
    for seed in range(block, block + 40):
        town, random = random_town(seed, huge=seed % _HUGE == 0), Random(seed)
        problem, duties = problem_of(town), Roster.of(random_roster(random, town)).duties
        tally = counted(problem, duties)

        for _ in range(6):
            duties = another(random, town, duties)
            pins = frozenset(duty for duty in sorted(duties | problem.pinned) if random.random() < 0.4)
            problem = replace(problem, pinned=pins)
            tally = tally.changed(problem, duties)

            verdict = judge(problem, Roster(duties))
            assert tally.costs == verdict.costs, (town["name"], duties)
            assert Counter(tally.broken) == Counter(verdict.broken), (town["name"], duties)


@blocks
def test_what_a_change_breaks_is_what_the_whole_roster_breaks_more_than_before(block: int) -> None:
    for seed in range(block, block + 40):
        town, random = random_town(seed), Random(seed)
        problem, before = problem_of(town), Roster.of(random_roster(random, town))
        after = Roster(another(random, town, before.duties))
        had = {replace(breach, amount=0): breach.amount for breach in hard_breaches(problem, before)}
        worse = [one for one in hard_breaches(problem, after) if one.amount > had.get(replace(one, amount=0), 0)]

        assert Counter(Tally(problem, before.duties).newly_broken(after.duties)) == Counter(worse), town["name"]


def test_a_tally_that_was_never_asked_judges_the_changed_roster_as_a_whole() -> None:
    town = random_town(7)
    problem, duties = problem_of(town), Roster.of(random_roster(Random(7), town)).duties

    tally = Tally(problem, frozenset()).changed(problem, duties)

    assert tally.costs == judge(problem, Roster(duties)).costs
