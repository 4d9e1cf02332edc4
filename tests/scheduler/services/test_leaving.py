"""People leave and are told what somebody else must do; who has left is forgotten, and what they served stays."""

from datetime import date, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session, selectinload

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services import leaving
from scheduler.services.credentials import identify, issue
from scheduler.services.leaving import FORGOTTEN, Counts, forget, leave, served
from scheduler.store.absences import Absence, Wish
from scheduler.store.audit import AuditEntry
from scheduler.store.credentials import CredentialKind
from scheduler.store.duties import Duty
from scheduler.store.reminders import Reminder
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from scheduler.store.volunteers import Place, PlaceKind, Volunteer
from tests.conftest import KEY
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit, added
from tests.scheduler.street import HELD, Street, a_published_roster, a_street

VAULT = Vault((KEY,))
LEAVES = date(2026, 12, 1)
LATER = NOW + timedelta(days=60)
"""After the roster of December."""


@pytest.fixture
def street(session: Session) -> Street:
    """A street whose roster of 1 to 4 December is published: v1 has one duty, on the first."""
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    return street


def test_who_leaves_is_told_which_published_duties_somebody_else_must_do(session: Session, street: Street) -> None:
    hits = leave(session, street.admin, "v1", on=LEAVES, vault=VAULT, now=NOW)

    assert [(hit.roster, hit.shift) for hit in hits] == [("dec", "20261201-p1-0730")]
    assert session.scalar(select(Volunteer.left_on).where(Volunteer.code == "v1")) == LEAVES


def test_duties_before_the_day_are_not_hit(session: Session, street: Street) -> None:
    hits = leave(session, street.admin, "v1", on=LEAVES + timedelta(days=1), vault=VAULT, now=NOW)

    assert hits == ()


def test_who_has_left_is_forgotten_and_what_they_served_stays(session: Session, street: Street) -> None:
    person = _known_by_everything(session, street)
    leave(session, street.admin, "v1", on=LEAVES + timedelta(days=9), vault=VAULT, now=NOW)

    counts = forget(session, street.admin, "v1", why="本人申请", now=LATER)

    hanging = [selectinload(each) for each in (Volunteer.places, Volunteer.roles, Volunteer.teams)]
    row = session.scalars(select(Volunteer).where(Volunteer.code == "v1").options(*hanging)).one()
    assert counts == Counts(duties=1, minutes=60)
    assert (row.name, row.phone_sealed, row.phone_index, row.birth_year) == (FORGOTTEN, None, None, None)
    assert (row.places, row.roles, row.teams) == ([], [], [])
    assert session.scalar(select(func.count(Wish.id)).where(Wish.volunteer_id == person)) == 0
    assert session.scalars(select(Absence.reason).where(Absence.volunteer_id == person)).all() == [""]
    assert set(session.scalars(select(Reminder.body).where(Reminder.volunteer_id == person))) == {FORGOTTEN}
    assert session.scalar(select(func.count(Duty.id)).where(Duty.volunteer_id == person)) == 1
    assert served(session, street.admin, "v1", now=LATER) == counts


def test_the_audit_says_why_and_not_who(session: Session, street: Street) -> None:
    leave(session, street.admin, "v1", on=LEAVES, vault=VAULT, now=NOW)

    forget(session, street.admin, "v1", why="本人申请", now=LATER)

    entry = session.scalars(select(AuditEntry).where(AuditEntry.verb == "forget")).one()
    assert (entry.ref, entry.detail) == ("v1", {"why": "本人申请", "duties": 1})
    told = "".join(str(one.detail) for one in session.scalars(select(AuditEntry).where(AuditEntry.ref == "v1")))
    assert "张三" not in told


def test_a_link_of_somebody_forgotten_opens_nothing(session: Session, street: Street) -> None:
    secret = issue(session, CredentialKind.LINK, volunteer_id=street.people[0].id, now=NOW)
    leave(session, street.admin, "v1", on=LEAVES, vault=VAULT, now=NOW)

    forget(session, street.admin, "v1", why="本人申请", now=LATER)

    assert identify(session, secret, frozenset((CredentialKind.LINK,)), now=LATER) is None


def test_nobody_is_forgotten_who_has_not_left(session: Session, street: Street) -> None:
    leave(session, street.admin, "v1", on=date(2027, 6, 1), vault=VAULT, now=NOW)

    with pytest.raises(Conflict, match="还没有离队"):
        forget(session, street.admin, "v1", why="本人申请", now=NOW)


def test_nobody_is_forgotten_without_a_reason(session: Session, street: Street) -> None:
    leave(session, street.admin, "v1", on=LEAVES, vault=VAULT, now=NOW)

    with pytest.raises(Invalid, match="原因"):
        forget(session, street.admin, "v1", why=" ", now=LATER)


@pytest.mark.parametrize(
    ("role", "refusal"),
    [
        pytest.param(UserRole.COORDINATOR, Forbidden, id="who plans their unit"),
        pytest.param(UserRole.VIEWER, Forbidden, id="who looks"),
    ],
)
def test_only_an_admin_forgets(
    session: Session, street: Street, role: UserRole, refusal: type[Exception]
) -> None:  # fmt: skip
    who = an_asker(session, role, "somebody", unit=street.units[0])

    with pytest.raises(refusal):
        forget(session, who, "v1", why="本人申请", now=NOW)


def test_out_of_scope_there_is_nobody(session: Session, street: Street) -> None:
    elsewhere = an_asker(session, UserRole.ADMIN, "elsewhere", unit=a_unit(session, "outskirts"))

    with pytest.raises(NotFound):
        forget(session, elsewhere, "v1", why="本人申请", now=NOW)
    with pytest.raises(NotFound):
        leave(session, elsewhere, "v1", on=LEAVES, vault=VAULT, now=NOW)
    with pytest.raises(NotFound):
        leaving.ahead(session, elsewhere, "v1", now=NOW)


def _known_by_everything(session: Session, street: Street) -> int:
    """v1 with a phone, a home, a wish and a leave with a reason; gives their number."""
    row = street.people[0]
    row.phone_sealed, row.phone_index, row.birth_year = VAULT.seal("13800001111"), VAULT.index("13800001111"), 1980
    added(session, Place(volunteer_id=row.id, kind=PlaceKind.HOME, longitude=116.7, latitude=39.52))
    span = {"starts_at": NOW, "ends_at": NOW + timedelta(days=1)}
    added(session, Wish(volunteer_id=row.id, weight=1, **span))
    added(session, Absence(volunteer_id=row.id, reason="看病", **span))
    number = row.id
    session.expire_all()
    return number
