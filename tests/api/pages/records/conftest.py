"""A town with one of everything, and who looks at its data."""

import pytest
from sqlalchemy import select

from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.points import Point
from scheduler.store.units import Unit
from scheduler.store.users import UserRole
from tests.api.one_of_each import a_town
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import an_asker

POINT = "/data/points/one/p1"


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """The admin of a town with one of everything."""
    with transaction(sessions) as session:
        a_town(session)
        boss = an_asker(session, UserRole.ADMIN, "chief")
    return reader(user_id=boss.user_id)


def as_(sessions: Sessions, reader: ReaderOf, role: UserRole, unit: str | None = None) -> Reader:
    """Somebody with that role over the unit of that code, over everything without."""
    with transaction(sessions) as session:
        held = None if unit is None else session.scalars(select(Unit).where(Unit.code == unit)).one()
        somebody = an_asker(session, role, "somebody", unit=held)
    return reader(user_id=somebody.user_id)


def point(sessions: Sessions) -> Point:
    with reading(sessions) as session:
        return session.scalars(select(Point).where(Point.code == "p1")).one()
