"""The bulletin: off unless a town switches it on, counts only, none so small that it points at somebody."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api.pages.bulletin import few
from api.town import Town
from scheduler.settings import Settings
from scheduler.store.database import Sessions, transaction
from scheduler.store.vault import Vault
from tests.api.conftest import CHEAP
from tests.conftest import KEY
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, a_published_roster, a_street

LATER = NOW + timedelta(days=30)
MANY = tuple((f"{day:02}-p{n}", f"v{v}") for day in (1, 2, 3, 4) for n, v in ((1, day), (2, day + 4)))
"""Each of the eight once: four at each point."""


@pytest.fixture
def read(app: Flask, sessions: Sessions, settings: Settings) -> FlaskClient:
    """Anybody, a month later, where it is switched on."""
    _switch_on(app, sessions, settings, now=LATER)
    return app.test_client()


def _switch_on(app: Flask, sessions: Sessions, settings: Settings, *, now: datetime) -> None:
    on = replace(settings, web=replace(settings.web, bulletin=True))
    app.extensions[Town.KEY] = Town(sessions, on, Vault(on.keys), lambda: now, CHEAP)


def a_served_month(sessions: Sessions, *duties: tuple[str, str]) -> None:
    with transaction(sessions) as session:
        street = a_street(session)
        street.people[0].phone_sealed = Vault((KEY,)).seal("13800005678")
        a_published_roster(session, street, *duties)


def test_it_is_off_unless_switched_on(browser: FlaskClient) -> None:
    assert browser.get("/bulletin").status_code == 404


def test_it_counts_what_was_served_without_a_login(read: FlaskClient, sessions: Sessions) -> None:
    a_served_month(sessions, *MANY)

    page = read.get("/bulletin")

    assert page.status_code == 200
    assert "<dd>8</dd>" in page.text  # duties, and people
    assert "不到 5" in page.text  # two points


def test_small_counts_are_not_told(read: FlaskClient, sessions: Sessions) -> None:
    a_served_month(sessions, *HELD)

    page = read.get("/bulletin").text

    assert page.count("不到 5") == 3 + 0  # one point, three duties, three people
    assert "<table" not in page


def test_nobody_is_in_it(read: FlaskClient, sessions: Sessions) -> None:
    a_served_month(sessions, *MANY)

    page = read.get("/bulletin?month=2026-12").text

    told = ("张三", "李四", "财政局", "税务局", "路口1", "u1", "v1", "13800005678", "5678")
    assert [word for word in told if word in page] == []


def test_what_is_not_over_is_not_counted(app: Flask, sessions: Sessions, settings: Settings, read: FlaskClient) -> None:
    a_served_month(sessions, *MANY)
    _switch_on(app, sessions, settings, now=datetime.fromisoformat("2026-12-02T12:00:00+08:00"))

    assert "<dd>不到 5</dd>" in read.get("/bulletin").text
    assert "<dd>8</dd>" not in read.get("/bulletin").text


@pytest.mark.parametrize(("month", "status"), [("2026-11", 200), ("2027-01", 404), ("2020-01", 404), ("soon", 422)])
def test_only_the_last_months_are_told(read: FlaskClient, month: str, status: int) -> None:
    assert read.get(f"/bulletin?month={month}").status_code == status


@pytest.mark.parametrize(("count", "said"), [(0, "0"), (1, "不到 5"), (4, "不到 5"), (5, "5"), (1234, "1,234")])
def test_a_count_is_told_so(count: int, said: str) -> None:
    assert few(count) == said


def test_the_door_leads_there_only_where_it_is_open(
    browser: FlaskClient, app: Flask, sessions: Sessions, settings: Settings
) -> None:
    closed = browser.get("/login").text

    _switch_on(app, sessions, settings, now=LATER)

    assert 'href="/bulletin"' not in closed
    assert 'href="/bulletin"' in browser.get("/login").text
