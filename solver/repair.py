"""Repair: people drop out of a roster that was told, and as few others as may be are disturbed to refill it.

What can stay stays. Only the shifts that lost somebody are thought about, together with the people who could step in
and, so that one of them may be freed by a swap, their own duties of the days around.
"""

from collections.abc import Iterable
from itertools import islice

from solver.answered import Answer, Effort
from solver.board import Board, Pair
from solver.close import Limits
from solver.moves import blocked, gains
from solver.neighbourhood import Neighbourhood
from solver.offers import Offers
from solver.problem import Problem
from solver.progress import Report, Stop
from solver.search import Search
from solver.solve import begin, finish

# The cheapest people for each empty seat, free or to be freed, those who could take over from each of these, and how
# many days around it their duties may move.
_STAND_INS = 16
_BEHIND = 4
_DAYS_AROUND = 2
# Empty seats close in time are refilled together, so many shifts at once.
_TOGETHER = 8
_WORK = 5.0


def repair(problem: Problem, effort: Effort, *, stop: Stop | None = None, report: Report | None = None) -> Answer:
    """Refill the published roster of a problem in which not all of it is allowed any more.

    A published duty that still keeps the hard rules stays unless a swap through it is worth its price. Seats that
    were empty before are left for a solve.
    """
    search = begin(problem, effort, stop=stop, report=report)
    town = search.town
    told = [(town.volunteer_index[d.volunteer], town.shift_index[d.shift]) for d in sorted(problem.published)]
    search.take(told)
    search.progress.start(search.bounds())
    lost = _lost(search.board, told)
    for n in range(0, len(lost), _TOGETHER):
        if search.progress.over():
            break
        around = _around(search, lost[n : n + _TOGETHER])
        search.reconsider(around, Limits(search.progress.left, work=_WORK, seed=effort.seed))
    search.fill(lost)
    return finish(problem, search, effort)


def _lost(board: Board, told: Iterable[Pair]) -> list[int]:
    """Shifts that somebody was told of who is not on them now, by time."""
    shifts = {shift for volunteer, shift in told if shift not in board.months[volunteer]}
    return sorted(shifts, key=lambda shift: (board.town.start[shift], shift))


def _around(search: Search, lost: list[int]) -> Neighbourhood:
    board, offers, town = search.board, search.offers, search.town
    people = sorted({volunteer for shift in lost for volunteer in _stand_ins(board, offers, shift)})
    days = range(town.day[lost[0]] - _DAYS_AROUND, town.day[lost[-1]] + _DAYS_AROUND + 1)
    pinned = set(town.pinned)
    freed = [(v, s) for v in people for s in board.months[v] if town.day[s] in days and (v, s) not in pinned]
    shifts = sorted({*lost, *(shift for _, shift in freed)})
    choices = {(v, s) for s in shifts for v in people if v in offers.prices(s)}
    return Neighbourhood(tuple(freed), tuple(sorted(choices.union(_behind(board, offers, freed)))))


def _behind(board: Board, offers: Offers, freed: Iterable[Pair]) -> list[Pair]:
    """Who could take over from those who step in elsewhere: the cheapest few for each of their duties."""
    for pair in freed:
        board.remove(*pair)
    shifts = sorted({shift for _, shift in freed})
    found = [(v, s) for s in shifts for v in _by_price(board, offers, s, busy=False, most=_BEHIND)]
    for pair in freed:
        board.add(*pair)
    return found


def _stand_ins(board: Board, offers: Offers, shift: int) -> list[int]:
    """Who could come at the least cost: so many as they are, and as many who would have to be freed first."""
    return [v for busy in (False, True) for v in _by_price(board, offers, shift, busy=busy, most=_STAND_INS)]


def _by_price(board: Board, offers: Offers, shift: int, *, busy: bool, most: int) -> list[int]:
    who, changes = gains(board, offers, shift)
    cheapest = (int(who[n]) for n in changes.argsort(kind="stable").tolist())
    return list(islice((v for v in cheapest if blocked(board, v, shift) == busy), most))
