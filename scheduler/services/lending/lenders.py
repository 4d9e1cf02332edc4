"""Lenders: the roster as it would be judged if it could also call on the people of the grid that lends."""

from collections.abc import Iterable
from dataclasses import dataclass

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.services.judging import Judged, remembered, role_names
from scheduler.services.lending.asked import Between
from scheduler.services.memory import Held
from scheduler.services.sentences import Speaker
from scheduler.services.what_if.helpers import asked_people, units_of_people
from scheduler.store.rosters import Roster
from scheduler.store.volunteers import Volunteer
from solver import supposing
from solver.tally import Tally


@dataclass(frozen=True)
class Called:
    """A roster that may call on the lenders too; `lenders` are their codes, `shifts` those of the target that day."""

    found: Judged
    lenders: frozenset[str]
    shifts: tuple[str, ...]


def called(session: Session, roster: Roster, between: Between) -> Called:
    """The newest version. Where the roster calls on all of them anyhow it is as it is remembered."""
    found = remembered(session, roster)
    codes = frozenset(session.scalars(select(Volunteer.code).where(Volunteer.id.in_(between.people()))))
    known = found.problem.shift
    shifts = tuple(sorted(code for code in session.scalars(between.shifts()) if code in known))
    strangers = codes - found.problem.volunteer.keys()
    return Called(_joined(session, found, strangers) if strangers and shifts else found, codes, shifts)


def _joined(session: Session, found: Judged, strangers: Iterable[str]) -> Judged:
    problem = found.problem
    people = asked_people(session, found.roster, problem, Volunteer.code.in_(strangers))
    problem = supposing.joined(problem, people, units_of_people(session, found.roster, problem, people))
    held = Held(found.held.version, Tally(problem, found.duties))
    return Judged(found.roster, held, Speaker(problem, role_names(session)))
