"""/reminders: the outbox in pages, its states counted, what was given up sent again."""

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from scheduler.store.database import Sessions, transaction
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from tests.api.conftest import Program
from tests.scheduler.rows import NOW, added
from tests.scheduler.street import a_published_roster, a_street


@pytest.fixture
def admin(sessions: Sessions, program: Program) -> FlaskClient:
    """A program of the admin, in a town where two people were told; the first in vain."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, ("01-p1", "v1"), ("01-p1", "v2"))
        first = session.scalars(select(Reminder).order_by(Reminder.id)).first()
        assert first is not None
        first.state, first.tries = ReminderState.DEAD, 5
        given = {"channel": "sms", "at": NOW, "outcome": Outcome.FAILED, "detail": "HTTP 404"}
        added(session, Delivery(reminder_id=first.id, **given))
    return program(user_id=street.admin.user_id)


def test_the_outbox_is_listed_and_counted(admin: FlaskClient) -> None:
    listed = admin.get("/api/v1/reminders", query_string={"state": "dead", "order": "-number"}).json
    counted = admin.get("/api/v1/reminders/summary", query_string={"roster": "dec"}).json

    assert listed is not None
    assert listed["total"] == 1
    (only,) = listed["items"]
    assert (only["volunteer"], only["name"], only["answer"], only["tries"]) == ("v1", "张三", "HTTP 404", 5)
    assert counted == {"due": 1, "claimed": 0, "sent": 0, "failed": 0, "dead": 1, "expired": 0}


def test_a_dead_one_is_shown_with_its_attempts_and_sent_again(admin: FlaskClient) -> None:
    before = admin.get("/api/v1/reminders/1").json
    after = admin.post("/api/v1/reminders/1/resend")
    twice = admin.post("/api/v1/reminders/1/resend")

    assert before is not None
    assert [one["detail"] for one in before["deliveries"]] == ["HTTP 404"]
    assert after.json is not None
    assert (after.status_code, after.json["state"], after.json["tries"]) == (200, "due", 0)
    assert (twice.status_code, twice.get_json(force=True)["code"]) == (409, "conflict")
