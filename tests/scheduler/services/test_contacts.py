"""Contacts: looked after by who plans the unit, or by the user; the address is sealed and never shown again."""

from dataclasses import replace
from datetime import timedelta

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.language import choose
from scheduler.services import contacts
from scheduler.services.contact_views import one
from scheduler.services.contacts import NewContact
from scheduler.settings import Settings
from scheduler.settings.channels import KNOWN, ChannelSettings
from scheduler.store.audit import AuditEntry
from scheduler.store.contacts import Contact
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import NOW, a_unit, a_user
from tests.scheduler.services.contact_office import GROUP, MAILBOX, WECOM, Office

SIGN = "SECe5f6"


@pytest.fixture
def office(session: Session, settings: Settings) -> Office:
    unit = a_unit(session)
    channels = ChannelSettings(on=KNOWN, mail="mailto://127.0.0.1")
    return Office(
        session, unit, a_coordinator(session, unit), Vault(settings.keys), replace(settings, channels=channels)
    )


def test_a_units_group_is_added_and_shows_only_its_end(office: Office) -> None:
    made = office.add(office.wang, GROUP)

    assert (made.unit, made.user, made.owner, made.active) == ("u1", None, "住建局", True)
    assert made.address == "企业微信 …a1b2"
    kept = office.session.scalars(select(Contact.address_sealed)).one()
    assert WECOM.encode() not in kept
    assert office.vault.open(kept) == WECOM


@pytest.mark.parametrize(
    ("asked", "shown"),
    [
        pytest.param(MAILBOX, "邮件 l***@example.cn", id="a mailbox"),
        pytest.param(replace(MAILBOX, channel="sms", address="13800005678"), "短信 138****5678", id="a phone"),
        pytest.param(
            replace(GROUP, channel="feishu", address="https://open.feishu.cn/open-apis/bot/v2/hook/c3d4", secret=SIGN),
            "飞书 …c3d4",
            id="a signature is not shown at all",
        ),
    ],
)
def test_an_address_is_shown_in_part(office: Office, asked: NewContact, shown: str) -> None:
    assert office.add(office.wang, asked).address == shown


def test_nothing_secret_is_in_the_audit(office: Office) -> None:
    made = office.add(office.wang, GROUP)
    office.change(office.wang, made.number, address=f"{WECOM}9", secret=SIGN, name="群")
    contacts.deactivate(office.session, office.wang, made.number, now=NOW)

    entries = office.session.scalars(select(AuditEntry).order_by(AuditEntry.id)).all()

    assert [entry.verb for entry in entries] == ["add", "change", "deactivate"]
    assert entries[1].detail == {"name": ["住建局群", "群"], "address": []}
    assert not any("a1b2" in str(entry.detail) or SIGN in str(entry.detail) for entry in entries)


def test_without_an_owner_it_is_ones_own(office: Office) -> None:
    made = office.add(office.wang, MAILBOX)

    assert (made.unit, made.user) == (None, "wang")


@pytest.mark.parametrize(
    ("change", "words"),
    [
        pytest.param({"channel": "pigeon"}, "没有开启", id="no such channel"),
        pytest.param({"channel": "inbox"}, "没有开启", id="the inbox has no address"),
        pytest.param({"address": "https://127.0.0.1/send"}, "REDVEST_CHANNEL_HOSTS", id="inside the server's network"),
        pytest.param({"address": "not an address"}, "用不了", id="no address"),
        pytest.param({"user": "wang"}, "只能填一个", id="of both"),
    ],
)
def test_what_cannot_be_sent_to_is_refused(office: Office, change: dict[str, str], words: str) -> None:
    with pytest.raises(Invalid, match=words):
        office.add(office.wang, replace(GROUP, **change))


def test_a_channel_that_is_off_is_refused(office: Office) -> None:
    off = replace(office.settings, channels=ChannelSettings())

    with pytest.raises(Invalid, match="没有开启"):
        contacts.add(office.session, office.wang, GROUP, vault=office.vault, settings=off, now=NOW)


def test_the_same_group_is_not_told_twice(office: Office) -> None:
    made = office.add(office.wang, GROUP)

    with pytest.raises(Conflict, match=str(made.number)):
        office.add(office.wang, replace(GROUP, name="又一个"))


def test_outside_the_scope_nothing_is_found(office: Office) -> None:
    made = office.add(office.wang, GROUP)
    elsewhere = a_coordinator(office.session, a_unit(office.session, "u2"), "elsewhere")

    assert office.seen(elsewhere) == []
    with pytest.raises(NotFound):
        one(office.session, elsewhere, made.number, vault=office.vault)
    with pytest.raises(NotFound):
        office.add(elsewhere, GROUP)
    with pytest.raises(NotFound):
        office.change(elsewhere, made.number, active=False)
    with pytest.raises(NotFound):
        contacts.try_out(office.session, elsewhere, made.number, settings=office.settings, now=NOW)


def test_who_only_looks_changes_nothing(office: Office) -> None:
    made = office.add(office.wang, GROUP)
    looker = an_asker(office.session, UserRole.VIEWER, "looker", unit=office.unit)

    assert office.seen(looker) == ["住建局群"]
    with pytest.raises(Forbidden):
        office.change(looker, made.number, active=False)
    with pytest.raises(Forbidden):
        contacts.try_out(office.session, looker, made.number, settings=office.settings, now=NOW)
    with pytest.raises(Forbidden):
        office.add(looker, GROUP)


def test_a_users_mailbox_is_theirs_and_of_who_rules_them(office: Office) -> None:
    office.add(office.wang, MAILBOX)
    chief = an_asker(office.session, UserRole.ADMIN, "chief", unit=office.unit)
    peer = a_coordinator(office.session, office.unit, "peer")
    other = an_asker(office.session, UserRole.ADMIN, "other", unit=a_unit(office.session, "u2"))
    nobodys = a_user(office.session, "nobodys")

    seen = {who.login: office.seen(who) for who in (office.wang, chief, an_admin(office.session), peer, other)}

    assert seen == {"wang": ["邮箱"], "chief": ["邮箱"], "boss": ["邮箱"], "peer": [], "other": []}
    assert office.add(chief, replace(MAILBOX, user="wang", address="w@example.cn")).user == "wang"
    with pytest.raises(NotFound):
        office.add(chief, replace(MAILBOX, user=nobodys.login))


def test_contacts_are_found_by_owner_channel_and_use(office: Office) -> None:
    office.add(office.wang, MAILBOX)
    made = office.add(office.wang, GROUP)
    contacts.deactivate(office.session, office.wang, made.number, now=NOW)

    assert office.seen(office.wang) == ["住建局群", "邮箱"]
    assert office.seen(office.wang, unit="u1") == office.seen(office.wang, active=False) == ["住建局群"]
    assert office.seen(office.wang, user="wang") == office.seen(office.wang, channel="email") == ["邮箱"]


def test_a_test_waits_in_the_outbox_in_chinese(office: Office) -> None:
    made = office.add(office.wang, GROUP)
    choose("en")
    try:
        number = contacts.try_out(office.session, office.wang, made.number, settings=office.settings, now=NOW)
    finally:
        choose(None)

    row = office.session.get_one(Reminder, number)
    assert (row.kind, row.channel, row.contact_id, row.due_at) == ("test", "wecom", made.number, NOW)
    assert "住建局群" in row.body
    assert row.title == "红马甲测试消息"


def test_pressed_twice_it_is_one_test(office: Office) -> None:
    made = office.add(office.wang, GROUP)
    first = contacts.try_out(office.session, office.wang, made.number, settings=office.settings, now=NOW)

    with pytest.raises(Conflict):
        contacts.try_out(office.session, office.wang, made.number, settings=office.settings, now=NOW)
    office.session.get_one(Reminder, first).state = ReminderState.SENT
    later = NOW + timedelta(seconds=30)

    assert contacts.try_out(office.session, office.wang, made.number, settings=office.settings, now=later) != first


def test_what_is_off_is_not_tried(office: Office) -> None:
    made = office.add(office.wang, GROUP)
    contacts.deactivate(office.session, office.wang, made.number, now=NOW)

    with pytest.raises(Conflict):
        contacts.try_out(office.session, office.wang, made.number, settings=office.settings, now=NOW)
