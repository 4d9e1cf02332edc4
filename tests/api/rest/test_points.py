"""/points: looked at as a list and a map, edited with the coordinates of whatever map they were read from."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.geo import metres, wgs84_to_gcj02
from scheduler.store.database import Sessions, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Shape
from scheduler.store.stewardship import Stewardship
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import FIRST, a_point, a_unit, added

NEW = {"If-None-Match": "*"}
PLACE = {"longitude": 116.7, "latitude": 39.5}
# A tenth of a degree of latitude further north: 0.1 / 360 of 2 * pi * 6,371,008.8 m is 11,119.5 m.
NORTH = {"longitude": 116.7, "latitude": 39.6}


@pytest.fixture
def wang(sessions: Sessions, program: Program) -> FlaskClient:
    """Asks as the coordinator of u1, which answers for p1 in grid g alone, from 1 December for ever; for p2 with u2 in
    December. Nobody answers for p3."""
    with transaction(sessions) as session:
        own, other = a_unit(session, "u1"), a_unit(session, "u2", name="教育局")
        street = added(session, Grid(code="广阳区", name="广阳区", level=GridLevel.DISTRICT))
        inner = added(session, Grid(code="g", name="新开路街道", level=GridLevel.STREET, parent_id=street.id))
        first = a_point(session, "p1", grid_id=inner.id)
        second = a_point(session, "p2", kind="segment", name="路段一", shape=Shape.LINE, length=400)
        a_point(session, "p3", name="路口三", priority=9)
        for unit, point in ((own, first), (own, second), (other, second)):
            added(session, Stewardship(unit_id=unit.id, point_id=point.id, from_day=FIRST))
        user = a_coordinator(session, own)
    return program(user_id=user.user_id)


@pytest.fixture
def admin(admin: FlaskClient, wang: FlaskClient) -> FlaskClient:
    """The admin of wang's town."""
    return admin


def test_a_point_from_a_map_of_ours_is_kept_as_given_and_in_wgs84(admin: FlaskClient) -> None:
    shown = wgs84_to_gcj02((116.7, 39.5))
    path = [{"longitude": round(shown[0], 7), "latitude": round(shown[1], 7)}]
    said = {"name": "新路口", "kind": "intersection", "grid": "g", "datum": "gcj02", "path": path, "headcount": "四人"}

    made = admin.put("/api/v1/points/n", json=said, headers=NEW)

    point = made.json or {}
    assert (made.status_code, point["path"], point["datum"], point["grid"]) == (201, path, "gcj02", "g")
    assert metres((point["wgs84"][0]["longitude"], point["wgs84"][0]["latitude"]), (116.7, 39.5)) < 0.5
    assert (point["shape"], point["length"], point["headcount"]) == ("point", None, "4")


def test_a_line_whose_length_nobody_says_is_measured(admin: FlaskClient) -> None:
    road = {"name": "新路", "kind": "segment", "path": [PLACE, NORTH]}

    measured = admin.put("/api/v1/points/n", json=road, headers=NEW)
    typed = admin.put("/api/v1/points/m", json=road | {"name": "另一条", "length": 11_000}, headers=NEW)
    shorter = admin.patch("/api/v1/points/m", json={"length": None}, headers={"If-Match": "*"})

    answers = [answer.json or {} for answer in (measured, typed, shorter)]
    assert [answer["shape"] for answer in answers] == ["line"] * 3
    assert [answer["length"] for answer in answers] == [pytest.approx(11119.5, abs=0.1), 11_000, answers[0]["length"]]


@pytest.mark.parametrize("code", ["p1", "p2", "p3"])
def test_what_was_read_can_be_put_back_and_changes_nothing(admin: FlaskClient, code: str) -> None:
    read = admin.get(f"/api/v1/points/{code}")

    put = admin.put(f"/api/v1/points/{code}", json=read.json, headers={"If-Match": read.headers["ETag"]})

    assert (put.status_code, put.headers["ETag"]) == (200, read.headers["ETag"])


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"kind": "天桥"}, "kind", id="a kind that is none"),
        pytest.param({"grid": "nowhere"}, "grid", id="a grid that is none"),
        pytest.param({"headcount": "若干"}, "headcount", id="a formula that is none"),
        pytest.param({"headcount": "length / 50"}, "headcount", id="a formula for lines"),
        pytest.param({"name": "—"}, "name", id="a name that says nothing"),
    ],
)
def test_what_cannot_be_is_called_by_its_field(admin: FlaskClient, said: dict[str, Any], field: str) -> None:
    answer = admin.patch("/api/v1/points/p1", json=said, headers={"If-Match": "*"})

    assert answer.status_code == 422
    assert [fault["where"] for fault in answer.get_json(force=True)["faults"]] == [field]


@pytest.mark.parametrize(
    "path",
    [
        pytest.param([{"longitude": 39.5, "latitude": 116.7}], id="the wrong way round"),
        pytest.param([{"longitude": "116.7", "latitude": 39.5}], id="a text"),
        pytest.param([{"longitude": True, "latitude": 39.5}], id="a yes"),
        pytest.param([[116.7, 39.5]], id="without names"),
        pytest.param([PLACE | {"height": 3}], id="with a height"),
    ],
)
def test_a_place_that_is_none_is_refused_by_its_form(admin: FlaskClient, path: list[Any]) -> None:
    answer = admin.patch("/api/v1/points/p1", json={"path": path}, headers={"If-Match": "*"})

    assert answer.status_code == 422
    assert "path" in answer.get_json(force=True)["fields"]["json"]


@pytest.mark.parametrize(
    ("query", "codes"),
    [
        pytest.param({}, ["p1", "p2", "p3"], id="all, by code"),
        pytest.param({"order": "-priority", "size": 1}, ["p3"], id="the most important"),
        pytest.param({"kind": "segment"}, ["p2"], id="of a kind"),
        pytest.param({"kind": "nothing"}, [], id="of no kind"),
        pytest.param({"grid": "广阳区"}, ["p1"], id="in a grid and what is below it"),
        pytest.param({"unit": "u1", "on": "2026-12-01"}, ["p1", "p2"], id="of a unit on a day"),
        pytest.param({"unit": "u1"}, [], id="of a unit today, which is too early"),
        pytest.param({"uncovered": "true", "on": "2026-12-01"}, ["p3"], id="of nobody on a day"),
        pytest.param({"uncovered": "true"}, ["p1", "p2", "p3"], id="of nobody today"),
        pytest.param({"uncovered": "false", "on": "2026-12-01"}, ["p1", "p2"], id="of somebody"),
        pytest.param({"search": "路段"}, ["p2"], id="by name"),
    ],
)
def test_the_list_is_filtered_ordered_and_cut(admin: FlaskClient, query: dict[str, Any], codes: list[str]) -> None:
    answer = admin.get("/api/v1/points", query_string=query)

    assert [point["code"] for point in (answer.json or {})["items"]] == codes


def test_an_ended_point_needs_nobody(admin: FlaskClient) -> None:
    admin.patch("/api/v1/points/p3", json={"ended_on": "2026-12-01"}, headers={"If-Match": "*"})

    answer = admin.get("/api/v1/points", query_string={"uncovered": "true", "on": "2026-12-01"})

    assert (answer.json or {})["total"] == 0


def test_who_answers_for_a_point_sees_it_and_edits_it_when_nobody_else_does(wang: FlaskClient) -> None:
    seen = wang.get("/api/v1/points").json or {}
    answers = [
        wang.patch(f"/api/v1/points/{code}", json={"priority": 5}, headers={"If-Match": "*"})
        for code in ("p1", "p2", "p3")
    ]

    assert [point["code"] for point in seen["items"]] == ["p1", "p2"]
    assert [answer.status_code for answer in answers] == [200, 403, 404]


def test_only_a_point_that_nothing_refers_to_is_deleted(admin: FlaskClient) -> None:
    held = admin.delete("/api/v1/points/p1", headers={"If-Match": "*"})
    free = admin.delete("/api/v1/points/p3", headers={"If-Match": "*"})

    assert (held.status_code, held.get_json(force=True)["detail"]) == (409, "路口一 不能删除：还有 1 个分包 用到它")
    assert (free.status_code, admin.get("/api/v1/points/p3").status_code) == (204, 404)


def test_a_map_has_points_and_lines_in_wgs84(admin: FlaskClient) -> None:
    admin.patch("/api/v1/points/p2", json={"path": [PLACE, NORTH]}, headers={"If-Match": "*"})
    admin.patch("/api/v1/points/p3", json={"path": []}, headers={"If-Match": "*"})

    answer = admin.get("/api/v1/points.geojson")

    found = answer.get_json(force=True)
    assert answer.content_type == "application/geo+json"
    assert [feature["geometry"] for feature in found["features"]] == [
        {"type": "Point", "coordinates": [116.7, 39.52]},
        {"type": "LineString", "coordinates": [[116.7, 39.5], [116.7, 39.6]]},
        None,
    ]
    assert found["features"][0]["properties"]["code"] == "p1"
