"""Tomorrow's duty: one message to everybody on duty, by the published version, and nothing to anybody else."""

from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.reminders.kinds import TOMORROW
from scheduler.settings import Settings
from scheduler.store.duties import DutyState
from scheduler.store.rosters import RosterState
from tests.scheduler import rows
from tests.scheduler.reminders.told import (
    NIGHT_BEFORE,
    a_corner,
    a_crew,
    told,
    with_channels,
    with_times,
)
from tests.scheduler.rows import FIRST

EVENING = 17 * 60


def test_all_duties_of_the_day_come_in_one_message(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    a_crew(session, corner, "v1", "v2", roles={"leader": 1})
    a_crew(session, corner, "v2", minute=EVENING)

    first, second = told(session, settings, TOMORROW, NIGHT_BEFORE)

    assert (first.key, first.to, first.volunteer_id) == ("tomorrow:2026-12-01:v1", "张三", corner.people["v1"].id)
    assert first.body == "张三，您在12月1日 周二有 1 次值守：\n07:30–08:30 路口一（带班领导）"
    assert second.title == "值守提醒：12月1日 周二"
    assert second.body == (
        "李四，您在12月1日 周二有 2 次值守：\n07:30–08:30 路口一，带班领导：张三\n17:00–18:00 路口一"
    )
    assert (second.channel, second.roster_id) == ("inbox", corner.roster.id)
    assert (second.due_at, second.expires_at) == (NIGHT_BEFORE, at(FIRST, EVENING))


@pytest.mark.parametrize(
    ("roster", "duty"),
    [
        pytest.param({"state": RosterState.SOLVED, "published_version": None}, {}, id="a roster not published"),
        pytest.param({"state": RosterState.ARCHIVED}, {}, id="an archived roster"),
        pytest.param({"version": 2}, {"added_in": 2}, id="a duty of a version not published"),
        pytest.param({}, {"removed_in": 1, "added_in": 0}, id="a duty taken back"),
        pytest.param({}, {"state": DutyState.DECLINED}, id="a duty declined"),
        pytest.param({}, {"state": DutyState.HANDED_OVER}, id="a duty handed over"),
        pytest.param({}, {"state": DutyState.EXCUSED}, id="somebody on leave"),
    ],
)
def test_what_is_nobodys_duty_is_not_told(
    session: Session, settings: Settings, roster: dict[str, Any], duty: dict[str, Any]
) -> None:
    corner = a_corner(session, **roster)
    rows.a_duty(session, a_crew(session, corner, headcount=1), corner.people["v1"], **duty)

    assert told(session, settings, TOMORROW, NIGHT_BEFORE) == []


def test_a_cancelled_shift_is_not_told(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1", added_in=0, cancelled_in=1)

    assert told(session, settings, TOMORROW, NIGHT_BEFORE) == []


def test_other_days_are_not_told(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    a_crew(session, corner, "v1", minute=-30)
    a_crew(session, corner, "v2", minute=24 * 60)

    assert told(session, settings, TOMORROW, NIGHT_BEFORE) == []


def test_caught_up_late_it_tells_what_is_still_to_come(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    a_crew(session, corner, "v1")
    a_crew(session, corner, "v2", minute=EVENING)

    # 14 hours after 18:30 it is half past eight: the morning's duty is over.
    (only,) = told(session, settings, TOMORROW, NIGHT_BEFORE, late=timedelta(hours=14))

    assert (only.key, only.due_at) == ("tomorrow:2026-12-01:v2", NIGHT_BEFORE + timedelta(hours=14))


def test_at_night_it_waits_for_the_morning(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1", minute=EVENING)

    (only,) = told(session, settings, TOMORROW, NIGHT_BEFORE, late=timedelta(hours=4))

    # 22:30 is quiet: from 07:00 on, within a quarter of an hour.
    assert at(FIRST, 420) <= only.due_at <= at(FIRST, 435)


def test_what_would_come_too_late_in_the_morning_goes_out_at_night(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1", minute=6 * 60)

    (only,) = told(session, settings, TOMORROW, NIGHT_BEFORE, late=timedelta(hours=4))

    assert only.due_at == NIGHT_BEFORE + timedelta(hours=4)


def test_who_has_a_phone_is_told_by_sms_where_that_is_on(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    corner.people["v1"].phone_sealed = b"sealed"
    a_crew(session, corner, "v1", "v2")

    found = told(session, with_channels(settings, "sms", "inbox"), TOMORROW, NIGHT_BEFORE)

    assert [one.channel for one in found] == ["sms", "inbox"]


def test_switched_off_it_has_no_slots(settings: Settings) -> None:
    day = NIGHT_BEFORE - timedelta(days=1), NIGHT_BEFORE

    assert TOMORROW.slots(settings.times, *day) == [NIGHT_BEFORE]
    assert TOMORROW.slots(with_times(settings, tomorrow=None).times, *day) == []
