"""Judging: what a roster breaks and costs as the town stands now, and what a change would newly break and cost."""

from collections.abc import Mapping
from dataclasses import dataclass, replace

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Fault
from scheduler.services.memory import Held, recalled
from scheduler.services.sentences import Speaker
from scheduler.store.rosters import Roster
from scheduler.store.teams import Role
from solver.problem import Duty, Problem

Duties = frozenset[Duty]


@dataclass(frozen=True)
class Judged:
    """The newest version of a roster as the judge sees it today."""

    roster: Roster
    held: Held
    speaker: Speaker

    @property
    def problem(self) -> Problem:
        return self.held.problem

    @property
    def duties(self) -> Duties:
        return self.held.duties

    @property
    def costs(self) -> Mapping[str, int]:
        """{rule: cost}."""
        return self.held.tally.costs

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The hard rules that duties which are not locked go against."""
        return tuple(self.speaker.fault(breach) for breach in self.held.tally.broken)

    def pinned(self, pins: Duties) -> "Judged":
        """The same with those duties locked and no others."""
        return replace(self, held=self.held.pinned(pins))


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
    """The roster as it stands, read anew: in the middle of a change nothing that is held counts."""
    return _judged(session, roster, Held.of(session, roster))


def remembered(session: Session, roster: Roster) -> Judged:
    """The same as it is held, where the session was lent a memory: for whoever has changed nothing yet, or has noted
    every change."""
    return _judged(session, roster, recalled(session, roster))


def _judged(session: Session, roster: Roster, held: Held) -> Judged:
    speaker = Speaker(held.problem, role_names(session), held.away)
    return Judged(roster, held, speaker)


def verdict(found: Judged, after: Duties) -> Verdict:
    """What changing the roster to `after` breaks and costs. Raises NotFound for an unknown shift or volunteer."""
    problem, tally, was = found.problem, found.held.tally, found.costs
    for duty in sorted(after - found.duties):
        found.speaker.require(duty)
    new = tally.newly_broken(after)
    agreed = tally.involved(after, new)
    cost = tally.changed(replace(problem, pinned=(problem.pinned & after) | agreed), after).costs
    changes = {rule: cost[rule] - before for rule, before in was.items() if cost[rule] != before}
    return Verdict(tuple(found.speaker.fault(breach) for breach in new), changes, cost, agreed)


def role_names(session: Session) -> dict[str, str]:
    """{code: name} of every role, in their order."""
    return dict(session.execute(select(Role.code, Role.name).order_by(Role.position)).all())
