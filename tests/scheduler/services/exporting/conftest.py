"""A roster of two days, two people and one gap, and somebody's key."""

from collections.abc import Callable, Iterator
from datetime import timedelta
from io import BytesIO

import pytest
from cryptography.fernet import Fernet
from openpyxl import load_workbook
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.database import Sessions, transaction
from scheduler.store.rosters import Roster
from scheduler.store.stewardship import Stewardship
from scheduler.store.teams import Role, volunteer_role
from scheduler.store.units import Unit
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.scheduler.rows import FIRST, NOW, a_duty, a_point, a_roster, a_shift, a_unit, a_volunteer, added

PHONES = {"v1": "13800001111", "v2": "13900002222"}


@pytest.fixture(scope="session")
def vault() -> Vault:
    return Vault([Fernet.generate_key().decode()])


@pytest.fixture
def town(sessions: Sessions, vault: Vault) -> Iterator[Session]:
    """1 December 2026: 张三 leads and 李四 stands beside him, one more is missing; 2 December: nobody."""
    with transaction(sessions) as session:
        own, other = a_unit(session, "u1"), a_unit(session, "u2", name="教育局")
        first = a_person(session, own, "v1", "张三", vault)
        second = a_person(session, other, "v2", "李四", vault)
        leader = session.scalars(select(Role.id).where(Role.code == "leader")).one()
        session.execute(volunteer_role.insert(), [{"volunteer_id": first.id, "role_id": leader}])
        point = a_point(session)
        added(session, Stewardship(unit_id=own.id, point_id=point.id, from_day=FIRST))
        roster = a_roster(session, days=2, version=1, state="solved")
        added(session, ChangeSet(roster_id=roster.id, version=1, kind=ChangeKind.ADJUST, at=NOW))
        shift = a_shift(session, roster, point, "s1", headcount=3, roles={"leader": 1})
        day = timedelta(days=1)
        hours = {"starts_at": shift.starts_at + day, "ends_at": shift.ends_at + day}
        a_shift(session, roster, point, "s2", **hours)
        a_duty(session, shift, first)
        a_duty(session, shift, second)
        yield session


def a_person(session: Session, unit: Unit, code: str, name: str, vault: Vault) -> Volunteer:
    phone = PHONES[code]
    sealed = {"phone_sealed": vault.seal(phone), "phone_index": vault.index(phone)}
    return a_volunteer(session, unit, code, name=name, **sealed)


@pytest.fixture
def cells() -> Callable[[bytes], list[str]]:
    """Every text of the first sheet of a workbook."""

    def read(content: bytes) -> list[str]:
        page = load_workbook(BytesIO(content)).worksheets[0]
        return [str(value) for row in page.iter_rows(values_only=True) for value in row if value is not None]

    return read


def roster_of(session: Session) -> Roster:
    return session.scalars(select(Roster)).one()
