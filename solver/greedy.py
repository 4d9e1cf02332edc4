"""Greedy: fill every open seat that somebody may take and that is worth taking, the dearest seats first."""

from collections.abc import Callable, Iterable

import numpy as np

from solver.board import Board
from solver.moves import blocked, gains, hand_out, held_back
from solver.offers import Offers


def fill(board: Board, offers: Offers, shifts: Iterable[int], *, late: Callable[[], bool]) -> int:
    """Hand out duties on `shifts` while that lowers the cost; stops early once `late()`. Returns the change."""
    change = 0
    for shift in by_need(board, shifts):
        if late():
            break
        while (volunteer := cheapest(board, offers, shift)) is not None:
            change += hand_out(board, offers, volunteer, shift)
    return change


def by_need(board: Board, shifts: Iterable[int]) -> list[int]:
    """Dear seats first; among equals those that start earlier."""
    town = board.town
    return sorted(shifts, key=lambda shift: (-town.seat_price[shift], town.start[shift], shift))


def cheapest(board: Board, offers: Offers, shift: int) -> int | None:
    """The volunteer whose coming lowers the cost most; None if nobody's does or all seats are taken."""
    if not board.open_seats(shift):
        return None
    who, changes = gains(board, offers, shift)
    worth = np.flatnonzero((changes < 0) & ~held_back(board, shift, who))
    for n in worth[np.argsort(changes[worth], kind="stable")].tolist():
        if not blocked(board, int(who[n]), shift):
            return int(who[n])
    return None
