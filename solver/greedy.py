"""Greedy: fill every open seat that somebody may take and that is worth taking, the dearest seats first."""

from collections.abc import Callable, Iterable

import numpy as np

from solver.board import Board
from solver.moves import blocked, gains, held_back
from solver.offers import Offers


def fill(board: Board, offers: Offers, shifts: Iterable[int], *, late: Callable[[], bool]) -> int:
    """Hand out duties on `shifts` while that lowers the cost; stops early once `late()`. Returns the change."""
    change = 0
    for shift in by_need(board, shifts):
        if late():
            break
        change += fill_shift(board, offers, shift)
    return change


def by_need(board: Board, shifts: Iterable[int]) -> list[int]:
    """Dear seats first; among equals those that start earlier."""
    town = board.town
    return sorted(shifts, key=lambda shift: (-town.seat_price[shift], town.start[shift], shift))


def fill_shift(board: Board, offers: Offers, shift: int) -> int:
    """Seat after seat goes to whoever lowers the cost most, until nobody does. Returns the change."""
    change, before = 0, -1
    while board.open_seats(shift) and before != len(board.crews[shift]):
        before = len(board.crews[shift])
        change += _fill_until_a_role_is_found(board, offers, shift)
    return change


def _fill_until_a_role_is_found(board: Board, offers: Offers, shift: int) -> int:
    """What candidates are worth changes only when a missing role is found, so until then one look is enough."""
    roles = _missing(board, shift)
    who, changes = gains(board, offers, shift)
    worth = np.flatnonzero((changes < 0) & ~held_back(board, shift, who))
    total = 0
    for n in worth[np.argsort(changes[worth], kind="stable")].tolist():
        if blocked(board, int(who[n]), shift):
            continue
        board.add(int(who[n]), shift)
        total += int(changes[n])
        if not board.open_seats(shift) or _missing(board, shift) != roles:
            break
    return total


def _missing(board: Board, shift: int) -> list[int]:
    return [board.missing(shift, role) for role in board.town.needs[shift]]
