"""/runs: asked for and answered at once, watched as they get on, called off."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler import runs
from scheduler.services.access import Asker
from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.solved import work
from tests.scheduler.street import a_drafted_roster, a_street


@pytest.fixture
def admin(sessions: Sessions) -> Asker:
    """The admin of a street with a drafted roster."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_drafted_roster(session, street)
        return street.admin


@pytest.fixture
def client(program: Program, admin: Asker) -> FlaskClient:
    return program(user_id=admin.user_id)


def started(client: FlaskClient, **asked: Any) -> str:
    """The address of a run that was asked for."""
    answer = client.post("/api/v1/rosters/dec/runs", json={"seconds": 5, **asked})
    assert answer.status_code == 202
    return answer.headers["Location"]


def test_a_run_is_asked_for_and_can_be_looked_up(client: FlaskClient) -> None:
    seen = client.get(started(client)).json

    assert seen is not None
    assert (seen["number"], seen["roster"], seen["state"], seen["seconds"]) == (1, "dec", "queued", 5)
    assert (seen["cost"], seen["gap"], seen["trace"]) == (None, None, [])


def test_a_roster_has_one_run_at_a_time(client: FlaskClient) -> None:
    started(client)

    answer = client.post("/api/v1/rosters/dec/runs", json={})

    assert (answer.status_code, answer.content_type) == (409, "application/problem+json")


@pytest.mark.parametrize(
    "asked",
    [
        pytest.param({"seconds": 0}, id="no time at all"),
        pytest.param({"seconds": 86_401}, id="more than a day"),
        pytest.param({"seconds": "5"}, id="a text of digits"),
        pytest.param({"hurry": True}, id="a field nobody knows"),
    ],
)
def test_a_wish_that_cannot_be_is_refused(client: FlaskClient, asked: dict[str, Any]) -> None:
    answer = client.post("/api/v1/rosters/dec/runs", json=asked)

    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["fields"]["json"]) == list(asked)


def test_a_waiting_run_is_called_off_at_once(client: FlaskClient) -> None:
    run = started(client)

    answer = client.post(f"{run}/cancel")

    assert answer.json is not None
    assert (answer.status_code, answer.json["state"]) == (202, "cancelled")
    assert client.post(f"{run}/cancel").status_code == 409


def test_the_end_of_a_run_is_told_to_who_watches(client: FlaskClient, sessions: Sessions) -> None:
    run = started(client)
    work(sessions, runs.claim(sessions, now=NOW))

    answer = client.get(f"{run}/events")

    assert answer.content_type == "text/event-stream"
    _, event = answer.text.strip().split("\n\n")
    assert '"state":"done"' in event
    name = event.splitlines()[0].removeprefix("id: ")
    assert client.get(f"{run}/events", headers={"Last-Event-ID": name}).status_code == 204


def test_runs_are_listed_by_roster_and_state(client: FlaskClient) -> None:
    started(client)

    found = [
        client.get("/api/v1/runs", query_string=query).json
        for query in ({}, {"roster": "dec", "state": "queued"}, {"state": "done"}, {"roster": "jan"})
    ]

    assert [one and one["total"] for one in found] == [1, 1, 0, 0]


def test_a_run_outside_the_scope_is_not_there(client: FlaskClient, sessions: Sessions, program: Program) -> None:
    run = started(client)
    with transaction(sessions) as session:
        wang = a_coordinator(session, a_unit(session, "u9"))

    theirs = program(user_id=wang.user_id)

    assert [theirs.get(run).status_code, theirs.get(f"{run}/events").status_code] == [404, 404]
    assert theirs.post(f"{run}/cancel").status_code == 404
    assert theirs.get("/api/v1/runs").json == {"items": [], "total": 0}


def test_a_part_is_solved_of_what_was_solved_before(client: FlaskClient, sessions: Sessions) -> None:
    started(client)
    work(sessions, runs.claim(sessions, now=NOW))

    run = client.get(started(client, points=["p1"], since="2026-12-02")).json
    nowhere = client.post("/api/v1/rosters/dec/runs", json={"points": ["p9"]})

    assert run is not None
    assert run["part"] == {"points": ["p1"], "since": "2026-12-02", "until": None}
    assert nowhere.status_code == 409  # one is under way


def test_only_a_run_that_is_solved_ends_with_what_it_has(client: FlaskClient) -> None:
    assert client.post(f"{started(client)}/finish").status_code == 409
