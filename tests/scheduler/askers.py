"""Who asks in a test, with what they hold."""

from sqlalchemy.orm import Session

from scheduler.services.access import Asker, asker
from scheduler.store.grids import Grid
from scheduler.store.units import Unit
from scheduler.store.users import Holding, UserRole
from tests.scheduler.rows import NOW, a_user, added


def an_asker(
    session: Session, role: UserRole, login: str = "boss", *, unit: Unit | None = None, grid: Grid | None = None
) -> Asker:
    """A user with that role over the subtree of the unit or of the grid; over everything without."""
    user = a_user(session, login)
    added(
        session,
        Holding(user_id=user.id, role=role, unit_id=unit and unit.id, grid_id=grid and grid.id, granted_at=NOW),
    )
    return asker(session, login)


def an_admin(session: Session, login: str = "boss") -> Asker:
    return an_asker(session, UserRole.ADMIN, login)


def a_coordinator(session: Session, unit: Unit, login: str = "wang") -> Asker:
    return an_asker(session, UserRole.COORDINATOR, login, unit=unit)
