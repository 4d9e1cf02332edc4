"""Neighbourhoods: of the size asked for, never a pin, and nothing that is freed is lost from the choices."""

from random import Random

import pytest

from benchmarks.towns import Size, town
from solver.arrays import Town
from solver.board import Board
from solver.greedy import fill
from solver.neighbourhood import choose
from solver.offers import Offers
from tests.solver import reference
from tests.solver.random_towns import random_town
from tests.solver.towns import problem_of

VILLAGE = Town(town(Size(units=3, people=20, points=4, days=14, side=1_500), 1))


def filled(packed: Town, offers: Offers) -> Board:
    board = Board(packed, packed.pinned)
    fill(board, offers, range(len(packed.start)), late=lambda: False)
    return board


@pytest.mark.parametrize("block", range(7000, 7200, 50), ids="towns {}-".format)
def test_pins_stay_and_all_that_is_freed_may_come_back(block: int) -> None:
    for seed in range(block, block + 50):
        file, random = random_town(seed), Random(seed)
        packed = Town(problem_of(file))
        offers = Offers(packed)
        board = filled(packed, offers)
        for _ in range(10 if packed.start else 0):
            around = choose(board, offers, random, size=random.choice((1, 10, 100)))

            assert not set(around.freed) & set(packed.pinned)
            assert set(around.freed) <= set(board.pairs())
            assert set(around.freed) <= set(around.choices)
            assert len(set(around.choices)) == len(around.choices)


@pytest.mark.parametrize("block", range(7200, 7300, 50), ids="towns {}-".format)
def test_only_offered_duties_are_choices(block: int) -> None:
    for seed in range(block, block + 50):
        file, random = random_town(seed), Random(seed)
        packed = Town(problem_of(file))
        offers = Offers(packed)
        board = filled(packed, offers)
        for _ in range(10 if packed.start else 0):
            for who, shift in choose(board, offers, random, size=100).choices:
                duty = file["shifts"][shift]["id"], file["volunteers"][who]["id"]
                assert not reference.worse(file, set(), {duty}) & {"barred", "reach", "away"}


@pytest.mark.parametrize("size", [200, 1_000, 5_000])
def test_there_is_about_as_much_to_choose_from_as_asked(size: int) -> None:
    offers = Offers(VILLAGE)
    board = filled(VILLAGE, offers)
    random = Random(1)

    sizes = [len(choose(board, offers, random, size=size).choices) for _ in range(50)]

    # The last person brings in a month of shifts, each open to everybody chosen before.
    assert max(sizes) <= 2 * size + len(VILLAGE.start)


def test_every_shift_is_thought_about_sooner_or_later() -> None:
    offers, random = Offers(VILLAGE), Random(1)
    board = filled(VILLAGE, offers)

    seen = {shift for _ in range(200) for _, shift in choose(board, offers, random, size=300).choices}

    assert seen == {shift for shift in range(len(VILLAGE.start)) if len(offers.of(shift)[0])}
