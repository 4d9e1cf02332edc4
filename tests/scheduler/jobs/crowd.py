"""A city's day: thousands of people with a phone each, all on duty tomorrow, written in bulk."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from sqlalchemy import ColumnElement, String, cast, insert, literal, select
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.store.base import Base
from scheduler.store.duties import Duty, DutyState
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer, VolunteerKind
from tests.conftest import KEY
from tests.scheduler.reminders.told import a_corner
from tests.scheduler.rows import FIRST, a_shift

_EACH = 100


def a_crowd(session: Session, people: int) -> None:
    """So many on duty on 1 December 2026 from 17:00 to 18:00, a hundred a shift, not confirmed."""
    corner = a_corner(session)
    phone = Vault([KEY]).seal("13800005678")
    number = select(literal(0).label("n")).cte("number", recursive=True)
    number = number.union_all(select(number.c.n + 1).where(number.c.n < people - 1))
    n, first = number.c.n, 1000
    person = {"id": n + first, "code": literal("c").concat(cast(n, String)), "name": "张三", "unit_id": corner.unit.id}
    person |= {"phone_sealed": phone, "kind": VolunteerKind.ORDINARY, "party_member": True}
    _fill(session, Volunteer, person)
    starts = at(FIRST, 17 * 60)
    hours = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "headcount": _EACH}
    shifts = [a_shift(session, corner.roster, corner.point, f"s{n}", **hours) for n in range(people // _EACH)]
    duty = {"roster_id": corner.roster.id, "state": DutyState.ASSIGNED, "locked": False, "added_in": 1}
    _fill(session, Duty, {**duty, "shift_id": n // _EACH + shifts[0].id, "volunteer_id": n + first})


def _fill(session: Session, table: type[Base], row: Mapping[str, Any]) -> None:
    """A row for each number: made by the database, which takes a tenth of the time."""
    values = [
        value if isinstance(value, ColumnElement) else literal(value, table.__table__.c[name].type)
        for name, value in row.items()
    ]
    session.execute(insert(table).from_select(list(row), select(*values)))
