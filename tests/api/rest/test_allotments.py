"""/stewardships/plans: asked for with 202, made by the clock, compared, applied; for admins only."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler import runs
from scheduler.store.database import Sessions, reading, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.services.allotting.planned import a_town, held

PLANS = "/api/v1/stewardships/plans"
ASKED = {"start": "2026-12-01", "days": 30, "absence": 0, "change": 0}


@pytest.fixture
def client(program: Program, sessions: Sessions) -> FlaskClient:
    """The admin of a town with one junction that is too much for its unit."""
    with transaction(sessions) as session:
        boss = a_town(session)
    return program(user_id=boss.user_id)


def made(client: FlaskClient, sessions: Sessions, **asked: Any) -> str:
    """The address of a plan that was asked for and made."""
    answer = client.post(PLANS, json={**ASKED, **asked})
    assert (answer.status_code, answer.json and answer.json["state"]) == (202, "queued")
    claim = runs.claim_allotment(sessions, now=NOW)
    assert claim is not None
    assert runs.work_allotment(sessions, claim, clock=lambda: NOW, workers=1) is None
    return answer.headers["Location"]


def test_a_plan_is_asked_for_made_compared_and_applied(client: FlaskClient, sessions: Sessions) -> None:
    address = made(client, sessions)

    plan = client.get(address).json
    assert plan is not None
    assert (plan["state"], plan["worst"], plan["gap"], plan["found"]["status"]) == ("done", 6000, 0.0, "optimal")

    compared = client.get(f"{address}/comparison").json
    assert compared is not None
    assert [line["begun"] for line in compared["lines"]] == [["u2"]]

    applied = client.post(f"{address}/apply", json={"from_day": "2026-12-01"})
    assert (applied.status_code, applied.json and len(applied.json["lines"])) == (200, 1)
    with reading(sessions) as session:
        assert [contract[0] for contract in held(session)] == ["u1", "u2"]


def test_a_plan_with_everything_supposed_says_so(client: FlaskClient, sessions: Sessions) -> None:
    new = {"code": "new", "need": 30, "at": {"longitude": 116.70, "latitude": 39.52}}

    seen = client.get(made(client, sessions, added=[new], lost=["u2"], caps={"u1": 4})).json

    assert seen is not None
    assert (seen["wanted"]["lost"], seen["wanted"]["caps"]) == (["u2"], {"u1": 4})
    assert [point["without"] for point in seen["found"]["points"]] == [["u1", "u2"], None]


def test_plans_are_listed_the_newest_first_without_what_they_say(client: FlaskClient, sessions: Sessions) -> None:
    made(client, sessions, name="一")

    listed = client.get(PLANS).json

    assert listed is not None
    assert [one["name"] for one in listed["items"]] == ["一"]
    assert "found" not in listed["items"][0]


def test_a_plan_that_waits_is_called_off(client: FlaskClient) -> None:
    address = client.post(PLANS, json=ASKED).headers["Location"]

    assert client.post(f"{address}/cancel").status_code == 202
    assert client.post(f"{address}/cancel").status_code == 409
    assert client.post(f"{address}/apply", json={"from_day": "2026-12-01"}).status_code == 409


def test_the_end_of_a_plan_is_told(client: FlaskClient, sessions: Sessions) -> None:
    told = client.get(f"{made(client, sessions)}/events").text

    assert '"state":"done"' in told


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"days": 0}, id="no day"),
        pytest.param({"most": 0}, id="pools of nobody"),
        pytest.param({"seconds": 0}, id="no time"),
        pytest.param({"added": [{"code": "p1", "need": 1, "at": {"longitude": 116.7, "latitude": 39.5}}]}, id="there"),
        pytest.param({"nonsense": 1}, id="a field that nobody knows"),
    ],
)
def test_what_cannot_be_is_refused(client: FlaskClient, asked: dict[str, Any]) -> None:
    assert client.post(PLANS, json={**ASKED, **asked}).status_code == 422


def test_a_coordinator_is_turned_away(client: FlaskClient, program: Program, sessions: Sessions) -> None:
    with transaction(sessions) as session:
        other = a_coordinator(session, a_unit(session, "x"))

    assert program(user_id=other.user_id).post(PLANS, json=ASKED).status_code == 403


def test_a_plan_is_asked_what_it_would_do_put_in_force_and_taken_back(client: FlaskClient, sessions: Sessions) -> None:
    address = made(client, sessions)
    asked = {"from_day": "2026-12-01", "points": ["p1"]}

    compared = client.get(f"{address}/comparison").json
    effect = client.post(f"{address}/effect", json=asked)
    applied = client.post(f"{address}/apply", json=asked)
    known = client.get(f"{address}/applications").json
    back = client.post(f"{address}/take-back")

    assert compared is not None
    assert compared["hindered"] == {}
    assert (effect.status_code, effect.json) == (200, {"rosters": []})  # nothing is published
    assert applied.status_code == 200
    assert known is not None
    assert [(one["points"], one["standing"]) for one in known["applied"]] == [(["p1"], True)]
    assert (back.status_code, back.json and back.json["standing"]) == (200, False)
    assert client.post(f"{address}/take-back").status_code == 409
    with reading(sessions) as session:
        assert [contract[0] for contract in held(session)] == ["u1"]
