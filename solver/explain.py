"""Why a seat is empty, and which single change would fill it: asked of the roster as it is, each change tried."""

from collections.abc import Callable, Mapping

import numpy as np

from solver.board import Board
from solver.files.answer import Vacancy
from solver.kinds import Index, Mask
from solver.offers import Offers
from solver.pairs import among
from solver.relax import relaxations
from solver.rules import DUTY_RULES, ROSTER_RULES
from solver.sheet import Sheet

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
    sheet = Sheet(board)
    return tuple(
        vacancy(sheet, offers, shift, relax=not late())
        if shift in dearest
        else Vacancy(_name(board, shift), board.open_seats(shift), gaps[shift])
        for shift in found
    )


def vacancy(sheet: Sheet, offers: Offers, shift: int, *, relax: bool = True) -> Vacancy:
    """One shift with the reasons that keep everybody else from it."""
    return Vacancy(
        _name(sheet.board, shift),
        sheet.board.open_seats(shift),
        missing_roles(sheet.board, shift),
        why=why(sheet, shift),
        relax=relaxations(sheet, offers, shift) if relax else (),
    )


def missing_roles(board: Board, shift: int) -> Mapping[str, int]:
    """Role -> holders still missing, only those that are."""
    missing = ((role, board.missing(shift, role)) for role in board.town.needs[shift])
    return {role: count for role, count in missing if count}


def why(sheet: Sheet, shift: int) -> Mapping[str, int]:
    """How many of those not on the shift each reason keeps from it, the first that applies; see `reason`.

    The counts sum to volunteers - duties of the shift; reasons that keep nobody are left out.
    """
    counts: dict[str, int] = {}
    board, candidates = sheet.board, sheet.town.everybody(shift)
    candidates = candidates.only(~among(candidates.who, board.crews[shift]))
    for rule in DUTY_RULES:
        refused = rule.refuses(sheet.town, candidates)
        counts[rule.name] = int(refused.sum())
        candidates = candidates.only(~refused)
    who = candidates.who
    for together in _TOGETHER:
        blocked = together.blocks_each(sheet, shift, who)
        counts[together.name] = int(blocked.sum())
        who = who[~blocked]
    counts["role"] = int((~_useful(board, shift, who)).sum())
    counts["free"] = len(who) - counts["role"]
    return {name: count for name, count in counts.items() if count}


def _useful(board: Board, shift: int, who: Index) -> Mask:
    """Who of them would bring what the shift misses: all, unless only holders of roles are missing."""
    needed = missing_roles(board, shift)
    useful: Mask = np.full(len(who), bool(board.open_seats(shift) or not needed))
    for role in needed:
        useful |= board.town.holds(role)[who]
    return useful


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
