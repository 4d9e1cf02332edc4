"""Contacts and the outbox by the command line."""

import pytest

from scheduler.store.database import Sessions, transaction
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.rows import NOW, a_unit, a_volunteer, added

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-a1b2"


@pytest.fixture
def admin(redvest: Redvest, sessions: Sessions, monkeypatch: pytest.MonkeyPatch) -> Redvest:
    """`redvest` as the admin of a town with unit u1 and one dead reminder to v1."""
    monkeypatch.setenv("REDVEST_CHANNELS", "inbox,wecom")
    with transaction(sessions) as session:
        an_asker(session, UserRole.ADMIN)
        person = a_volunteer(session, a_unit(session))
        given = {"kind": "tomorrow", "key": "k", "title": "明日值守", "body": "07:30 路口一", "due_at": NOW}
        dead = added(session, Reminder(volunteer_id=person.id, state=ReminderState.DEAD, **given))
        tried = {"channel": "inbox", "at": NOW, "outcome": Outcome.FAILED, "detail": "HTTP 404"}
        added(session, Delivery(reminder_id=dead.id, **tried))
    monkeypatch.setenv("REDVEST_AS", "boss")
    return redvest


def test_a_group_is_added_listed_tried_and_removed(admin: Redvest) -> None:
    added_ = admin("contact", "add", WECOM, "--unit", "u1", "--channel", "wecom", "--name", "群")
    tried = admin("contact", "test", "1", "--wait", "0")
    removed = admin("contact", "remove", "1")
    listed = admin("contact", "list")

    assert [ran.code for ran in (added_, tried, removed, listed)] == [0, 0, 0, 0]
    assert "企业微信 …a1b2" in added_.out
    assert "还没有发出" in tried.out
    assert "已停用" in listed.out
    assert WECOM not in added_.out + listed.out


def test_an_address_inside_the_network_is_refused(admin: Redvest) -> None:
    ran = admin("contact", "add", "https://10.0.0.1/", "--channel", "wecom", "--name", "群")

    assert ran.code == 1
    assert "不允许发往 10.0.0.1" in ran.err


def test_the_dead_are_listed_shown_and_sent_again(admin: Redvest) -> None:
    listed = admin("reminders", "list", "--state", "dead", "--day", "2026-11-20")
    shown = admin("reminders", "show", "1")
    resent = admin("reminders", "resend", "1")
    again = admin("reminders", "resend", "1")

    assert "HTTP 404" in listed.out
    assert "共 1 条：不再发送 1" in listed.out
    assert "07:30 路口一" in shown.out
    assert (resent.code, again.code) == (0, 1)
    assert "只有不再发送的才能重发" in again.err
