"""Rates: nobody waits here; who comes too early is told when to come back, and has a place then."""

import pytest

from scheduler.notify.rates import Line, Rate


def wait_for(line: Line, key: str, *rates: Rate, at: float = 0.0) -> float:
    """Seconds that the message is told to wait, 0 when it goes."""
    return line.turn(rates, key, now=at) - at


@pytest.fixture
def line() -> Line:
    return Line([], {})


def test_a_hundred_at_once_each_come_back_once(line: Line) -> None:
    waits = {f"k{n}": wait_for(line, f"k{n}", Rate(20, 60)) for n in range(100)}

    late = [wait_for(line, key, Rate(20, 60), at=wait) for key, wait in waits.items() if wait]

    assert list(waits.values()) == [60.0 * (n // 20) for n in range(100)]
    assert late == [0.0] * 80


def test_both_rates_are_kept(line: Line) -> None:
    rates = Rate(5, 1), Rate(8, 60)

    assert [wait_for(line, f"k{n}", *rates) for n in range(10)] == [0] * 5 + [1] * 3 + [60] * 2


def test_a_minute_later_the_robot_is_free_again(line: Line) -> None:
    assert [wait_for(line, f"k{n}", Rate(2, 60)) for n in range(3)] == [0, 0, 60]

    assert [wait_for(line, f"later{n}", Rate(2, 60), at=200) for n in range(3)] == [0, 0, 60]


@pytest.mark.parametrize("early", [0, 30, 59])
def test_who_comes_back_too_early_keeps_their_place(line: Line, early: float) -> None:
    wait_for(line, "first", Rate(1, 60))
    wait_for(line, "second", Rate(1, 60))

    assert wait_for(line, "second", Rate(1, 60), at=early) == 60 - early


def test_who_comes_back_late_puts_off_those_behind(line: Line) -> None:
    waits = [wait_for(line, f"k{n}", Rate(1, 60)) for n in range(3)]

    second = wait_for(line, "k1", Rate(1, 60), at=110)
    third = wait_for(line, "k2", Rate(1, 60), at=120)

    # The third had 120; fifty seconds are still missing after the second, which went at 110.
    assert (waits, second, third) == ([0, 60, 120], 0, 50)


def test_a_clock_that_is_set_back_an_hour_holds_nobody_up(line: Line) -> None:
    for n in range(3):
        wait_for(line, f"k{n}", Rate(2, 60), at=3600)

    assert wait_for(line, "again", Rate(2, 60)) == 0
