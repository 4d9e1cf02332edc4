"""A volunteer's own pages: the next duty first, confirmed with a tap; leave, messages and calendar are their own."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from sqlalchemy import func, select

from scheduler.services import absences
from scheduler.services.access import asker
from scheduler.services.credentials import issue
from scheduler.store.absences import Absence, AbsenceState
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.duties import Duty, DutyState
from scheduler.store.reminders import Reminder
from scheduler.store.volunteers import Volunteer
from tests.scheduler.rows import NOW
from tests.scheduler.street import a_published_roster, a_street


@pytest.fixture(autouse=True)
def street(sessions: Sessions) -> None:
    """v1 serves on 1 and 2 December 2026, with v2 on the first; v3 not at all."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v1"))


def phone_of(app: Flask, sessions: Sessions, code: str) -> FlaskClient:
    """The browser of that volunteer, come in by their link."""
    app.config["WTF_CSRF_ENABLED"] = False
    with transaction(sessions) as session:
        person = session.scalars(select(Volunteer.id).where(Volunteer.code == code)).one()
        secret = issue(session, CredentialKind.SESSION, volunteer_id=person, now=NOW)
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["credential"] = secret
    return client


def test_the_next_duty_comes_first_with_who_else_is_there(app: Flask, sessions: Sessions) -> None:
    page = phone_of(app, sessions, "v1").get("/me/").text

    # NOW is 20 November, eleven days before.
    assert page.index("下一次：11 天后") < page.index("12月1日 周二") < page.index("12月2日 周三")
    assert "07:30–08:30" in page
    assert "同班：李四" in page


def test_who_has_no_duty_is_told_so(app: Flask, sessions: Sessions) -> None:
    page = phone_of(app, sessions, "v3").get("/me/").text

    assert "近期没有值守" in page


def test_a_duty_is_confirmed(app: Flask, sessions: Sessions) -> None:
    client = phone_of(app, sessions, "v1")
    with reading(sessions) as session:
        number = session.scalars(select(Duty.id).join(Duty.volunteer).where(Volunteer.code == "v1")).first()

    answer = client.post(f"/me/duties/{number}/confirm", follow_redirects=True)

    assert "已确认，到时见" in answer.text
    with reading(sessions) as session:
        assert session.get_one(Duty, number).state is DutyState.CONFIRMED


def test_nobody_confirms_for_another(app: Flask, sessions: Sessions) -> None:
    with reading(sessions) as session:
        number = session.scalars(select(Duty.id).join(Duty.volunteer).where(Volunteer.code == "v1")).first()

    answer = phone_of(app, sessions, "v2").post(f"/me/duties/{number}/confirm")

    assert answer.status_code == 404
    with reading(sessions) as session:
        assert session.get_one(Duty, number).state is DutyState.ASSIGNED


def test_leave_asked_for_beside_a_duty_begins_with_its_day(app: Flask, sessions: Sessions) -> None:
    client = phone_of(app, sessions, "v1")
    assert 'href="/me/leave/?day=2026-12-01"' in client.get("/me/").text

    form = client.get("/me/leave/?day=2026-12-01").text

    assert form.count('value="2026-12-01"') == 2


def test_leave_covers_its_last_day(app: Flask, sessions: Sessions) -> None:
    client = phone_of(app, sessions, "v1")

    client.post("/me/leave/", data={"first": "2026-12-01", "last": "2026-12-02", "reason": "看病"})

    with reading(sessions) as session:
        row = session.scalars(select(Absence)).one()
        assert row.state is AbsenceState.ASKED
        assert row.ends_at - row.starts_at == timedelta(days=2)


def test_leave_that_ends_before_it_begins_is_refused_and_the_form_kept(app: Flask, sessions: Sessions) -> None:
    client = phone_of(app, sessions, "v1")

    answer = client.post("/me/leave/", data={"first": "2026-12-03", "last": "2026-12-01", "reason": "看病"})

    assert "结束早于开始" in answer.text
    assert 'value="2026-12-03"' in answer.text
    with reading(sessions) as session:
        assert session.scalar(select(func.count(Absence.id))) == 0


def test_leave_is_taken_back_by_whom_it_is_for_alone(app: Flask, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        begins, ends = NOW + timedelta(days=1), NOW + timedelta(days=2)
        boss = asker(session, "admin")
        number = absences.ask(session, boss, "v1", starts_at=begins, ends_at=ends, now=NOW).number

    others = phone_of(app, sessions, "v2").post(f"/me/leave/{number}/withdraw")
    own = phone_of(app, sessions, "v1").post(f"/me/leave/{number}/withdraw")

    assert (others.status_code, own.status_code) == (404, 302)
    with reading(sessions) as session:
        assert session.get_one(Absence, number).state is AbsenceState.WITHDRAWN


def test_a_message_is_new_until_it_was_looked_at(app: Flask, sessions: Sessions) -> None:
    client = phone_of(app, sessions, "v1")

    first, second = client.get("/inbox/").text, client.get("/inbox/").text

    assert "值守安排：" in first
    assert ('<span class="tag info">新</span>' in first, '<span class="tag info">新</span>' in second) == (True, False)
    with reading(sessions) as session:
        told = session.scalars(select(Reminder).join(Reminder.volunteer).where(Volunteer.code == "v1")).one()
        assert told.read_at == NOW


def test_the_calendars_address_shows_what_is_ahead_until_it_is_ended(app: Flask, sessions: Sessions) -> None:
    client = phone_of(app, sessions, "v1")
    page = client.post("/me/calendar").text
    address = page.split('value="http://localhost')[1].split('"')[0]

    shown = app.test_client().get(address)
    client.post("/me/calendar/end")
    ended = app.test_client().get(address)

    assert shown.text.count("BEGIN:VEVENT") == 2
    assert ended.status_code == 404


def test_the_past_is_a_page_of_its_own(app: Flask, sessions: Sessions) -> None:
    page = phone_of(app, sessions, "v1").get("/me/past").text

    assert "还没有值守过" in page
