"""What if: the roster that a supposed problem would have, next to the one it has, both found the same way."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, replace

from solver.answered import Effort
from solver.arrays import Town
from solver.board import Board
from solver.deadline import Deadline
from solver.greedy import fill
from solver.judge import judge
from solver.offers import Offers
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


@dataclass(frozen=True, slots=True)
class Gain:
    """The duties that more leave brings, and what the cost falls by with them."""

    come: frozenset[Duty]
    saves: int


class Filled:
    """A roster as it stands, its empty seats filled with whoever is free, to try what would fill more of them."""

    def __init__(self, problem: Problem, duties: Iterable[Duty], deadline: Deadline) -> None:
        town = Town(_untold(problem))
        self._board = Board.of(town, Roster(frozenset(duties)))
        fill(self._board, Offers(town), self._open(), late=deadline.over)
        self._still = self._open()

    @property
    def empty(self) -> int:
        """Seats that nobody is free for."""
        return sum(self._board.open_seats(shift) for shift in self._still)

    def gain(self, problem: Problem, deadline: Deadline) -> Gain:
        """What the empty seats gain in a problem that allows more: by caps, reach, or people, who come last."""
        # Whoever serves may serve there too, so nothing that stands has to be looked at again.
        town = Town(_untold(problem))
        board = Board(town, self._board.pairs())
        saves = -fill(board, Offers(town), self._still, late=deadline.over)
        come = [
            (who, shift) for shift in self._still for who in set(board.crews[shift]) - set(self._board.crews[shift])
        ]
        people, shifts = town.problem.volunteers, town.problem.shifts
        return Gain(frozenset(Duty(shifts[shift].id, people[who].id) for who, shift in come), saves)

    def _open(self) -> list[int]:
        return [shift for shift in range(len(self._board.crews)) if self._board.open_seats(shift)]


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
