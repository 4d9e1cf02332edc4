"""What differs between two versions or two rosters: who gains and loses what, moves, exchanges, the cost."""

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import NotFound
from scheduler.services.adjusting import adjust
from scheduler.services.comparing import Ref, compare
from scheduler.services.edits import Add, Exchange, Move, Remove
from scheduler.store.users import UserRole
from tests.scheduler.rows import NOW
from tests.scheduler.street import Street, a_drafted_roster, a_roster_with, an_asker, the_shift

HELD = (("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3"))


def test_a_version_is_like_itself(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    found = compare(session, street.admin, Ref(code), Ref(code, 1))

    assert (found.same, found.people, found.costs) == (True, (), {})


def test_a_move_is_one(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Move("v2", the_shift("01-p1"), the_shift("03-p1")), now=NOW)

    found = compare(session, street.admin, Ref(code, 1), Ref(code, 2))

    (move,) = found.moved
    assert (move.name, move.source.code, move.target.code) == ("李四", the_shift("01-p1"), the_shift("03-p1"))
    assert found.exchanged == ()


def test_an_exchange_is_one_and_no_moves(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Exchange(the_shift("01-p1"), "v2", the_shift("02-p1"), "v3"), now=NOW)

    found = compare(session, street.admin, Ref(code, 1), Ref(code, 2))

    (swap,) = found.exchanged
    assert (swap.one_name, swap.shift.code) == ("李四", the_shift("01-p1"))
    assert (swap.other_name, swap.other_shift.code) == ("王五", the_shift("02-p1"))
    assert found.moved == ()
    assert [person.volunteer for person in found.people] == ["v2", "v3"]


def test_two_who_change_places_with_two_are_two_pairs(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, ("01-p1", "v1"), ("01-p1", "v2"), ("02-p1", "v3"), ("02-p1", "v4"))
    for one, other in (("v1", "v3"), ("v2", "v4")):
        adjust(session, street.admin, code, Exchange(the_shift("01-p1"), one, the_shift("02-p1"), other), now=NOW)

    found = compare(session, street.admin, Ref(code, 1), Ref(code))

    assert [{swap.one, swap.other} for swap in found.exchanged] == [{"v1", "v3"}, {"v2", "v4"}]
    assert found.moved == ()


def test_what_somebody_gains_and_loses_is_told(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    adjust(session, street.admin, code, Remove(the_shift("01-p1"), "v2"), now=NOW)
    adjust(session, street.admin, code, Add(the_shift("03-p1"), "v3"), now=NOW)

    found = compare(session, street.admin, Ref(code, 1), Ref(code))

    told = [
        (one.name, [shift.code for shift in one.removed], [shift.code for shift in one.added]) for one in found.people
    ]
    assert told == [("李四", [the_shift("01-p1")], []), ("王五", [], [the_shift("03-p1")])]
    assert found.moved == ()


def test_what_was_never_judged_has_no_difference_of_cost(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    assert compare(session, street.admin, Ref(code, 0), Ref(code)).costs is None


def test_two_rosters_of_the_same_days_compare_by_person_point_and_hours(session: Session, street: Street) -> None:
    one = a_roster_with(session, street, *HELD)
    other = a_roster_with(session, street, *HELD[:2], ("02-p1", "v4"), code="other")

    found = compare(session, street.admin, Ref(one), Ref(other))

    assert [person.name for person in found.people] == ["王五", "赵六"]
    assert found.costs == {}


def test_both_must_be_in_scope(session: Session, street: Street) -> None:
    mine = a_roster_with(session, street, ("01-p1", "v1"), unit="u1")
    theirs = a_drafted_roster(session, street, "theirs", unit="u2")
    who = an_asker(session, "u1er", UserRole.COORDINATOR, unit_id=street.units[0].id)

    with pytest.raises(NotFound):
        compare(session, who, Ref(mine), Ref(theirs))
