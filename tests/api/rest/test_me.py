"""/me: a volunteer comes in by their link and finds their own matters, and nothing of anybody else."""

from datetime import timedelta

import pytest
from flask import Flask
from flask.testing import FlaskClient
from icalendar import Calendar
from sqlalchemy import event

from scheduler.services import links
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street


def test_a_link_opens_the_door_of_its_volunteer(street: Street, sessions: Sessions, browser: FlaskClient) -> None:
    with transaction(sessions) as session:
        link = links.make(session, street.admin, "v2", now=NOW)

    entered = browser.get(link.path)

    assert (entered.status_code, entered.location) == (302, "/me")
    assert browser.get("/api/v1/me").get_json()["volunteer"] == "v2"
    assert browser.get("/api/v1/rosters").status_code == 403


def test_a_link_that_is_none_says_what_to_do(browser: FlaskClient) -> None:
    answer = browser.get("/l/nobody-gave-this")

    assert answer.status_code == 404
    assert "请向单位协调员要一个新的" in answer.text


@pytest.mark.parametrize(("kind", "starts"), [("png", b"\x89PNG"), ("svg", b"<?xml")])
def test_a_link_is_there_as_a_picture(
    street: Street, sessions: Sessions, browser: FlaskClient, kind: str, starts: bytes
) -> None:
    with transaction(sessions) as session:
        link = links.make(session, street.admin, "v2", now=NOW)

    assert browser.get(f"{link.path}/code.{kind}").data.startswith(starts)
    assert browser.get(f"/l/wrong/code.{kind}").status_code == 404


def test_ones_own_duties_have_the_crew_and_no_phones(mine: FlaskClient) -> None:
    found = mine.get("/api/v1/me/duties").get_json()

    assert found["total"] == 1
    assert found["items"][0] | {"number": 0} == {
        "number": 0,
        "state": "assigned",
        "roster": "dec",
        "roster_name": "全市2026年12月排班表",
        "version": 2,
        "shift": "20261201-p1-0730",
        "point": "p1",
        "point_name": "路口1",
        "longitude": 116.7,
        "latitude": 39.52,
        "starts_at": "2026-11-30T23:30:00+00:00",
        "ends_at": "2026-12-01T00:30:00+00:00",
        "pattern": "早高峰",
        "role": None,
        "role_name": None,
        "crew": ["张三"],
        "leaders": ["张三"],
    }


@pytest.mark.parametrize(
    ("query", "total"),
    [
        pytest.param("since=2026-12-01&until=2026-12-01", 1, id="the day itself"),
        pytest.param("since=2026-12-02", 0, id="from the next on"),
        pytest.param("until=2026-11-30", 0, id="up to the one before"),
    ],
)
def test_days_narrow_the_duties(mine: FlaskClient, query: str, total: int) -> None:
    assert mine.get(f"/api/v1/me/duties?{query}").get_json()["total"] == total


def test_a_look_takes_one_query_for_who_asks_and_one_for_the_duties_and_none_while_nothing_changes(
    sessions: Sessions, mine: FlaskClient
) -> None:
    asked: list[str] = []
    event.listen(sessions.kw["bind"], "checkout", lambda raw, *_: raw.set_trace_callback(asked.append))

    counts, bodies = [], []
    for _ in range(2):
        asked.clear()
        bodies.append(mine.get("/api/v1/me/duties").data)
        counts.append(len([one for one in asked if one.startswith("SELECT")]))

    assert counts == [2, 0]
    assert bodies[0] == bodies[1]


def test_a_duty_is_confirmed(mine: FlaskClient) -> None:
    number = mine.get("/api/v1/me/duties").get_json()["items"][0]["number"]

    assert mine.post(f"/api/v1/me/duties/{number}/confirm").get_json()["state"] == "confirmed"
    assert mine.post("/api/v1/me/duties/999/confirm").status_code == 404


def test_leave_is_asked_for_and_taken_back(mine: FlaskClient) -> None:
    span = {"starts_at": "2026-12-03T00:00:00+08:00", "ends_at": "2026-12-04T00:00:00+08:00"}

    asked = mine.post("/api/v1/me/absences", json=span).get_json()
    twice = mine.post("/api/v1/me/absences", json=span)
    back = mine.delete(f"/api/v1/me/absences/{asked['number']}").get_json()

    assert (asked["state"], asked["volunteer"], twice.status_code, back["state"]) == ("asked", "v2", 409, "withdrawn")
    assert mine.get("/api/v1/me/absences?state=withdrawn").get_json()["total"] == 1


def test_a_wish_is_made_and_forgotten(mine: FlaskClient) -> None:
    span = {"starts_at": "2026-12-03T00:00:00+08:00", "ends_at": "2026-12-04T00:00:00+08:00"}

    made = mine.post("/api/v1/me/wishes", json=span).get_json()

    assert mine.get("/api/v1/me/wishes").get_json()["total"] == 1
    assert mine.delete(f"/api/v1/me/wishes/{made['number']}").status_code == 204
    assert mine.get("/api/v1/me/wishes").get_json()["total"] == 0


def test_messages_are_read(mine: FlaskClient) -> None:
    before = mine.get("/api/v1/me/reminders").get_json()
    number = before["items"][0]["number"]

    read = mine.post(f"/api/v1/me/reminders/{number}/read").get_json()

    assert (before["total"], before["unread"], read["read_at"]) == (1, 1, NOW.isoformat())
    assert mine.get("/api/v1/me/reminders?unread=true").get_json()["total"] == 0


def test_a_calendar_is_subscribed_to_without_logging_in_and_sent_once(mine: FlaskClient, browser: FlaskClient) -> None:
    none_yet = mine.get("/api/v1/me/calendar").status_code
    made = mine.post("/api/v1/me/calendar").get_json()
    path = made["address"].removeprefix("http://localhost")

    first = browser.get(path)
    again = browser.get(path, headers={"If-None-Match": first.headers["ETag"]})
    mine.delete("/api/v1/me/calendar")

    assert none_yet == 404
    assert (first.content_type, first.headers["Cache-Control"]) == (
        "text/calendar; charset=utf-8",
        "private, max-age=900",
    )
    assert len(Calendar.from_ical(first.data).walk("VEVENT")) == 1
    assert (again.status_code, again.data) == (304, b"")
    assert browser.get(path).status_code == 404


def test_a_calendars_address_opens_nothing_else(mine: FlaskClient, app: Flask) -> None:
    secret = mine.post("/api/v1/me/calendar").get_json()["address"].rpartition("/")[2].removesuffix(".ics")

    asked = app.test_client().get("/api/v1/me", headers={"Authorization": f"Bearer {secret}"})

    assert asked.status_code == 401


def test_a_coordinator_gives_links_over_rest(street: Street, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        wang = a_coordinator(session, street.units[0])
    client = program(user_id=wang.user_id)

    made = client.post("/api/v1/volunteers/v1/link", json={"days": 30}).get_json()
    seen = client.get("/api/v1/volunteers/v1/link").get_json()
    outside = client.post("/api/v1/volunteers/v5/link", json={})
    sheet = client.post("/api/v1/units/u1/links", json={"only_missing": True})
    gone = client.delete("/api/v1/volunteers/v1/link")

    assert made["address"].startswith("http://localhost/l/")
    assert (made["code"], made["expires_at"]) == (made["address"] + "/code.png", (NOW + timedelta(days=30)).isoformat())
    assert seen == {"created_at": NOW.isoformat(), "expires_at": made["expires_at"]}
    assert (outside.status_code, sheet.status_code, gone.status_code) == (404, 200, 204)
    assert sheet.data.startswith(b"PK")
