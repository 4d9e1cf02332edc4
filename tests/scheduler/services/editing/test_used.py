"""What is in use says where, and names nobody whom the asker does not see."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import InUse, Use
from scheduler.services.editing import points
from scheduler.services.editing.roles import ROLES
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.teams import Role
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_admin, an_asker
from tests.scheduler.rows import NOW, a_point, a_unit, a_volunteer, added


def test_the_first_five_are_named_and_all_are_counted(session: Session) -> None:
    guide = session.scalars(select(Role).where(Role.code == "guide")).one()
    unit = a_unit(session)
    for number in range(7):
        a_volunteer(session, unit, f"v{number}", name=f"张{number}", roles=[guide])

    with pytest.raises(InUse) as refused:
        ROLES.delete(session, an_admin(session), "guide", now=NOW)

    first = tuple((f"v{number}", f"张{number}") for number in range(5))
    assert refused.value.uses == (Use("volunteer_role", 7, first),)


def test_whom_the_asker_does_not_see_is_only_counted(session: Session) -> None:
    grid = added(session, Grid(code="g1", name="广阳区", level=GridLevel.DISTRICT))
    point = a_point(session, grid_id=grid.id)
    a_volunteer(session, a_unit(session), usual_points=[point])
    wang = an_asker(session, UserRole.COORDINATOR, "wang", grid=grid)

    with pytest.raises(InUse) as refused:
        points.delete(session, wang, point.code, now=NOW)

    assert refused.value.uses == (Use("volunteer_usual_point", 1),)
