"""Duty soon: 90 minutes before, to those who have not confirmed, each duty once."""

from datetime import timedelta

import pytest
from sqlalchemy import update
from sqlalchemy.orm import Session

from scheduler.clock import at
from scheduler.reminders.kinds import SOON
from scheduler.settings import Settings
from scheduler.store.duties import Duty, DutyState
from tests.scheduler.reminders.told import a_corner, a_crew, told, with_times
from tests.scheduler.rows import FIRST

TEN = 600
# 90 minutes before 10:00.
SLOT = at(FIRST, TEN - 90)


def test_who_has_not_confirmed_is_reminded(session: Session, settings: Settings) -> None:
    corner = a_corner(session)
    a_crew(session, corner, "v1", "v2", minute=TEN)
    session.execute(update(Duty).where(Duty.volunteer_id == corner.people["v1"].id).values(state=DutyState.CONFIRMED))

    (only,) = told(session, settings, SOON, SLOT)

    assert only.key == "soon:r1:1201-600:v2"
    assert only.title == "值守快开始了：10:00–11:00 路口一"
    assert only.body == (
        "李四，您还没有确认这次值守：12月1日 周二 10:00–11:00 路口一。请准时到岗；来不了请马上告诉协调员。"
    )
    assert (only.due_at, only.expires_at) == (SLOT, at(FIRST, TEN))


@pytest.mark.parametrize(
    ("minute", "count"),
    [
        pytest.param(TEN - 1, 0, id="the slot before"),
        pytest.param(TEN, 1, id="exactly"),
        pytest.param(TEN + 4, 1, id="four minutes on"),
        pytest.param(TEN + 5, 0, id="the next slot"),
    ],
)
def test_every_start_belongs_to_one_slot(session: Session, settings: Settings, minute: int, count: int) -> None:
    a_crew(session, a_corner(session), "v1", minute=minute)

    assert len(told(session, settings, SOON, SLOT)) == count


def test_nobody_is_reminded_of_what_has_begun(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1", minute=TEN)

    assert told(session, settings, SOON, SLOT, late=timedelta(minutes=91)) == []


def test_an_early_duty_is_reminded_of_when_people_wake(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1", minute=450)

    (only,) = told(session, settings, SOON, at(FIRST, 360))

    # 06:00 is quiet; 07:00 to 07:15 is still before 07:30.
    assert at(FIRST, 420) <= only.due_at <= at(FIRST, 435)


def test_the_lead_can_be_set_and_switched_off(session: Session, settings: Settings) -> None:
    a_crew(session, a_corner(session), "v1", minute=TEN)
    hour = at(FIRST, TEN - 60)

    assert len(told(session, with_times(settings, before_duty=60), SOON, hour)) == 1
    assert SOON.slots(with_times(settings, before_duty=None).times, SLOT, hour) == []
