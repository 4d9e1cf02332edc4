"""Every answer tells the browser to trust nothing that is not ours; over https, for good, and forms work there."""

import re
from dataclasses import replace

import pytest
from flask import Flask
from flask.testing import FlaskClient

from api import create_app
from scheduler.settings import Settings
from scheduler.settings.web import WebSettings
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import CHEAP
from tests.browser.logins import PASSWORD, give_password
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW

HTTPS = "https://redvest.example"


@pytest.fixture
def secure(sessions: Sessions, settings: Settings) -> Flask:
    """The application as people reach it over https."""
    over_https = replace(settings, web=WebSettings(url=HTTPS))
    return create_app(sessions, over_https, now=lambda: NOW, hasher=CHEAP)


@pytest.mark.parametrize("address", ["/login", "/nowhere", "/api/v1/nowhere", "/api/v1/units", "/static/redvest.css"])
def test_every_answer_is_guarded(browser: FlaskClient, address: str) -> None:
    with browser.get(address) as answer:
        assert answer.headers["Content-Security-Policy"].startswith("default-src 'self'; ")
        assert "unsafe" not in answer.headers["Content-Security-Policy"]
        assert answer.headers["X-Content-Type-Options"] == "nosniff"
        assert answer.headers["Referrer-Policy"] == "no-referrer"
        assert "Strict-Transport-Security" not in answer.headers


def test_over_https_a_browser_never_asks_otherwise_again(secure: Flask) -> None:
    answer = secure.test_client().get("/nowhere", base_url=HTTPS)

    assert answer.headers["Strict-Transport-Security"] == "max-age=31536000"


def test_over_https_a_form_works_without_a_referer(sessions: Sessions, secure: Flask) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    browser = secure.test_client()
    shown = browser.get("/login", base_url=HTTPS)
    word = re.search(r'name="csrf-token" content="([^"]+)"', shown.text)
    assert word

    entered = browser.post(
        "/login", base_url=HTTPS, data={"csrf_token": word[1], "login": "boss", "password": PASSWORD}
    )

    assert (entered.status_code, entered.location) == (302, "/")
    assert {"Secure", "HttpOnly", "SameSite=Lax"} <= set(entered.headers["Set-Cookie"].split("; "))
