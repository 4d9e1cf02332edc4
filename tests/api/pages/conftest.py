"""People who read pages and send forms."""

import re
from collections.abc import Callable

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, a_roster_with, a_street

_TOKEN = re.compile(r'name="csrf-token" content="([^"]+)"')
_SEEN = re.compile(r'name="seen" value="([^"]+)"')


class Reader:
    """Somebody at a browser: looks at pages, and sends forms as a page gave them."""

    def __init__(self, client: FlaskClient) -> None:
        self._client = client

    def get(self, address: str) -> TestResponse:
        return self._client.get(address)

    def text(self, address: str) -> str:
        """The page of that address, which must be there."""
        answer = self.get(address)
        assert answer.status_code == 200, address
        return answer.text

    def send(self, address: str, /, **fields: object) -> TestResponse:
        """Send a form to the address, with the hidden word of a page against forgery."""
        found = _TOKEN.search(self._client.get("/login").text)
        assert found
        return self._client.post(address, data={"csrf_token": found[1], **fields})

    def seen(self, address: str) -> str:
        """What the first form of that page carries of what it shows."""
        found = _SEEN.search(self.text(address))
        assert found
        return found[1]


ReaderOf = Callable[..., Reader]


@pytest.fixture
def reader(app: Flask, sessions: Sessions) -> ReaderOf:
    """reader(user_id=...) or reader(volunteer_id=...): logged in; reader(): nobody."""

    def of(user_id: int | None = None, volunteer_id: int | None = None) -> Reader:
        client = app.test_client()
        if user_id is not None or volunteer_id is not None:
            with transaction(sessions) as session:
                secret = issue(session, CredentialKind.SESSION, user_id=user_id, volunteer_id=volunteer_id, now=NOW)
            with client.session_transaction() as kept:
                kept["credential"] = secret
        return Reader(client)

    return of


@pytest.fixture
def admin(sessions: Sessions, reader: ReaderOf) -> Reader:
    """An admin of a street whose roster dec holds v1 and v2 at p1 on the first day, v3 at p1 on the second."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_roster_with(session, street, *HELD)
    return reader(user_id=street.admin.user_id)


@pytest.fixture
def desk(app: Flask, sessions: Sessions) -> FlaskClient:
    """An admin's browser."""
    app.config["WTF_CSRF_ENABLED"] = False
    with transaction(sessions) as session:
        secret = issue(session, CredentialKind.SESSION, user_id=an_admin(session).user_id, now=NOW)
    client = app.test_client()
    with client.session_transaction() as kept:
        kept["credential"] = secret
    return client
