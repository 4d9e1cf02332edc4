"""Resolving: some points on some days of a roster thought over anew while all the rest stays; looked at, then taken."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.adjusting import Adjusted, adjust
from scheduler.services.edits import Add, Edit, Remove
from scheduler.services.judging import Judged, remembered, verdict
from scheduler.services.parting import parted
from scheduler.services.repairing.views import Change
from scheduler.services.rosters import editable, find
from scheduler.services.run_parts import RunPart, require_part, shift_codes
from solver.answered import Effort
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


def propose(session: Session, who: Asker, code: str, part: RunPart, *, seconds: float) -> Resolved:
    """The best found for that part within so many seconds; nothing is kept. Raises NotFound, Forbidden, Conflict for a
    roster that is being solved, archived or was never solved, Invalid for a part without shifts."""
    # Loads CP-SAT, which takes a second or two: only who really solves waits for it.
    from solver.solve import solve

    roster = find(session, who, code, right=Right.PLAN)
    editable(roster)
    require_part(session, roster, part)
    found = remembered(session, roster)
    question = parted(found.problem, found.duties, shift_codes(session, roster, part))
    after = solve(question, Effort(seconds=seconds), start=found.duties).roster.duties
    told, before = verdict(found, after), sum(found.costs.values())
    if told.faults or told.change >= 0:
        return Resolved(roster.version, (), (), before, before)
    gone, come = _changes(found, found.duties - after), _changes(found, after - found.duties)
    return Resolved(roster.version, gone, come, before, before + told.change)


def take(
    session: Session, who: Asker, code: str, *, gone: Iterable[Duty], come: Iterable[Duty], expected: int, now: datetime
) -> Adjusted:
    """Make it the newest version. Raises what `adjust` raises."""
    edits: list[Edit] = [Remove(duty.shift, duty.volunteer) for duty in gone]
    edits += [Add(duty.shift, duty.volunteer) for duty in come]
    return adjust(session, who, code, *edits, reason=say("重排一部分"), expected=expected, now=now)


def _changes(found: Judged, duties: Iterable[Duty]) -> tuple[Change, ...]:
    shifts, people, units = found.problem.shift, found.problem.volunteer, found.problem.unit
    ordered = sorted(duties, key=lambda duty: (shifts[duty.shift].span.start, duty))
    several = ((duty.shift, people[duty.volunteer]) for duty in ordered)
    return tuple(
        Change(shift, found.speaker.shift(shift), one.id, one.name or one.id, units[one.unit].name)
        for shift, one in several
    )
