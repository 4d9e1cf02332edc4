"""What is changed by its ETag is changed in its turn: nobody else changes it between the look and the change."""

import re
from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from flask import Flask
from sqlalchemy import select
from structlog.testing import capture_logs

from api import create_app
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
    (way, path)
    for path, ways in APP.test_client().get("/api/v1/openapi.json").get_json()["paths"].items()
    for way in ("patch", "delete")
    if any("IF_MATCH" in str(one) for one in ways.get(way, {}).get("parameters", ()))
]


@pytest.fixture
def dialect() -> str:
    """Where others do not wait by themselves."""
    return "postgresql"


@pytest.fixture
def impatient(settings: Settings) -> Iterator[Flask]:
    """An application that fails at once where it would have to wait for somebody."""
    quick = replace(settings, database=f"{settings.database}&options=-c%20lock_timeout%3D1")
    sessions = open_database(quick)
    yield create_app(sessions, quick, now=lambda: NOW, hasher=CHEAP)
    close_database(sessions)


@pytest.fixture
def ask(impatient: Flask, sessions: Sessions) -> Callable[[str, str], int]:
    """ask(way, path): the status that an admin gets who edits what is there, whatever its ETag."""
    with transaction(sessions) as session:
        a_town(session)
        boss = session.scalars(select(User.id).where(User.login == "admin")).one()
        secret = issue(session, CredentialKind.TOKEN, user_id=boss, now=NOW)
    client = impatient.test_client()
    headers = {"Authorization": f"Bearer {secret}", "If-Match": "*"}

    def status(way: str, path: str) -> int:
        address = re.sub(r"{(\w+)}", lambda gap: REAL[gaps(path)[gap[1]]], path)
        return client.open(address, method=way, json={} if way == "patch" else None, headers=headers).status_code

    return status


def test_an_edit_waits_for_its_turn(sessions: Sessions, ask: Callable[[str, str], int]) -> None:
    with transaction(sessions) as session, capture_logs():
        take_turn(session)

        hasty = [f"{way} {path}" for way, path in EDITS if ask(way, path) != 500]

    assert len(EDITS) > 20
    assert hasty == []
