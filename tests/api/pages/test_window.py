"""Which days of a roster a page shows: all of a street's, of a city the week or the day."""

from datetime import date, timedelta

import pytest

from api.pages.window import WHOLE_UP_TO, Choice, frame, weeks_of
from scheduler.errors import NotFound
from scheduler.services.overview import Standing
from scheduler.services.rosters import Listed
from scheduler.store.rosters import RosterState

FIRST = date(2026, 12, 1)  # a Tuesday
BEFORE = date(2026, 11, 20)


def december(seats: int) -> Standing:
    """A roster of December 2026."""
    roster = Listed("dec", "十二月", None, FIRST, 31, RosterState.SOLVED, 1, None, frozenset())
    return Standing(roster, 1, seats, vacant=0, score=None)


STREET, CITY = december(WHOLE_UP_TO), december(WHOLE_UP_TO + 1)


def test_weeks_begin_on_mondays_and_the_first_and_last_may_be_short() -> None:
    weeks = weeks_of(STREET)

    assert [len(week) for week in weeks] == [6, 7, 7, 7, 4]
    assert [week[0].weekday() for week in weeks[1:]] == [0, 0, 0, 0]


@pytest.mark.parametrize(
    ("standing", "choice", "today", "expected"),
    [
        pytest.param(STREET, Choice(), BEFORE, (1, 31, 0), id="a street as a whole"),
        pytest.param(CITY, Choice(), BEFORE, (1, 31, 0), id="a city as a whole"),
        pytest.param(STREET, Choice(week=5), BEFORE, (28, 4, 5), id="the week that is asked for"),
        pytest.param(CITY, Choice(week=0), BEFORE, (1, 31, 0), id="the whole where somebody insists"),
        pytest.param(CITY, Choice(day=date(2026, 12, 31)), BEFORE, (31, 1, 5), id="the day that is asked for"),
    ],
)
def test_the_days_that_are_shown(
    standing: Standing, choice: Choice, today: date, expected: tuple[int, int, int]
) -> None:
    found = frame(standing, choice, today=today, by_day=False)

    assert (found.days[0].day, len(found.days), found.week) == expected


@pytest.mark.parametrize(
    ("choice", "day"),
    [
        pytest.param(Choice(), 9, id="today"),
        pytest.param(Choice(week=2), 9, id="today in its week"),
        pytest.param(Choice(week=3), 14, id="the first of another week"),
    ],
)
def test_day_by_day_a_city_is_shown_one_day_at_a_time(choice: Choice, day: int) -> None:
    found = frame(CITY, choice, today=date(2026, 12, 9), by_day=True)

    assert (found.days, found.single) == ((date(2026, 12, day),), True)


@pytest.mark.parametrize("standing", [STREET, CITY])
def test_hour_by_hour_one_day_is_shown(standing: Standing) -> None:
    found = frame(standing, Choice(), today=BEFORE, by_day=True, single=True)

    assert (found.days, found.week, found.single) == ((FIRST,), 1, True)


def test_the_part_ends_before_the_day_after() -> None:
    part = frame(STREET, Choice(), today=BEFORE, by_day=False).part

    assert (part.since, part.until) == (FIRST, FIRST + timedelta(days=31))


@pytest.mark.parametrize("choice", [Choice(week=6), Choice(day=date(2027, 1, 1)), Choice(day=date(2026, 11, 30))])
def test_what_lies_outside_is_not_found(choice: Choice) -> None:
    with pytest.raises(NotFound):
        frame(STREET, choice, today=BEFORE, by_day=False)
