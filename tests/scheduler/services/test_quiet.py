"""Quiet hours: nobody's phone rings at night for what can wait until the morning."""

from datetime import date, timedelta

import pytest

from scheduler.clock import at
from scheduler.services.quiet import after_quiet
from scheduler.settings.times import Quiet

DAY = date(2026, 12, 1)
NIGHT = (22 * 60, 7 * 60)
NOON = (12 * 60, 14 * 60)


@pytest.mark.parametrize(
    ("minute", "quiet", "end"),
    [
        pytest.param(22 * 60, NIGHT, 31 * 60, id="the evening waits for the next morning"),
        pytest.param(3 * 60, NIGHT, 7 * 60, id="the night waits for this morning"),
        pytest.param(7 * 60 - 1, NIGHT, 7 * 60, id="the last minute of the night"),
        pytest.param(12 * 60, NOON, 14 * 60, id="a rest at noon"),
    ],
)
def test_what_comes_in_quiet_hours_waits_for_their_end(minute: int, quiet: Quiet, end: int) -> None:
    due = after_quiet(at(DAY, minute), quiet, key="a")

    assert at(DAY, end) <= due <= at(DAY, end) + timedelta(minutes=15)


@pytest.mark.parametrize(
    ("minute", "quiet"),
    [
        pytest.param(7 * 60, NIGHT, id="quiet hours are over"),
        pytest.param(22 * 60 - 1, NIGHT, id="not quiet yet"),
        pytest.param(14 * 60, NOON, id="the rest is over"),
        pytest.param(3 * 60, None, id="no hours are quiet"),
    ],
)
def test_what_comes_at_other_times_does_not_wait(minute: int, quiet: Quiet | None) -> None:
    assert after_quiet(at(DAY, minute), quiet, key="a") == at(DAY, minute)


def test_not_everything_goes_out_in_one_second() -> None:
    due = {after_quiet(at(DAY, 0), NIGHT, key=f"v{n}") for n in range(100)}

    assert len(due) > 50
