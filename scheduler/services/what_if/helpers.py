"""Who else could be asked: the people of units near by whom the roster does not call on, and of volunteer teams."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from sqlalchemy import ColumnElement, select, true
from sqlalchemy.orm import Session, selectinload

from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.store.rosters import Roster
from scheduler.store.snapshot.offices import asked_units
from scheduler.store.snapshot.people import asked_of, away_of
from scheduler.store.snapshot.places import middle_of, office_of
from scheduler.store.snapshot.taking import horizon_of
from scheduler.store.teams import Team, volunteer_team
from scheduler.store.units import Unit
from scheduler.store.volunteers import Volunteer
from solver import problem as asked
from solver import supposing
from solver.distance import nearest
from solver.problem import At, Problem

MOST_UNITS = 3
MOST_TEAMS = 3
_PARTS = (Volunteer.unit, Volunteer.places, Volunteer.availabilities, Volunteer.roles, Volunteer.usual_points)


@dataclass(frozen=True, slots=True)
class Helpers:
    """A unit to pool with, or a team to ask: `new` are people that the roster does not call on yet, `units` theirs as
    far as it does not know them, `known` those of the team that it does call on; `text` says it."""

    kind: str
    text: str
    new: tuple[asked.Volunteer, ...] = ()
    units: tuple[asked.Unit, ...] = ()
    known: frozenset[str] = frozenset()

    def asked(self, problem: Problem) -> Problem:
        """The problem with their help."""
        once_more = supposing.more_often(problem, self.known, cap="week", more=1)
        return supposing.joined(once_more, self.new, self.units)


def helpers(session: Session, who: Asker, roster: Roster, problem: Problem) -> tuple[Helpers, ...]:
    """The nearest few units, and the first few teams, of people that the asker may see."""
    return (*_units(session, who, roster, problem), *_teams(session, who, roster, problem))


def _units(session: Session, who: Asker, roster: Roster, problem: Problem) -> list[Helpers]:
    seen, centre = who.units(Right.SEE), middle_of(point.at for point in problem.points)
    wanted = select(Unit).where(Unit.code.not_in(problem.unit.keys()), true() if seen is None else Unit.id.in_(seen))
    units = session.scalars(wanted.where(Unit.id.in_(select(Volunteer.unit_id))).order_by(Unit.code)).all()

    def away(unit: Unit) -> int:
        return nearest((_office(unit, centre),), centre) or 0

    found = []
    for unit in sorted(units, key=away)[:MOST_UNITS]:
        people = asked_people(session, roster, problem, Volunteer.unit_id == unit.id)
        text = say("与{unit}合并轮流（{count} 人）", unit=unit.name, count=len(people))
        found.append(Helpers("unit", text, people, units_of_people(session, roster, problem, people)))
    return found


def _teams(session: Session, who: Asker, roster: Roster, problem: Problem) -> list[Helpers]:
    """Members that the roster calls on already are asked once more a week."""
    seen = who.units(Right.SEE)
    mine = true() if seen is None else Volunteer.unit_id.in_(seen)
    found = []
    for team in session.scalars(select(Team).order_by(Team.code).limit(MOST_TEAMS)):
        theirs = Volunteer.id.in_(select(volunteer_team.c.volunteer_id).where(volunteer_team.c.team_id == team.id))
        members = set(session.scalars(select(Volunteer.code).where(theirs, mine)))
        known = frozenset(members & problem.volunteer.keys())
        new = asked_people(session, roster, problem, theirs, mine, Volunteer.code.not_in(known))
        units = units_of_people(session, roster, problem, new)
        if known or new:
            text = say("请{team}的 {count} 人帮忙，每周多值 1 次", team=team.name, count=len(known) + len(new))
            found.append(Helpers("team", text, new, units, known))
    return found


def units_of_people(
    session: Session, roster: Roster, problem: Problem, people: Iterable[asked.Volunteer]
) -> tuple[asked.Unit, ...]:
    """The units of those people that the problem does not know, with how many may be out of each."""
    codes = {one.unit for one in people} - problem.unit.keys()
    centre = middle_of(point.at for point in problem.points)
    rows = session.scalars(select(Unit).where(Unit.code.in_(codes)).order_by(Unit.code)).all()
    return asked_units(session, roster, rows, {row.id: _office(row, centre) for row in rows})


def asked_people(
    session: Session, roster: Roster, problem: Problem, *which: ColumnElement[bool]
) -> tuple[asked.Volunteer, ...]:
    """Those people as the solver knows them, with the share of whoever is there already."""
    wanted = select(Volunteer).where(*which).options(*map(selectinload, _PARTS)).order_by(Volunteer.code)
    rows = session.scalars(wanted).all()
    if not rows:
        return ()
    centre = middle_of(point.at for point in problem.points)
    found = asked_of(
        session,
        roster,
        rows,
        away=away_of(session, roster, rows, horizon_of(session, roster)),
        offices={row.unit_id: _office(row.unit, centre) for row in rows},
        points={},
    )
    return tuple(replace(one, target=one.carried + _share(problem)) for one in found)


def _share(problem: Problem) -> int:
    """What somebody who is there already should take of this roster, in the middle."""
    shares = sorted(one.target - one.carried for one in problem.volunteers)
    return shares[len(shares) // 2] if shares else 0


def _office(unit: Unit, centre: At) -> At:
    return office_of(unit, (), (centre,))
