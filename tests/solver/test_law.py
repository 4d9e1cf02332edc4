"""The law: whatever the roster, feasible or not, the faces of all rules agree with an independent judge to the unit."""

from collections import Counter
from collections.abc import Iterator
from random import Random

import numpy as np
import pytest

from solver.arrays import Candidates, Town
from solver.board import Board, Pair
from solver.judge import hard_breaches, judge
from solver.moves import blocked, gains, hand_out, held_back, take_back
from solver.offers import Offers
from solver.roster import Roster
from solver.rules import DUTY_RULES, ROSTER_RULES
from solver.sheet import Sheet
from tests.solver import reference
from tests.solver.random_towns import random_roster, random_town
from tests.solver.reference_costs import cost, costs
from tests.solver.towns import duties_of, problem_of

# Every fourth town has numbers whose products leave 64 bits.
_HUGE = 4

blocks = pytest.mark.parametrize("block", range(0, 400, 40), ids="towns {}-".format)


def odd_towns(block: int) -> Iterator[tuple[reference.Town, set[reference.Pair]]]:
    """Forty towns, each with a roster that keeps the rules only by accident."""
    for seed in range(block, block + 40):
        town = random_town(seed, huge=seed % _HUGE == 0)
        yield town, random_roster(Random(seed), town)


def missing_duties(board: Board) -> Iterator[Pair]:
    """Every (volunteer, shift) that is not on the board."""
    for volunteer, month in enumerate(board.months):
        yield from ((volunteer, shift) for shift in range(len(board.crews)) if shift not in month)


@blocks
def test_the_judge_counts_every_breach_and_every_cost(block: int) -> None:
    for town, duties in odd_towns(block):
        problem, roster = problem_of(town), Roster.of(duties)

        verdict = judge(problem, roster)

        assert verdict.costs == costs(town, duties), town["name"]
        assert Counter(breach.rule for breach in hard_breaches(problem, roster)) == reference.breaches(town, duties)
        assert verdict.legal == reference.legal(town, duties), town["name"]


@blocks
def test_each_hard_rule_stops_just_the_duties_that_would_break_it_further(block: int) -> None:
    for town, duties in odd_towns(block):
        packed = Town(problem_of(town))
        board = Board.of(packed, Roster.of(duties))
        for volunteer, shift in missing_duties(board):
            duty = town["shifts"][shift]["id"], town["volunteers"][volunteer]["id"]

            alone = _one(packed, volunteer, shift)
            stopped = {rule.name for rule in DUTY_RULES if rule.refuses(packed, alone)[0]}
            stopped |= {rule.name for rule in ROSTER_RULES if rule.blocks(board, volunteer, shift)}

            broken = reference.worse(town, duties, duties | {duty})
            # Whoever is out already is stopped by overlap; the office then need not look at when they are back.
            unasked = {"office"} if "overlap" in broken else set()
            assert stopped - unasked == broken - unasked, (town["name"], duty)


def _one(town: Town, volunteer: int, shift: int) -> Candidates:
    everybody = town.everybody(shift)
    return everybody.only(everybody.who == volunteer)


@blocks
def test_offered_are_those_whom_no_rule_about_single_duties_refuses(block: int) -> None:
    for town, _ in odd_towns(block):
        offers = Offers(Town(problem_of(town)))
        for n, shift in enumerate(town["shifts"]):
            names = [town["volunteers"][who]["id"] for who in offers.of(n)[0].tolist()]

            alone = {name: reference.worse(town, set(), {(shift["id"], name)}) for name in _people(town)}

            assert names == [name for name in _people(town) if not alone[name] & {"barred", "reach", "away"}]


def _people(town: reference.Town) -> list[str]:
    return [volunteer["id"] for volunteer in town["volunteers"]]


@blocks
def test_a_duty_changes_the_cost_by_what_the_search_says(block: int) -> None:
    for town, duties in odd_towns(block):
        problem, roster = problem_of(town), Roster.of(duties)
        packed = Town(problem)
        board, offers, before = Board.of(packed, roster), Offers(packed), cost(town, duties)
        for volunteer, shift in missing_duties(board):
            duty = town["shifts"][shift]["id"], town["volunteers"][volunteer]["id"]
            difference = cost(town, duties | {duty}) - before

            assert hand_out(board, offers, volunteer, shift) == difference, (town["name"], duty)
            assert duties_of(board.roster()) == duties | {duty}
            assert take_back(board, offers, volunteer, shift) == -difference
        assert board.roster() == roster


@blocks
def test_all_who_are_offered_a_shift_are_priced_as_one_by_one(block: int) -> None:
    for town, duties in odd_towns(block):
        packed = Town(problem_of(town))
        board, offers, before = Board.of(packed, Roster.of(duties)), Offers(packed), cost(town, duties)
        for n, shift in enumerate(town["shifts"]):
            who, changes = gains(board, offers, n)
            new = [(shift["id"], town["volunteers"][one]["id"]) for one in who.tolist()]

            found = {duty: change for duty, change in zip(new, changes.tolist(), strict=True) if duty not in duties}

            assert found == {duty: cost(town, duties | {duty}) - before for duty in new if duty not in duties}


@blocks
def test_whoever_is_held_back_at_a_glance_is_blocked(block: int) -> None:
    for town, duties in odd_towns(block):
        packed = Town(problem_of(town))
        board = Board.of(packed, Roster.of(duties))
        everybody = np.arange(len(town["volunteers"]), dtype=np.int32)
        for shift in range(len(town["shifts"])):
            held = held_back(board, shift, everybody)

            assert all(blocked(board, volunteer, shift) for volunteer in np.flatnonzero(held).tolist())


@blocks
def test_a_rule_says_of_many_at_once_what_it_says_of_each(block: int) -> None:
    for town, duties in odd_towns(block):
        board = Board.of(Town(problem_of(town)), Roster.of(duties))
        sheet = Sheet(board)
        for shift in range(len(board.crews)):
            who = sheet.not_on(shift)
            for rule in ROSTER_RULES:
                one_by_one = [rule.blocks(board, volunteer, shift) for volunteer in who.tolist()]
                assert rule.blocks_each(sheet, shift, who).tolist() == one_by_one, (town["name"], rule.name)


@blocks
def test_a_board_forgets_what_is_taken_back(block: int) -> None:
    for town, duties in odd_towns(block):
        packed = Town(problem_of(town))
        board, empty = Board.of(packed, Roster.of(duties)), Board(packed)

        for volunteer, shift in board.pairs():
            board.remove(volunteer, shift)

        assert board.standing == empty.standing == board.standings.tolist()
        assert [blocked(board, *pair) for pair in missing_duties(board)] == [
            blocked(empty, *pair) for pair in missing_duties(empty)
        ]
