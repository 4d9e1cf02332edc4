"""The smallest town a snapshot can be taken of."""

from datetime import date
from typing import Any

from sqlalchemy.orm import Session

from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.stewardship import Stewardship
from scheduler.store.units import Unit
from solver.problem import Problem
from solver.problem import Volunteer as Asked
from tests.scheduler import rows


def a_town(session: Session, **unit: Any) -> tuple[Unit, Point, Roster, Shift]:
    """One unit that answers for one point, and four weeks with one shift on Tuesday 1 December 2026, 07:30-08:30."""
    office = rows.a_unit(session, **unit)
    point = rows.a_point(session)
    rows.added(session, Stewardship(unit_id=office.id, point_id=point.id, from_day=date(2026, 1, 1)))
    roster = rows.a_roster(session)
    return office, point, roster, rows.a_shift(session, roster, point)


def the_one(problem: Problem) -> Asked:
    (one,) = problem.volunteers
    return one
