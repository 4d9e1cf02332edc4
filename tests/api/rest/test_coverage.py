"""/coverage: the rows of the map's table, by day, grid and unit, in the asker's scope."""

import pytest

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.street import Street

FIRST = "/api/v1/coverage?date=2026-12-01"


def test_a_point_says_how_it_stands_and_who_answers_for_it(street: Street, program: Program) -> None:
    found = program(user_id=street.admin.user_id).get(f"{FIRST}&size=1").get_json()

    assert found == {
        "total": 2,
        "items": [
            {
                "code": "p1",
                "name": "路口1",
                "kind": "intersection",
                "kind_name": "路口",
                "grid": "g1",
                "grid_name": "一街道",
                "cover": "full",
                "seats": 2,
                "filled": 2,
                "missing": 0,
                "stewards": [{"unit": "u1", "name": "财政局", "part": "lead"}],
            }
        ],
    }


@pytest.mark.parametrize(
    ("asked", "codes"),
    [
        ("", ["p1", "p2"]),
        ("&order=-code", ["p2", "p1"]),
        ("&size=1&page=2", ["p2"]),
        ("&grid=g1", ["p1", "p2"]),
        ("&unit=u2", ["p2"]),
        ("&kind=community", []),
    ],
)
def test_points_are_chosen_ordered_and_cut(street: Street, program: Program, asked: str, codes: list[str]) -> None:
    found = program(user_id=street.admin.user_id).get(FIRST + asked).get_json()

    assert [one["code"] for one in found["items"]] == codes


def test_today_is_meant_unless_a_day_is_named(street: Street, program: Program) -> None:
    found = program(user_id=street.admin.user_id).get("/api/v1/coverage").get_json()

    assert {one["cover"] for one in found["items"]} == {"none"}


def test_what_lies_outside_the_scope_is_not_there(street: Street, sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        wang = a_coordinator(session, street.units[0])
    asking = program(user_id=wang.user_id)

    assert [one["code"] for one in asking.get(FIRST).get_json()["items"]] == ["p1"]
    assert asking.get(f"{FIRST}&unit=u2").status_code == 404


@pytest.mark.parametrize("asked", ["date=tomorrow", "colour=red", "unit=%00"])
def test_what_nobody_could_mean_is_refused(street: Street, program: Program, asked: str) -> None:
    answer = program(user_id=street.admin.user_id).get(f"/api/v1/coverage?{asked}")

    assert answer.status_code == 422
