"""/rosters/{code}/what-if, /reliefs and /account."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.rest.a_street import client as client

DEC = "/api/v1/rosters/dec"


def asked(answer: Any, status: int = 200) -> dict[str, Any]:
    """What was answered, with that status."""
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json(force=True)
    return found


def test_what_is_supposed_stands_beside_what_could_be(client: FlaskClient) -> None:
    found = asked(client.post(f"{DEC}/what-if", json={"lost": ["u2"]}))

    # Half of the four of u1 stay at the office: two of the four seats of each morning are taken.
    assert (found["now"]["empty"], found["then"]["empty"]) == (0, 8)
    assert found["change"] == found["then"]["cost"] - found["now"]["cost"]
    assert found["solved"] is False


def test_a_point_is_supposed_somewhere_else(client: FlaskClient) -> None:
    far = {"like": "p1", "at": {"longitude": 120.0, "latitude": 30.0}}

    found = asked(client.post(f"{DEC}/what-if", json=far))

    assert (found["then"]["seats"], found["then"]["empty"]) == (24, 8)


def test_what_would_help_is_listed(client: FlaskClient) -> None:
    assert asked(client.get(f"{DEC}/reliefs")) == {"items": []}


def test_the_account_tells_costs_and_burdens(client: FlaskClient) -> None:
    found = asked(client.get(f"{DEC}/account"))

    assert (found["seats"], found["empty"], found["costs"]["vacancy"]) == (16, 13, 13_000)
    assert found["cost"] == sum(found["costs"].values())
    assert {one["volunteer"] for one in found["most"][:3]} == {"v1", "v2", "v3"}


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({}, 422, id="nothing"),
        pytest.param({"cap": "month", "more": 1}, 422, id="no such cap"),
        pytest.param({"lost": ["u9"]}, 404, id="no such unit"),
        pytest.param({"metres": 1.5}, 422, id="half a metre"),
    ],
)
def test_what_cannot_be_supposed_is_refused(client: FlaskClient, body: dict[str, Any], status: int) -> None:
    asked(client.post(f"{DEC}/what-if", json=body), status)
