"""Solving: there is always a legal roster, whenever it ends and whatever it is given."""

from itertools import pairwise

import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver import search
from solver import solve as solving
from solver.answered import Answer, Effort
from solver.judge import judge
from solver.problem import Problem
from solver.progress import Step, Stop
from solver.roster import Roster
from solver.solve import solve
from tests.solver.towns import duties_of, duty, on_day, people, point, problem_of, town, unit

ONE_CORE = Effort(seconds=3600.0, workers=1)


def village(people: int = 20, days: int = 7) -> Problem:
    """Too few people for all that is to do, so that nothing is proven at once."""
    return made_up(Size(units=3, people=people, points=4, days=days, side=1_500), 1)


@pytest.fixture
def in_rounds(monkeypatch: pytest.MonkeyPatch) -> None:
    """Even a village is too large to be decided as a whole."""
    monkeypatch.setattr(solving, "_WHOLE", 0)


def assert_judged(problem: Problem, answer: Answer) -> None:
    verdict = judge(problem, answer.roster)
    assert verdict.legal
    assert verdict == answer.verdict
    assert answer.bound is None or answer.bound <= answer.cost


@pytest.mark.usefixtures("in_rounds")
def test_the_same_seed_gives_the_same_answer() -> None:
    problem = village()
    effort = Effort(seconds=600.0, workers=1, seed=7, rounds=3)

    first, second = solve(problem, effort), solve(problem, effort)

    assert first.roster == second.roster
    assert (first.cost, first.bound) == (second.cost, second.bound)


def test_a_village_decided_as_a_whole_is_the_same_twice_too() -> None:
    effort = Effort(seconds=600.0, workers=1, seed=3, rounds=1)

    first, second = solve(village(), effort), solve(village(), effort)

    assert first.roster == second.roster
    assert (first.status, first.cost, first.bound) == (second.status, second.cost, second.bound)


@pytest.mark.usefixtures("in_rounds")
def test_several_threads_give_a_judged_roster() -> None:
    problem = village()

    answer = solve(problem, Effort(seconds=600.0, workers=3, rounds=6))

    assert_judged(problem, answer)


@pytest.mark.parametrize("whole", [True, False])
def test_whoever_keeps_rosters_is_shown_legal_ones(monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    monkeypatch.setattr(search, "_KEEP_EVERY", -1.0)
    if not whole:
        monkeypatch.setattr(solving, "_WHOLE", 0)
    problem, kept = village(), list[Roster]()

    answer = solve(problem, Effort(seconds=600.0, workers=1, rounds=3), keep=kept.append)

    costs = [judge(problem, roster).cost for roster in kept]
    assert kept
    assert all(judge(problem, roster).legal for roster in kept)
    assert costs == sorted(costs, reverse=True)
    assert costs[-1] == answer.cost


def test_an_earlier_answer_is_begun_from() -> None:
    problem, stop = village(), Stop()
    best = solve(problem, ONE_CORE)
    assert best.status == "optimal"

    answer = solve(problem, ONE_CORE, start=best.roster.duties, report=lambda _: stop(), stop=stop)

    assert answer.cost == best.cost
    assert answer.trace[0].cost == best.cost


def test_of_an_earlier_answer_whatever_is_allowed_is_taken() -> None:
    # v1 may not serve twice a day, and v2 is barred from s2: the start breaks both.
    shifts = [on_day("s1", 0), on_day("s2", 0, 600, 690)]
    file = town(people(2, caps={"day": 1}), shifts, barred=[["s2", "v2"]], policy={"vacancy": 1000})
    start = [duty(("s1", "v1")), duty(("s2", "v1")), duty(("s2", "v2"))]

    answer = solve(problem_of(file), ONE_CORE, start=start)

    assert duties_of(answer.roster) == {("s1", "v2"), ("s2", "v1")}


@pytest.mark.parametrize("whole", [True, False])
def test_the_trace_only_gets_better(monkeypatch: pytest.MonkeyPatch, *, whole: bool) -> None:
    if not whole:
        monkeypatch.setattr(solving, "_WHOLE", 0)
    heard: list[Step] = []

    answer = solve(village(), Effort(seconds=600.0, workers=2, rounds=4), report=heard.append)

    assert list(answer.trace) == heard
    assert (answer.trace[-1].cost, answer.trace[-1].bound) == (answer.cost, answer.bound)
    for step, later in pairwise(answer.trace):
        assert step.bound is not None
        assert later.bound is not None
        assert later.seconds >= step.seconds
        assert later.cost < step.cost or later.bound > step.bound
        assert later.cost <= step.cost
        assert later.bound >= step.bound


@pytest.mark.parametrize(
    ("lists", "cost"),
    [
        pytest.param({"volunteers": []}, 2000, id="nobody: 2 seats at 1000"),
        pytest.param({"shifts": []}, 2, id="nothing to do: 2 x (0 - 1)^2 for v1"),
        pytest.param({"shifts": [], "points": []}, 2, id="nowhere to be"),
        pytest.param({"shifts": [], "points": [], "volunteers": [], "units": []}, 0, id="nothing at all"),
    ],
)
def test_a_town_without(lists: dict[str, list[object]], cost: int) -> None:
    file = town(people(1, target=1), [on_day("s1", 0, headcount=2)], policy={"vacancy": 1000, "fairness": 2})

    answer = solve(problem_of({**file, **lists}), ONE_CORE)

    assert (answer.status, answer.cost, answer.bound) == ("optimal", cost, cost)
    assert duties_of(answer.roster) == set()


def test_every_part_is_decided() -> None:
    # Two points 111 km apart with a person at each: two parts, one seat each.
    far = {**point("p2"), "at": [116.7, 40.52]}
    crew = [people(1)[0], {**people(2)[1], "at": [far["at"]]}]
    shifts = [on_day("s1", 0), on_day("s2", 0, point="p2")]
    file = town(crew, shifts, points=[point("p1"), far], units=[unit()], policy={"vacancy": 10})

    answer = solve(problem_of(file), ONE_CORE)

    assert (answer.status, answer.cost) == ("optimal", 0)
    assert duties_of(answer.roster) == {("s1", "v1"), ("s2", "v2")}
