"""The matrix: a post keeps its row on every day, whatever is hidden beside it."""

import pytest

from api.pages.matrix import Post, people, posts
from api.pages.window import Window
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


def rows(found: tuple[Post, ...]) -> list[tuple[str, str, int]]:
    return [(post.point, post.time, len(post.cells)) for post in found]


def test_every_point_has_a_row_for_each_time(view: RosterView) -> None:
    found = posts(Window(view.days, view.shifts), view.shifts)

    assert rows(found) == [
        ("p1", "07:30–08:30", 4),
        ("p1", "17:00–18:00", 4),
        ("p2", "07:30–08:30", 4),
        ("p2", "17:00–18:00", 4),
    ]
    assert [post.first_of_point for post in found] == [True, False, True, False]


def test_an_evening_stays_in_the_row_of_evenings_when_mornings_are_hidden(view: RosterView) -> None:
    evenings = tuple(shift for shift in view.shifts if shift.start == 1020 or shift.day.day == 1)

    found = posts(Window(view.days, evenings), view.shifts)

    assert rows(found)[:2] == [("p1", "07:30–08:30", 1), ("p1", "17:00–18:00", 4)]


def test_people_are_listed_with_how_often(view: RosterView) -> None:
    found = people(Window(view.days, view.shifts))

    assert [(one.seat.volunteer, one.count) for one in found] == [("v1", 1)]


@pytest.mark.parametrize(("unit", "person", "count"), [("u2", "", 0), ("u1", "", 1), ("", "张", 1), ("", "v1", 1)])
def test_people_can_be_sought(view: RosterView, unit: str, person: str, count: int) -> None:
    assert len(people(Window(view.days, view.shifts), unit, person)) == count
