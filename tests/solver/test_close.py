"""Closing a draft: told to stop it ends at once, and what it says of its bound holds."""

from typing import Any

from solver.arrays import Town
from solver.board import Board
from solver.close import Closing, Limits, open_draft
from solver.offers import Offers
from tests.solver.exhaustive import optimum
from tests.solver.reference import Town as File
from tests.solver.reference_costs import cost
from tests.solver.towns import on_day, people, person, point, problem_of, shift, town, unit


def closing(file: File) -> Closing:
    """A closing of all that is offered beside the pins, with an hour to run."""
    packed = Town(problem_of(file))
    board, offers = Board(packed, packed.pinned), Offers(packed)
    pairs = [(volunteer, shift) for shift in range(len(packed.start)) for volunteer in offers.prices(shift)]
    return Closing(open_draft(board, offers, pairs), Limits(seconds=3600.0))


def test_all_seats_are_filled_and_that_is_proven() -> None:
    # Three seats at 1000 each.
    closed = closing(town(people(2), [on_day("s1", 0, headcount=2), on_day("s2", 1)], policy={"vacancy": 1000})).run(())

    assert closed.taken is not None
    assert (len(closed.taken), closed.bound, closed.finished) == (3, -3000, True)


def test_a_bound_that_arrives_a_last_bit_too_high_is_not_raised() -> None:
    # CP-SAT says -3596999999950.9995 of a town whose best change is ...951.
    points = [{**point(priority=10**9), "at": [116.7, 39.5227]}]
    crew = [
        person("v1", at=[[116.7, 39.529]], roles=["leader"], rest=660, wishes=[[-9, 90_000, 10**9]] * 3),
        person("v2", at=[[116.7, 39.5335]], target=-3, away=[[-9, 10**6]]),
        person("v3", carried=2),
    ]
    shifts = [
        shift("s1", 12_870, 16_870, headcount=3, roles={"leader": 3}),
        shift("s2", 12_540, 12_600, headcount=10**9, load=2),
    ]
    policy = {"vacancy": 1000, "role": 600, "fairness": 2, "wish": 1, "travel": 5}
    given: dict[str, Any] = {
        "points": points,
        "units": [unit(most_out=1)],
        "pinned": [["s2", "v2"]],
        "rest_days": [0, 3, 5, 6, 8],
    }
    file = town(crew, shifts, policy=policy, **given)

    closed = closing(file).run(())

    assert closed.bound == optimum(file) - cost(file, [("s2", "v2")])


def test_a_stop_that_comes_before_the_run_ends_it() -> None:
    run = closing(town(people(2), [on_day("s1", 0)], policy={"vacancy": 1000}))

    run.stop()
    closed = run.run(())

    assert (closed.taken, closed.bound, closed.finished) == (None, None, False)


def test_a_draft_without_anybody_costs_nothing() -> None:
    closed = closing(town([], [on_day("s1", 0)], policy={"vacancy": 1000})).run(())

    assert (closed.taken, closed.bound, closed.finished) == ((), 0, True)


def test_prices_beyond_64_bits_are_not_called_exact() -> None:
    shifts = [on_day("s1", 0, load=10**9)]

    # The load is worth 10^27, the seat 7: no 64 bits hold both to the unit.
    assert not closing(town(people(1, target=10**9), shifts, policy={"fairness": 10**9, "vacancy": 7})).exact
    assert closing(town(people(1, target=10), [on_day("s1", 0)], policy={"fairness": 2, "vacancy": 7})).exact
