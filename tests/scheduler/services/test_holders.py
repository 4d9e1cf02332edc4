"""Who holds a role: the active ones, with that role's part of the town only."""

from sqlalchemy.orm import Session

from scheduler.services.access import Right, holders
from scheduler.store.users import Holding, User, UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, added


def test_holders_come_with_that_role_only(session: Session) -> None:
    command = a_unit(session, "c")
    below, other = a_unit(session, "u1", parent_id=command.id), a_unit(session, "u2")
    wang = a_coordinator(session, command)
    added(session, Holding(user_id=wang.user_id, role=UserRole.VIEWER, unit_id=other.id, granted_at=NOW))
    an_admin(session)

    (found,) = holders(session, UserRole.COORDINATOR)

    assert found.login == "wang"
    assert found.units(Right.SEE) == frozenset((command.id, below.id))


def test_who_was_shut_out_is_no_holder(session: Session) -> None:
    gone = an_asker(session, UserRole.INSPECTOR)
    session.get_one(User, gone.user_id).active = False
    session.flush()

    assert holders(session, UserRole.INSPECTOR) == ()
