"""The overview: how each roster stands, counted by the database, in the asker's scope."""

from sqlalchemy.orm import Session

from scheduler.services.adjusting import adjust
from scheduler.services.edits import Add, Remove
from scheduler.services.looking import look
from scheduler.services.overview import Standing, overview
from scheduler.services.paging import Page
from scheduler.store.rosters import RosterState
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    HELD,
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    the_shift,
)


def only(session: Session, street: Street) -> Standing:
    (one,) = overview(session, street.admin, Page()).items
    return one


def test_a_draft_has_seats_and_nobody_on_them(session: Session, street: Street) -> None:
    a_drafted_roster(session, street)

    one = only(session, street)

    assert (one.seats, one.vacant, one.score) == (16, 16, None)  # eight shifts of two
    assert (one.unsolved, one.unpublished) == (True, False)


def test_empty_seats_are_those_that_the_roster_itself_shows(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Remove(the_shift("02-p1"), "v3"), now=NOW)

    one = only(session, street)

    assert one.vacant == 14
    assert one.vacant == sum(shift.missing for shift in look(session, street.admin, code).shifts)


def test_a_seat_too_many_fills_no_other(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Add(the_shift("01-p1"), "v3"), override="三人", now=NOW)

    assert only(session, street).vacant == 13


def test_what_people_were_not_told_yet_is_unpublished(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)

    before = only(session, street)
    adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW)
    after = only(session, street)

    assert (before.unpublished, after.unpublished) == (False, True)
    assert before.roster.state is after.roster.state is RosterState.PUBLISHED


def test_the_score_is_that_of_the_newest_version(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    made = adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW)

    score = only(session, street).score

    assert score is not None
    assert score.cost == sum(made.verdict.costs.values())


def test_what_lies_outside_the_scope_is_left_out(session: Session, street: Street) -> None:
    a_drafted_roster(session, street)
    a_drafted_roster(session, street, "own", unit="u1")
    wang = a_coordinator(session, street.units[0])

    found = overview(session, wang, Page())

    assert [one.roster.code for one in found.items] == ["own"]
    assert found.total == 1
