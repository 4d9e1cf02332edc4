"""/calendar: seen by everybody who is known, corrected by the town's admin."""

from typing import Any

import pytest
from flask.testing import FlaskClient

from scheduler.store.database import Sessions, transaction
from scheduler.store.users import UserRole
from tests.api.conftest import Program
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import a_unit, a_volunteer

SATURDAY = "/api/v1/calendar/2026-12-05"


def test_a_year_says_what_its_days_are_and_how_it_knows(admin: Any) -> None:
    known = admin.get("/api/v1/calendar", query_string={"year": 2026}).json
    guessed = admin.get("/api/v1/calendar", query_string={"from_day": "2099-01-01", "until_day": "2099-01-02"}).json

    assert known["total"] == len(known["items"]) == 365
    assert known["items"][3] == {"day": "2026-01-04", "kind": "makeup", "name": "元旦", "source": "official"}
    assert guessed["items"] == [{"day": "2099-01-01", "kind": "holiday", "name": "元旦", "source": "provisional"}]


def test_the_town_has_its_own_word_and_takes_it_back(admin: Any) -> None:
    read = admin.get(SATURDAY)
    said = admin.put(SATURDAY, json={"kind": "makeup", "name": "迎检"}, headers={"If-Match": read.headers["ETag"]})
    again = admin.put(SATURDAY, json={"kind": "makeup", "name": "迎检"}, headers={"If-Match": said.headers["ETag"]})
    stale = admin.delete(SATURDAY, headers={"If-Match": read.headers["ETag"]})
    back = admin.delete(SATURDAY, headers={"If-Match": again.headers["ETag"]})

    assert said.json == {"day": "2026-12-05", "kind": "makeup", "name": "迎检", "source": "edited"}
    assert again.headers["ETag"] == said.headers["ETag"]
    assert (stale.status_code, back.status_code) == (412, 204)
    assert admin.get(SATURDAY).json == read.json


def test_volunteers_see_the_calendar_and_coordinators_do_not_change_it(sessions: Sessions, program: Program) -> None:
    with transaction(sessions) as session:
        person = a_volunteer(session, a_unit(session))
        wang = an_asker(session, UserRole.COORDINATOR)
    theirs: Any = program(volunteer_id=person.id)
    coordinators: Any = program(user_id=wang.user_id)

    read = theirs.get(SATURDAY)
    said = coordinators.put(SATURDAY, json={"kind": "rest"}, headers={"If-Match": read.headers["ETag"]})

    assert (read.status_code, said.status_code) == (200, 403)


@pytest.mark.parametrize("day", ["2026-02-30", "1949-10-01", "2026-12-5", "tomorrow"])
def test_a_day_that_is_none_is_no_address(admin: Any, day: str) -> None:
    answer = admin.get(f"/api/v1/calendar/{day}")

    assert (answer.status_code, answer.content_type) == (404, "application/problem+json")


@pytest.mark.parametrize(
    "query", [{"year": 1989}, {"from_day": "12月1日"}, {"year": 2026, "from_day": "2026-01-01"}, {"month": 3}]
)
def test_a_query_that_is_wrong_is_refused(admin: Any, query: dict[str, Any]) -> None:
    assert admin.get("/api/v1/calendar", query_string=query).status_code == 422


TABLE = "2027-01-09,上班\n"


def test_the_yearly_notice_is_looked_at_and_then_taken_in(admin: FlaskClient) -> None:
    looked = admin.post("/api/v1/calendar/notice/check", json={"text": TABLE}).get_json()
    other = admin.post("/api/v1/calendar/notice", json={"text": TABLE, "fingerprint": "0"})
    done = admin.post("/api/v1/calendar/notice", json={"text": TABLE, "fingerprint": looked["fingerprint"]})

    assert [(one["after"]["day"], one["after"]["kind"]) for one in looked["changes"]] == [("2027-01-09", "makeup")]
    assert (other.status_code, done.status_code) == (409, 200)
    assert admin.get("/api/v1/calendar/2027-01-09").get_json()["kind"] == "makeup"
