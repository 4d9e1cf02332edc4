"""A day of the town: what was published, counted by hand on the tiny street, in the asker's scope."""

from collections.abc import Callable
from datetime import date

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.coverage.choices import choices
from scheduler.services.coverage.day import Cover, Coverage, Which, coverage
from scheduler.services.edits import Add, Remove
from scheduler.services.publishing import publish
from scheduler.store.duties import Duty, DutyState
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_asker
from tests.scheduler.rows import NOW, PLAIN, added
from tests.scheduler.street import (
    HELD,
    START,
    Street,
    a_drafted_roster,
    a_published_roster,
    a_roster_with,
    the_shift,
)

SECOND, SATURDAY = date(2026, 12, 2), date(2026, 12, 5)


def told(found: Coverage) -> list[tuple[str, int, int, Cover]]:
    return [(place.code, place.seats, place.missing, place.cover) for place in found.places]


def test_a_place_is_full_short_or_empty_by_its_seats(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)

    first = coverage(session, street.admin, START, Which())
    second = coverage(session, street.admin, SECOND, Which())

    assert told(first) == [("p1", 2, 0, Cover.FULL), ("p2", 2, 2, Cover.EMPTY)]
    assert told(second) == [("p1", 2, 1, Cover.SHORT), ("p2", 2, 2, Cover.EMPTY)]
    assert (second.seats, second.filled, second.missing, second.count(Cover.EMPTY)) == (4, 1, 3, 1)


def test_a_day_without_shifts_asks_nothing_of_a_place(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)

    assert told(coverage(session, street.admin, SATURDAY, Which())) == [
        ("p1", 0, 0, Cover.NONE),
        ("p2", 0, 0, Cover.NONE),
    ]


@pytest.mark.parametrize("made", [a_drafted_roster, a_roster_with], ids=["a draft", "one that is solved"])
def test_what_nobody_was_told_does_not_count(
    session: Session, street: Street, made: Callable[[Session, Street], str]
) -> None:
    made(session, street)

    assert coverage(session, street.admin, START, Which()).seats == 0


def test_a_change_counts_from_its_publication_on(session: Session, street: Street) -> None:
    code = a_published_roster(session, street, *HELD)
    adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)

    assert told(coverage(session, street.admin, START, Which()))[0] == ("p1", 2, 0, Cover.FULL)


def test_somebody_too_many_fills_no_other_seat(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD, ("02-p2", "v5"))
    adjust(session, street.admin, code, Add(the_shift("02-p1"), "v4"), now=NOW)
    adjust(session, street.admin, code, Add(the_shift("02-p1"), "v2"), override="三人", now=NOW)
    publish(session, street.admin, code, settings=PLAIN, now=NOW)

    assert coverage(session, street.admin, SECOND, Which()).missing == 1


def test_where_two_rosters_overlap_a_turn_is_counted_once(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)
    again = a_roster_with(session, street, ("01-p1", "v1"), ("01-p2", "v5"), code="again", days=1)
    publish(session, street.admin, again, settings=PLAIN, reason="以这张为准", now=NOW)

    assert told(coverage(session, street.admin, START, Which())) == [
        ("p1", 2, 0, Cover.FULL),
        ("p2", 2, 1, Cover.SHORT),
    ]


def test_who_declined_is_missing(session: Session, street: Street) -> None:
    a_published_roster(session, street, *HELD)
    for duty in session.scalars(select(Duty)):
        duty.state = DutyState.DECLINED
    session.flush()

    assert coverage(session, street.admin, START, Which()).missing == 4


def test_a_place_is_chosen_by_kind_grid_and_unit(session: Session, street: Street) -> None:
    admin = street.admin

    def codes(which: Which) -> list[str]:
        return [place.code for place in coverage(session, admin, START, which).places]

    assert codes(Which(kind="intersection")) == ["p1", "p2"]
    assert codes(Which(kind="community")) == []
    assert codes(Which(grid="g1")) == ["p1", "p2"]
    assert codes(Which(unit="u2")) == ["p2"]
    assert codes(Which(unit="c")) == ["p1", "p2"]
    with pytest.raises(NotFound):
        codes(Which(unit="u9"))


def test_a_point_that_is_no_more_is_not_there(session: Session, street: Street) -> None:
    street.points[1].ended_on = SECOND
    session.flush()

    assert [place.code for place in coverage(session, street.admin, START, Which()).places] == ["p1", "p2"]
    assert [place.code for place in coverage(session, street.admin, SECOND, Which()).places] == ["p1"]


def test_whoever_plans_one_unit_sees_its_places_and_of_their_stewards_itself(session: Session, street: Street) -> None:
    shared = Stewardship(unit_id=street.units[1].id, point_id=street.points[0].id, from_day=START, part=Part.ASSIST)
    added(session, shared)
    a_published_roster(session, street, *HELD)
    wang = a_coordinator(session, street.units[0])

    (place,) = coverage(session, wang, START, Which()).places
    whole = coverage(session, street.admin, START, Which()).places[0]

    assert (place.code, place.filled, [one.unit for one in place.stewards]) == ("p1", 2, ["u1"])
    assert [(one.unit, one.part) for one in whole.stewards] == [("u1", Part.LEAD), ("u2", Part.ASSIST)]
    assert [code for code, _ in choices(session, wang).units] == ["u1"]
    with pytest.raises(NotFound):
        coverage(session, wang, START, Which(unit="u2"))


def test_whoever_looks_after_a_grid_sees_all_who_answer_for_its_places(session: Session, street: Street) -> None:
    zhao = an_asker(session, UserRole.INSPECTOR, "zhao", grid=street.grid)

    found = coverage(session, zhao, START, Which()).places

    assert [[one.unit for one in place.stewards] for place in found] == [["u1"], ["u2"]]
    assert choices(session, zhao).grids == (("g1", "一街道"),)
