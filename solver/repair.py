"""Repair: people drop out of a roster that was told, and as few others as may be are disturbed to refill it.

What can stay stays. Only the shifts that lost somebody are thought about, together with the people who could step in
and, where none of them is free, their own duties of the days around.
"""

from collections.abc import Callable
from dataclasses import dataclass
from itertools import compress, count
from operator import is_not

from solver.answered import FEASIBLE, OPTIMAL, STOPPED, Answer, Effort
from solver.board import Board
from solver.bound import least_change
from solver.deadline import Deadline
from solver.disruption import Disruption
from solver.judge import judge
from solver.parts import parts
from solver.problem import Duty, Problem
from solver.progress import Progress, Report, Stop
from solver.refill import Refill
from solver.roster import Roster
from solver.standing import Standing

# Seconds that a bound may take; beyond that the answer goes without.
_PROVING = 1.0


@dataclass(frozen=True, slots=True)
class Mended:
    """A roster mended: `after` is how it stands then, `empty` how it would with nobody in their stead.

    `gone` are the duties that cannot be any more, `moved` those taken back so that somebody is free, `come` the new
    ones. Costs are whole rosters': `before` it came up, `left` with nobody in their stead, `cost` now; `bound` is
    proven for all rosters that leave the duties of everybody else as they are, None where there was no time for it.
    `late`: the deadline cut it short.
    """

    after: Standing
    empty: Standing
    gone: frozenset[Duty]
    moved: frozenset[Duty]
    come: frozenset[Duty]
    before: int
    left: int
    cost: int
    bound: int | None
    late: bool

    @property
    def people(self) -> frozenset[str]:
        """Ids of everybody disturbed besides those who cannot come."""
        return frozenset(duty.volunteer for duty in self.moved | self.come)


def mend(standing: Standing, come_up: Disruption, deadline: Deadline, *, seed: int = 1) -> Mended:
    """Refill what has come up, the best by the deadline. The roster that stands is left as it is."""
    after = standing.after(come_up)
    empty = after.apart()
    refill = Refill(after.board, after.offers, after.wanted, deadline, seed)
    moved, come = _differences(empty.board, after.board)
    return Mended(
        after,
        empty,
        gone=after.gone,
        moved=frozenset(after.duty(*pair) for pair in moved),
        come=frozenset(after.duty(*pair) for pair in come),
        before=standing.cost,
        left=after.cost,
        cost=after.cost + refill.change,
        bound=None if refill.floor is None else after.cost + refill.floor,
        late=deadline.over(),
    )


def repair(problem: Problem, effort: Effort, *, stop: Stop | None = None, report: Report | None = None) -> Answer:
    """Refill the published roster of a problem in which not all of it is allowed any more.

    A published duty that still keeps the hard rules stays unless nobody else could come and a swap through it is worth
    its price. Seats that were empty before are left for a solve.
    """
    progress = Progress(seconds=effort.seconds, gap=effort.gap, stop=stop or Stop(), report=report)
    standing = Standing(problem, problem.published)
    Refill(
        standing.board,
        standing.offers,
        standing.wanted,
        Deadline(progress.left, stop=progress.stop),
        effort.seed,
    )
    return _answer(problem, standing, progress, effort)


def _answer(problem: Problem, standing: Standing, progress: Progress, effort: Effort) -> Answer:
    """Judged as a whole, with a bound where there is time for one."""
    roster = standing.board.roster()
    verdict = judge(problem, roster)
    if verdict.broken:
        raise AssertionError(f"broken: {verdict.broken[:3]}")
    base = judge(problem, Roster(problem.pinned)).cost
    progress.begin(base)
    progress.cheaper(verdict.cost - base)
    proving = Deadline(min(_PROVING, progress.left), stop=progress.stop)
    progress.start(_proven(standing, proving.over))
    bound = progress.bound
    status = OPTIMAL if bound == verdict.cost else STOPPED if progress.stop.asked else FEASIBLE
    seconds, trace = round(progress.elapsed, 2), tuple(progress.trace)
    return Answer(status, roster, standing.board, verdict, bound, seconds, effort.seed, effort.cores, trace)


def _proven(standing: Standing, late: Callable[[], bool]) -> dict[int, int] | None:
    """Part -> what no legal choice in it changes the cost of the pins alone by less than; None where it became late."""
    town, proven = standing.town, {}
    pins = Board(town, town.pinned)
    for number, part in enumerate(parts(town)):
        change = least_change(pins, standing.offers, part, late=late)
        if change is None:
            return None
        proven[number] = change
    return proven


def _differences(before: Board, after: Board) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs (volunteer, shift) that are only in the one, and only in the other."""
    gone, come = [], []
    # Crews that nobody touched are the very same lists.
    for shift in compress(count(), map(is_not, before.crews, after.crews)):
        had, has = set(before.crews[shift]), set(after.crews[shift])
        gone += [(who, shift) for who in had - has]
        come += [(who, shift) for who in has - had]
    return gone, come
