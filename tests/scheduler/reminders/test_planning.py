"""Planning: one process takes a slot, nobody is told twice, and what was missed is caught up or noted."""

from concurrent.futures import ThreadPoolExecutor
from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from sqlalchemy import func, select
from sqlalchemy.orm import Session

from scheduler.reminders.kind import Kind, Planned, World
from scheduler.reminders.kinds import BY_ROSTER, KINDS, TOMORROW
from scheduler.reminders.planning import Taken, planned_at, take_due
from scheduler.services.wording import MATTERS
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.reminders import Reminder
from scheduler.store.slots import Slot
from tests.scheduler.reminders.told import NIGHT_BEFORE, a_corner, a_crew, with_times

MINUTE, HOUR, DAY = timedelta(minutes=1), timedelta(hours=1), timedelta(days=1)


def counted(sessions: Sessions, table: type[Slot] | type[Reminder] = Reminder) -> int:
    with reading(sessions) as session:
        return session.scalars(select(func.count()).select_from(table)).one()


@pytest.fixture
def evening(sessions: Sessions) -> datetime:
    """18:30 before a day with duties for two, and one on the day after."""
    with transaction(sessions) as session:
        corner = a_corner(session)
        a_crew(session, corner, "v1", "v2")
        a_crew(session, corner, "v1", day=(NIGHT_BEFORE + 2 * DAY).date())
    return NIGHT_BEFORE


def test_a_slot_is_taken_once_with_what_it_asks_for(sessions: Sessions, settings: Settings, evening: datetime) -> None:
    first = take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening)
    second = take_due(sessions, settings, TOMORROW, by="h:2:b", now=evening + MINUTE)

    assert (first, second) == ([Taken("tomorrow", evening, 2)], [])
    assert counted(sessions) == 2
    with reading(sessions) as session:
        slot = session.scalars(select(Slot)).one()
    assert (slot.job, slot.at, slot.claimed_by, slot.made) == ("tomorrow", evening, "h:1:a", 2)


def test_of_many_at_once_one_wins(sessions: Sessions, settings: Settings, evening: datetime) -> None:
    def race(number: int) -> list[Taken]:
        return take_due(sessions, settings, TOMORROW, by=f"h:{number}:x", now=evening)

    with ThreadPoolExecutor(4) as pool:
        won = [taken for found in pool.map(race, range(4)) for taken in found]

    assert won == [Taken("tomorrow", evening, 2)]
    assert counted(sessions) == 2


def test_a_clock_that_jumps_back_finds_its_slots_taken(
    sessions: Sessions, settings: Settings, evening: datetime
) -> None:
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening - DAY)
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening)

    for minutes in (-60, -30, 0, 30):
        assert take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + minutes * MINUTE) == []


def test_a_clock_that_ran_ahead_hides_no_slot(sessions: Sessions, settings: Settings, evening: datetime) -> None:
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + 30 * DAY)

    (taken,) = take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening)

    assert taken == Taken("tomorrow", evening, 2)


def test_two_hours_late_is_caught_up(sessions: Sessions, settings: Settings, evening: datetime) -> None:
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening - DAY)

    (taken,) = take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + 2 * HOUR)

    assert taken == Taken("tomorrow", evening, 2)


def test_what_is_too_late_is_noted_and_the_rest_is_done(
    sessions: Sessions, settings: Settings, evening: datetime
) -> None:
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening - DAY)

    found = take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + DAY + HOUR)

    assert found == [Taken("tomorrow", evening, 0, expired=True), Taken("tomorrow", evening + DAY, 1)]
    assert take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + DAY + HOUR) == []


def test_the_first_clock_of_a_town_begins_with_what_is_of_use(
    sessions: Sessions, settings: Settings, evening: datetime
) -> None:
    found = take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + 40 * DAY)

    assert [taken.expired for taken in found] == [False]


def test_nobody_is_told_twice_when_the_time_is_moved(sessions: Sessions, settings: Settings, evening: datetime) -> None:
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening)

    moved = with_times(settings, tomorrow=19 * 60)
    found = take_due(sessions, moved, TOMORROW, by="h:1:a", now=evening + HOUR)

    assert found == [Taken("tomorrow", evening + HOUR / 2, 0)]
    assert counted(sessions) == 2


def test_a_slot_that_cannot_be_planned_stays_open_and_holds_up_no_other(
    sessions: Sessions, settings: Settings, evening: datetime
) -> None:
    def fails_once(session: Session, slot: datetime, world: World) -> list[Planned]:
        if slot == evening:
            raise RuntimeError("broken")
        return TOMORROW.plan(session, slot, world)

    broken: Kind = replace(TOMORROW, plan=fails_once)
    take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening - DAY)

    with pytest.raises(ExceptionGroup):
        take_due(sessions, settings, broken, by="h:1:a", now=evening + DAY)

    with reading(sessions) as session:
        assert list(session.scalars(select(Slot.at).order_by(Slot.at))) == [evening - DAY, evening + DAY]
    assert take_due(sessions, settings, TOMORROW, by="h:1:a", now=evening + DAY) == [Taken("tomorrow", evening, 0)]


def test_looking_ahead_writes_nothing(sessions: Sessions, settings: Settings, evening: datetime) -> None:
    with reading(sessions) as session:
        found = {kind.name: len(told) for kind, told in planned_at(session, settings, evening)}
        other = [kind.name for kind, _ in planned_at(session, settings, evening + MINUTE)]

    assert found == {"tomorrow": 2, "groups": 0, "soon": 0}
    assert (other, counted(sessions), counted(sessions, Slot)) == ([], 0, 0)


def test_kinds_have_their_own_names() -> None:
    assert len({kind.name for kind in KINDS}) == len(KINDS) == len(BY_ROSTER) + 1
    assert {kind.name for kind in KINDS} <= MATTERS.keys()
