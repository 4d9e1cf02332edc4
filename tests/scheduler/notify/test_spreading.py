"""Spreading: robots never speak on the hour."""

from datetime import timedelta

import pytest

from scheduler.notify.spreading import spread
from tests.scheduler.rows import NOW

KEYS = [f"tomorrow:2026-12-01:u{n}" for n in range(200)]
HOUR = NOW.replace(minute=0, second=0)


@pytest.mark.parametrize("minute", [0, 30])
def test_on_the_hour_and_the_half_hour_everybody_goes_a_little_later(minute: int) -> None:
    moment = HOUR.replace(minute=minute)

    later = [spread(moment, key) - moment for key in KEYS]

    assert min(later) >= timedelta(minutes=1)
    assert max(later) <= timedelta(minutes=9)
    assert len(set(later)) > 100


def test_at_any_other_minute_nobody_waits() -> None:
    moment = HOUR.replace(minute=16)

    assert {spread(moment, key) for key in KEYS} == {moment}


def test_the_same_message_goes_out_at_the_same_moment() -> None:
    assert spread(HOUR, "a") == spread(HOUR, "a") != spread(HOUR, "b")
