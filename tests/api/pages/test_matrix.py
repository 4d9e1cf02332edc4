"""The matrix: a post keeps its row on every day; a day is as many columns as its hours have quarters."""

from datetime import date

import pytest

from api.pages.matrix import by_person, by_post, hours_of, stretches, windows
from scheduler.services.board.posts import Post
from scheduler.services.looking import look
from scheduler.services.views import RosterView
from scheduler.store.database import Sessions, transaction
from tests.scheduler.street import a_roster_with, a_street


@pytest.fixture
def view(sessions: Sessions) -> RosterView:
    """Four days at two points, mornings and evenings; v1 on the first morning at p1."""
    with transaction(sessions) as session:
        street = a_street(session, spans=[[450, 510], [1020, 1080]])
        a_roster_with(session, street, ("01-p1", "v1"))
        return look(session, street.admin, "dec")


def a_post(start: int, end: int) -> Post:
    return Post("p1", "路口1", "早高峰", 0, start, end, most=2, missing=0)


def test_every_point_has_a_row_for_each_time(view: RosterView) -> None:
    found = by_post(view.shifts)

    assert {(point, nth): len(cells) for (point, _, nth), cells in found.items()} == {
        ("p1", 0): 4,
        ("p1", 1): 4,
        ("p2", 0): 4,
        ("p2", 1): 4,
    }
    assert {shift.start for (_, _, nth), cells in found.items() if nth == 1 for (shift,) in cells.values()} == {1020}


def test_somebody_is_found_on_their_days(view: RosterView) -> None:
    found = by_person(view.shifts)

    assert list(found) == ["v1"]
    assert list(found["v1"]) == [date(2026, 12, 1)]


@pytest.mark.parametrize(
    ("posts", "hours"),
    [
        pytest.param([a_post(450, 510), a_post(1020, 1080)], range(7, 18), id="half past seven to six"),
        pytest.param([a_post(1380, 1500)], range(23, 25), id="past midnight"),
        pytest.param([], range(8, 18), id="nothing"),
    ],
)
def test_a_day_is_shown_from_its_first_hour_to_its_last(posts: list[Post], hours: range) -> None:
    assert hours_of(posts) == hours


def test_a_shift_lies_between_two_gaps(view: RosterView) -> None:
    morning = view.shifts[0]

    found = stretches(morning, range(7, 18))

    assert [(one.columns, one.shift is morning) for one in found] == [(2, False), (4, True), (38, False)]
    assert [one.columns for one in stretches(None, range(7, 18))] == [44]


def test_rows_are_cut_into_windows() -> None:
    assert list(windows([1, 2, 3, 4, 5], 2)) == [[1, 2], [3, 4], [5]]
