"""Rows with everything filled in that a test does not care about; each is added and has its number."""

from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any, TypeVar

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.settings import Settings
from scheduler.store.base import Base
from scheduler.store.duties import Duty
from scheduler.store.points import Point, PointKind
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.units import Unit
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

Row = TypeVar("Row", bound=Base)
NOW = datetime(2026, 11, 20, 1, 0, tzinfo=UTC)
FIRST = date(2026, 12, 1)
PLAIN = Settings(home=Path(), database="sqlite://", keys=())
"""A town that sets nothing: told into the inbox, at NOW, which is no quiet hour, at once."""


def added(session: Session, row: Row) -> Row:
    """The row, with its number."""
    session.add(row)
    session.flush()
    return row


def a_unit(session: Session, code: str = "u1", **fields: Any) -> Unit:
    return added(session, Unit(**{"code": code, "name": "住建局", **fields}))


def a_volunteer(session: Session, unit: Unit, code: str = "v1", **fields: Any) -> Volunteer:
    return added(session, Volunteer(**{"code": code, "name": "张三", "unit_id": unit.id, **fields}))


def a_point(session: Session, code: str = "p1", kind: str = "intersection", **fields: Any) -> Point:
    """A point of the seeded kind with that code, at the middle of the town."""
    kind_id = session.scalars(select(PointKind.id).where(PointKind.code == kind)).one()
    path = [[116.7, 39.52]]
    given = {"code": code, "name": "路口一", "kind_id": kind_id, "path": path, "came_path": path}
    return added(session, Point(**{**given, **fields}))


def a_roster(session: Session, code: str = "r1", **fields: Any) -> Roster:
    """Four weeks of the whole town from 1 December 2026 on."""
    given = {"code": code, "name": "十二月", "start": FIRST, "days": 28, "created_at": NOW}
    return added(session, Roster(**{**given, **fields}))


def a_shift(session: Session, roster: Roster, point: Point, code: str = "s1", **fields: Any) -> Shift:
    """07:30 to 08:30 of the town on 1 December 2026, for one."""
    hours = {
        "starts_at": datetime(2026, 11, 30, 23, 30, tzinfo=UTC),
        "ends_at": datetime(2026, 12, 1, 0, 30, tzinfo=UTC),
    }
    given = {"code": code, "roster_id": roster.id, "point_id": point.id, "headcount": 1, **hours}
    return added(session, Shift(**{**given, **fields}))


def a_duty(session: Session, shift: Shift, volunteer: Volunteer, **fields: Any) -> Duty:
    given = {"roster_id": shift.roster_id, "shift_id": shift.id, "volunteer_id": volunteer.id, "added_in": 1}
    return added(session, Duty(**{**given, **fields}))


def a_user(session: Session, login: str = "li", **fields: Any) -> User:
    return added(session, User(**{"login": login, "name": "李四", **fields}))
