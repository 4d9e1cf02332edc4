"""/absences: asked for, decided on and taken back by who plans the unit; the answer names the published duties hit."""

from collections.abc import Mapping
from typing import Any

import pytest

from scheduler.store.database import Sessions, transaction
from tests.api.conftest import Program
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import a_unit
from tests.scheduler.street import HELD, a_published_roster, a_street

# v1 holds the shift of 07:30 to 08:30 on 1 December 2026 at p1.
MORNING = {"volunteer": "v1", "starts_at": "2026-12-01T07:00:00+08:00", "ends_at": "2026-12-01T12:00:00+08:00"}


def an_admins(sessions: Sessions, program: Program) -> Any:
    """A program of the admin of a published street."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
    return program(user_id=street.admin.user_id)


def test_leave_is_asked_for_and_approved(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)

    asked = admin.post("/api/v1/absences", json={**MORNING, "reason": "出差"})
    approved = admin.post(f"/api/v1/absences/{asked.json['number']}/approve", json={})
    looked = admin.get(f"/api/v1/absences/{asked.json['number']}")

    assert (asked.status_code, asked.json["state"], asked.json["hits"]) == (201, "asked", [])
    assert (asked.json["unit"], asked.json["unit_name"]) == ("u1", "财政局")
    assert asked.json["starts_at"] == "2026-11-30T23:00:00+00:00"
    assert [hit["shift"] for hit in approved.json["hits"]] == ["20261201-p1-0730"]
    assert looked.json == approved.json


@pytest.mark.parametrize(
    ("step", "body", "state"),
    [
        pytest.param("refuse", {"why": "当天人手不够"}, "refused", id="refused"),
        pytest.param("withdraw", {}, "withdrawn", id="taken back"),
    ],
)
def test_leave_is_refused_or_taken_back_once(
    sessions: Sessions, program: Program, step: str, body: Mapping[str, str], state: str
) -> None:
    admin = an_admins(sessions, program)
    number = admin.post("/api/v1/absences", json=MORNING).json["number"]

    done = admin.post(f"/api/v1/absences/{number}/{step}", json=body)
    again = admin.post(f"/api/v1/absences/{number}/{step}", json=body)

    assert (done.status_code, done.json["state"]) == (200, state)
    assert (again.status_code, again.get_json(force=True)["code"]) == (409, "conflict")


@pytest.mark.parametrize(
    ("change", "field"),
    [
        pytest.param({"starts_at": "2026-12-01T07:00:00"}, "starts_at", id="no zone"),
        pytest.param({"ends_at": "0001-01-01T00:00:00+08:00"}, "ends_at", id="a year before every calendar"),
        pytest.param({"reason": "a\x00b"}, "reason", id="what no database keeps"),
        pytest.param({"colour": "red"}, "colour", id="a field nobody knows"),
        pytest.param({"volunteer": None}, "volunteer", id="nobody"),
    ],
)
def test_what_is_wrong_is_named(sessions: Sessions, program: Program, change: Mapping[str, Any], field: str) -> None:
    answer = an_admins(sessions, program).post("/api/v1/absences", json={**MORNING, **change})

    assert answer.status_code == 422
    assert list(answer.get_json(force=True)["fields"]["json"]) == [field]


def test_an_end_before_the_start_is_refused(sessions: Sessions, program: Program) -> None:
    asked = {**MORNING, "ends_at": MORNING["starts_at"]}

    answer = an_admins(sessions, program).post("/api/v1/absences", json=asked)

    assert (answer.status_code, answer.get_json(force=True)["detail"]) == (422, "结束早于开始")


def test_a_refusal_needs_its_reason(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)
    number = admin.post("/api/v1/absences", json=MORNING).json["number"]

    assert admin.post(f"/api/v1/absences/{number}/refuse", json={}).status_code == 422


def test_the_list_is_filtered_and_stays_in_the_scope(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)
    admin.post("/api/v1/absences", json=MORNING)
    admin.post("/api/v1/absences", json={**MORNING, "volunteer": "v5"})
    with transaction(sessions) as session:
        stranger = a_coordinator(session, a_unit(session, "u9"))

    first = admin.get("/api/v1/absences", query_string={"unit": "u1", "since": "2026-12-01T00:00:00+08:00"})
    outside = program(user_id=stranger.user_id).get("/api/v1/absences")
    hidden = program(user_id=stranger.user_id).get("/api/v1/absences/1")

    assert ([one["volunteer"] for one in first.json["items"]], first.json["total"]) == (["v1"], 1)
    assert (outside.json, hidden.status_code) == ({"items": [], "total": 0}, 404)


def test_its_history_says_who_did_what_and_why(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)
    number = admin.post("/api/v1/absences", json=MORNING).json["number"]
    admin.post(f"/api/v1/absences/{number}/refuse", json={"why": "当天人手不够"})

    told = admin.get(f"/api/v1/absences/{number}/history").json

    assert told["total"] == 2
    assert [(one["verb"], one["why"]) for one in told["items"]] == [("refuse", "当天人手不够"), ("ask", None)]


def test_people_are_found_by_how_their_names_sound(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)
    admin.post("/api/v1/absences", json=MORNING)

    found = [admin.get("/api/v1/absences", query_string={"search": text}).json["total"] for text in ("zs", "ls")]

    assert found == [1, 0]


def test_leave_is_put_right_by_who_read_the_newest(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)
    number = admin.post("/api/v1/absences", json={**MORNING, "reason": "出差"}).json["number"]
    where = f"/api/v1/absences/{number}"
    admin.post(f"{where}/approve", json={})
    seen = {"If-Match": admin.get(where).headers["ETag"]}

    unseen = admin.patch(where, json={"reason": "培训"})
    done = admin.patch(where, json={"starts_at": "2026-12-01T09:00:00+08:00"}, headers=seen)
    late = admin.patch(where, json={"reason": "培训"}, headers=seen)

    assert [unseen.status_code, done.status_code, late.status_code] == [428, 200, 412]
    assert (done.json["starts_at"], done.json["reason"]) == ("2026-12-01T01:00:00+00:00", "出差")
    assert (done.json["state"], done.json["hits"]) == ("approved", [])  # the shift is over at 08:30
    assert done.headers["ETag"] == admin.get(where).headers["ETag"]


def test_leave_that_is_over_with_is_not_put_right(sessions: Sessions, program: Program) -> None:
    admin = an_admins(sessions, program)
    number = admin.post("/api/v1/absences", json=MORNING).json["number"]
    admin.post(f"/api/v1/absences/{number}/withdraw", json={})
    seen = {"If-Match": admin.get(f"/api/v1/absences/{number}").headers["ETag"]}

    answer = admin.patch(f"/api/v1/absences/{number}", json={"reason": "培训"}, headers=seen)

    assert answer.status_code == 409
