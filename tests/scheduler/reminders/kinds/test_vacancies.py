"""Vacancies: each coordinator hears of the empty seats of their scope, and of no others."""

from datetime import date, timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.reminders.kinds import VACANCIES
from scheduler.settings import Settings
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.stewardship import Stewardship
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.reminders.told import a_corner, a_crew, told
from tests.scheduler.rows import FIRST, added

# 16:00 of the town's 30 November.
SLOT = at(FIRST, -480)


def test_the_coordinator_of_the_unit_that_answers_for_the_point_is_told(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    added(session, Stewardship(unit_id=corner.unit.id, point_id=corner.point.id, from_day=FIRST))
    a_coordinator(session, rows.a_unit(session, "u2"), "zhao")
    theirs = a_coordinator(session, corner.unit, "wang")
    a_crew(session, corner, "v2", headcount=3, roles={"leader": 1})
    a_crew(session, corner, "v1", minute=1020)

    (only,) = told(session, settings, VACANCIES, SLOT)

    assert (only.key, only.user_id) == ("vacancies:2026-12-01:wang", theirs.user_id)
    assert only.title == "未来三天空岗：1 个班次"
    assert only.body == (
        "12月1日 周二至12月3日 周四还有 1 个班次缺人：\n12月1日 周二 07:30–08:30 路口一：缺 2 人，缺岗位：带班领导 1"
    )
    assert (only.due_at, only.expires_at) == (SLOT, SLOT + timedelta(days=1))


def test_a_coordinator_of_the_grid_is_told_too(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    grid = added(session, Grid(code="g1", name="一街道", level=GridLevel.STREET))
    corner.point.grid_id = grid.id
    an_asker(session, UserRole.COORDINATOR, "qian", grid=grid)
    a_crew(session, corner, headcount=1)

    assert [one.key for one in told(session, settings, VACANCIES, SLOT)] == ["vacancies:2026-12-01:qian"]


def test_what_no_coordinator_answers_for_goes_to_the_admins(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    a_coordinator(session, rows.a_unit(session, "u2"))
    an_admin(session)
    a_crew(session, corner, headcount=1)

    assert [one.key for one in told(session, settings, VACANCIES, SLOT)] == ["vacancies:2026-12-01:boss"]


@pytest.mark.parametrize(
    ("day", "count"),
    [
        pytest.param(date(2026, 11, 30), 0, id="today"),
        pytest.param(date(2026, 12, 3), 1, id="the third day"),
        pytest.param(date(2026, 12, 4), 0, id="the fourth"),
    ],
)
def test_three_days_are_looked_at(session: Session, settings: Settings, day: date, count: int) -> None:
    an_admin(session)
    a_crew(session, a_corner(session), headcount=1, day=day, minute=1200)

    assert len(told(session, settings, VACANCIES, SLOT)) == count


def test_a_full_roster_is_no_news(session: Session, settings: Settings) -> None:
    an_admin(session)
    a_crew(session, a_corner(session), "v1")

    assert told(session, settings, VACANCIES, SLOT) == []


def test_a_long_list_is_cut_and_says_so(session: Session, settings: Settings) -> None:
    an_admin(session)
    corner = a_corner(session)
    for n in range(32):
        a_crew(session, corner, headcount=1, minute=450 + n)

    (only,) = told(session, settings, VACANCIES, SLOT)

    # The opening, thirty shifts, and what is left.
    assert len(only.body.splitlines()) == 32
    assert only.body.endswith("另有 2 个，请登录查看")
