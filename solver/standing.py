"""A roster that people were told, packed and counted, so that what comes up is mended without packing it again."""

from collections import defaultdict
from collections.abc import Iterable
from copy import copy
from dataclasses import replace
from functools import cached_property

from solver.arrays import Town
from solver.board import Board, Pair
from solver.disruption import Disruption
from solver.involved import involved
from solver.judge import hard_breaches, soft_breaches
from solver.moves import blocked, take_back
from solver.offers import Offers
from solver.problem import Duty, Problem
from solver.roster import Roster


class Standing:
    """`problem` has the duties that people were told as `published`; `board` holds those of them that the rules allow,
    `gone` are the others. `wanted` {shift index: seats} are to be filled: what somebody left, what is newly asked."""

    def __init__(self, problem: Problem, duties: Iterable[Duty]) -> None:
        told = frozenset(duties)
        self.problem = replace(problem, published=told)
        self.town = Town(self.problem)
        self.offers = Offers(self.town)
        self.board = _allowed(self.town, self.offers, told)
        self.gone = told - self.board.roster().duties
        self.wanted = _seats(self.board, self.gone)

    @classmethod
    def as_told(cls, problem: Problem, duties: Iterable[Duty]) -> "Standing":
        """The same, with whatever goes against a rule pinned: it was told all the same, and it stays until somebody
        says otherwise. `gone` is empty; Disruption(barred=…) calls such duties off."""
        told = frozenset(duties)
        return cls(replace(problem, pinned=problem.pinned | _doubted(problem, told)), told)

    @cached_property
    def cost(self) -> int:
        """Of the board as it was first, to the unit; what pins break is left out."""
        return sum(breach.cost for breach in soft_breaches(self.problem, self.board.roster()))

    def after(self, come_up: Disruption) -> "Standing":
        """What stands once it has come up: a roster of its own, with empty seats for who left and what is asked."""
        after = copy(self)
        after.problem = come_up.applied(self.problem)
        after.town = self.town.changed(after.problem)
        after.offers = Offers(after.town)
        after.board = self.board.on(after.town)
        cost = self.cost + _asked_anew(self.board, after.board)
        lost = [*_impossible(after.board, come_up)]
        cost += sum(take_back(after.board, after.offers, *pair) for pair in lost)
        asked = {after.town.shift_index[shift.id] for shift in come_up.shifts}
        for shift in sorted(asked):
            while (pair := _one_too_many(after.board, after.offers, shift)) is not None:
                cost += take_back(after.board, after.offers, *pair)
                lost.append(pair)
        after.gone = frozenset(after.duty(*pair) for pair in lost)
        after.wanted = _seats(after.board, after.gone)
        after.wanted |= {shift: seats for shift in sorted(asked) if (seats := after.board.open_seats(shift))}
        after.cost = cost
        return after

    def apart(self) -> "Standing":
        """The same with a board of its own."""
        apart = copy(self)
        apart.board = self.board.on(self.town)
        return apart

    def duty(self, volunteer: int, shift: int) -> Duty:
        return Duty(self.problem.shifts[shift].id, self.problem.volunteers[volunteer].id)


def _doubted(problem: Problem, told: frozenset[Duty]) -> frozenset[Duty]:
    """The told duties that together break hard rules, beyond what the pins break by themselves."""
    everything = told | problem.pinned
    broken = set(hard_breaches(problem, Roster(everything)))
    if broken and problem.pinned:
        broken -= set(hard_breaches(problem, Roster(problem.pinned)))
    if not broken:
        return frozenset()
    # Only duties of the same person, shift or unit can be involved: a city has too many to look through for each.
    alike: dict[str, set[Duty]] = defaultdict(set)
    for duty in everything:
        for key in (
            f"person {duty.volunteer}",
            f"shift {duty.shift}",
            f"unit {problem.volunteer[duty.volunteer].unit}",
        ):
            alike[key].add(duty)
    found: set[Duty] = set()
    for breach in broken:
        where = {"headcount": f"shift {[*breach.shifts, ''][0]}", "office": f"unit {breach.unit}"}
        found |= involved(problem, frozenset(alike[where.get(breach.rule, f"person {breach.volunteer}")]), breach)
    return frozenset(found) - problem.pinned


def _allowed(town: Town, offers: Offers, told: frozenset[Duty]) -> Board:
    """A board with the pins and as many of the told duties as the rules allow beside one another."""
    doubted = _doubted(town.problem, told)
    board = Board.of(town, Roster((told | town.problem.pinned) - doubted))
    for duty in sorted(doubted):
        volunteer, shift = town.volunteer_index[duty.volunteer], town.shift_index[duty.shift]
        if volunteer in offers.prices(shift) and not blocked(board, volunteer, shift):
            board.add(volunteer, shift)
    return board


def _seats(board: Board, gone: Iterable[Duty]) -> dict[int, int]:
    """The seats that those left, as far as they are empty now."""
    left: dict[int, int] = {}
    for duty in sorted(gone):
        shift = board.town.shift_index[duty.shift]
        left[shift] = left.get(shift, 0) + 1
    seats = {shift: min(count, board.open_seats(shift)) for shift, count in left.items()}
    return {shift: count for shift, count in seats.items() if count}


def _impossible(board: Board, come_up: Disruption) -> list[Pair]:
    """The duties on the board that cannot be any more."""
    town, problem = board.town, board.town.problem
    off = {(town.volunteer_index[duty.volunteer], town.shift_index[duty.shift]) for duty in come_up.barred}
    found = {(who, shift) for who, shift in off if who in board.crews[shift]}
    for name, span in come_up.away:
        who = town.volunteer_index[name]
        found |= {(who, shift) for shift in board.months[who] if span.meets(problem.shifts[shift].span)}
    return sorted(found)


def _one_too_many(board: Board, offers: Offers, shift: int) -> Pair | None:
    """Whom to send home first from a crew that is too large now; None where nobody is too many, or all are pinned."""
    if len(board.crews[shift]) <= board.town.headcount[shift]:
        return None
    pinned = set(board.town.pinned)
    free = sorted((who, shift) for who in board.crews[shift] if (who, shift) not in pinned)
    return min(free, key=lambda pair: _without(board, offers, pair), default=None)


def _without(board: Board, offers: Offers, pair: Pair) -> int:
    change = take_back(board, offers, *pair)
    board.add(*pair)
    return change


def _asked_anew(before: Board, after: Board) -> int:
    """What empty seats and missing roles cost more, the crews being the same, where a shift asks for other numbers."""
    if before.town.problem.shifts is after.town.problem.shifts:
        return 0
    known = len(before.crews)
    changed = [
        shift
        for shift, asked in enumerate(after.town.problem.shifts)
        if shift >= known or asked is not before.town.problem.shifts[shift]
    ]
    return sum(_missing(after, shift) for shift in changed) - sum(_missing(before, s) for s in changed if s < known)


def _missing(board: Board, shift: int) -> int:
    town = board.town
    roles = sum(board.missing(shift, role) for role in town.needs[shift])
    return town.seat_price[shift] * board.open_seats(shift) + town.role_price[shift] * roles
