"""The clock goes as long as one of its processes showed itself a moment ago."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.services.pulse import clock_goes
from scheduler.store.slots import ClockBeat
from tests.scheduler.rows import NOW, added


def test_nobody_keeps_the_clock_at_first(session: Session) -> None:
    assert not clock_goes(session, now=NOW)


@pytest.mark.parametrize(
    ("seconds", "goes"), [pytest.param(59, True, id="a moment ago"), pytest.param(60, False, id="a minute ago")]
)
def test_a_clock_that_fell_silent_does_not_go(session: Session, seconds: int, goes: bool) -> None:
    added(session, ClockBeat(by="host:1:a", started_at=NOW, beat_at=NOW - timedelta(seconds=seconds)))

    assert clock_goes(session, now=NOW) is goes
