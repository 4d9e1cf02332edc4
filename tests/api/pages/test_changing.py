"""What a coordinator asks of a board: a stand-in, a wider limit, a part solved again, a publication withdrawn."""

from datetime import timedelta

import pytest
from sqlalchemy import select

from scheduler.services.access import asker
from scheduler.services.publishing import publish
from scheduler.store.absences import Absence
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.runs import Run
from scheduler.store.volunteers import Volunteer
from tests.api.pages.conftest import Reader
from tests.scheduler.rows import NOW, PLAIN
from tests.scheduler.street import standing, the_duties, the_shift

AWAY = {"who": "张三", "since": "2026-12-01", "until": "2026-12-02", "reason": "出差"}
RELAX = f"/rosters/dec/shifts/{the_shift('02-p2')}/relax"
WEEKLY = {"limit": "week", "subject": "v1", "after": "2"}


def test_who_steps_in_is_shown_before_anything_is_changed(sessions: Sessions, admin: Reader) -> None:
    page = admin.send("/rosters/dec/cannot-come", **AWAY).text

    assert "由谁顶上" in page
    assert "12月1日 周二" in page
    with reading(sessions) as session:
        assert session.scalars(select(Absence)).first() is None
        assert the_duties(("01-p1", "v1")) <= standing(session)


def test_taken_the_leave_is_noted_and_somebody_else_comes(sessions: Sessions, admin: Reader) -> None:
    answer = admin.send("/rosters/dec/cannot-come", **AWAY, take="1", expected="1", part="1")

    assert answer.get_json()["version"] == 2
    with reading(sessions) as session:
        duties = standing(session)
        assert session.scalars(select(Absence.reason)).one() == "出差"
        assert not duties & the_duties(("01-p1", "v1"))
        assert sum(duty.shift == the_shift("01-p1") for duty in duties) == 2


@pytest.mark.parametrize(
    ("changed", "word"),
    [
        pytest.param({"who": ""}, "请写明谁来不了", id="nobody"),
        pytest.param({"who": "郑十一"}, "没有志愿者", id="nobody of that name"),
        pytest.param({"until": "2026-11-30"}, "结束早于开始", id="the wrong way round"),
        pytest.param({"since": "2027-02-01", "until": ""}, "不在这张排班表里", id="other days"),
        pytest.param({"take": "1", "expected": "0"}, "有了改动", id="another version"),
    ],
)
def test_what_cannot_be_is_said_beside_the_form(admin: Reader, changed: dict[str, str], word: str) -> None:
    plain = admin.send("/rosters/dec/cannot-come", **{**AWAY, **changed})
    part = admin.send("/rosters/dec/cannot-come", **{**AWAY, **changed}, part="1")

    assert plain.status_code in {404, 409, 422}
    assert word in plain.text
    assert (part.status_code, word in part.text, "<html" in part.text) == (200, True, False)


def test_a_limit_is_widened_once_it_was_looked_at(sessions: Sessions, admin: Reader) -> None:
    with transaction(sessions) as session:
        session.scalars(select(Volunteer).where(Volunteer.code == "v1")).one().cap_week = 1
    query = "&".join(f"{name}={value}" for name, value in WEEKLY.items())

    shown = admin.text(f"{RELAX}?{query}&part=1")
    done = admin.send(RELAX, **WEEKLY, expected="1", part="1")

    assert "每周的次数从 1 放宽到 2" in shown
    assert done.get_json()["version"] == 2
    with reading(sessions) as session:
        assert the_duties(("02-p2", "v1")) <= standing(session)


def test_a_limit_that_nobody_knows_is_refused(admin: Reader) -> None:
    assert admin.get(f"{RELAX}?limit=moon&subject=v1&after=2").status_code == 422


def test_a_part_is_asked_to_be_solved(sessions: Sessions, admin: Reader) -> None:
    answer = admin.send("/rosters/dec/run/part", point="p1", since="2026-12-02", until="2026-12-03", seconds="60")

    assert answer.location == "/rosters/dec/run"
    with reading(sessions) as session:
        assert session.scalars(select(Run.part)).one() == {
            "points": ["p1"], "since": "2026-12-02", "until": "2026-12-03",
        }  # fmt: skip
    assert "只重排一部分" in admin.text("/rosters/dec/run")


def test_no_part_at_all_is_refused(admin: Reader) -> None:
    answer = admin.send("/rosters/dec/run/part", seconds="60")

    assert (answer.status_code, "请选中一些点位或日子" in answer.text) == (422, True)


def test_a_run_that_waits_has_nothing_to_end_with(admin: Reader) -> None:
    nothing = admin.send("/rosters/dec/run/finish")
    admin.send("/rosters/dec/run/part", point="p1", seconds="60")

    waiting = admin.send("/rosters/dec/run/finish")

    assert (nothing.status_code, "已经结束" in nothing.text) == (409, True)
    assert (waiting.status_code, "没有在运行" in waiting.text) == (409, True)


def test_a_publication_is_withdrawn_while_that_is_offered(sessions: Sessions, admin: Reader) -> None:
    published_at(sessions, minutes=0)
    assert "撤回发布" in admin.text("/rosters/dec")

    answer = admin.send("/rosters/dec/publish/withdraw")

    assert answer.location == "/rosters/dec"
    assert "已撤回：3 条通知没有发出" in admin.text("/rosters/dec")
    with reading(sessions) as session:
        assert session.scalars(select(Roster.state)).one() is RosterState.SOLVED


def test_later_it_is_neither_offered_nor_done(sessions: Sessions, admin: Reader) -> None:
    published_at(sessions, minutes=-10)

    page, answer = admin.text("/rosters/dec"), admin.send("/rosters/dec/publish/withdraw")

    assert "撤回发布" not in page
    assert (answer.status_code, "已过 10 分钟" in answer.text) == (409, True)


def published_at(sessions: Sessions, *, minutes: int) -> None:
    with transaction(sessions) as session:
        when = NOW + timedelta(minutes=minutes)
        publish(session, asker(session, "admin"), "dec", settings=PLAIN, now=when)
