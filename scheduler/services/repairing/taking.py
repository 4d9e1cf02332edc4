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
from scheduler.services.judging import Judged, judged
from scheduler.services.memory import Memory
from scheduler.services.repairing.come_up import Absent, ComeUp, people_of
from scheduler.services.repairing.proposing import mended, proposed
from scheduler.services.repairing.views import Proposal
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.changes import ChangeKind
from scheduler.store.rosters import Roster
from scheduler.store.volunteers import Volunteer
from solver.deadline import Deadline
from solver.problem import Duty, Problem
from solver.repair import Mended

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
    _Taking(session, who, code, reason or say("补岗"), now).make(roster, was, come_up, found)
    return Taken(roster.version, told)


@dataclass(frozen=True, slots=True)
class _Taking:
    """Who takes it, of which roster, why and when."""

    session: Session
    who: Asker
    code: str
    why: str
    now: datetime

    def make(self, roster: Roster, was: Problem, come_up: ComeUp, found: Mended) -> None:
        """Note it all, in the order in which nothing is ever too small for who is there."""
        codes = self._ask_anew(come_up, was, smaller=False)
        for absent in come_up.absent:
            self._note_leave(was, absent)
        self._keep(judged(self.session, roster), found, codes)
        self._ask_anew(come_up, was, smaller=True)

    def _ask_anew(self, come_up: ComeUp, was: Problem, *, smaller: bool) -> dict[str, str]:
        """Shifts that grow or are new before anybody comes, those that shrink once whoever is too many has left; gives
        the codes of the new ones by what they were called while they were thought of."""
        which = self.session, self.who, self.code
        for one in come_up.shifts:
            if one.headcount is not None and (one.headcount < was.shift[one.shift].headcount) is smaller:
                shifts.change(*which, one.shift, headcount=one.headcount, reason=self.why, now=self.now)
        if smaller:
            return {}
        return {
            f"+{n}": shifts.make(*which, one, reason=self.why, now=self.now) for n, one in enumerate(come_up.new, 1)
        }

    def _note_leave(self, problem: Problem, absent: Absent) -> None:
        """Approve leave for those who have not asked for any that meets it."""
        people = set(people_of(self.session, problem, absent))
        meets = and_(Absence.starts_at < absent.ends_at, Absence.ends_at > absent.starts_at, Absence.state.in_(_LIVE))
        asked = select(Volunteer.code).join(Absence, Absence.volunteer_id == Volunteer.id).where(meets)
        for person in sorted(people - set(self.session.scalars(asked))):
            span = {"starts_at": absent.starts_at, "ends_at": absent.ends_at}
            made = absences.ask(self.session, self.who, person, **span, reason=self.why, now=self.now)
            absences.approve(self.session, self.who, made.number, now=self.now)

    def _keep(self, standing: Judged, found: Mended, codes: dict[str, str]) -> None:
        """The roster's newest version, if anybody comes or goes."""
        gone = found.gone | found.moved
        come = {Duty(codes.get(duty.shift, duty.shift), duty.volunteer) for duty in found.come}
        after = (standing.duties - gone) | come
        if after != standing.duties:
            free = standing.pinned(standing.problem.pinned - gone)
            wanted = Wanted(after, reason=self.why)
            change(self.session, self.who, free, wanted, kind=ChangeKind.REPAIR, now=self.now)
