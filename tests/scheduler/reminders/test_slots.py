"""Slots: which moments are due, by the town's clock."""

from datetime import UTC, datetime, timedelta

import pytest

from scheduler.reminders.slots import daily, every

HALF_PAST_SIX = 18 * 60 + 30
# 18:30 in Shanghai.
SLOT = datetime(2026, 12, 1, 10, 30, tzinfo=UTC)
SECOND, DAY = timedelta(seconds=1), timedelta(days=1)


@pytest.mark.parametrize(
    ("since", "until", "due"),
    [
        pytest.param(SLOT - SECOND, SLOT, [SLOT], id="at the very second"),
        pytest.param(SLOT - DAY, SLOT - SECOND, [], id="a second early"),
        pytest.param(SLOT, SLOT + DAY - SECOND, [], id="not twice"),
        pytest.param(SLOT - SECOND, SLOT + 2 * DAY, [SLOT, SLOT + DAY, SLOT + 2 * DAY], id="after two days of silence"),
        pytest.param(SLOT + SECOND, SLOT - DAY, [], id="a clock that jumped back"),
    ],
)
def test_a_daily_slot_is_due_once_a_day(since: datetime, until: datetime, due: list[datetime]) -> None:
    assert daily(HALF_PAST_SIX, since, until) == due


def test_the_day_is_the_towns() -> None:
    # 00:10 of the 2nd in Shanghai is 16:10 of the 1st in UTC.
    early = datetime(2026, 12, 1, 16, 10, tzinfo=UTC)

    assert daily(10, early - timedelta(minutes=15), early) == [early]


def test_what_is_off_is_never_due() -> None:
    assert daily(None, SLOT - DAY, SLOT + DAY) == []


def test_steps_lie_on_whole_minutes_of_five() -> None:
    since = SLOT + timedelta(minutes=1)

    found = every(timedelta(minutes=5), since, since + timedelta(minutes=10))

    assert found == [SLOT + timedelta(minutes=5), SLOT + timedelta(minutes=10)]
    assert every(timedelta(minutes=5), SLOT, SLOT) == []
