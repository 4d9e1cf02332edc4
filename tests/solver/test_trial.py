"""Trying every choice: by hand, and against all rosters there are."""

import pytest

from solver.arrays import Town
from solver.board import Board
from solver.offers import Offers
from solver.trial import Choice, cheapest_choice
from tests.solver import reference
from tests.solver.exhaustive import optimum
from tests.solver.random_towns import random_town
from tests.solver.reference_costs import cost
from tests.solver.towns import on_day, people, problem_of, town


def tried(file: reference.Town, *, late: bool = False) -> tuple[Choice | None, Board]:
    """The best choice of all that is offered beside the pins, and the board it was tried on."""
    packed = Town(problem_of(file))
    board, offers = Board(packed, packed.pinned), Offers(packed)
    pairs = [(volunteer, shift) for shift in range(len(packed.start)) for volunteer in offers.prices(shift)]
    return cheapest_choice(board, offers, pairs, late=lambda: late), board


def test_the_dearer_seat_is_filled_and_the_board_is_left_as_it_was() -> None:
    shifts = [on_day("early", 0), on_day("late", 0)]  # at the same time, for one person
    file = town(people(1), shifts, policy={"vacancy": 10}, pinned=[])

    choice, board = tried(file)

    assert choice == (((0, 0),), -10)
    assert board.pairs() == []


@pytest.mark.parametrize("block", range(5000, 5120, 40), ids="towns {}-".format)
def test_no_roster_is_cheaper_than_the_choice(block: int) -> None:
    for seed in range(block, block + 40):
        file = random_town(seed, most_shifts=4, huge=seed % 2 == 0)

        choice, _ = tried(file)

        assert choice is not None
        assert cost(file, reference.pairs(file, "pinned")) + choice[1] == optimum(file), file["name"]


def test_too_many_choices_are_not_tried() -> None:
    # Half of ten people on each of two shifts: 252 x 252 equally good rosters.
    file = town(people(10), [on_day("s1", 0, headcount=5), on_day("s2", 1, headcount=5)], policy={"vacancy": 1})

    choice, board = tried(file)

    assert choice is None
    assert board.pairs() == []


def test_no_choice_is_made_once_it_is_late() -> None:
    choice, board = tried(town(people(1), [on_day("s1", 0)], policy={"vacancy": 1}), late=True)

    assert choice is None
    assert board.pairs() == []
