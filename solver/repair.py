"""Repair: people drop out of a roster that was told, and as few others as may be are disturbed to refill it.

What can stay stays. Only the shifts that lost somebody are thought about, together with the people who could step in
and, where none of them is free, their own duties of the days around.
"""

from dataclasses import dataclass
from itertools import compress, count
from operator import is_not
from time import monotonic

from solver.answered import FEASIBLE, OPTIMAL, STOPPED, Answer, Effort
from solver.board import Board
from solver.bound import least_change
from solver.deadline import Deadline
from solver.disruption import Disruption
from solver.floor import floor
from solver.judge import Verdict, judge
from solver.parts import parts
from solver.problem import Duty, Problem
from solver.progress import Report, Step, Stop
from solver.refill import Refill
from solver.roster import Roster
from solver.standing import Standing

# Seconds that a closer bound may take, and of how many shifts it is not even begun.
_PROVING = 1.0
_FEW = 2_000


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


def repair(
    problem: Problem,
    effort: Effort,
    *,
    known: int | None = None,
    stop: Stop | None = None,
    report: Report | None = None,
) -> Answer:
    """Refill the published roster of a problem in which not all of it is allowed any more.

    A published duty that still keeps the hard rules stays unless nobody else could come and a swap through it is worth
    its price. Seats that were empty before are left for a solve. `known` is a bound that somebody has proven already.
    """
    began = monotonic()
    deadline = Deadline(effort.seconds, stop=stop)
    standing = Standing(problem, problem.published)
    Refill(standing.board, standing.offers, standing.wanted, deadline, effort.seed)
    roster = standing.board.roster()
    verdict = judge(problem, roster)
    if verdict.broken:
        raise AssertionError(f"broken: {verdict.broken[:3]}")
    bound = _bound(standing, verdict, known, deadline)
    status = OPTIMAL if bound == verdict.cost else STOPPED if deadline.stop.asked else FEASIBLE
    step = Step(round(monotonic() - began, 2), verdict.cost, bound)
    if report:
        report(step)
    return Answer(status, roster, standing.board, verdict, bound, step.seconds, effort.seed, effort.cores, (step,))


def _bound(standing: Standing, verdict: Verdict, known: int | None, deadline: Deadline) -> int:
    """The highest of what is proven of all legal rosters, whatever they would change."""
    pins = Board(standing.town, standing.town.pinned)
    proven = [floor(pins, len(verdict.pinned)), _looked_at_closely(standing, pins, deadline), known]
    # What somebody else has proven may be wrong.
    return max(bound for bound in proven if bound is not None and bound <= verdict.cost)


def _looked_at_closely(standing: Standing, pins: Board, deadline: Deadline) -> int | None:
    """What the candidates of every shift prove; None where that takes too long."""
    town = standing.town
    if len(town.start) > _FEW:
        return None
    proving = Deadline(min(_PROVING, deadline.left), stop=deadline.stop)
    bound = judge(standing.problem, Roster(standing.problem.pinned)).cost
    for part in parts(town):
        change = least_change(pins, standing.offers, part, late=proving.over)
        if change is None:
            return None
        bound += change
    return bound


def _differences(before: Board, after: Board) -> tuple[list[tuple[int, int]], list[tuple[int, int]]]:
    """The pairs (volunteer, shift) that are only in the one, and only in the other."""
    gone, come = [], []
    # Crews that nobody touched are the very same lists.
    for shift in compress(count(), map(is_not, before.crews, after.crews)):
        had, has = set(before.crews[shift]), set(after.crews[shift])
        gone += [(who, shift) for who in had - has]
        come += [(who, shift) for who in has - had]
    return gone, come
