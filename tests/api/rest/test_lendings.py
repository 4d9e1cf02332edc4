"""/lendings: the grids of a day, who would come, and letting them come."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.street import HELD, a_published_roster, a_street_of_two_grids

LENDINGS = "/api/v1/lendings"
BETWEEN = {"day": "2026-12-01", "source": "g1", "target": "g2"}
SHIFT = "20261201-p2-0730"


@pytest.fixture
def lender(sessions: Sessions, program: Program) -> FlaskClient:
    """An admin; on the first v1 and v2 are at p1 in g1, nobody is at p2 in g2."""
    with transaction(sessions) as session:
        street = a_street_of_two_grids(session)
        a_published_roster(session, street, *HELD)
    return program(user_id=street.admin.user_id)


def asked(answer: Any, status: int = 200) -> dict[str, Any]:
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json(force=True)
    return found


def test_grids_of_a_day(lender: FlaskClient) -> None:
    found = asked(lender.get(f"{LENDINGS}/grids?date=2026-12-01"))

    assert (found["level"], found["levels"]) == ("street", ["street"])
    assert found["grids"][0] == {
        "code": "g2", "name": "二街道", "seats": 2, "missing": 2, "people": 4, "free": 4,
    }  # fmt: skip


def test_who_would_come_is_who_is_lent(lender: FlaskClient) -> None:
    (lending,) = asked(lender.post(f"{LENDINGS}/proposal", json=BETWEEN))["lendings"]
    (want,) = lending["wants"]
    duties = [{"shift": want["shift"], "volunteer": one} for one in want["taken"]]
    body = {**BETWEEN, "duties": duties, "expected_version": lending["version"]}

    made = asked(lender.post("/api/v1/rosters/dec/lendings", json=body))

    assert (want["shift"], sorted(want["taken"]), lending["effect"]["day"]) == (SHIFT, ["v3", "v4"], [2, 0])
    assert made["told"] == 2
    assert asked(lender.post(f"{LENDINGS}/proposal", json=BETWEEN))["lendings"] == []


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"duties": []}, 422, id="nobody"),
        pytest.param({"duties": [{"shift": SHIFT, "volunteer": "v5"}]}, 404, id="of the other grid"),
        pytest.param(
            {"duties": [{"shift": SHIFT, "volunteer": "v3"}], "expected_version": 1}, 409, id="an old version"
        ),
    ],
)
def test_what_is_no_lending_is_refused(lender: FlaskClient, body: dict[str, Any], status: int) -> None:
    asked(lender.post("/api/v1/rosters/dec/lendings", json={**BETWEEN, **body}), status)
