"""Resolving: what a run proposes for a part of a roster that people were told; looked at, then taken or left."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.adjusting import Adjusted, adjust
from scheduler.services.audit import note
from scheduler.services.edits import Add, Edit, Remove
from scheduler.services.generating import latest
from scheduler.services.judging import Judged, remembered, verdict
from scheduler.services.repairing.views import Change
from scheduler.services.rosters import find
from scheduler.services.run_proposals import Proposal
from scheduler.services.run_views import RunView, find_run, view_of
from scheduler.store.runs import Run
from solver.problem import Duty


@dataclass(frozen=True, slots=True)
class Resolved:
    """What would be other in version `version`: who leaves a shift and who comes to one, and the whole roster's cost
    `before` and `after`. Nobody at all where nothing better was found."""

    version: int
    gone: tuple[Change, ...]
    come: tuple[Change, ...]
    before: int
    after: int

    @property
    def people(self) -> tuple[str, ...]:
        """The names of all whose duties are others then, who are told when it is published."""
        return tuple(sorted({one.volunteer: one.name for one in (*self.gone, *self.come)}.values()))


def proposed(session: Session, who: Asker, number: int) -> Resolved | None:
    """What the run of that number proposes, None where it proposes nothing, where it was decided, and where the roster
    has changed since. Raises NotFound."""
    run = find_run(session, who, number)
    proposal = view_of(run, run.roster.code).proposal
    if proposal is None or proposal.taken is not None or proposal.version != run.roster.version:
        return None
    found = remembered(session, run.roster)
    told, before = verdict(found, _after(found, proposal)), sum(found.costs.values())
    if told.faults or told.change >= 0:
        return Resolved(proposal.version, (), (), before, before)
    gone, come = _changes(found, proposal.gone), _changes(found, proposal.come)
    return Resolved(proposal.version, gone, come, before, before + told.change)


def pending(session: Session, who: Asker, code: str) -> RunView | None:
    """The newest run of the roster where it is to propose something, or has and nobody has decided. Raises NotFound."""
    run = latest(session, who, code)
    if run is None or not run.proposes:
        return None
    if not run.ended:
        return run
    proposal = run.proposal
    if proposal is None or proposal.taken is not None or not (proposal.gone or proposal.come):
        return None
    return run if proposal.version == find(session, who, code).version else None


def take(session: Session, who: Asker, number: int, *, now: datetime) -> Adjusted:
    """Make what that run proposes the newest version. Raises NotFound, Forbidden, what `adjust` raises, and Conflict
    where there is nothing to be decided or the roster has changed since."""
    run, proposal = _undecided(session, who, number)
    edits: list[Edit] = [Remove(duty.shift, duty.volunteer) for duty in proposal.gone]
    edits += [Add(duty.shift, duty.volunteer) for duty in proposal.come]
    reason, expected = say("重排一部分"), proposal.version
    done = adjust(session, who, run.roster.code, *edits, reason=reason, expected=expected, now=now)
    run.proposal = replace(proposal, taken=True).packed()
    return done


def leave(session: Session, who: Asker, number: int, *, now: datetime) -> None:
    """Everything stays as it is. Raises NotFound, Forbidden, Conflict where there is nothing to be decided."""
    run, proposal = _undecided(session, who, number)
    run.proposal = replace(proposal, taken=False).packed()
    note(session, who, "leave", "roster", run.roster.code, now=now, run=run.id)


def _undecided(session: Session, who: Asker, number: int) -> tuple[Run, Proposal]:
    run = find_run(session, who, number, right=Right.PLAN)
    session.refresh(run, ["proposal"], with_for_update=True)
    proposal = view_of(run, run.roster.code).proposal
    if proposal is None or proposal.taken is not None:
        raise Conflict(say("这个重排建议已经有了决定，或还没有排完"))
    return run, proposal


def _after(found: Judged, proposal: Proposal) -> frozenset[Duty]:
    return (found.duties - set(proposal.gone)) | set(proposal.come)


def _changes(found: Judged, duties: Iterable[Duty]) -> tuple[Change, ...]:
    shifts, people, units = found.problem.shift, found.problem.volunteer, found.problem.unit
    ordered = sorted(duties, key=lambda duty: (shifts[duty.shift].span.start, duty))
    several = ((duty.shift, people[duty.volunteer]) for duty in ordered)
    return tuple(
        Change(shift, found.speaker.shift(shift), one.id, one.name or one.id, units[one.unit].name)
        for shift, one in several
    )
