"""Trying again: later every time, and not for ever."""

from datetime import timedelta

import pytest

from scheduler.notify.retry import next_try
from tests.scheduler.rows import NOW

MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("tries", "minutes"), [pytest.param(1, 1), pytest.param(2, 4), pytest.param(3, 16), pytest.param(4, 64)]
)
def test_each_time_waits_four_times_as_long(tries: int, minutes: int) -> None:
    assert next_try(tries, None, now=NOW, jitter=0.5) == NOW + minutes * MINUTE


@pytest.mark.parametrize(
    ("jitter", "seconds"), [pytest.param(0, 45, id="a quarter less"), pytest.param(1, 75, id="a quarter more")]
)
def test_what_failed_together_is_not_tried_together(jitter: float, seconds: int) -> None:
    assert next_try(1, None, now=NOW, jitter=jitter) == NOW + timedelta(seconds=seconds)


def test_after_the_last_try_it_is_given_up() -> None:
    assert next_try(4, None, now=NOW, jitter=0.5) is not None
    assert next_try(5, None, now=NOW, jitter=0.5) is None
    assert next_try(1, None, now=NOW, jitter=0.5, most=1) is None


def test_it_never_waits_longer_than_six_hours() -> None:
    assert next_try(12, None, now=NOW, jitter=0.5, most=20) == NOW + timedelta(hours=6)


@pytest.mark.parametrize(
    ("tries", "wait", "minutes"),
    [
        pytest.param(1, 10, 10, id="the channel asks for more"),
        pytest.param(3, 10, 16, id="we wait longer anyway"),
    ],
)
def test_what_the_channel_asks_for_is_kept(tries: int, wait: int, minutes: int) -> None:
    earliest = NOW + minutes * MINUTE
    found = next_try(tries, wait * MINUTE, now=NOW, jitter=0.5)

    assert found is not None
    assert earliest <= found <= earliest + MINUTE
