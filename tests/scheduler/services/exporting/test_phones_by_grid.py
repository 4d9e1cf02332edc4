"""Whose role is over a grid reads the phones of those who stand there, whatever their unit, and of nobody else."""

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.services.access import Asker, asker
from scheduler.services.exporting.phones import phones_of
from scheduler.services.looking import look
from scheduler.store.duties import Duty
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.shifts import Shift
from scheduler.store.units import Unit
from scheduler.store.users import Holding, UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Volunteer
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_point, added
from tests.scheduler.services.exporting.conftest import PHONES, roster_of

MASKED = {"v1": "138****1111", "v2": "139****2222"}


@pytest.fixture
def grids(town: Session) -> dict[str, Grid]:
    """A street of two communities and another street. The roster's point p1, where v1 (of u1) and v2 (of u2) stand on
    the first day, is in the community c1; on the second v1 stands at p2, in the community c2."""
    street = added(town, Grid(code="s1", name="一街道", level=GridLevel.STREET))
    made = {"s1": street, "s2": added(town, Grid(code="s2", name="二街道", level=GridLevel.STREET))}
    for code in ("c1", "c2"):
        made[code] = added(town, Grid(code=code, name=code, level=GridLevel.COMMUNITY, parent_id=street.id))
    town.scalars(select(Point)).one().grid_id = made["c1"].id
    second = town.scalars(select(Shift).where(Shift.code == "s2")).one()
    second.point_id = a_point(town, "p2", grid_id=made["c2"].id).id
    v1 = town.scalars(select(Volunteer).where(Volunteer.code == "v1")).one()
    added(town, Duty(roster_id=second.roster_id, shift_id=second.id, volunteer_id=v1.id, added_in=1))
    return made


def shown(session: Session, who: Asker, vault: Vault) -> dict[str, str]:
    return phones_of(session, who, look(session, who, "r1"), vault=vault, full=True).shown


def who_sees_all(session: Session, role: UserRole, **scope: int) -> Asker:
    """A viewer of everything who has that role over the grid_id or unit_id."""
    who = an_asker(session, UserRole.VIEWER, "li")
    added(session, Holding(user_id=who.user_id, role=role, granted_at=NOW, **scope))
    return asker(session, "li")


@pytest.mark.parametrize("role", [UserRole.INSPECTOR, UserRole.COORDINATOR])
@pytest.mark.parametrize(
    ("grid", "called"),
    [
        pytest.param("c1", ["v1", "v2"], id="where both stand"),
        pytest.param("c2", ["v1"], id="where one of them stands"),
        pytest.param("s1", ["v1", "v2"], id="the street above both"),
    ],
)
def test_those_who_stand_in_the_grid_and_no_other(
    town: Session, grids: dict[str, Grid], vault: Vault, *, role: UserRole, grid: str, called: list[str]
) -> None:
    who = who_sees_all(town, role, grid_id=grids[grid].id)

    assert shown(town, who, vault) == MASKED | {code: PHONES[code] for code in called}


def test_a_unit_and_a_grid_add_up(town: Session, grids: dict[str, Grid], vault: Vault) -> None:
    who = who_sees_all(town, UserRole.INSPECTOR, grid_id=grids["c2"].id)
    other = town.scalars(select(Unit).where(Unit.code == "u2")).one()
    added(town, Holding(user_id=who.user_id, role=UserRole.COORDINATOR, unit_id=other.id, granted_at=NOW))

    assert shown(town, asker(town, "li"), vault) == PHONES


def test_a_duty_that_was_taken_off_opens_nothing(town: Session, grids: dict[str, Grid], vault: Vault) -> None:
    who = who_sees_all(town, UserRole.INSPECTOR, grid_id=grids["c2"].id)
    point = town.scalars(select(Point.id).where(Point.code == "p2")).one()
    duty = town.scalars(select(Duty).join(Shift, Shift.id == Duty.shift_id).where(Shift.point_id == point)).one()
    duty.removed_in = roster_of(town).version = 2

    with pytest.raises(Forbidden, match="完整的电话"):
        shown(town, who, vault)


def test_a_viewer_of_the_grid_calls_nobody(town: Session, grids: dict[str, Grid], vault: Vault) -> None:
    with pytest.raises(Forbidden, match="完整的电话"):
        shown(town, who_sees_all(town, UserRole.VIEWER, grid_id=grids["c1"].id), vault)


def test_an_inspector_of_the_grid_gets_the_phones_of_its_roster(
    town: Session, grids: dict[str, Grid], vault: Vault
) -> None:
    roster_of(town).grid_id = grids["s1"].id

    assert shown(town, an_asker(town, UserRole.INSPECTOR, grid=grids["s1"]), vault) == PHONES


def test_an_inspector_of_another_grid_finds_no_roster(town: Session, grids: dict[str, Grid], vault: Vault) -> None:
    roster_of(town).grid_id = grids["s1"].id

    with pytest.raises(NotFound):
        shown(town, an_asker(town, UserRole.INSPECTOR, grid=grids["s2"]), vault)
