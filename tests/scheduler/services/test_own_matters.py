"""A volunteer without an account asks leave, takes it back, reads what they were told, and finds themselves."""

from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.services import absences, inbox, own_absences, profile
from scheduler.services.access import Right
from scheduler.services.paging import Page
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.audit import AuditEntry
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.vault import Vault
from tests.conftest import KEY
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.people import the_user, the_volunteer
from tests.scheduler.rows import NOW, a_unit, a_volunteer, added
from tests.scheduler.street import HELD, a_published_roster, a_street

START = datetime(2026, 11, 30, 16, tzinfo=UTC)
DAY = timedelta(days=1)


def test_leave_is_asked_for_by_the_volunteer_alone(session: Session) -> None:
    who = the_volunteer(session, a_volunteer(session, a_unit(session)))

    made = own_absences.ask(session, who, starts_at=START, ends_at=START + DAY, reason="有事", now=NOW)

    row, entry = session.get_one(Absence, made.number), session.scalars(select(AuditEntry)).one()
    assert (made.state, made.name, row.asked_by) == (AbsenceState.ASKED, "张三", None)
    assert (entry.verb, entry.user_id, entry.detail) == ("ask", None, {"volunteer": "v1"})


def test_a_coordinator_approves_it_and_the_volunteer_sees_what_it_hits(session: Session) -> None:
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    who = the_volunteer(session, street.people[0])
    asked = own_absences.ask(session, who, starts_at=START, ends_at=START + DAY, now=NOW)

    absences.approve(session, street.admin, asked.number, now=NOW)

    (seen,) = own_absences.page(session, who, Page()).items
    assert (seen.state, [hit.shift for hit in seen.hits]) == (AbsenceState.APPROVED, ["20261201-p1-0730"])


@pytest.mark.parametrize(
    ("starts", "ends"),
    [pytest.param(START, START, id="empty"), pytest.param(NOW - DAY, NOW, id="over")],
)
def test_leave_that_is_none_is_refused(session: Session, starts: datetime, ends: datetime) -> None:
    who = the_volunteer(session, a_volunteer(session, a_unit(session)))

    with pytest.raises(Invalid):
        own_absences.ask(session, who, starts_at=starts, ends_at=ends, now=NOW)


def test_leave_that_meets_another_is_refused(session: Session) -> None:
    who = the_volunteer(session, a_volunteer(session, a_unit(session)))
    own_absences.ask(session, who, starts_at=START, ends_at=START + DAY, now=NOW)

    with pytest.raises(Conflict):
        own_absences.ask(session, who, starts_at=START, ends_at=START + DAY, now=NOW)


def test_one_takes_back_ones_own_and_nobody_elses(session: Session) -> None:
    unit = a_unit(session)
    zhang = the_volunteer(session, a_volunteer(session, unit))
    li = the_volunteer(session, a_volunteer(session, unit, "v2", name="李四"))
    asked = own_absences.ask(session, zhang, starts_at=START, ends_at=START + DAY, now=NOW)

    with pytest.raises(NotFound):
        own_absences.withdraw(session, li, asked.number, now=NOW)
    with pytest.raises(NotFound):
        own_absences.one(session, li, asked.number)
    assert own_absences.withdraw(session, zhang, asked.number, now=NOW).state is AbsenceState.WITHDRAWN
    with pytest.raises(Conflict):
        own_absences.withdraw(session, zhang, asked.number, now=NOW)


def a_letter(session: Session, key: str, **fields: object) -> Reminder:
    given = {"kind": "published", "key": key, "title": "值守安排", "body": "12月1日", "due_at": NOW}
    return added(session, Reminder(**{**given, **fields}))


def test_the_inbox_has_what_one_was_told_by_now_whatever_the_channel(session: Session) -> None:
    unit = a_unit(session)
    zhang, li = a_volunteer(session, unit), a_volunteer(session, unit, "v2", name="李四")
    mine = a_letter(session, "a", volunteer_id=zhang.id, channel="sms", state=ReminderState.SENT)
    a_letter(session, "b", volunteer_id=zhang.id, due_at=NOW + timedelta(seconds=1))
    a_letter(session, "c", volunteer_id=zhang.id, state=ReminderState.EXPIRED)
    a_letter(session, "d", volunteer_id=li.id)

    found = inbox.page(session, the_volunteer(session, zhang), Page(), now=NOW)

    assert ([one.number for one in found.items], found.total, found.unread) == ([mine.id], 1, 1)


def test_reading_counts_the_first_time(session: Session) -> None:
    person = a_volunteer(session, a_unit(session))
    letter = a_letter(session, "a", volunteer_id=person.id)
    who = the_volunteer(session, person)

    inbox.read(session, who, letter.id, now=NOW)
    again = inbox.read(session, who, letter.id, now=NOW + DAY)

    assert (again.read_at, inbox.count_unread(session, who, now=NOW)) == (NOW, 0)
    assert inbox.page(session, who, Page(), unread=True, now=NOW).total == 0


def test_nobody_reads_somebody_elses_letters(session: Session) -> None:
    unit = a_unit(session)
    letter = a_letter(session, "a", volunteer_id=a_volunteer(session, unit).id)
    li = the_volunteer(session, a_volunteer(session, unit, "v2", name="李四"))

    with pytest.raises(NotFound):
        inbox.read(session, li, letter.id, now=NOW)


def test_a_user_has_an_inbox_too(session: Session) -> None:
    boss = an_admin(session)
    a_letter(session, "a", user_id=boss.user_id)

    assert inbox.count_unread(session, the_user(session, boss), now=NOW) == 1


def test_a_profile_masks_even_ones_own_phone(session: Session) -> None:
    vault = Vault([KEY])
    street = a_street(session)
    a_published_roster(session, street, *HELD)
    street.people[0].phone_sealed = vault.seal("13900001234")
    session.flush()

    mine = profile.profile(session, the_volunteer(session, street.people[0]), vault=vault, now=NOW)

    assert (mine.name, mine.unit_name, mine.phone, mine.roles) == ("张三", "财政局", "139****1234", ("带班领导",))
    assert (mine.next and mine.next.shift, mine.unread) == ("20261201-p1-0730", 1)


def test_a_user_is_told_what_they_hold_and_may_do(session: Session) -> None:
    wang = a_coordinator(session, a_unit(session))

    me = profile.who_am_i(session, the_user(session, wang))

    assert (me.login, me.volunteer) == ("wang", None)
    assert [(one.role.value, one.unit, one.scope) for one in me.roles] == [("coordinator", "u1", "住建局")]
    assert me.rights == (Right.SEE, Right.CALL, Right.PLAN)


def test_a_volunteer_without_an_account_may_do_nothing_elsewhere(session: Session) -> None:
    me = profile.who_am_i(session, the_volunteer(session, a_volunteer(session, a_unit(session))))

    assert (me.login, me.volunteer, me.roles, me.rights) == (None, "v1", (), ())
