"""A city's day: thousands of people with a phone each, all on duty tomorrow, written in bulk."""

from datetime import timedelta
from typing import cast

from sqlalchemy import Table, insert
from sqlalchemy.orm import Session

from scheduler.clock import at
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
    person = {"name": "张三", "unit_id": corner.unit.id, "phone_sealed": phone, "kind": VolunteerKind.ORDINARY}
    rows = [{**person, "id": 1000 + n, "code": f"c{n}", "party_member": True} for n in range(people)]
    session.connection().execute(insert(cast(Table, Volunteer.__table__)), rows)
    starts = at(FIRST, 17 * 60)
    hours = {"starts_at": starts, "ends_at": starts + timedelta(hours=1), "headcount": _EACH}
    shifts = [a_shift(session, corner.roster, corner.point, f"s{n}", **hours) for n in range(people // _EACH)]
    duty = {"roster_id": corner.roster.id, "state": DutyState.ASSIGNED, "locked": False, "added_in": 1}
    duties = [{**duty, "shift_id": shifts[n // _EACH].id, "volunteer_id": 1000 + n} for n in range(people)]
    session.connection().execute(insert(cast(Table, Duty.__table__)), duties)
