"""Rates: nobody waits here; who comes too early is told when to come back, and has a place then."""

from datetime import timedelta

import pytest

from scheduler.notify.channel import Undelivered
from scheduler.notify.rates import Limiter, Rate
from tests.scheduler.notify.conftest import Ticks


def wait_for(limiter: Limiter, key: str, address: str = "a") -> float:
    """Seconds that the message is told to wait, 0 when it goes through."""
    try:
        limiter.take(address, key)
    except Undelivered as refused:
        return (refused.wait or timedelta()).total_seconds()
    return 0.0


def test_a_hundred_at_once_each_come_back_once(ticks: Ticks) -> None:
    limiter = Limiter((Rate(20, 60),), ticks)
    waits = {f"k{n}": wait_for(limiter, f"k{n}") for n in range(100)}

    went = []
    for key, wait in waits.items():
        ticks.at = wait
        if wait:
            assert wait_for(limiter, key) == 0
        went.append(wait)

    assert went == [60.0 * (n // 20) for n in range(100)]


def test_both_rates_are_kept(ticks: Ticks) -> None:
    limiter = Limiter((Rate(5, 1), Rate(8, 60)), ticks)

    assert [wait_for(limiter, f"k{n}") for n in range(10)] == [0] * 5 + [1] * 3 + [60] * 2


def test_addresses_do_not_share_a_rate(ticks: Ticks) -> None:
    limiter = Limiter((Rate(1, 60),), ticks)

    assert wait_for(limiter, "k1", "a") == wait_for(limiter, "k2", "b") == 0


def test_a_minute_later_the_robot_is_free_again(ticks: Ticks) -> None:
    limiter = Limiter((Rate(2, 60),), ticks)
    assert [wait_for(limiter, f"k{n}") for n in range(3)] == [0, 0, 60]

    ticks.at = 200

    assert [wait_for(limiter, f"later{n}") for n in range(3)] == [0, 0, 60]


@pytest.mark.parametrize("early", [0, 30, 59])
def test_who_comes_back_too_early_keeps_their_place(ticks: Ticks, early: float) -> None:
    limiter = Limiter((Rate(1, 60),), ticks)
    wait_for(limiter, "first")
    wait_for(limiter, "second")

    ticks.at = early

    assert wait_for(limiter, "second") == 60 - early
