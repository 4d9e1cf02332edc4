"""What is changed by its ETag is changed in its turn: nobody else changes it between the look and the change."""

import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select

from api import create_app
from api.rest.document import as_path
from scheduler.services.credentials import issue
from scheduler.services.editing import take_turn
from scheduler.settings import Settings
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import Sessions, close_database, open_database, transaction
from scheduler.store.users import User
from tests.api.conftest import CHEAP
from tests.api.one_of_each import REAL, a_town, gaps
from tests.api.unreached import APP
from tests.scheduler.rows import NOW

EDITS = [
    pytest.param(way, path, id=f"{way.upper()} {path}")
    for path, ways in APP.test_client().get("/api/v1/openapi.json").get_json()["paths"].items()
    for way in ("patch", "delete")
    if any(one.get("name") == "If-Match" or "IF_MATCH" in str(one) for one in ways.get(way, {}).get("parameters", ()))
]


@pytest.fixture
def dialect() -> str:
    """Where others do not wait by themselves."""
    return "postgresql"


@pytest.fixture
def impatient(settings: Settings) -> Iterator[Flask]:
    """An application that gives up at once where it has to wait for somebody, with a town behind it."""
    quick = replace(settings, database=f"{settings.database}&options=-c%20lock_timeout%3D1")
    sessions = open_database(quick)
    yield create_app(sessions, quick, now=lambda: NOW, hasher=CHEAP)
    close_database(sessions)


@contextmanager
def somebody_editing(sessions: Sessions) -> Iterator[None]:
    with transaction(sessions) as session:
        take_turn(session)
        yield


def test_there_are_edits() -> None:
    assert len(EDITS) > 20


@pytest.mark.parametrize(("way", "path"), EDITS)
def test_an_edit_waits_for_its_turn(sessions: Sessions, impatient: Flask, way: str, path: str) -> None:
    with transaction(sessions) as session:
        a_town(session)
        boss = session.scalars(select(User.id).where(User.login == "admin")).one()
        secret = issue(session, CredentialKind.TOKEN, user_id=boss, now=NOW)
    address = re.sub(r"{(\w+)}", lambda gap: REAL[gaps(as_path(path))[gap[1]]], path)

    with somebody_editing(sessions):
        answer = impatient.test_client().open(
            address,
            method=way,
            json={} if way == "patch" else None,
            headers={"Authorization": f"Bearer {secret}", "If-Match": "*"},
        )

    assert answer.status_code == 500  # it would have waited
