"""The application over a test's database, and browsers and programs that ask it."""

from collections.abc import Callable

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from scheduler.services.credentials import issue
from scheduler.settings import Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, transaction
from tests.scheduler.rows import NOW

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Passwords that cost nothing to check."""

Program = Callable[..., FlaskClient]


@pytest.fixture
def dialect() -> str:
    """The web knows no SQL: what the use-cases do on the other database is their own tests' business."""
    return "sqlite"


@pytest.fixture
def app(sessions: Sessions, settings: Settings) -> Flask:
    """The application at the moment NOW."""
    app = create_app(sessions, settings, now=lambda: NOW, hasher=CHEAP)
    app.testing = True
    return app


@pytest.fixture
def browser(app: Flask) -> FlaskClient:
    """A browser that nobody has logged in with."""
    return app.test_client()


@pytest.fixture
def program(app: Flask, sessions: Sessions) -> Program:
    """program(user_id=...) or program(volunteer_id=...): asks with a bearer token of theirs."""

    def of(user_id: int | None = None, volunteer_id: int | None = None) -> FlaskClient:
        with transaction(sessions) as session:
            secret = issue(session, CredentialKind.TOKEN, user_id=user_id, volunteer_id=volunteer_id, now=NOW)
        client = app.test_client()
        client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
        return client

    return of
