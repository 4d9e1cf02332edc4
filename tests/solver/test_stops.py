"""When a solve ends: told to, out of time, or good enough; there is a judged roster whenever it is."""

import pytest

from benchmarks.towns import Size
from benchmarks.towns import town as made_up
from solver import solve as solving
from solver.answered import Answer, Effort
from solver.judge import judge
from solver.problem import Problem
from solver.progress import Step, Stop, gap
from solver.solve import solve

ONE_CORE = Effort(seconds=3600.0, workers=1)


def village(people: int = 30, days: int = 7) -> Problem:
    """Just enough people for all that is to do, so that nothing is proven at once."""
    return made_up(Size(units=3, people=people, points=4, days=days, side=1_500), 1)


def assert_judged(problem: Problem, answer: Answer) -> None:
    verdict = judge(problem, answer.roster)
    assert verdict.legal
    assert verdict == answer.verdict
    assert answer.bound is None or answer.bound <= answer.cost


def test_a_stop_gives_the_best_so_far() -> None:
    problem, stop = village(), Stop()

    answer = solve(problem, ONE_CORE, stop=stop, report=lambda _: stop())

    assert answer.status == "stopped"
    assert answer.roster.duties
    assert_judged(problem, answer)


def test_a_stop_before_the_start_gives_a_roster_all_the_same() -> None:
    problem, stop = village(), Stop()
    stop()

    answer = solve(problem, ONE_CORE, stop=stop)

    assert answer.status == "stopped"
    assert_judged(problem, answer)


def test_a_stop_among_the_neighbourhoods_ends_them(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(solving, "_WHOLE", 0)  # even a village is too large to be decided as a whole
    problem, stop, heard = village(), Stop(), list[Step]()

    def stop_at_the_third(step: Step) -> None:
        heard.append(step)
        if len(heard) == 3:
            stop()

    answer = solve(problem, ONE_CORE, stop=stop, report=stop_at_the_third)

    assert answer.status == "stopped"
    assert_judged(problem, answer)


@pytest.mark.parametrize("seconds", [0.001, 0.3])
def test_hardly_any_time_gives_a_roster_all_the_same(seconds: float) -> None:
    problem = village(60, 14)

    answer = solve(problem, Effort(seconds=seconds, workers=2))

    assert answer.status == "feasible"
    assert_judged(problem, answer)


def test_it_ends_once_the_gap_asked_for_is_reached() -> None:
    problem = village()

    answer = solve(problem, Effort(seconds=600.0, workers=1, gap=0.5))

    assert answer.bound is not None
    assert gap(answer.cost, answer.bound) <= 0.5
    assert answer.status == "feasible"
    assert_judged(problem, answer)
