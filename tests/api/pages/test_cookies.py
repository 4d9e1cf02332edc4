"""What the browser keeps for us changes when we change it, and at no other answer."""

import re

import pytest
from flask import Flask

from scheduler.store.database import Sessions, transaction
from tests.api.pages.conftest import ReaderOf
from tests.browser.logins import PASSWORD, give_password
from tests.scheduler.askers import an_admin


@pytest.mark.parametrize("address", ["/rosters/", "/api/v1/whoami"])
def test_an_answer_that_comes_late_takes_nothing_back(sessions: Sessions, reader: ReaderOf, address: str) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    admin = reader()
    entered = admin.send("/login", login="boss", password=PASSWORD)
    assert "Set-Cookie" in entered.headers

    answer = admin.get(address)

    assert (answer.status_code, "Set-Cookie" in answer.headers) == (200, False)


def test_two_pages_that_are_opened_at_once_after_a_login_may_both_be_sent(app: Flask, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    entering = app.test_client()
    asked = {"login": "boss", "password": PASSWORD, "csrf_token": _word(entering.get("/login").text)}
    entering.post("/login", data=asked)
    kept = entering.get_cookie("redvest")
    assert kept

    words = []
    for address in ("/rosters/", "/absences/"):
        opened = app.test_client()
        opened.set_cookie("redvest", kept.value)
        words.append(_word(opened.get(address).text))

    assert [opened.post("/language", data={"csrf_token": word}).status_code for word in words] == [302, 302]


def test_of_two_login_pages_the_one_that_was_opened_first_is_sent_once_more(app: Flask, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    browser = app.test_client()
    first = _word(app.test_client().get("/login").text)
    browser.get("/login")

    asked = {"login": "boss", "password": PASSWORD}
    shown = browser.post("/login", data={"csrf_token": first, **asked})
    entered = browser.post("/login", data={"csrf_token": _word(shown.text), **asked})

    assert (shown.status_code, "请再登录一次" in shown.text, 'value="boss"' in shown.text) == (400, True, True)
    assert entered.status_code == 302


def test_a_page_of_before_a_login_says_what_to_do(app: Flask, sessions: Sessions, reader: ReaderOf) -> None:
    with transaction(sessions) as session:
        give_password(session, an_admin(session).login)
    admin = reader()
    old = _word(admin.text("/login"))
    admin.send("/login", login="boss", password=PASSWORD)

    answer = admin.send("/logout", csrf_token=old)

    assert (answer.status_code, "请刷新页面" in answer.text) == (400, True)


def _word(page: str) -> str:
    """The word against forgery that a page carries."""
    found = re.search(r'name="csrf-token" content="([^"]+)"', page)
    assert found
    return found[1]
