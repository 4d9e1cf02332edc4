"""/stewardships: a unit is given a point and let go of it, and what that will ask of each unit is seen before."""

from typing import Any

import pytest
from flask.testing import FlaskClient
from sqlalchemy import select

from scheduler.services.access import asker
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import added
from tests.scheduler.street import a_street

ANY = {"If-Match": "*"}
JUNE = {"unit": "u2", "point": "p1", "from_day": "2027-06-01", "until_day": "2027-07-01", "part": "assist"}


@pytest.fixture
def admin(sessions: Sessions, program: Program) -> FlaskClient:
    """Asks as the admin of the street where u1 answers for p1 (number 1) and u2 for p2 (number 2)."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_coordinator(session, street.units[0])
        added(session, Grid(code="elsewhere", name="安次区", level=GridLevel.DISTRICT))
        an_asker(session, UserRole.VIEWER, "inspector", grid=street.grid)
    return program(user_id=street.admin.user_id)


def test_a_unit_is_given_a_point_and_the_answer_says_all_of_it(admin: FlaskClient) -> None:
    made = admin.post("/api/v1/stewardships", json=JUNE)

    names = {"number": 3, "unit_name": "税务局", "point_name": "路口1"}
    assert (made.status_code, made.json) == (201, JUNE | names)
    assert admin.get("/api/v1/stewardships/3").json == made.json


@pytest.mark.parametrize(
    ("said", "status"),
    [
        pytest.param({"unit": "u1"}, 409, id="a point it has already"),
        pytest.param({"until_day": "2027-06-01"}, 422, id="for no day"),
        pytest.param({"unit": "u9"}, 404, id="a unit that is not there"),
        pytest.param({"point": "p9"}, 404, id="a point that is not there"),
    ],
)
def test_what_cannot_be_given_is_refused(admin: FlaskClient, said: dict[str, Any], status: int) -> None:
    assert admin.post("/api/v1/stewardships", json=JUNE | said).status_code == status


def test_a_stewardship_ends_on_a_day_and_is_known_before_it(sessions: Sessions, admin: FlaskClient) -> None:
    read = admin.get("/api/v1/stewardships/1")
    tag = {"If-Match": read.headers["ETag"]}

    ended = admin.delete("/api/v1/stewardships/1", query_string={"on": "2027-01-01"}, headers=tag)
    again = admin.delete("/api/v1/stewardships/1", query_string={"on": "2027-01-01"}, headers=ANY)

    days = [
        (admin.get("/api/v1/stewardships", query_string={"point": "p1", "on": day}).json or {})["total"]
        for day in ("2026-12-31", "2027-01-01")
    ]
    assert (ended.status_code, again.status_code, days) == (204, 409, [1, 0])
    with reading(sessions) as session:
        entry = session.scalars(select(AuditEntry).where(AuditEntry.noun == "stewardship")).one()
    assert (entry.verb, entry.ref) == ("change", "u1/p1")
    assert (entry.detail["before"], entry.detail["after"]) == ({"until_day": None}, {"until_day": "2027-01-01"})


def test_one_that_has_not_begun_is_taken_out(admin: FlaskClient) -> None:
    admin.post("/api/v1/stewardships", json=JUNE)

    ended = admin.delete("/api/v1/stewardships/3", headers=ANY)

    assert (ended.status_code, admin.get("/api/v1/stewardships/3").status_code) == (204, 404)


@pytest.mark.parametrize(
    ("said", "status"),
    [
        pytest.param({"part": "assist"}, 200, id="another part"),
        pytest.param({"until_day": "2027-06-01"}, 200, id="an end where the next one begins"),
        pytest.param({"until_day": "2027-06-02"}, 409, id="an end in the next one"),
        pytest.param({"until_day": "2020-01-01"}, 422, id="an end before its start"),
        pytest.param({"unit": "u1"}, 200, id="what is only told is passed over"),
        pytest.param({"colour": "red"}, 422, id="a field that nobody knows"),
    ],
)
def test_part_and_end_can_be_changed(admin: FlaskClient, said: dict[str, Any], status: int) -> None:
    admin.patch("/api/v1/stewardships/2", json={"until_day": "2027-05-01"}, headers=ANY)
    admin.post("/api/v1/stewardships", json=JUNE | {"point": "p2"})

    answer = admin.patch("/api/v1/stewardships/2", json=said, headers=ANY)

    assert answer.status_code == status


def test_the_list_is_of_the_scope(sessions: Sessions, admin: FlaskClient, program: Program) -> None:
    with reading(sessions) as session:
        numbers = [asker(session, login).user_id for login in ("wang", "inspector")]
    wang, inspector = (program(user_id=number) for number in numbers)

    assert [one["unit"] for one in (wang.get("/api/v1/stewardships").json or {})["items"]] == ["u1"]
    assert wang.get("/api/v1/stewardships/2").status_code == 404
    assert wang.delete("/api/v1/stewardships/2", headers=ANY).status_code == 404
    assert wang.delete("/api/v1/stewardships/1", headers=ANY).status_code == 204
    assert inspector.delete("/api/v1/stewardships/2", headers=ANY).status_code == 403


def test_the_forecast_says_what_a_month_asks_of_each_unit(admin: FlaskClient) -> None:
    answer = admin.get("/api/v1/stewardships/forecast", query_string={"month": "2026-12", "most": 8})

    # 23 workdays in December 2026, two people each at one point: 46 person-shifts, 11.5 for each of four people.
    found = answer.json or {}
    assert (found["start"], found["days"]) == ("2026-12-01", 31)
    heaviest = found["units"][0]
    assert (heaviest["demand"], heaviest["people"], heaviest["each"], heaviest["overloaded"]) == (46, 4, 11.5, True)


@pytest.mark.parametrize("month", ["2026-13", "2026", "dec", "2026-12-01"])
def test_a_month_that_is_none_is_refused(admin: FlaskClient, month: str) -> None:
    answer = admin.get("/api/v1/stewardships/forecast", query_string={"month": month})

    assert (answer.status_code, list(answer.get_json(force=True)["fields"]["query"])) == (422, ["month"])
