"""One duty more or less: whether the rules allow it on the board as it is, and what it changes in the cost."""

import numpy as np
import numpy.typing as npt

from solver.board import Board
from solver.kinds import Index, Numbers
from solver.offers import Offers
from solver.rules import ROSTER_COSTS, ROSTER_RULES, SIEVES


def blocked(board: Board, volunteer: int, shift: int) -> bool:
    """Whether one more duty would newly break, or worsen, a rule about duties together."""
    return any(rule.blocks(board, volunteer, shift) for rule in ROSTER_RULES)


def held_back(board: Board, shift: int, who: Index) -> npt.NDArray[np.bool_]:
    """Whom a glance is enough to know blocked; of the others some may be."""
    mask = np.zeros(len(who), dtype=np.bool_)
    for sieve in SIEVES:
        mask |= sieve.holds_back(board, shift, who)
    return mask


def gains(board: Board, offers: Offers, shift: int) -> tuple[Index, Numbers]:
    """Everybody offered for the shift, and what the cost changes by if they come; negative is good."""
    who, prices = offers.of(shift)
    return who, prices + together(board, shift, who)


def together(board: Board, shift: int, who: Index) -> Numbers:
    """What the prices on duties together change by if each of `who` comes."""
    total = board.town.same(0, len(who))
    for cost in ROSTER_COSTS:
        total = total + cost.changes(board, shift, who)
    return total


def hand_out(board: Board, offers: Offers, volunteer: int, shift: int) -> int:
    """Add the duty and say what the cost changes by."""
    change = _gain(board, offers, volunteer, shift)
    board.add(volunteer, shift)
    return change


def take_back(board: Board, offers: Offers, volunteer: int, shift: int) -> int:
    """Remove the duty and say what the cost changes by."""
    board.remove(volunteer, shift)
    return -_gain(board, offers, volunteer, shift)


def _gain(board: Board, offers: Offers, volunteer: int, shift: int) -> int:
    alone = offers.price(volunteer, shift)
    return alone + int(together(board, shift, np.array([volunteer], dtype=np.int32))[0])
