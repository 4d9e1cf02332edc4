"""The application over a test's database, and browsers and programs that ask it."""

import shutil
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from argon2 import PasswordHasher
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from api.town import Town
from scheduler.services.credentials import issue
from scheduler.settings import Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, close_database, open_database, transaction
from scheduler.store.vault import Vault
from tests.api.one_of_each import a_town
from tests.api.unreached import APP
from tests.conftest import settings_of
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, Street, a_published_roster, a_street

CHEAP = PasswordHasher(time_cost=1, memory_cost=8, parallelism=1)
"""Passwords that cost nothing to check."""

Program = Callable[..., FlaskClient]


@pytest.fixture
def dialect() -> str:
    """The web knows no SQL: what the use-cases do on the other database is their own tests' business."""
    return "sqlite"


@pytest.fixture
def app(sessions: Sessions, settings: Settings, monkeypatch: pytest.MonkeyPatch) -> Flask:
    """The application at the moment NOW, over the test's town. What it is made of is the same for all tests, and takes
    no more parts: see `own_app`."""
    town = Town(sessions, settings, Vault(settings.keys), lambda: NOW, CHEAP)
    monkeypatch.setitem(APP.extensions, Town.KEY, town)
    for name, value in {"TESTING": True, "PROPAGATE_EXCEPTIONS": None, "WTF_CSRF_ENABLED": True}.items():
        monkeypatch.setitem(APP.config, name, value)
    return APP


@pytest.fixture
def own_app(sessions: Sessions, settings: Settings) -> Flask:
    """The same, made for one test: it takes routes and has counted nothing."""
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


@pytest.fixture
def street(sessions: Sessions) -> Street:
    """A street whose roster is published: v1 and v2 at p1 on the first, v3 at p1 on the second; with phones that nobody
    is to see."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
    return street


@pytest.fixture(scope="session")
def full_town_file(migrated_file: Path, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database with one of every noun, as tests.api.one_of_each names them."""
    file = tmp_path_factory.mktemp("one_of_each") / "town.db"
    shutil.copy(migrated_file, file)
    sessions = open_database(settings_of(f"sqlite:///{file}", file.parent))
    with transaction(sessions) as session:
        a_town(session)
    close_database(sessions)
    return file


@pytest.fixture
def full_town(full_town_file: Path, tmp_path: Path) -> Iterator[Town]:
    """That town, a copy of a test's own."""
    shutil.copy(full_town_file, tmp_path / "full.db")
    settings = settings_of(f"sqlite:///{tmp_path / 'full.db'}", tmp_path)
    sessions = open_database(settings)
    yield Town(sessions, settings, Vault(settings.keys), lambda: NOW, CHEAP)
    close_database(sessions)
