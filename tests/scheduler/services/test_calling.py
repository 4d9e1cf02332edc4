"""Who answers for the ground where somebody serves today may call them, whatever unit they are of."""

from datetime import datetime

import pytest
from sqlalchemy import select, update
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services import volunteers
from scheduler.services.access import Asker
from scheduler.settings import Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.duties import Duty, DutyState
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import added
from tests.scheduler.street import HELD, a_published_roster, a_street

PHONE = "13800000000"
AT_SEVEN = "2026-12-01T07:00:00+08:00"


@pytest.fixture
def vault(settings: Settings) -> Vault:
    return Vault(settings.keys)


@pytest.fixture(autouse=True)
def published(session: Session, vault: Vault) -> None:
    """v2 has PHONE and serves on 1 December at a point in the grid here; nobody serves there."""
    street = a_street(session)
    ground, _ = (added(session, Grid(code=code, name=code, level=GridLevel.STREET)) for code in ("here", "there"))
    session.execute(update(Point).values(grid_id=ground.id))
    a_published_roster(session, street, *HELD)
    street.people[1].phone_sealed = vault.seal(PHONE)


def of(session: Session, grid: str, role: UserRole = UserRole.INSPECTOR) -> Asker:
    """Somebody with that role over the grid."""
    return an_asker(session, role, "wang", grid=session.scalars(select(Grid).where(Grid.code == grid)).one())


def called(session: Session, who: Asker, vault: Vault, hour: str = AT_SEVEN) -> str | None:
    """What they read then for v2; None where v2 is not found."""
    try:
        return volunteers.phone(session, who, "v2", vault=vault, now=datetime.fromisoformat(hour))
    except NotFound:
        return None


@pytest.mark.parametrize(
    ("hour", "read"),
    [
        pytest.param("2026-11-30T23:59:00+08:00", None, id="not the day before"),
        pytest.param("2026-12-01T00:00:00+08:00", PHONE, id="from midnight"),
        pytest.param("2026-12-01T23:59:00+08:00", PHONE, id="until midnight"),
        pytest.param("2026-12-02T00:00:00+08:00", None, id="not the day after"),
    ],
)
def test_an_inspector_of_the_grid_calls_who_serves_there_that_day(
    session: Session, vault: Vault, hour: str, read: str | None
) -> None:
    assert called(session, of(session, "here"), vault, hour) == read


def test_that_the_phone_was_read_is_noted(session: Session, vault: Vault) -> None:
    inspector = of(session, "here")
    called(session, inspector, vault)

    entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "read-phone")).one()
    assert (entry.user_id, entry.ref) == (inspector.user_id, "v2")


def test_an_inspector_of_another_grid_finds_nobody(session: Session, vault: Vault) -> None:
    assert called(session, of(session, "there"), vault) is None


def test_who_only_looks_at_the_grid_calls_nobody(session: Session, vault: Vault) -> None:
    assert called(session, of(session, "here", UserRole.VIEWER), vault) is None


@pytest.mark.parametrize(
    "change",
    [
        pytest.param(update(Duty).values(state=DutyState.DECLINED), id="gave the duty back"),
        pytest.param(update(Duty).values(added_in=99), id="not in what was published"),
        pytest.param(update(Roster).values(state=RosterState.ARCHIVED), id="roster put away"),
    ],
)
def test_who_does_not_serve_there_any_more_is_not_called(session: Session, vault: Vault, change: object) -> None:
    who = of(session, "here")
    assert called(session, who, vault) == PHONE

    session.execute(change)  # type: ignore[call-overload]

    assert called(session, who, vault) is None
