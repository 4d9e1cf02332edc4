"""/runs/{number}/proposal: what a run would change of a published roster, looked at, then taken or left."""

import pytest
from flask.testing import FlaskClient

from scheduler import runs
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.solved import work
from tests.scheduler.street import (
    HELD,
    Street,
    an_asker,
    standing,
    the_duties,
    the_shift,
)

PART = {"points": ["p1"], "since": "2026-12-03", "until": "2026-12-03", "seconds": 60}
PROPOSAL = "/api/v1/runs/1/proposal"


@pytest.fixture
def client(sessions: Sessions, program: Program, street: Street) -> FlaskClient:
    """The admin of a published street, who has let a run think about p1 on the third, where nobody stands."""
    admin = program(user_id=street.admin.user_id)
    assert admin.post("/api/v1/rosters/dec/runs", json=PART).status_code == 202
    work(sessions, runs.claim(sessions, now=NOW))
    return admin


def test_who_would_come_is_said_and_nothing_is_done(client: FlaskClient, sessions: Sessions) -> None:
    found = client.get(PROPOSAL).json

    assert found is not None
    assert (found["version"], found["gone"]) == (2, [])
    assert [one["shift"] for one in found["come"]] == [the_shift("03-p1")] * 2
    assert sorted(one["name"] for one in found["come"]) == found["people"]
    assert found["after"] < found["before"]
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)


def test_it_is_taken_as_the_next_version(client: FlaskClient, sessions: Sessions) -> None:
    come = {one["volunteer"] for one in (client.get(PROPOSAL).json or {})["come"]}

    taken = client.post(f"{PROPOSAL}/take")

    assert taken.status_code == 200
    assert taken.json is not None
    assert (taken.json["version"], taken.json["faults"]) == (3, [])
    with reading(sessions) as session:
        assert {duty.volunteer for duty in standing(session) - the_duties(*HELD)} == come
    assert (client.get("/api/v1/runs/1").json or {})["proposal"]["taken"] is True


def test_it_is_left_and_all_stays(client: FlaskClient, sessions: Sessions) -> None:
    left = client.post(f"{PROPOSAL}/leave")

    assert left.status_code == 200
    assert (left.json or {})["proposal"]["taken"] is False
    with reading(sessions) as session:
        assert standing(session) == the_duties(*HELD)


@pytest.mark.parametrize("verb", ["take", "leave"])
def test_what_was_decided_is_not_decided_again(client: FlaskClient, verb: str) -> None:
    client.post(f"{PROPOSAL}/leave")

    answers = client.get(PROPOSAL), client.post(f"{PROPOSAL}/{verb}")

    assert [one.status_code for one in answers] == [404, 409]


def test_a_roster_that_has_changed_since_is_not_changed_blindly(client: FlaskClient) -> None:
    edit = {"add": [{"shift": the_shift("03-p1"), "volunteer": "v1"}]}
    assert client.post("/api/v1/rosters/dec/changes", json=edit).status_code == 200

    answers = client.get(PROPOSAL), client.post(f"{PROPOSAL}/take")

    assert [one.status_code for one in answers] == [404, 409]


@pytest.mark.usefixtures("client")
def test_who_may_only_look_decides_nothing(sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        viewer = an_asker(session, "guest", UserRole.VIEWER)
    theirs = program(user_id=viewer.user_id)

    answers = theirs.post(f"{PROPOSAL}/take"), theirs.post(f"{PROPOSAL}/leave")

    assert [one.status_code for one in answers] == [403, 403]


@pytest.mark.usefixtures("client")
def test_a_run_outside_the_scope_proposes_nothing(sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        wang = a_coordinator(session, a_unit(session, "u9"))
    theirs = program(user_id=wang.user_id)

    answers = theirs.get(PROPOSAL), theirs.post(f"{PROPOSAL}/take"), theirs.post(f"{PROPOSAL}/leave")

    assert [one.status_code for one in answers] == [404, 404, 404]
