"""What if: the roster that stands and the one that would follow, both found in the same way, side by side."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from time import monotonic

from sqlalchemy.orm import Session

from scheduler.services.access import Asker, Right
from scheduler.services.memory import Memory
from scheduler.services.rosters import find
from scheduler.services.what_if.beside import Both, GapChange, LoadChange, StewardChange
from scheduler.services.what_if.supposed import Supposed, supposed
from solver.answered import Effort
from solver.deadline import Deadline
from solver.problem import Duty, Problem
from solver.what_if import Outcome, estimated, solved


@dataclass(frozen=True, slots=True)
class Compared:
    """`now` is what the roster as it stands could be brought to, `then` the same with what is supposed. `changes`
    {rule: cost}, the unchanged left out; `people` would serve otherwise than they do in `now`. `units` are the loads a
    head, those that change most first; `gaps` the points with other empty seats; `stewards` those that others answer
    for. `late`: time ran out before every empty seat was looked at."""

    code: str
    version: int
    now: Outcome
    then: Outcome
    changes: Mapping[str, int]
    people: int
    solved: bool
    units: tuple[LoadChange, ...] = ()
    gaps: tuple[GapChange, ...] = ()
    stewards: tuple[StewardChange, ...] = ()
    late: bool = False

    @property
    def change(self) -> int:
        return self.then.cost - self.now.cost


def compare(
    session: Session,
    who: Asker,
    code: str,
    what: Supposed,
    *,
    memory: Memory,
    seconds: float = 0.0,
    patience: float = 10.0,
    clock: Callable[[], float] = monotonic,
) -> Compared:
    """Both sides of a supposition. With 0 `seconds` each is an estimate, within `patience` seconds: empty seats go to
    whoever is free; otherwise each is solved for so long.

    Raises NotFound for no such roster, or what it does not have; Forbidden for who does not plan it; Invalid.
    """
    roster = find(session, who, code, right=Right.PLAN)
    held = memory.held(session, roster)
    other = supposed(session, held.problem, what)
    sides = _Sides(seconds, patience, clock)
    now = sides.found(held.problem, held.duties)
    then = sides.found(other, now.duties)
    changes = {rule: cost - now.costs[rule] for rule, cost in then.costs.items() if cost != now.costs[rule]}
    people = {duty.volunteer for duty in now.duties ^ then.duties}
    both = Both(held.problem, other, now.duties, then.duties)
    return Compared(
        code, roster.version, now, then, changes, len(people),
        solved=bool(seconds), units=both.units(), gaps=both.gaps(), stewards=both.stewards(), late=sides.late,
    )  # fmt: skip


@dataclass
class _Sides:
    """Finds both sides in the same way; `late` once the time of one ran out."""

    seconds: float
    patience: float
    clock: Callable[[], float]
    late: bool = False

    def found(self, problem: Problem, duties: frozenset[Duty]) -> Outcome:
        """What these duties can be brought to."""
        if self.seconds:
            return solved(problem, duties, Effort(self.seconds))
        deadline = Deadline(self.patience / 2, clock=self.clock)
        outcome = estimated(problem, duties, deadline)
        self.late = self.late or deadline.over()
        return outcome
