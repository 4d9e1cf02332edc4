"""/units: looked at in pages, edited by who read the newest, ended and never deleted."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import a_unit

NEW = {"If-None-Match": "*"}
PLAIN: dict[str, Any] = {"name": "住建局"} | dict.fromkeys(("parent", "at", "most_out_percent", "contact", "ended_on"))


@pytest.fixture
def street(sessions: Sessions, program: Program) -> FlaskClient:
    """Asks as the coordinator of u1 城区分部, below c 指挥部; u2 below u1; other 教育局 is another's."""
    with transaction(sessions) as session:
        command = a_unit(session, "c", name="指挥部")
        own = a_unit(session, "u1", name="城区分部", parent_id=command.id)
        a_unit(session, "u2", name="街道办", parent_id=own.id)
        a_unit(session, "other", name="教育局")
        wang = a_coordinator(session, own)
    return program(user_id=wang.user_id)


@pytest.fixture
def admin(sessions: Sessions, program: Program, street: FlaskClient) -> FlaskClient:
    with transaction(sessions) as session:
        boss = an_asker(session, UserRole.ADMIN)
    return program(user_id=boss.user_id)


def test_a_new_unit_is_there_as_it_was_said(admin: FlaskClient) -> None:
    said = PLAIN | {"parent": "c", "at": {"longitude": 116.7, "latitude": 39.5}, "ended_on": "2027-01-01"}

    made = admin.put("/api/v1/units/u9", json=said, headers=NEW)

    assert (made.status_code, made.json) == (201, {"code": "u9"} | said)
    assert admin.get("/api/v1/units/u9").json == made.json


def test_what_was_read_can_be_put_back_and_changes_nothing(street: FlaskClient) -> None:
    read = street.get("/api/v1/units/u1")

    put = street.put("/api/v1/units/u1", json=read.json, headers={"If-Match": read.headers["ETag"]})

    assert (put.status_code, put.headers["ETag"]) == (200, read.headers["ETag"])


def test_a_patch_changes_what_it_says(admin: FlaskClient) -> None:
    read = admin.get("/api/v1/units/u2")

    said = {"most_out_percent": 30, "contact": "办公室"}
    patched = admin.patch("/api/v1/units/u2", json=said, headers={"If-Match": read.headers["ETag"]})

    assert patched.json == {**PLAIN, "code": "u2", "name": "街道办", "parent": "u1", **said}
    assert patched.headers["ETag"] != read.headers["ETag"]


@pytest.mark.parametrize(
    ("method", "headers", "status"),
    [
        pytest.param("PUT", {}, 428, id="put without a word of what was read"),
        pytest.param("PATCH", {}, 428, id="patched without"),
        pytest.param("PATCH", NEW, 428, id="a patch makes nothing new"),
        pytest.param("PUT", {"If-Match": '"old"'}, 412, id="put, but it changed"),
        pytest.param("PATCH", {"If-Match": '"old"'}, 412, id="patched, but it changed"),
        pytest.param("PUT", NEW, 412, id="said to be new, but it is there"),
    ],
)
def test_who_did_not_read_the_newest_changes_nothing(
    admin: FlaskClient, method: str, headers: dict[str, str], status: int
) -> None:
    answer = admin.open("/api/v1/units/u2", method=method, json={"name": "另一个"}, headers=headers)

    assert (answer.status_code, answer.content_type) == (status, "application/problem+json")
    assert (admin.get("/api/v1/units/u2").json or {})["name"] == "街道办"


@pytest.mark.parametrize("code", ["other", "nowhere"])
def test_out_of_scope_is_not_found(street: FlaskClient, code: str) -> None:
    answers = [
        street.get(f"/api/v1/units/{code}"),
        street.patch(f"/api/v1/units/{code}", json={"name": "另一个"}, headers={"If-Match": "*"}),
        street.put(f"/api/v1/units/{code}", json=PLAIN, headers={"If-Match": "*"}),
        street.get("/api/v1/units", query_string={"under": code}),
        street.get("/api/v1/units", query_string={"parent": code}),
    ]

    assert [answer.status_code for answer in answers] == [404] * 5


@pytest.mark.parametrize(
    ("code", "said", "status", "field"),
    [
        pytest.param("u9", PLAIN, 422, "parent", id="a new unit at the top of the town"),
        pytest.param("u9", PLAIN | {"parent": "other"}, 422, "parent", id="below another's"),
        pytest.param("u 9", PLAIN | {"parent": "u1"}, 422, "code", id="a code with a space"),
        pytest.param("u9", PLAIN | {"parent": "u1", "name": " "}, 422, "name", id="a name of spaces"),
        pytest.param("other", PLAIN | {"parent": "u1"}, 409, None, id="a code that another has"),
        pytest.param("U2", PLAIN | {"parent": "u1"}, 409, None, id="a code that means another"),
    ],
)
def test_a_new_unit_that_cannot_be_is_refused_by_field(
    street: FlaskClient, code: str, said: dict[str, Any], status: int, field: str | None
) -> None:
    answer = street.put(f"/api/v1/units/{code}", json=said, headers=NEW)

    problem = answer.get_json(force=True)
    assert answer.status_code == status
    assert [fault["where"] for fault in problem.get("faults", ())] == ([field] if field else [])
    assert "教育局" not in answer.text


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        pytest.param({}, ["c", "other", "u1", "u2"], id="all, by code"),
        pytest.param({"order": "-code", "size": 2}, ["u2", "u1"], id="backwards, the first page"),
        pytest.param({"page": 2, "size": 3}, ["u2"], id="the second page"),
        pytest.param({"under": "u1"}, ["u1", "u2"], id="a subtree"),
        pytest.param({"parent": "c"}, ["u1"], id="directly below"),
        pytest.param({"top": "true"}, ["c", "other"], id="at the top"),
        pytest.param({"top": "false"}, ["u1", "u2"], id="not at the top"),
        pytest.param({"search": "指挥"}, ["c"], id="in the name"),
        pytest.param({"search": "U"}, ["u1", "u2"], id="in the code"),
        pytest.param({"search": "%"}, [], id="nothing but what it says"),
    ],
)
def test_the_list_is_filtered_ordered_and_cut(admin: FlaskClient, query: dict[str, Any], codes: list[str]) -> None:
    answer = admin.get("/api/v1/units", query_string=query)

    assert [unit["code"] for unit in (answer.json or {})["items"]] == codes


def test_the_list_is_of_the_scope_and_its_top_is_ones_own(street: FlaskClient) -> None:
    everything = street.get("/api/v1/units").json or {}
    top = street.get("/api/v1/units", query_string={"top": "true"}).json or {}

    assert (everything["total"], [one["code"] for one in everything["items"]]) == (2, ["u1", "u2"])
    assert [one["code"] for one in top["items"]] == ["u1"]


def test_an_ended_unit_is_not_there_any_more_on_that_day(admin: FlaskClient) -> None:
    admin.patch("/api/v1/units/u2", json={"ended_on": "2026-12-31"}, headers={"If-Match": "*"})

    before, after = (
        admin.get("/api/v1/units", query_string={"under": "u2", "on": day}).json for day in ("2026-12-30", "2026-12-31")
    )

    assert ((before or {})["total"], (after or {})["total"]) == (1, 0)
