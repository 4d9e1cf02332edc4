"""Mending a roster that stands in memory: what it costs is what a judge counts, and what need not move stays."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import chain, combinations
from random import Random

import pytest

from solver.deadline import Deadline
from solver.disruption import Disruption
from solver.judge import judge
from solver.problem import DAY, Duty, Problem, Shift, Span
from solver.repair import Mended, mend
from solver.roster import Roster
from solver.standing import Standing
from tests.solver.random_towns import random_roster, random_town
from tests.solver.towns import MOVING, on_day, people, person, problem_of, roster_of, town

blocks = pytest.mark.parametrize("block", range(0, 300, 30), ids="towns {}-".format)


def cost_of(problem: Problem, duties: frozenset[Duty]) -> int:
    """What a judge counts, the breaches of pins left out."""
    verdict = judge(problem, Roster(duties))
    return verdict.cost - verdict.costs["breaches"]


def odd_mendings(block: int) -> Iterator[tuple[Standing, Disruption]]:
    """Thirty odd towns, each with a roster that was told, and something odd that comes up."""
    for seed in range(block, block + 30):
        random = Random(seed)
        file = random_town(seed, huge=seed % 4 == 0)
        problem = problem_of(file)
        standing = Standing.as_told(problem, roster_of(*random_roster(random, file)).duties | problem.pinned)
        if standing.problem.shifts and standing.problem.volunteers:
            yield standing, _something(random, standing.problem)


def _something(random: Random, problem: Problem) -> Disruption:
    who = random.sample(problem.volunteers, random.choice((0, 1, 1, 2)) % (len(problem.volunteers) + 1))
    spans = [(one.id, Span(DAY * day, DAY * (day + 2))) for one in who for day in [random.randrange(problem.days)]]
    shift = random.choice(problem.shifts)
    asked: list[Shift] = []
    if random.random() < 0.5:
        asked.append(replace(shift, headcount=random.choice((1, 2, 4)), roles={}))
    if random.random() < 0.3:
        asked.append(replace(shift, id="new", headcount=2, roles={"leader": 1}))
    barred = random.sample(sorted(problem.published), min(len(problem.published), random.choice((0, 0, 1))))
    return Disruption(tuple(spans), frozenset(barred), tuple(asked))


@blocks
def test_whatever_comes_up_the_costs_told_are_those_a_judge_counts(block: int) -> None:
    for standing, come_up in odd_mendings(block):
        told = standing.problem.published

        found = mend(standing, come_up, Deadline(60.0))

        changed, after = come_up.applied(standing.problem), (told - found.gone - found.moved) | found.come
        assert found.after.board.roster().duties == after
        assert found.before == cost_of(standing.problem, told)
        assert found.left == cost_of(changed, told - found.gone)
        assert found.cost == cost_of(changed, after)
        assert found.cost <= found.left
        assert found.bound is not None
        assert found.moved or found.bound <= found.cost


@blocks
def test_whatever_comes_up_no_hard_rule_is_broken_anew(block: int) -> None:
    for standing, come_up in odd_mendings(block):
        found = mend(standing, come_up, Deadline(60.0))

        changed = come_up.applied(standing.problem)
        assert judge(changed, found.after.board.roster()).legal
        assert standing.board.roster().duties == standing.problem.published


@blocks
def test_only_seats_that_somebody_left_are_filled(block: int) -> None:
    for standing, come_up in odd_mendings(block):
        found = mend(standing, come_up, Deadline(60.0))

        asked = {shift.id for shift in come_up.shifts}
        left = [duty.shift for duty in found.gone | found.moved]
        for shift in {duty.shift for duty in found.come} - asked:
            assert sum(duty.shift == shift for duty in found.come) <= left.count(shift)


@blocks
def test_a_changed_town_is_as_if_packed_anew(block: int) -> None:
    for standing, come_up in odd_mendings(block):
        anew = Standing(come_up.applied(standing.problem), standing.problem.published).town

        changed = standing.after(come_up).town

        for shift in range(len(anew.start)):
            assert changed.barred[shift].tolist() == anew.barred[shift].tolist()
            assert changed.kept[shift].tolist() == anew.kept[shift].tolist()
            assert changed.away(shift).tolist() == anew.away(shift).tolist()
        assert (changed.headcount, changed.needs, changed.pinned) == (anew.headcount, anew.needs, anew.pinned)
        assert (changed.dearest, changed.dtype) == (anew.dearest, anew.dtype)


@blocks
def test_nobody_else_could_stand_in_for_less(block: int) -> None:
    """Against every choice of stand-ins that leaves all others where they are."""
    for standing, come_up in odd_mendings(block):
        found = mend(standing, come_up, Deadline(60.0))

        if not found.moved:
            assert found.cost == min(direct_costs(standing, come_up, found))


def direct_costs(standing: Standing, come_up: Disruption, found: Mended) -> Iterator[int]:
    changed, stays = come_up.applied(standing.problem), standing.problem.published - found.gone
    seats = {found.after.problem.shifts[shift].id: count for shift, count in found.after.wanted.items()}
    new = [Duty(s, v.id) for s in sorted(seats) for v in changed.volunteers if Duty(s, v.id) not in stays]
    for chosen in chain.from_iterable(combinations(new, n) for n in range(min(len(new), sum(seats.values())) + 1)):
        crowded = any(sum(duty.shift == shift for duty in chosen) > count for shift, count in seats.items())
        if not crowded and judge(changed, Roster(stays | set(chosen))).legal:
            yield cost_of(changed, stays | set(chosen))


@blocks
def test_of_one_duty_called_off_two_change_where_anybody_could_come_instead(block: int) -> None:
    for standing, _ in odd_mendings(block):
        for duty in sorted(standing.problem.published):
            come_up = Disruption(barred=frozenset({duty}))
            changed, left = come_up.applied(standing.problem), standing.problem.published - {duty}
            instead = [left | {Duty(duty.shift, one.id)} for one in changed.volunteers]

            found = mend(standing, come_up, Deadline(60.0))

            if any(len(after) > len(left) and judge(changed, Roster(after)).legal for after in instead):
                assert len(found.gone | found.moved | found.come) <= 2


def counting() -> Iterator[float]:
    """A clock that shows one second more each time somebody looks."""
    yield from map(float, range(10**6))


@pytest.mark.parametrize("seconds", [0, 1, 2, 5, 20])
def test_the_best_by_the_deadline_is_given_and_nothing_is_begun_after_it(seconds: int) -> None:
    crew = [person("gone"), *people(12)]
    shifts = [on_day(f"s{n}", n) for n in range(12)]
    file = town(crew, shifts, policy={**MOVING, "fairness": 1})
    standing = Standing(problem_of(file), roster_of(*((f"s{n}", "gone") for n in range(12))).duties)
    ticks = counting()
    looks = 0

    def clock() -> float:
        nonlocal looks
        looks += 1
        return next(ticks)

    found = mend(standing, Disruption(away=(("gone", Span(0, 12 * DAY)),)), Deadline(seconds, clock=clock))

    assert judge(found.after.problem, found.after.board.roster()).legal
    assert len(found.come) <= seconds
    assert found.late == (looks > seconds)
    assert looks <= seconds + 5
