"""Judging: what a roster breaks and costs as the town stands now, whoever made it."""

from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.sentences import Speaker
from scheduler.store.rosters import Roster
from scheduler.store.snapshot import duties_of, snapshot
from scheduler.store.teams import Role
from solver.judge import Verdict, judge
from solver.problem import Duty, Problem
from solver.roster import Roster as Answered


@dataclass(frozen=True, slots=True)
class Judged:
    """The newest version of a roster as the judge sees it today."""

    problem: Problem
    duties: frozenset[Duty]
    verdict: Verdict
    speaker: Speaker

    @property
    def breaches(self) -> tuple[str, ...]:
        """The hard rules that duties which are not locked go against, in sentences."""
        return tuple(self.speaker.breach(breach) for breach in self.verdict.broken)


def judged(session: Session, roster: Roster) -> Judged:
    """Take a snapshot and judge it."""
    problem, duties = snapshot(session, roster), duties_of(session, roster)
    # A duty on a shift that was struck to nobody is nowhere to be judged.
    known = frozenset(duty for duty in duties if duty.shift in problem.shift)
    return Judged(problem, known, judge(problem, Answered(known)), Speaker(problem, role_names(session)))


def role_names(session: Session) -> dict[str, str]:
    """{code: name} of every role, in their order."""
    return dict(session.execute(select(Role.code, Role.name).order_by(Role.position)).all())
