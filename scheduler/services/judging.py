"""Judging: what a roster breaks and costs as the town stands now, and what a change would newly break and cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace
from functools import cached_property

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Fault
from scheduler.services.sentences import Speaker
from scheduler.store.rosters import Roster
from scheduler.store.snapshot import duties_of, snapshot, why_away
from scheduler.store.teams import Role
from solver.involved import involved
from solver.judge import apart, costs, newly_broken
from solver.problem import Duty, Problem
from solver.roster import Roster as Answered

Duties = frozenset[Duty]


@dataclass(frozen=True)
class Judged:
    """The newest version of a roster as the judge sees it today."""

    roster: Roster
    problem: Problem
    duties: Duties
    speaker: Speaker

    @cached_property
    def costs(self) -> Mapping[str, int]:
        """{rule: cost}."""
        return costs(self.problem, Answered(self.duties))

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The hard rules that duties which are not locked go against."""
        _, broken = apart(self.problem, Answered(self.duties))
        return tuple(self.speaker.fault(breach) for breach in broken)


@dataclass(frozen=True, slots=True)
class Verdict:
    """What a change would do. `faults` are hard rules it newly breaks or breaks worse; `changes`
    {rule: cost} is what it adds to the roster's cost, rules that stay the same left out; `costs` are those after it.
    `agreed` are the duties that break those rules together: to be locked if the change is made all the same."""

    faults: tuple[Fault, ...]
    changes: Mapping[str, int]
    costs: Mapping[str, int]
    agreed: Duties

    @property
    def breaches(self) -> tuple[str, ...]:
        """The faults as sentences: who, what, by how much."""
        return tuple(fault.advice for fault in self.faults)

    @property
    def change(self) -> int:
        return sum(self.changes.values())


def judged(session: Session, roster: Roster) -> Judged:
    """Take a snapshot of the roster as it stands."""
    problem, duties = snapshot(session, roster), duties_of(session, roster)
    # A duty on a shift that was struck to nobody is nowhere to be judged.
    known = frozenset(duty for duty in duties if duty.shift in problem.shift)
    speaker = Speaker(problem, role_names(session), lambda: why_away(session, roster))
    return Judged(roster, problem, known, speaker)


def verdict(found: Judged, after: Duties) -> Verdict:
    """What changing the roster to `after` breaks and costs. Raises NotFound for an unknown shift or volunteer."""
    problem, before = found.problem, found.duties
    for duty in sorted(after - before):
        found.speaker.require(duty)
    new = newly_broken(problem, Answered(before), Answered(after))
    agreed = frozenset[Duty]().union(*(involved(problem, after, breach) for breach in new))
    cost = costs(replace(problem, pinned=(problem.pinned & after) | agreed), Answered(after))
    changes = {rule: cost[rule] - was for rule, was in found.costs.items() if cost[rule] != was}
    return Verdict(tuple(found.speaker.fault(breach) for breach in new), changes, cost, agreed)


def role_names(session: Session) -> dict[str, str]:
    """{code: name} of every role, in their order."""
    return dict(session.execute(select(Role.code, Role.name).order_by(Role.position)).all())
