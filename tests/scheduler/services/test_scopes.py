"""Scopes: what somebody may make a roster for, and nothing that they only see."""

from sqlalchemy.orm import Session

from scheduler.services.scopes import plannable
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.street import a_street


def test_an_admin_may_plan_everything(session: Session) -> None:
    street = a_street(session)

    found = plannable(session, street.admin)

    assert found.everywhere
    assert [one.code for one in found.units] == ["c", "u1", "u2"]
    assert [one.code for one in found.grids] == ["g1"]


def test_a_coordinator_may_plan_their_own_unit(session: Session) -> None:
    wang = a_coordinator(session, a_street(session).units[0])

    found = plannable(session, wang)

    assert (found.everywhere, [one.code for one in found.units], found.grids) == (False, ["u1"], ())


def test_who_only_looks_may_plan_nothing(session: Session) -> None:
    a_street(session)
    guest = an_asker(session, UserRole.VIEWER, "guest")

    found = plannable(session, guest)

    assert (found.everywhere, found.units, found.grids) == (False, (), ())
