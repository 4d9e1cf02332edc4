"""What if: one thing is supposed, and the roster that follows is legal and counted as a judge counts."""

from collections.abc import Callable
from dataclasses import replace

import pytest

from solver import supposing
from solver.answered import Effort
from solver.deadline import Deadline
from solver.judge import judge
from solver.problem import Problem, Span
from solver.roster import Roster
from solver.what_if import Filled, estimated, solved
from tests.solver.random_towns import random_town
from tests.solver.towns import on_day, person, point, problem_of, roster_of, town, unit

WEEK = {"caps": {"week": 1}}


def a_town() -> Problem:
    """v1 and v2 of u1 serve once a week, and v3 of u2; of three shifts of the first week one is left empty."""
    crew = [person("v1", **WEEK), person("v2", **WEEK), person("v3", **WEEK, unit="u2", reach=100)]
    shifts = [on_day("s1", 0), on_day("s2", 1), on_day("s3", 2)]
    points = [point(stewards=["u1", "u2"])]
    return problem_of(town(crew, shifts, policy={"vacancy": 100}, units=[unit("u1"), unit("u2")], points=points))


TOLD = roster_of(("s1", "v1"), ("s2", "v2")).duties


@pytest.mark.parametrize(
    ("supposed", "empty", "seats"),
    [
        pytest.param(lambda p: p, 0, 3, id="nothing"),
        pytest.param(lambda p: supposing.without_units(p, {"u2"}), 1, 3, id="a unit is lost"),
        pytest.param(lambda p: supposing.without_units(p, {"u1"}), 2, 3, id="a larger unit is lost"),
        pytest.param(lambda p: supposing.staffed(p, {"s3"}, more=1), 1, 4, id="a shift asks for more"),
        pytest.param(lambda p: supposing.with_point(p, like="p1", id_="p2"), 3, 6, id="a point is added"),
        pytest.param(
            lambda p: supposing.more_often(supposing.with_point(p, like="p1", id_="p2"), {"v1"}, cap="week", more=2),
            1,
            6,
            id="a point is added and somebody comes more often",
        ),
        pytest.param(lambda p: supposing.more_often(p, {"v3"}, cap="week", more=-1), 1, 3, id="somebody comes less"),
    ],
)
def test_what_is_supposed_is_counted(supposed: Callable[[Problem], Problem], empty: int, seats: int) -> None:
    found = estimated(supposed(a_town()), TOLD, Deadline(3600.0))

    assert (found.empty, found.seats) == (empty, seats)
    assert found.costs["vacancy"] == 100 * empty


def test_going_further_reaches_another_point() -> None:
    # v3 lives 1000.8 metres from p2 and goes 100.
    points = [point(), point("p2", north=1.0)]
    shifts = [on_day("s1", 0, point="p2")]
    problem = problem_of(town([person("v3", reach=100)], shifts, points=points, policy={"vacancy": 100}))

    near, far = (
        estimated(supposing.further(problem, {"v3"}, metres=metres), (), Deadline(3600.0)) for metres in (900, 901)
    )

    assert (near.empty, far.empty) == (1, 0)


def test_who_joins_comes_and_who_is_there_stays_as_they_are() -> None:
    problem = a_town()
    new = replace(problem.volunteer["v1"], id="v4")
    more = supposing.with_point(problem, like="p1", id_="p2")

    found = estimated(supposing.joined(more, [new, replace(new, id="v1", away=(Span(0, 10**6),))]), TOLD, Deadline(60))

    assert found.empty == 2
    assert found.duties >= TOLD


@pytest.mark.parametrize("seed", range(40))
def test_an_estimate_is_legal_and_counted_as_a_judge_counts(seed: int) -> None:
    problem = problem_of(random_town(seed))
    supposed = supposing.without_units(problem, {problem.units[0].id})

    for one in (problem, supposed):
        found = estimated(one, problem.published, Deadline(3600.0))

        verdict = judge(replace(one, published=frozenset()), Roster(found.duties))
        assert verdict.legal
        assert found.costs == verdict.costs


def test_a_solve_is_no_worse_than_an_estimate_and_proves_how_good_it_is() -> None:
    problem = a_town()

    quick, best = estimated(problem, (), Deadline(3600.0)), solved(problem, (), Effort(seconds=3600.0, workers=1))

    assert best.bound is not None
    assert best.bound <= best.cost <= quick.cost


@pytest.mark.parametrize("block", range(7000, 7060, 20), ids="towns {}-".format)
def test_what_more_leave_gains_is_what_a_judge_counts(block: int) -> None:
    for seed in range(block, block + 20):
        problem = problem_of(random_town(seed))
        everybody, untold = {one.id for one in problem.volunteers}, replace(problem, published=frozenset())
        before = estimated(problem, (), Deadline(3600.0))
        more = supposing.further(supposing.more_often(untold, everybody, cap="week", more=1), everybody, metres=900)

        filled = Filled(problem, before.duties, Deadline(3600.0))
        gain = filled.gain(more, Deadline(3600.0))

        assert filled.empty == before.empty
        was, now = (judge(more, Roster(duties)) for duties in (before.duties, before.duties | gain.come))
        assert was.cost - now.cost == gain.saves
        assert set(now.broken) <= set(was.broken)
