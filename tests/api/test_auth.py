"""Who asks by the browser's cookie shows a word that no other site knows; who shows a secret of their own need not."""

import re

import pytest
from flask import Flask
from flask.testing import FlaskClient

from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW

UNLOCK = "/api/v1/users/boss/unlock"


@pytest.fixture
def boss(sessions: Sessions) -> int:
    with transaction(sessions) as session:
        return an_admin(session).user_id


@pytest.fixture
def known(app: Flask, sessions: Sessions, boss: int) -> FlaskClient:
    """The browser of an admin who has logged in."""
    client = app.test_client()
    with transaction(sessions) as session:
        secret = issue(session, CredentialKind.SESSION, user_id=boss, now=NOW)
    with client.session_transaction() as kept:
        kept["credential"] = secret
    return client


@pytest.mark.parametrize(
    "headers",
    [
        pytest.param({}, id="the cookie alone"),
        pytest.param({"X-CSRFToken": "made up"}, id="a word that is made up"),
        pytest.param({"Authorization": "Basic YTpi"}, id="what a browser adds for a proxy in front"),
    ],
)
def test_another_site_cannot_ask_in_somebodys_name(known: FlaskClient, headers: dict[str, str]) -> None:
    assert known.post(UNLOCK, headers=headers).status_code == 400


def test_a_page_of_ours_can(known: FlaskClient) -> None:
    word = re.search(r'name="csrf-token" content="([^"]+)"', known.get("/login").text)
    assert word

    assert known.post(UNLOCK, headers={"X-CSRFToken": word[1]}).status_code == 204


def test_a_program_needs_no_word(boss: int, program: Program) -> None:
    assert program(user_id=boss).post(UNLOCK).status_code == 204
