"""What nothing uses is deleted, what is in use is not, and people leave and are forgotten."""

from sqlalchemy import select

from scheduler.store.database import Sessions, reading
from scheduler.store.users import UserRole
from scheduler.store.volunteers import Volunteer
from tests.api.pages.conftest import Reader, ReaderOf
from tests.api.pages.filled_in import filled_in
from tests.api.pages.records.conftest import POINT, as_


def test_what_is_in_use_is_not_deleted_and_says_where(admin: Reader) -> None:
    seen = filled_in(admin.text(POINT))["seen"]

    answer = admin.send("/data/points/delete/p1", seen=seen)

    assert answer.status_code == 409
    assert "用到它" in answer.text
    assert 'href="/rosters/dec"' in answer.text
    assert 'href="/data/units/one/u1"' in answer.text


def test_what_nothing_uses_is_deleted(admin: Reader) -> None:
    seen = filled_in(admin.text("/data/themes/one/civility"))["seen"]

    assert admin.send("/data/themes/delete/civility", seen=seen).status_code == 302
    assert admin.get("/data/themes/one/civility").status_code == 404


def test_somebody_leaves_and_is_forgotten(admin: Reader, sessions: Sessions) -> None:
    admin.send("/data/volunteers/leave/v8", on="2026-11-01")
    page = admin.text("/data/volunteers/one/v8")
    without = admin.send("/data/volunteers/forget/v8", why="")
    done = admin.send("/data/volunteers/forget/v8", why="本人申请")

    assert "清除个人信息" in page
    assert (without.status_code, done.status_code) == (422, 302)
    with reading(sessions) as session:
        assert session.scalar(select(Volunteer.name).where(Volunteer.code == "v8")) == "已清除"


def test_a_coordinator_lets_people_leave_and_forgets_nobody(
    admin: Reader, sessions: Sessions, reader: ReaderOf
) -> None:
    planner = as_(sessions, reader, UserRole.COORDINATOR, "u1")

    assert planner.send("/data/volunteers/leave/v2", on="2026-11-01").status_code == 302
    assert planner.send("/data/volunteers/forget/v2", why="本人申请").status_code == 403
    assert planner.send("/data/volunteers/leave/v8", on="2026-11-01").status_code == 404
