"""The groups of units over pages: addresses go in and never come out."""

from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import func, select
from werkzeug.test import TestResponse

from api.town import Town
from scheduler.settings.channels import ChannelSettings
from scheduler.store.contacts import Contact
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from tests.api.pages.conftest import Reader, ReaderOf
from tests.scheduler.askers import a_coordinator
from tests.scheduler.street import a_street

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-a1b2"
OTHER = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-c3d4"
GROUP = {"unit": "u1", "channel": "wecom", "name": "值守群", "address": WECOM}


@pytest.fixture
def wang(app: Flask, sessions: Sessions, reader: ReaderOf) -> Reader:
    """Who plans u1, in a town with the robots of one kind on."""
    town: Town = app.extensions[Town.KEY]
    channels = ChannelSettings(on=("inbox", "wecom"))
    app.extensions[Town.KEY] = replace(town, settings=replace(town.settings, channels=channels))
    with transaction(sessions) as session:
        street = a_street(session)
        user = a_coordinator(session, street.units[0])
    return reader(user_id=user.user_id)


def the_contact(sessions: Sessions) -> Contact:
    with reading(sessions) as session:
        return session.scalars(select(Contact)).one()


def change(reader: Reader, **fields: object) -> TestResponse:
    """Send the form of the first contact, as it stands now."""
    return reader.send("/contacts/1", seen=reader.seen("/contacts/"), **fields)


def test_a_group_is_kept_changed_and_switched_off(wang: Reader, sessions: Sessions) -> None:
    added = wang.send("/contacts/", **GROUP)
    shown = wang.text("/contacts/")
    changed = change(wang, name="新群", address=OTHER, active="1")
    told = wang.text("/contacts/")
    change(wang, name="新群")

    assert (added.location, changed.location) == ("/contacts/", "/contacts/")
    assert ("值守群" in shown, "企业微信 …a1b2" in shown, WECOM in shown) == (True, True, False)
    assert ("新群" in told, "企业微信 …c3d4" in told) == (True, True)
    assert the_contact(sessions).active is False
    assert "已停用" in wang.text("/contacts/")


def test_an_empty_address_leaves_the_one_that_is_kept(wang: Reader, sessions: Sessions) -> None:
    wang.send("/contacts/", **GROUP)
    before = the_contact(sessions).address_sealed

    change(wang, name="新群", address="", active="1")

    assert the_contact(sessions).address_sealed == before


def test_who_comes_second_is_told_what_it_is_now(wang: Reader, sessions: Sessions) -> None:
    wang.send("/contacts/", **GROUP)
    old = wang.seen("/contacts/")
    change(wang, name="先改的", active="1")

    second = wang.send("/contacts/1", seen=old, name="后改的", active="1")
    blind = wang.send("/contacts/1", name="没看的", active="1")

    assert (second.status_code, blind.status_code) == (409, 409)
    assert "已有人改了这一项" in second.text
    assert 'value="先改的"' in second.text
    assert the_contact(sessions).name == "先改的"


def test_a_test_message_waits_to_be_sent(wang: Reader, sessions: Sessions) -> None:
    wang.send("/contacts/", **GROUP)

    tried = wang.send("/contacts/1/test")
    again = wang.send("/contacts/1/test")

    assert (tried.location, again.status_code) == ("/reminders/1", 409)
    assert "还没有发出" in again.text
    with reading(sessions) as session:
        assert session.scalar(select(func.count()).select_from(Reminder)) == 1


@pytest.mark.parametrize(
    ("said", "status", "why"),
    [
        pytest.param({"unit": "u2"}, 404, "没有单位 u2", id="a unit of others"),
        pytest.param({"address": "https://example.org/"}, 422, "用不了", id="an address elsewhere"),
        pytest.param({"channel": "feishu"}, 422, "没有开启", id="a channel that is off"),
    ],
)
def test_what_may_not_be_is_refused_on_the_page(wang: Reader, said: dict[str, str], status: int, why: str) -> None:
    refused = wang.send("/contacts/", **(GROUP | said))

    assert refused.status_code == status
    assert why in refused.text
    assert 'value="值守群"' in refused.text
    assert WECOM not in refused.text
