"""/sessions, /whoami, /tokens, /users, /audit: in by password, out for good; who rules lets others in."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from werkzeug.test import TestResponse

from scheduler.services import passwords
from scheduler.services.access import Asker
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import CHEAP, Program
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import NOW, a_unit, a_volunteer

PASSWORD = "三月的风很大 2026"  # noqa: S105 (of a user made up here)


@pytest.fixture
def boss(sessions: Sessions) -> Asker:
    """The town's admin, whose password is PASSWORD."""
    with transaction(sessions) as session:
        boss = an_admin(session)
        passwords.set_for(session, boss, "boss", passwords.hashed(CHEAP, "boss", PASSWORD), now=NOW)
    return boss


def enter(browser: FlaskClient, login: str = "boss", password: str = PASSWORD) -> TestResponse:
    return browser.post("/api/v1/sessions", json={"login": login, "password": password})


def as_bearer(app: Flask, secret: str) -> FlaskClient:
    client = app.test_client()
    client.environ_base["HTTP_AUTHORIZATION"] = f"Bearer {secret}"
    return client


def test_a_password_opens_a_session_that_ends_when_one_says_so(app: Flask, boss: Asker, browser: FlaskClient) -> None:
    opened = enter(browser).get_json()
    client = as_bearer(app, opened["token"])

    before = client.get("/api/v1/whoami").get_json()
    gone = client.delete("/api/v1/sessions/current")
    after = client.get("/api/v1/whoami")

    assert opened["expires_at"] == (NOW + timedelta(hours=12)).isoformat()
    assert (before["login"], before["rights"]) == ("boss", ["see", "call", "plan", "rule"])
    assert (gone.status_code, after.status_code) == (204, 401)


@pytest.mark.parametrize("login", ["boss", "nobody"])
def test_who_guesses_is_shut_out_and_told_when_to_come_back(boss: Asker, browser: FlaskClient, login: str) -> None:
    answers = [enter(browser, login, "wrong") for _ in range(6)]

    assert [answer.status_code for answer in answers] == [403, 403, 403, 403, 429, 429]
    assert {answer.get_json(force=True)["detail"] for answer in answers[:4]} == {"账号或密码不对"}
    assert answers[-1].headers["Retry-After"] == "900"


def test_one_changes_ones_own_password_by_the_old_one(app: Flask, boss: Asker, browser: FlaskClient) -> None:
    client = as_bearer(app, enter(browser).get_json()["token"])

    wrong = client.post("/api/v1/whoami/password", json={"old": "wrong", "new": "四月的雨也不小 2027"})
    done = client.post("/api/v1/whoami/password", json={"old": PASSWORD, "new": "四月的雨也不小 2027"})

    assert (wrong.status_code, done.status_code) == (403, 204)
    assert (enter(browser).status_code, enter(browser, "boss", "四月的雨也不小 2027").status_code) == (403, 201)


def test_a_token_is_made_by_who_logged_in_and_by_no_token(app: Flask, boss: Asker, browser: FlaskClient) -> None:
    client = as_bearer(app, enter(browser).get_json()["token"])

    made = client.post("/api/v1/tokens", json={"name": "大屏", "days": 7}).get_json()
    program = as_bearer(app, made["token"])
    another = program.post("/api/v1/tokens", json={"name": "另一个"})
    listed = client.get("/api/v1/tokens").get_json()
    revoked = client.delete(f"/api/v1/tokens/{made['number']}")

    assert made["expires_at"] == (NOW + timedelta(days=7)).isoformat()
    assert another.status_code == 403
    assert [(one["name"], "token" in one) for one in listed["items"]] == [("大屏", False)]
    assert (revoked.status_code, program.get("/api/v1/whoami").status_code) == (204, 401)


def test_an_admin_lets_somebody_in_and_out_again(boss: Asker, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        a_volunteer(session, a_unit(session))
    client = program(user_id=boss.user_id)

    added = client.post("/api/v1/users", json={"login": "wang", "name": "王五", "role": "viewer", "unit": "u1"})
    blind = client.patch("/api/v1/users/wang", json={"active": False})
    tag = {"If-Match": added.headers["ETag"]}
    tied = client.patch("/api/v1/users/wang", json={"volunteer": "v1", "name": "王五一"}, headers=tag)
    stale = client.patch("/api/v1/users/wang", json={"active": False}, headers=tag)
    shut = client.patch("/api/v1/users/wang", json={"active": False}, headers={"If-Match": tied.headers["ETag"]})

    assert (added.status_code, blind.status_code, tied.status_code) == (201, 428, 200)
    assert (stale.status_code, shut.status_code) == (412, 200)
    assert (tied.get_json()["name"], tied.get_json()["volunteer"]) == ("王五一", "v1")
    assert shut.get_json()["active"] is False


def test_roles_are_given_and_taken_back_by_number(boss: Asker, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        a_unit(session)
    client = program(user_id=boss.user_id)
    client.post("/api/v1/users", json={"login": "wang", "name": "王五", "role": "viewer"})

    given = client.post("/api/v1/users/wang/holdings", json={"role": "coordinator", "unit": "u1"}).get_json()
    first = given["holdings"][0]["number"]
    taken = client.delete(f"/api/v1/users/wang/holdings/{first}")
    again = client.delete(f"/api/v1/users/wang/holdings/{first}")
    left = client.get("/api/v1/users/wang").get_json()["holdings"]

    assert [(one["role"], one["unit"]) for one in given["holdings"]] == [("viewer", None), ("coordinator", "u1")]
    assert (taken.status_code, again.status_code) == (204, 404)
    assert [(one["role"], one["unit"]) for one in left] == [("coordinator", "u1")]


def test_an_admin_sets_a_password_and_unlocks(boss: Asker, browser: FlaskClient, program: Program) -> None:
    client = program(user_id=boss.user_id)
    client.post("/api/v1/users", json={"login": "wang", "name": "王五", "role": "viewer"})

    easy = client.post("/api/v1/users/wang/password", json={"password": "1234567890"})
    done = client.post("/api/v1/users/wang/password", json={"password": PASSWORD})
    for _ in range(5):
        enter(browser, "wang", "wrong")
    closed = enter(browser, "wang")
    unlocked = client.post("/api/v1/users/wang/unlock")

    assert (easy.status_code, done.status_code, closed.status_code) == (422, 204, 429)
    assert (unlocked.status_code, enter(browser, "wang").status_code) == (204, 201)


def test_users_are_filtered_and_paged(boss: Asker, program: Program) -> None:
    client = program(user_id=boss.user_id)
    for n in range(3):
        client.post("/api/v1/users", json={"login": f"wang{n}", "name": f"王五{n}", "role": "viewer"})

    found = client.get("/api/v1/users?role=viewer&q=王五&size=2&order=-login").get_json()

    assert (found["total"], [one["login"] for one in found["items"]]) == (3, ["wang2", "wang1"])


def test_what_was_done_is_in_the_audit(boss: Asker, program: Program) -> None:
    client = program(user_id=boss.user_id)
    client.post("/api/v1/users", json={"login": "wang", "name": "王五", "role": "viewer"})

    found = client.get("/api/v1/audit?noun=user&verb=add&user=boss").get_json()

    assert found["total"] == 1
    entry = found["items"][0]
    assert (entry["ref"], entry["user"], entry["detail"]) == ("wang", "boss", {"role": "viewer", "scope": "全市"})
    assert client.get("/api/v1/audit?verb=publish").get_json()["total"] == 0
