"""Taking a proposal: leave is noted, shifts are asked anew, and the repair is the roster's newest version."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from time import monotonic

from sqlalchemy import and_, select
from sqlalchemy.orm import Session

from scheduler.language import say
from scheduler.services import absences, shifts
from scheduler.services.access import Asker
from scheduler.services.adjusting import Wanted, change, editable_at
from scheduler.services.judging import judged
from scheduler.services.memory import Memory
from scheduler.services.repairing.come_up import Absent, ComeUp, people_of
from scheduler.services.repairing.proposing import mended, proposed
from scheduler.services.repairing.views import Proposal
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.changes import ChangeKind
from scheduler.store.volunteers import Volunteer
from solver.deadline import Deadline
from solver.problem import Duty, Problem

_LIVE = (AbsenceState.ASKED, AbsenceState.APPROVED)


@dataclass(frozen=True, slots=True)
class Taken:
    """The version that a repair made, and what it changed; the same version as before where it changed nothing."""

    version: int
    proposal: Proposal


def take(
    session: Session,
    who: Asker,
    code: str,
    come_up: ComeUp,
    *,
    memory: Memory,
    seconds: float,
    reason: str = "",
    expected: int | None = None,
    now: datetime,
    clock: Callable[[], float] = monotonic,
) -> Taken:
    """Mend the roster: what `propose` says, made its newest version; leave that nobody asked for yet is approved.

    Raises what `propose` raises; Forbidden for people whose leave the asker may not approve; Conflict when `expected`
    is not the newest version any more, or the roster is being solved or archived.
    """
    roster = editable_at(session, who, code, expected)
    was = memory.held(session, roster).problem
    found = mended(session, roster, come_up, memory, Deadline(seconds, clock=clock))
    told = proposed(session, roster, found)
    why = reason or say("补岗")
    codes = _ask_anew(session, who, code, come_up, was=was, smaller=False, why=why, now=now)
    for absent in come_up.absent:
        _note_leave(session, who, was, absent, why=why, now=now)
    standing = judged(session, roster)
    gone = found.gone | found.moved
    after = (standing.duties - gone) | {Duty(codes.get(duty.shift, duty.shift), duty.volunteer) for duty in found.come}
    if after != standing.duties:
        free = standing.pinned(standing.problem.pinned - gone)
        change(session, who, free, Wanted(after, reason=why), kind=ChangeKind.REPAIR, now=now)
    _ask_anew(session, who, code, come_up, was=was, smaller=True, why=why, now=now)
    return Taken(roster.version, told)


def _ask_anew(
    session: Session, who: Asker, code: str, come_up: ComeUp, *, was: Problem, smaller: bool, why: str, now: datetime
) -> dict[str, str]:
    """Shifts that grow or are new before anybody comes, those that shrink once whoever is too many has left; gives the
    codes of the new ones by what they were called while they were thought of."""
    for one in come_up.shifts:
        if one.headcount is not None and (one.headcount < was.shift[one.shift].headcount) is smaller:
            shifts.change(session, who, code, one.shift, headcount=one.headcount, reason=why, now=now)
    if smaller:
        return {}
    return {f"+{n}": shifts.make(session, who, code, one, reason=why, now=now) for n, one in enumerate(come_up.new, 1)}


def _note_leave(session: Session, who: Asker, problem: Problem, absent: Absent, *, why: str, now: datetime) -> None:
    """Approve leave for those who have not asked for any that meets it."""
    people = set(people_of(session, problem, absent))
    meets = and_(Absence.starts_at < absent.ends_at, Absence.ends_at > absent.starts_at, Absence.state.in_(_LIVE))
    asked = select(Volunteer.code).join(Absence, Absence.volunteer_id == Volunteer.id).where(meets)
    for person in sorted(people - set(session.scalars(asked))):
        span = {"starts_at": absent.starts_at, "ends_at": absent.ends_at}
        made = absences.ask(session, who, person, **span, reason=why, now=now)
        absences.approve(session, who, made.number, now=now)
