"""/rosters: seen by those who may, strict about what is asked."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.rows import a_roster, a_unit


def test_nobody_known_is_asked_to_log_in(browser: FlaskClient) -> None:
    answer = browser.get("/api/v1/rosters")

    assert (answer.status_code, answer.content_type) == (401, "application/problem+json")
    assert answer.get_json(force=True)["code"] == "unknown"


def test_an_admin_sees_every_roster(sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        a_roster(session)
        boss = an_admin(session)

    answer = program(user_id=boss.user_id).get("/api/v1/rosters")

    assert answer.json is not None
    assert (answer.status_code, answer.json["total"]) == (200, 1)


def test_a_roster_outside_the_scope_is_not_in_the_list(sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        a_roster(session)
        wang = a_coordinator(session, a_unit(session))

    answer = program(user_id=wang.user_id).get("/api/v1/rosters")

    assert answer.json == {"items": [], "total": 0}


@pytest.mark.parametrize(
    ("query", "field"),
    [
        pytest.param({"page": "0"}, "page", id="pages count from one"),
        pytest.param({"colour": "red"}, "colour", id="a filter nobody knows"),
        pytest.param({"state": "asleep"}, "state", id="a state that is none"),
        pytest.param({"order": "weather"}, "order", id="an order that is none"),
    ],
)
def test_a_query_that_is_wrong_is_refused(
    sessions: Sessions, program: Program, query: dict[str, Any], field: str
) -> None:
    with transaction(sessions) as session:
        boss = an_admin(session)

    answer = program(user_id=boss.user_id).get("/api/v1/rosters", query_string=query)

    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["fields"]["query"]) == [field]
