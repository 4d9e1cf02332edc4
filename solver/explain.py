"""Why a seat is empty, and which single change would fill it: asked of the roster as it is, each change tried."""

from collections import Counter
from collections.abc import Callable, Mapping

import numpy as np

from solver.board import Board
from solver.files.answer import Vacancy
from solver.offers import Offers
from solver.relax import relaxations
from solver.rules import DUTY_RULES, ROSTER_RULES

# Dearer vacancies are explained first; beyond these an answer's file leaves reasons out.
MOST_EXPLAINED = 200

_TOGETHER = tuple(rule for rule in ROSTER_RULES if rule.name != "headcount")
REASONS = (*(rule.name for rule in DUTY_RULES), *(rule.name for rule in _TOGETHER), "role", "free")


def vacancies(
    board: Board, offers: Offers, *, most: int = MOST_EXPLAINED, late: Callable[[], bool] = lambda: False
) -> tuple[Vacancy, ...]:
    """Every shift that misses people or a role holder, in the problem's order; the `most` dearest with their reasons,
    and with relaxations until it is `late()`."""
    gaps = {shift: missing_roles(board, shift) for shift in range(len(board.crews))}
    found = [shift for shift, roles in gaps.items() if roles or board.open_seats(shift)]
    dearest = set(sorted(found, key=lambda shift: (-_price(board, shift), shift))[:most])
    return tuple(
        vacancy(board, offers, shift, relax=not late())
        if shift in dearest
        else Vacancy(_name(board, shift), board.open_seats(shift), gaps[shift])
        for shift in found
    )


def vacancy(board: Board, offers: Offers, shift: int, *, relax: bool = True) -> Vacancy:
    """One shift with the reasons that keep everybody else from it."""
    return Vacancy(
        _name(board, shift),
        board.open_seats(shift),
        missing_roles(board, shift),
        why=why(board, shift),
        relax=relaxations(board, offers, shift) if relax else (),
    )


def missing_roles(board: Board, shift: int) -> Mapping[str, int]:
    """Role -> holders still missing, only those that are."""
    missing = ((role, board.missing(shift, role)) for role in board.town.needs[shift])
    return {role: count for role, count in missing if count}


def why(board: Board, shift: int) -> Mapping[str, int]:
    """How many of those not on the shift each reason keeps from it, the first that applies; see `reason`.

    The counts sum to volunteers - duties of the shift; reasons that keep nobody are left out.
    """
    counts: Counter[str] = Counter()
    candidates = board.town.everybody(shift)
    candidates = candidates.only(~np.isin(candidates.who, board.crews[shift]))
    for rule in DUTY_RULES:
        refused = rule.refuses(board.town, candidates)
        counts[rule.name] += int(refused.sum())
        candidates = candidates.only(~refused)
    counts.update(reason(board, volunteer, shift) for volunteer in candidates.who.tolist())
    return {name: counts[name] for name in REASONS if counts[name]}


def reason(board: Board, volunteer: int, shift: int) -> str:
    """The first rule about duties together that one more duty would newly break or worsen; "role" where only role
    holders are missing and the volunteer holds none of them; "free" where nothing but cost or the search stands
    in the way. Headcount is left out."""
    for rule in _TOGETHER:
        if rule.blocks(board, volunteer, shift):
            return rule.name
    needed = missing_roles(board, shift)
    if not board.open_seats(shift) and needed and not board.town.roles[volunteer] & needed.keys():
        return "role"
    return "free"


def _price(board: Board, shift: int) -> int:
    town = board.town
    holders = sum(missing_roles(board, shift).values())
    return town.seat_price[shift] * board.open_seats(shift) + town.role_price[shift] * holders


def _name(board: Board, shift: int) -> str:
    return board.town.problem.shifts[shift].id
