"""What if: the roster that a supposed problem would have, next to the one it has, both found the same way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from solver.answered import Effort
from solver.board import Board
from solver.deadline import Deadline
from solver.greedy import fill
from solver.judge import judge
from solver.problem import Duty, Problem
from solver.roster import Roster
from solver.standing import Standing


@dataclass(frozen=True, slots=True)
class Outcome:
    """A roster and what it costs, by rule: nobody was told of it, so nothing is dropped or added. `bound` is proven,
    None where it was only estimated. `seats` it asks for, `empty` of them; `most` and `least` duties of one person."""

    duties: frozenset[Duty]
    costs: Mapping[str, int]
    bound: int | None
    seats: int
    empty: int
    most: int
    least: int

    @property
    def cost(self) -> int:
        return sum(self.costs.values())


def estimated(problem: Problem, duties: Iterable[Duty], deadline: Deadline) -> Outcome:
    """The roster of those duties, less what the problem does not allow, its empty seats filled with whoever is free,
    the dearest first, while there is time."""
    standing = Standing(_untold(problem), duties)
    board = standing.board
    empty = [shift for shift in range(len(board.crews)) if board.open_seats(shift)]
    fill(board, standing.offers, empty, late=deadline.over)
    return _outcome(problem, board, board.roster(), None)


def solved(problem: Problem, duties: Iterable[Duty], effort: Effort) -> Outcome:
    """The best roster found in that time, begun from those duties."""
    # Loads CP-SAT, which an estimate does without.
    from solver.solve import solve

    answer = solve(_untold(problem), effort, start=[duty for duty in duties if _known(problem, duty)])
    return _outcome(problem, answer.board, answer.roster, answer.bound)


def _known(problem: Problem, duty: Duty) -> bool:
    return duty.shift in problem.shift and duty.volunteer in problem.volunteer


def _untold(problem: Problem) -> Problem:
    return replace(problem, published=frozenset())


def _outcome(problem: Problem, board: Board, roster: Roster, bound: int | None) -> Outcome:
    held = [len(month) for month in board.months]
    return Outcome(
        roster.duties,
        judge(_untold(problem), roster).costs,
        bound,
        seats=sum(shift.headcount for shift in problem.shifts),
        empty=sum(board.open_seats(shift) for shift in range(len(board.crews))),
        most=max(held, default=0),
        least=min(held, default=0),
    )
