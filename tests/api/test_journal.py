"""The journal: a line for each request that is worth one, with its route and never its address."""

import io
import json
from collections.abc import Iterator
from math import inf
from typing import Any

import pytest
import structlog
from flask import Flask

from api import journal
from api.auth import Door, allowed
from scheduler import logs
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import an_admin
from tests.scheduler.rows import a_unit, a_volunteer

SECRET = "s3cret-" * 6 + "A"


@pytest.fixture
def told() -> Iterator[io.StringIO]:
    out = io.StringIO()
    logs.configure("debug", to=out)
    yield out
    structlog.reset_defaults()


def lines(told: io.StringIO) -> list[dict[str, Any]]:
    return [json.loads(line) for line in told.getvalue().splitlines()]


def test_a_request_is_told_by_its_route(told: io.StringIO, own_app: Flask) -> None:
    @own_app.get("/door/<secret>")
    @allowed(Door.SECRET)
    def door(secret: str) -> str:
        return ""

    own_app.test_client().get(f"/door/{SECRET}?phone=13800001111")

    (line,) = lines(told)
    assert (line["event"], line["method"], line["route"], line["status"]) == ("request", "GET", "/door/<secret>", 200)
    assert line["ms"] >= 0
    assert SECRET not in told.getvalue()
    assert "1380000" not in told.getvalue()


def test_a_look_is_worth_no_line_and_what_goes_wrong_is(app: Flask, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(journal, "_LONG", inf)  # however busy this machine is
    out = io.StringIO()
    logs.configure("info", to=out)

    app.test_client().get("/login")
    app.test_client().get("/nowhere")

    structlog.reset_defaults()
    assert [line["status"] for line in lines(out)] == [404]


@pytest.mark.parametrize("address", [f"/l/{SECRET}", f"/calendar/{SECRET}.ics", f"/nowhere/{SECRET}"])
def test_a_secret_in_an_address_is_not_told(told: io.StringIO, app: Flask, address: str) -> None:
    app.test_client().get(address)

    assert lines(told)
    assert SECRET not in told.getvalue()


def test_who_asked_is_told_by_number(told: io.StringIO, program: Program, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)

    program(user_id=boss.user_id).get("/api/v1/rosters")

    (line,) = lines(told)
    assert line["user"] == boss.user_id
    assert boss.name not in told.getvalue()


def test_a_volunteer_is_told_by_number(told: io.StringIO, app: Flask, program: Program, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        zhang = a_volunteer(session, a_unit(session)).id

    program(volunteer_id=zhang).get("/api/v1/rosters")

    (line,) = lines(told)
    assert (line["status"], line["volunteer"]) == (403, zhang)


def test_a_fault_has_its_traceback_in_the_log_only(told: io.StringIO, own_app: Flask) -> None:
    @own_app.get("/broken/<secret>")
    @allowed(Door.SECRET)
    def broken(secret: str) -> str:
        raise LookupError(f"nothing for {secret}")

    own_app.config["PROPAGATE_EXCEPTIONS"] = False
    answer = own_app.test_client().get(f"/broken/{SECRET}")

    assert answer.status_code == 500
    assert "LookupError" not in answer.text
    fault, request = lines(told)
    assert (fault["level"], fault["route"], request["status"]) == ("error", "/broken/<secret>", 500)
    assert "LookupError: nothing for ***" in fault["traceback"]
    assert SECRET not in told.getvalue()


def test_a_method_that_nobody_knows_has_no_name(told: io.StringIO, app: Flask) -> None:
    app.test_client().open("/healthz", method="BREW")

    assert [line["method"] for line in lines(told)] == ["other"]
