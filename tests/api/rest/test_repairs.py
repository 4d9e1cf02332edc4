"""/rosters/{code}/repairs: who steps in for who cannot come, proposed and made."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from tests.api.rest.a_street import client as client
from tests.scheduler.street import the_shift

REPAIRS = "/api/v1/rosters/dec/repairs"
P1 = the_shift("01-p1")
DAY = {"starts_at": "2026-12-01T00:00:00+08:00", "ends_at": "2026-12-02T00:00:00+08:00"}


def asked(answer: Any, status: int = 200) -> dict[str, Any]:
    """What was answered, with that status."""
    assert answer.status_code == status, answer.text
    found: dict[str, Any] = answer.get_json(force=True)
    return found


def test_a_proposal_says_who_comes_who_else_could_and_keeps_nothing(client: FlaskClient) -> None:
    found = asked(client.post(f"{REPAIRS}/proposal", json={"absent": [{"volunteer": "v2", **DAY}]}))

    assert [(one["shift"], one["name"]) for one in found["gone"]] == [(P1, "李四")]
    assert [one["name"] for one in found["come"]] == ["赵六"]
    assert found["seats"][0]["stand_ins"][0]["text"].startswith("清早有空，距 ")
    assert (found["people"], found["missing"], found["late"]) == (1, 0, False)
    assert asked(client.get("/api/v1/rosters/dec/versions"))["total"] == found["version"]


def test_a_repair_is_the_next_version(client: FlaskClient) -> None:
    absent = {"absent": [{"volunteer": "v2", **DAY}], "reason": "出差", "expected_version": 1}

    made = asked(client.post(REPAIRS, json=absent))

    newest = asked(client.get("/api/v1/rosters/dec/versions"))["items"][0]
    assert made["version"] == newest["version"]
    assert (newest["kind"], newest["reason"]) == ("repair", "出差")
    asked(client.post(REPAIRS, json=absent), 409)


@pytest.mark.parametrize(
    ("body", "status"),
    [
        pytest.param({"absent": [DAY]}, 422, id="nobody"),
        pytest.param({"absent": [{"volunteer": "v1", "unit": "u1", **DAY}]}, 422, id="both"),
        pytest.param({"absent": [{"volunteer": "v99", **DAY}]}, 404, id="no such person"),
        pytest.param({"shifts": [{"shift": P1, "headcount": 0}]}, 422, id="nobody wanted"),
        pytest.param({"seconds": 0}, 422, id="no time"),
        pytest.param({"duties": [{"shift": P1, "volunteer": "v8"}]}, 404, id="no such duty"),
    ],
)
def test_what_makes_no_sense_is_refused(client: FlaskClient, body: dict[str, Any], status: int) -> None:
    asked(client.post(f"{REPAIRS}/proposal", json=body), status)
