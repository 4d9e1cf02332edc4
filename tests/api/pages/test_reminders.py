"""The reminders' pages: counted by state, each with its attempts, sent again when it was given up."""

import pytest
from sqlalchemy import select, update

from scheduler.store.database import Sessions, transaction
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from scheduler.store.users import UserRole
from scheduler.store.volunteers import Volunteer
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.street import HELD, a_published_roster, a_street


@pytest.fixture
def desk(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin's browser; v1, v2 and v3 were to be told of a roster, which did not reach v1."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
        person = select(Volunteer.id).where(Volunteer.code == "v1").scalar_subquery()
        lost = session.scalars(select(Reminder.id).where(Reminder.volunteer_id == person)).one()
        dead = {"state": ReminderState.DEAD, "channel": "sms", "tries": 5}
        session.execute(update(Reminder).where(Reminder.id == lost).values(dead))
        session.add(Delivery(reminder_id=lost, channel="sms", at=NOW, outcome=Outcome.FAILED, detail="空号"))
    return reader(user_id=street.admin.user_id)


def lost(sessions: Sessions) -> int:
    with transaction(sessions) as session:
        return session.scalars(select(Reminder.id).where(Reminder.channel == "sms")).one()


def test_those_given_up_say_why(desk: Reader) -> None:
    page = desk.text("/reminders/?state=dead")

    assert "张三" in page
    assert "空号" in page
    assert "李四" not in page


def test_somebody_is_found_by_a_part_of_their_name(desk: Reader) -> None:
    page = desk.text("/reminders/?person=李")

    assert ("李四" in page, "张三" in page) == (True, False)
    assert "没有符合的提醒" in desk.text("/reminders/?person=%25")


def test_every_state_is_counted(desk: Reader) -> None:
    page = "".join(desk.text("/reminders/").split())

    assert "全部3" in page
    assert "不再发送</span>1" in page


def test_one_shows_what_it_says_and_every_attempt(desk: Reader, sessions: Sessions) -> None:
    page = desk.text(f"/reminders/{lost(sessions)}")

    assert "您在《" in page
    assert "没有送达" in page


def test_one_given_up_is_sent_again(desk: Reader, sessions: Sessions) -> None:
    number = lost(sessions)

    desk.send(f"/reminders/{number}/resend")

    with transaction(sessions) as session:
        row = session.get_one(Reminder, number)
        assert (row.state, row.tries) == (ReminderState.DUE, 0)


def test_it_is_offered_to_who_plans_the_person_alone(desk: Reader, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, UserRole.VIEWER, "guest")
    page = f"/reminders/{lost(sessions)}"

    assert "再发一次" in desk.text(page)
    assert "再发一次" not in reader(user_id=viewer.user_id).text(page)


def test_a_state_that_is_none_is_refused(desk: Reader) -> None:
    assert desk.get("/reminders/?state=asleep").status_code == 422


def test_who_sees_nobody_of_them_sees_no_reminder(desk: Reader, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        elsewhere = a_coordinator(session, a_unit(session, "outskirts"))

    stranger = reader(user_id=elsewhere.user_id)

    assert "没有提醒" in stranger.text("/reminders/")
    assert stranger.get(f"/reminders/{lost(sessions)}").status_code == 404
