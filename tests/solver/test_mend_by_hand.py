"""Mending by hand: who is sent home, who stays and who comes instead, in towns small enough to see it."""

from dataclasses import replace

from solver.deadline import Deadline
from solver.disruption import Disruption
from solver.problem import DAY, Duty, Span
from solver.repair import mend
from solver.standing import Standing
from tests.solver.towns import MOVING, on_day, people, person, problem_of, roster_of, town


def away(who: str, day: int) -> Disruption:
    return Disruption(away=((who, Span(DAY * day, DAY * (day + 1))),))


def test_where_somebody_is_free_two_duties_change_even_if_an_exchange_were_cheaper() -> None:
    # v3 is free for s1 but far above the fair share: 10 x (2 x 100 + 1) = 2010. v2 to s1 and v3 to s2 costs as much
    # less as v2 is below it, but moves v2.
    crew = [person("v1"), person("v2", carried=-500, caps={"total": 1}), person("v3", carried=100)]
    policy = {"vacancy": 10_000, "fairness": 10}
    standing = Standing(
        problem_of(town(crew, [on_day("s1", 0), on_day("s2", 1)], policy=policy)),
        roster_of(("s1", "v1"), ("s2", "v2")).duties,
    )

    found = mend(standing, away("v1", 0), Deadline(60.0))

    assert found.come == {Duty("s1", "v3")}
    assert not found.moved


def test_a_locked_duty_of_somebody_who_cannot_come_is_released() -> None:
    file = town(people(2), [on_day("s1", 0)], policy=MOVING, pinned=[["s1", "v1"]])
    standing = Standing(problem_of(file), roster_of(("s1", "v1")).duties)

    found = mend(standing, away("v1", 0), Deadline(60.0))

    assert found.come == {Duty("s1", "v2")}


def test_who_was_told_against_a_rule_stays_until_called_off() -> None:
    # v1 has come to serve on s1 although away: only once that is called off somebody else comes.
    crew = [person("v1", away=[[0, DAY]]), person("v2")]
    shifts = [on_day("s1", 0), on_day("s2", 1)]
    told = roster_of(("s1", "v1"), ("s2", "v1")).duties
    standing = Standing.as_told(problem_of(town(crew, shifts, policy=MOVING)), told)

    other, called_off = (
        mend(standing, come_up, Deadline(60.0))
        for come_up in (away("v1", 1), Disruption(barred=frozenset({Duty("s1", "v1")})))
    )

    assert other.come == {Duty("s2", "v2")}
    assert called_off.come == {Duty("s1", "v2")}


def test_a_crew_that_is_too_large_now_sends_home_whom_it_misses_least() -> None:
    crew = [person("v1", carried=5), person("v2"), person("v3", carried=9)]
    file = town(crew, [on_day("s1", 0, headcount=3)], policy={**MOVING, "fairness": 1})
    standing = Standing(problem_of(file), roster_of(("s1", "v1"), ("s1", "v2"), ("s1", "v3")).duties)
    smaller = replace(standing.problem.shifts[0], headcount=1)

    found = mend(standing, Disruption(shifts=(smaller,)), Deadline(60.0))

    assert found.gone == {Duty("s1", "v1"), Duty("s1", "v3")}
    assert not found.come
