"""News of a roster: what others did since somebody looked."""

from sqlalchemy.orm import Session

from scheduler.services.adjusting import adjust
from scheduler.services.board.calling import find_called
from scheduler.services.board.news import news
from scheduler.services.edits import Move
from scheduler.services.shifts import cancel
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, Street, a_roster_with, the_shift


def test_nothing_is_new_at_the_newest_version(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    assert news(session, street.admin, code, 1) is None


def test_a_change_names_its_shifts_and_people(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Move("v2", the_shift("01-p1"), the_shift("03-p1")), now=NOW)

    found = news(session, street.admin, code, 1)

    assert found is not None
    assert (found.stands.version, found.shifts, found.people) == (2, (the_shift("01-p1"), the_shift("03-p1")), ("v2",))
    assert [(entry.version, entry.by) for entry in found.entries] == [(2, "admin")]
    assert found.stands.vacant == 13


def test_where_shifts_went_the_board_is_to_be_read_anew(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    cancel(session, street.admin, code, the_shift("04-p2"), now=NOW)

    found = news(session, street.admin, code, 1)

    assert found is not None
    assert found.shifts is None


def test_people_are_found_as_they_are_called(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    assert [one.volunteer for one in find_called(session, street.admin, code, "三")] == ["v1"]
    assert [one.name for one in find_called(session, street.admin, code, "v8")] == ["吴十"]
    assert find_called(session, street.admin, code, "郑") == ()
