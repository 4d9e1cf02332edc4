"""The town's commands as a coordinator types them: forecast, stewardship, absence, calendar, burden, doctor."""

from pathlib import Path

import pytest

from scheduler.store.database import Sessions, transaction
from scheduler.store.patterns import ShiftPattern
from scheduler.store.stewardship import Stewardship
from tests.scheduler.commands.conftest import Redvest
from tests.scheduler.rows import FIRST, a_duty, a_point, a_roster, a_shift, a_unit, a_volunteer, added


@pytest.fixture
def boss(redvest: Redvest, sessions: Sessions) -> Redvest:
    """An admin of a town whose unit of one holds a junction, with a published duty on 1 December 2026."""
    redvest("user", "add", "zhang", "--name", "张三", "--role", "admin")
    with transaction(sessions) as session:
        unit, point = a_unit(session), a_point(session)
        added(session, Stewardship(unit_id=unit.id, point_id=point.id, from_day=FIRST))
        spans = [[450, 510]]
        added(session, ShiftPattern(code="p", name="早高峰", day_kinds=["workday"], spans=spans, headcount="1"))
        roster = a_roster(session, state="published", version=1, published_version=1)
        a_duty(session, a_shift(session, roster, point), a_volunteer(session, unit))
    return lambda *words: redvest("--as", "zhang", *words)


def test_forecast_shows_who_carries_too_much(boss: Redvest) -> None:
    ran = boss("forecast", "2026-12")

    # December 2026 starts on a Tuesday: 4 weeks and Tuesday to Thursday are 23 workdays, by one person.
    assert ran.code == 0
    assert "23.0" in ran.out
    assert "1 个单位过重" in ran.out


def test_stewardship_is_assigned_and_ended(boss: Redvest) -> None:
    ended = boss("stewardship", "end", "u1", "p1", "--on", "2027-01-01")
    assigned = boss("stewardship", "assign", "u1", "p1", "--from", "2027-01-01", "--assist")
    twice = boss("stewardship", "assign", "u1", "p1", "--from", "2027-02-01")

    assert (ended.code, assigned.code, twice.code) == (0, 0, 1)


def test_leave_names_the_duty_that_somebody_else_must_take(boss: Redvest) -> None:
    added_one = boss("absence", "add", "张三", "2026-12-01", "--reason", "看病")
    approved = boss("absence", "approve", "1")
    listed = boss("absence", "list")

    assert "第 1 号请假：张三 2026-12-01，待批" in added_one.out
    assert "已发布的值守要另找人：r1 2026-12-01 07:30 路口一" in approved.out
    assert "已发布的 1 班" in listed.out


def test_leave_is_refused_and_taken_back(boss: Redvest) -> None:
    boss("absence", "add", "v1", "2026-12-01下午")
    boss("absence", "add", "v1", "2026-12-02", "2026-12-03")

    refused = boss("absence", "refuse", "1", "--why", "人手不够")
    withdrawn = boss("absence", "withdraw", "2")

    assert "2026-12-01 12:00 – 2026-12-02 00:00，未批准" in refused.out
    assert "2026-12-02 – 2026-12-03，已撤回" in withdrawn.out


def test_a_moment_that_nobody_understands_is_wrong_usage(boss: Redvest) -> None:
    assert boss("absence", "add", "v1", "改天").code == 2


def test_the_calendar_is_shown_and_corrected(boss: Redvest) -> None:
    shown = boss("calendar", "2026")
    corrected = boss("calendar", "set", "2026-12-05", "makeup", "--name", "迎检")
    again = boss("calendar", "2026")
    provisional = boss("calendar", "2099")

    assert "10月10日 周六" in shown.out
    assert "12月5日 周六 现在是调休上班" in corrected.out
    assert "本市改定" in again.out
    assert "2099 年的放假安排尚未公布" in provisional.out


def test_a_wish_is_noted_listed_and_forgotten(boss: Redvest) -> None:
    noted = boss("wish", "add", "张三", "2026-12-05", "2026-12-06")
    glad = boss("wish", "add", "v1", "2026-12-08下午", "--glad", "--weight", "20")
    listed = boss("wish", "list")
    gone = boss("wish", "remove", "1")

    assert "第 1 号意愿：张三 2026-12-05 – 2026-12-06，不想来（10）" in noted.out
    assert "2026-12-08 12:00 – 2026-12-09 00:00，很愿意来（20）" in glad.out
    assert "很愿意来（20）" in listed.out
    assert "已删去第 1 号意愿" in gone.out


def test_the_burden_names_nobody(boss: Redvest) -> None:
    ran = boss("burden", "--from", "2026-12-01", "--weeks", "1", "--unit", "u1")

    assert ran.code == 0
    assert "60.0 / 60 / 60 / 60" in ran.out
    assert "张三" not in ran.out


def test_the_doctor_needs_no_account(redvest: Redvest) -> None:
    ran = redvest("doctor")

    assert ran.code == 1
    assert "redvest user add" in ran.out


def test_a_first_database_is_made_by_migrate(redvest: Redvest, monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    monkeypatch.setenv("REDVEST_DATABASE_URL", f"sqlite:///{tmp_path / 'new' / 'town.db'}")

    before, made, again = redvest("user", "list"), redvest("migrate"), redvest("migrate")

    assert (before.code, made.code, again.code) == (1, 0, 0)
    assert "redvest migrate" in before.err
    assert "已是最新" in again.out
