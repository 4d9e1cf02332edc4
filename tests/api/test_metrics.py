"""/metrics: for this machine, and for who shows the token."""

from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from scheduler.settings import Settings
from scheduler.settings.web import WebSettings
from scheduler.store.database import Sessions, transaction
from scheduler.store.slots import ClockBeat
from tests.scheduler.rows import NOW, added

SHOWN = "a-long-token"


@pytest.fixture
def watched(sessions: Sessions, settings: Settings) -> FlaskClient:
    """Asked by programs, where a token is set."""
    web = WebSettings(metrics_token=SHOWN)
    return create_app(sessions, replace(settings, web=web), now=lambda: NOW).test_client()


def test_requests_are_counted_by_route_and_status(own_app: Flask) -> None:
    browser = own_app.test_client()
    browser.get("/healthz")
    browser.get("/healthz")

    told = browser.get("/metrics").text

    assert 'redvest_request_seconds_count{method="GET",route="/healthz",status="200"} 2.0' in told


def test_the_towns_figures_are_told(app: Flask, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        added(session, ClockBeat(by="host:1:aa", started_at=NOW, beat_at=NOW, lag=1.5))

    told = app.test_client().get("/metrics").text.splitlines()

    assert 'redvest_reminders{state="due"} 0.0' in told
    assert 'redvest_runs{state="queued"} 0.0' in told
    assert "redvest_reminder_overdue_seconds 0.0" in told
    assert "redvest_clocks 1.0" in told
    assert "redvest_clock_lag_seconds 1.5" in told


@pytest.mark.parametrize(
    ("address", "headers", "status"),
    [
        pytest.param("127.0.0.1", {}, 200, id="this machine"),
        pytest.param("::1", {}, 200, id="this machine by IPv6"),
        pytest.param("192.0.2.7", {}, 403, id="another"),
        pytest.param("127.0.0.1", {"X-Forwarded-For": "192.0.2.7"}, 403, id="a proxy for another"),
        pytest.param("unknown", {}, 403, id="a proxy that does not know"),
        pytest.param("192.0.2.7", {"Authorization": f"Bearer {SHOWN}"}, 200, id="another with the token"),
        pytest.param("192.0.2.7", {"Authorization": "Bearer 猜的"}, 403, id="another with a wrong one"),
        pytest.param("192.0.2.7", {"Authorization": "Bearer "}, 403, id="another with none"),
    ],
)
def test_it_is_not_open_to_the_world(watched: FlaskClient, address: str, headers: dict[str, str], status: int) -> None:
    answer = watched.get("/metrics", headers=headers, environ_base={"REMOTE_ADDR": address})

    assert answer.status_code == status


def test_without_a_token_no_token_will_do(browser: FlaskClient) -> None:
    asked = {"headers": {"Authorization": "Bearer None"}, "environ_base": {"REMOTE_ADDR": "192.0.2.7"}}

    answer = browser.get("/metrics", **asked)

    assert answer.status_code == 403
