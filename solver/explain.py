"""Why a seat is empty, and which single change would fill it: asked of the roster as it is, each change tried."""

from collections.abc import Callable, Collection, Iterator, Mapping

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
    found = vacant(board)
    dearest = set(sorted(found, key=lambda shift: (-_price(board, shift), shift))[:most])
    sheet = Sheet(board)
    return tuple(
        vacancy(sheet, offers, shift, relax=not late())
        if shift in dearest
        else Vacancy(_name(board, shift), board.open_seats(shift), missing_roles(board, shift))
        for shift in found
    )


def vacant(board: Board) -> list[int]:
    """Every shift that misses people or a role holder, in the problem's order."""
    needs = board.town.needs
    return [
        shift
        for shift in range(len(board.crews))
        if board.open_seats(shift) or any(board.missing(shift, role) for role in needs[shift])
    ]


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
    """How many of those not on the shift each reason keeps from it, the first that applies; see `kept_away`.

    The counts sum to volunteers - duties of the shift; reasons that keep nobody are left out.
    """
    return {name: len(who) for name, who in kept_away(sheet, shift) if len(who)}


def kept_away(sheet: Sheet, shift: int, *, only: Collection[str] = ()) -> Iterator[tuple[str, Index]]:
    """Whom of those not on the shift each reason keeps from it, the first that applies, in the rules' order: a rule
    that the person alone goes against, one that their other duties do, "role" where only role holders are missing
    and they hold none of them, "free" where nothing but cost or the search stands in the way. Headcount is left out.

    `only` speaks of the holders of one of those roles and of nobody else; empty for everybody.
    """
    board, candidates = sheet.board, sheet.town.everybody(shift)
    candidates = candidates.only(~among(candidates.who, board.crews[shift]))
    if only:
        candidates = candidates.only(_holders(board, only, candidates.who))
    for rule in DUTY_RULES:
        refused = rule.refuses(sheet.town, candidates)
        yield rule.name, candidates.who[refused]
        candidates = candidates.only(~refused)
    who = candidates.who
    for together in _TOGETHER:
        blocked = together.blocks_each(sheet, shift, who)
        yield together.name, who[blocked]
        who = who[~blocked]
    useful = _useful(board, shift, who)
    yield "role", who[~useful]
    yield "free", who[useful]


def _useful(board: Board, shift: int, who: Index) -> Mask:
    """Who of them would bring what the shift misses: all, unless only holders of roles are missing."""
    needed = missing_roles(board, shift)
    if board.open_seats(shift) or not needed:
        return np.ones(len(who), dtype=np.bool_)
    return _holders(board, needed, who)


def _holders(board: Board, roles: Collection[str], who: Index) -> Mask:
    """Who of them holds one of the roles."""
    found: Mask = np.zeros(len(who), dtype=np.bool_)
    for role in roles:
        found |= board.town.holds(role)[who]
    return found


def _price(board: Board, shift: int) -> int:
    town = board.town
    holders = sum(missing_roles(board, shift).values())
    return town.seat_price[shift] * board.open_seats(shift) + town.role_price[shift] * holders


def _name(board: Board, shift: int) -> str:
    return board.town.problem.shifts[shift].id
