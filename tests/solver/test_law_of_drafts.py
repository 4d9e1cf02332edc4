"""The law for CP-SAT: a draft decided in advance costs what the judge says, and cannot be decided against a rule."""

from collections.abc import Iterator
from random import Random

import pytest

from solver.arrays import Town
from solver.board import Board
from solver.close import Closing, Limits, open_draft
from solver.offers import Offers
from tests.solver import reference
from tests.solver.exhaustive import choices
from tests.solver.random_towns import random_town
from tests.solver.reference_costs import cost
from tests.solver.towns import problem_of

blocks = pytest.mark.parametrize("block", range(1000, 1400, 40), ids="towns {}-".format)

Decided = tuple[reference.Town, set[reference.Pair]]


def decided_towns(block: int) -> Iterator[Decided]:
    """Towns with three rosters each: the pins, and duties beside them of which each is allowed by itself."""
    for seed in range(block, block + 40):
        town, random = random_town(seed), Random(seed)
        loose = choices(town)
        for share in (0.3, 0.6, 0.9) if loose else ():
            yield town, reference.pairs(town, "pinned") | {duty for duty in loose if random.random() < share}


@blocks
def test_a_decided_draft_agrees_with_the_judge(block: int) -> None:
    for town, duties in decided_towns(block):
        packed = Town(problem_of(town))
        pins, offers = Board(packed, packed.pinned), Offers(packed)
        pairs = [(volunteer, shift) for shift in range(len(town["shifts"])) for volunteer in offers.prices(shift)]
        draft = open_draft(pins, offers, pairs)
        chosen = {(packed.volunteer_index[who], packed.shift_index[shift]) for shift, who in duties}
        for pair, literal in draft.literals.items():
            draft.cp.add(literal == int(pair in chosen))

        closed = Closing(draft, Limits(seconds=3600.0)).run(())

        if reference.legal(town, duties):
            assert closed.finished
            assert closed.bound == cost(town, duties) - cost(town, reference.pairs(town, "pinned")), town["name"]
        else:
            assert closed.taken is None, (town["name"], duties)


@blocks
def test_a_draft_offers_just_what_is_allowed_beside_the_pins(block: int) -> None:
    for seed in range(block, block + 40):
        town = random_town(seed)
        packed = Town(problem_of(town))
        pins, offers = Board(packed, packed.pinned), Offers(packed)
        pairs = [(volunteer, shift) for shift in range(len(town["shifts"])) for volunteer in offers.prices(shift)]

        draft = open_draft(pins, offers, pairs)

        offered = {(town["shifts"][shift]["id"], town["volunteers"][who]["id"]) for who, shift in draft.literals}
        assert offered == set(choices(town))
