"""How a solve gets on: what counts as better, what is noted, and when it is time to end."""

import pytest

from solver.progress import Progress, Step, Stop, gap, reached


def progress(asked: float = 0.0, *, stop: Stop | None = None, heard: list[Step] | None = None) -> Progress:
    """A solve of an hour that started from a cost of 1000, with two parts that may change it by -300 at best each."""
    report = heard.append if heard is not None else None
    begun = Progress(seconds=3600.0, gap=asked, stop=stop or Stop(), report=report)
    begun.begin(1000)
    begun.start({0: -300, 1: -300})
    return begun


@pytest.mark.parametrize(
    ("cost", "bound", "right"),
    [
        pytest.param(18234, 18011, 0.01223, id="223 / 18234"),
        pytest.param(0, 0, 0.0, id="nothing at all"),
        pytest.param(0, -5, 5.0, id="a cost of 0 counts as 1"),
        pytest.param(-200, -201, 0.005, id="a gain counts by its size"),
        pytest.param(3, 2, 0.33333, id="five decimals"),
        pytest.param(10**27, 10**27 - 10**25, 0.01, id="beyond 64 bits"),
    ],
)
def test_the_gap_is_a_share_of_the_cost(cost: int, bound: int, right: float) -> None:
    assert gap(cost, bound) == right


@pytest.mark.parametrize(
    ("cost", "bound", "asked", "enough"),
    [
        pytest.param(100, 100, 0.0, True, id="closed"),
        pytest.param(10**9, 10**9 - 1, 0.0, False, id="one unit is open, though the gap rounds to 0"),
        pytest.param(10**27, 10**27 - 1, 0.0, False, id="one unit is open, though doubles cannot tell"),
        pytest.param(100, 99, 0.01, True, id="as close as asked"),
        pytest.param(100, 98, 0.01, False, id="not as close as asked"),
    ],
)
def test_a_gap_is_reached_or_not_without_rounding(cost: int, bound: int, *, asked: float, enough: bool) -> None:
    assert reached(cost, bound, asked) is enough


def test_the_bound_is_the_base_and_what_every_part_can_bring() -> None:
    solve = progress()

    solve.prove(1, -100)

    assert (solve.cost, solve.bound) == (1000, 600)


def test_there_is_no_bound_before_every_part_has_one() -> None:
    solve = Progress(seconds=3600.0, gap=0.0, stop=Stop(), report=None)
    solve.begin(1000)

    assert solve.bound is None
    assert not solve.over()


def test_a_weaker_proof_changes_nothing() -> None:
    solve = progress()
    solve.prove(0, -100)

    solve.prove(0, -200)

    assert solve.bound == 600


def test_each_step_of_cost_or_bound_is_noted_and_told() -> None:
    heard: list[Step] = []
    solve = progress(heard=heard)

    solve.cheaper(-150)
    solve.cheaper(0)
    solve.prove(0, -250)

    assert [(step.cost, step.bound) for step in heard] == [(1000, 400), (850, 400), (850, 450)]
    assert solve.trace == heard


def test_it_is_over_once_the_gap_is_small_enough() -> None:
    solve = progress(0.5)
    solve.cheaper(-200)
    assert solve.over()  # (800 - 400) / 800 = 0.5


def test_it_is_over_once_told_to_stop() -> None:
    stop = Stop()
    solve = progress(stop=stop)
    assert not solve.over()

    stop()

    assert solve.over()


def test_it_is_over_when_the_time_is_up() -> None:
    solve = Progress(seconds=0.0, gap=0.0, stop=Stop(), report=None)

    assert solve.over()
    assert solve.left == 0.0


def test_a_stop_reaches_what_runs_now_and_what_begins_later() -> None:
    stop, halted = Stop(), list[str]()

    with stop.reaching(lambda: halted.append("running")):
        stop()
    with stop.reaching(lambda: halted.append("begun later")):
        pass
    stop()

    assert halted == ["running", "begun later"]


def test_closing_the_gap_ends_what_runs_but_is_no_stop() -> None:
    stop, halted = Stop(), list[str]()
    solve = progress(stop=stop)
    with stop.reaching(lambda: halted.append("halted")):
        solve.cheaper(-600)

    assert halted == ["halted"]
    assert not stop.asked
