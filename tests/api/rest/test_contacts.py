"""/contacts: addresses go in and never come out; changes name what was read."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.town import Town
from scheduler.settings.channels import KNOWN, ChannelSettings
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import a_unit

WECOM = "https://qyapi.weixin.qq.com/cgi-bin/webhook/send?key=693a91f6-a1b2"
GROUP: Mapping[str, Any] = {"unit": "u1", "channel": "wecom", "name": "群", "address": WECOM}


@pytest.fixture
def wang(app: Flask, sessions: Sessions, program: Program) -> FlaskClient:
    """A program of who plans u1, in a town with every channel on."""
    town: Town = app.extensions[Town.KEY]
    channels = ChannelSettings(on=KNOWN, mail="mailto://127.0.0.1")
    app.extensions[Town.KEY] = replace(town, settings=replace(town.settings, channels=channels))
    with transaction(sessions) as session:
        user = a_coordinator(session, a_unit(session))
    return program(user_id=user.user_id)


def test_a_contact_is_added_shown_changed_and_switched_off(wang: FlaskClient) -> None:
    added = wang.post("/api/v1/contacts", json=GROUP)
    assert added.status_code == 201
    address = added.headers["Location"]

    read = wang.get(address)
    changed = wang.patch(address, json={"name": "新群"}, headers={"If-Match": read.headers["ETag"]})
    off = wang.delete(address, headers={"If-Match": changed.headers["ETag"]})
    listed = wang.get("/api/v1/contacts")

    assert (read.status_code, changed.status_code, off.status_code) == (200, 200, 204)
    assert WECOM not in added.text + read.text + changed.text + listed.text
    assert listed.json is not None
    (only,) = listed.json["items"]
    assert (only["name"], only["address"], only["active"]) == ("新群", "企业微信 …a1b2", False)


def test_who_was_slower_is_told(wang: FlaskClient) -> None:
    address = wang.post("/api/v1/contacts", json=GROUP).headers["Location"]
    etag = wang.get(address).headers["ETag"]
    wang.patch(address, json={"name": "一"}, headers={"If-Match": etag})

    late = wang.patch(address, json={"name": "二"}, headers={"If-Match": etag})
    blind = wang.delete(address)

    assert (late.status_code, blind.status_code) == (412, 428)


def test_a_test_is_answered_by_the_reminder_that_will_tell(wang: FlaskClient) -> None:
    address = wang.post("/api/v1/contacts", json=GROUP).headers["Location"]

    asked = wang.post(f"{address}/test")
    again = wang.post(f"{address}/test")
    told = wang.get(asked.headers["Location"])

    assert (asked.status_code, again.status_code, told.status_code) == (202, 409, 200)
    assert told.json is not None
    assert (told.json["kind"], told.json["state"], told.json["channel"]) == ("test", "due", "wecom")


@pytest.mark.parametrize(
    ("change", "status"),
    [
        pytest.param({"address": "https://169.254.169.254/latest"}, 422, id="inside the server's network"),
        pytest.param({"channel": "inbox"}, 422, id="a channel without addresses"),
        pytest.param({"unit": "elsewhere"}, 404, id="a unit that is not there"),
        pytest.param({"colour": "red"}, 422, id="a field nobody knows"),
        pytest.param({"name": ""}, 422, id="no name"),
    ],
)
def test_what_cannot_be_is_refused(wang: FlaskClient, change: dict[str, str], status: int) -> None:
    answer = wang.post("/api/v1/contacts", json={**GROUP, **change})

    assert answer.status_code == status
    assert "169.254.169.254/latest" not in answer.text
