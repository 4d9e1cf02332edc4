"""Reaching people: over which channel each is told, as settings and contacts stand now."""

from dataclasses import replace

import pytest
from sqlalchemy.orm import Session

from scheduler.services.reaching import reach
from scheduler.settings import Settings
from scheduler.settings.channels import ChannelSettings
from scheduler.store.contacts import Contact
from tests.scheduler.rows import NOW, a_unit, a_user, added


def with_channels(settings: Settings, *on: str) -> Settings:
    return replace(settings, channels=ChannelSettings(on=on))


@pytest.mark.parametrize(
    ("on", "has_phone", "channel"),
    [
        pytest.param(("inbox", "console"), True, "inbox", id="the first that reaches everybody"),
        pytest.param(("console", "inbox"), True, "console", id="the order is the preference"),
        pytest.param(("sms", "inbox"), True, "sms", id="a text to who has a phone"),
        pytest.param(("sms", "inbox"), False, "inbox", id="the inbox to who has none"),
        pytest.param(("inbox", "sms"), True, "inbox", id="texts come second"),
        pytest.param(("wecom", "inbox"), True, "inbox", id="a group's robot reaches no single person"),
    ],
)
def test_a_volunteer_is_told_over_the_first_channel_that_reaches_them(
    session: Session, settings: Settings, on: tuple[str, ...], has_phone: bool, channel: str
) -> None:
    assert reach(session, with_channels(settings, *on)).volunteer(has_phone) == channel


def test_a_unit_is_told_over_all_its_active_contacts(session: Session, settings: Settings) -> None:
    unit, li = a_unit(session), a_user(session)
    given = {"unit_id": unit.id, "name": "群", "address_sealed": b"", "added_by": li.id, "added_at": NOW}
    first, second, *_ = (
        added(session, Contact(channel=channel, active=active, **given))
        for channel, active in (("wecom", True), ("feishu", True), ("wecom", False), ("dingtalk", True))
    )

    found = reach(session, with_channels(settings, "inbox", "wecom", "feishu"))

    assert found.unit(unit.id) == (("wecom", first.id), ("feishu", second.id))
    assert found.unit(unit.id + 1) == ()


def test_a_user_without_a_contact_finds_it_in_the_inbox(session: Session, settings: Settings) -> None:
    li, wang = a_user(session), a_user(session, "wang")
    given = {"name": "邮箱", "address_sealed": b"", "added_by": li.id, "added_at": NOW}
    mailbox = added(session, Contact(user_id=li.id, channel="email", **given))

    found = reach(session, with_channels(settings, "inbox", "email"))

    assert found.user(li.id) == (("email", mailbox.id),)
    assert found.user(wang.id) == (("inbox", None),)
