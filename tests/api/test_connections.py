"""Connections to the database are few: an answer holds one at a time, and to look waits for nobody who writes."""

from collections.abc import Callable, Iterator

import pytest
from flask import Flask
from sqlalchemy import event, select
from sqlalchemy.pool import QueuePool

from api.rest.document import as_path
from api.town import Town
from scheduler.services.credentials import issue
from scheduler.store.credentials import CredentialKind
from scheduler.store.database import transaction
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer
from tests.api.one_of_each import REAL, gaps
from tests.scheduler.rows import NOW


@pytest.fixture
def ask(app: Flask, full_town: Town) -> Callable[[str], int]:
    """ask(address): the status that an admin gets, who serves too."""
    app.extensions[Town.KEY] = full_town
    with transaction(full_town.sessions) as session:
        boss = session.scalars(select(User).where(User.login == "admin")).one()
        boss.volunteer_id = session.scalars(select(Volunteer.id)).first()
        secret = issue(session, CredentialKind.TOKEN, user_id=boss.id, now=NOW)
    client = app.test_client()

    def status(address: str) -> int:
        with client.get(address, headers={"Authorization": f"Bearer {secret}"}) as answer:
            return answer.status_code

    return status


@pytest.fixture
def held(full_town: Town) -> Iterator[list[int]]:
    """How many connections were held whenever one more was taken."""
    pool: QueuePool = full_town.sessions.kw["bind"].pool
    counts: list[int] = []

    def count(*_: object) -> None:
        counts.append(pool.checkedout())

    event.listen(pool, "checkout", count)
    yield counts
    event.remove(pool, "checkout", count)


def addresses(app: Flask) -> Iterator[str]:
    """Of everything that can be looked at, filled in with what is there."""
    for route in app.url_map.iter_rules():
        if "GET" in (route.methods or ()) and not route.endpoint.endswith("static") and "<secret>" not in route.rule:
            address = as_path(route.rule)
            for gap, word in gaps(address).items():
                address = address.replace(f"{{{gap}}}", REAL.get(word, "x"))
            yield address


def test_an_answer_holds_one_connection_at_a_time(app: Flask, ask: Callable[[str], int], held: list[int]) -> None:
    greedy = []
    for address in addresses(app):
        held.clear()
        ask(address)
        if max(held, default=0) > 1:
            greedy.append(address)

    assert greedy == []


def test_to_look_waits_for_nobody_who_writes(full_town: Town, ask: Callable[[str], int]) -> None:
    with transaction(full_town.sessions) as session:
        session.connection()

        statuses = [ask(address) for address in ("/api/v1/units", "/api/v1/me/duties", "/rosters/")]

    assert statuses == [200, 200, 200]
