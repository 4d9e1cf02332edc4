"""/point-kinds, /roles and /teams: read by who plans, put back as read, edited by who may."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from scheduler.store.teams import Team
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import a_unit, a_volunteer, added

NEW = {"If-None-Match": "*"}
KIND = {"name": "天桥", "headcount": "max(length / 50, 8)", "position": 24, "category": None}
ROLE = {"name": "大使", "position": 9}


@pytest.fixture
def wang(sessions: Sessions, program: Program) -> FlaskClient:
    """Asks as a coordinator whose only volunteer is of team t."""
    with transaction(sessions) as session:
        unit = a_unit(session)
        a_volunteer(session, unit, teams=[added(session, Team(code="t", name="一队"))])
        user = a_coordinator(session, unit)
    return program(user_id=user.user_id)


@pytest.fixture
def admin(admin: FlaskClient, wang: FlaskClient) -> FlaskClient:
    """The admin of wang's town."""
    return admin


@pytest.mark.parametrize("path", ["point-kinds/segment", "roles/leader", "teams/t"])
def test_what_was_read_can_be_put_back_and_changes_nothing(admin: FlaskClient, path: str) -> None:
    read = admin.get(f"/api/v1/{path}")

    put = admin.put(f"/api/v1/{path}", json=read.json, headers={"If-Match": read.headers["ETag"]})

    assert (put.status_code, put.json, put.headers["ETag"]) == (200, read.json, read.headers["ETag"])


@pytest.mark.parametrize(
    ("path", "said"), [("point-kinds/new", KIND), ("roles/new", ROLE), ("teams/new", {"name": "二队"})]
)
def test_something_new_is_made_read_named_anew_and_deleted(admin: FlaskClient, path: str, said: dict[str, Any]) -> None:
    made = admin.put(f"/api/v1/{path}", json=said, headers=NEW)
    named = admin.patch(f"/api/v1/{path}", json={"name": "新名"}, headers={"If-Match": made.headers["ETag"]})
    late = admin.delete(f"/api/v1/{path}", headers={"If-Match": made.headers["ETag"]})
    gone = admin.delete(f"/api/v1/{path}", headers={"If-Match": named.headers["ETag"]})

    assert [one.status_code for one in (made, named, late, gone)] == [201, 200, 412, 204]
    assert {**(named.json or {}), "name": said["name"]} == made.json
    assert admin.get(f"/api/v1/{path}").status_code == 404


def test_the_lists_of_the_town_are_read_by_all_who_plan_and_edited_by_its_admin(wang: FlaskClient) -> None:
    read = [wang.get(f"/api/v1/{path}") for path in ("point-kinds/segment", "roles/leader")]
    put = [
        wang.put("/api/v1/point-kinds/new", json=KIND, headers=NEW),
        wang.put("/api/v1/roles/new", json=ROLE, headers=NEW),
    ]

    assert [one.status_code for one in (*read, *put)] == [200, 200, 403, 403]


def test_the_kinds_come_in_the_order_of_the_list(wang: FlaskClient) -> None:
    answer = wang.get("/api/v1/point-kinds", query_string={"size": 4}).json or {}

    assert answer["total"] == 23
    assert [one["name"] for one in answer["items"]] == ["主干道", "路段", "背街小巷", "路口"]


def test_joining_a_team_is_nothing_to_who_names_it_anew(sessions: Sessions, admin: FlaskClient) -> None:
    read = admin.get("/api/v1/teams/t")
    with transaction(sessions) as session:
        team = session.get_one(Team, 1)
        a_volunteer(session, a_unit(session, "u2"), "v2", teams=[team])

    named = admin.patch("/api/v1/teams/t", json={"name": "先锋队"}, headers={"If-Match": read.headers["ETag"]})

    assert named.json == {"code": "t", "name": "先锋队", "members": 2}


def test_a_formula_that_is_none_is_called_by_its_field(admin: FlaskClient) -> None:
    answer = admin.put("/api/v1/point-kinds/new", json=KIND | {"headcount": "若干"}, headers=NEW)

    (fault,) = answer.get_json(force=True)["faults"]
    assert (answer.status_code, fault["where"], fault["value"]) == (422, "headcount", "若干")


@pytest.mark.parametrize("said", ["O", '"abc"', '*, "abc"', ""])
def test_if_none_match_says_new_and_nothing_else(admin: FlaskClient, said: str) -> None:
    answer = admin.put("/api/v1/roles/leader", json=ROLE, headers={"If-Match": "*", "If-None-Match": said})

    assert (answer.status_code, answer.get_json(force=True)["code"]) == (422, "invalid")


def test_the_history_of_a_record_is_told_to_who_sees_it(admin: FlaskClient, wang: FlaskClient) -> None:
    read = admin.get("/api/v1/roles/leader")
    admin.patch("/api/v1/roles/leader", json={"name": "组长"}, headers={"If-Match": read.headers["ETag"]})

    told = wang.get("/api/v1/history/roles/leader").get_json()

    assert told["total"] == 1
    assert told["items"][0]["fields"] == [{"field": "name", "before": "带班领导", "after": "组长"}]
