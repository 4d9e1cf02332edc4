"""A part of a published roster thought over anew: proposed with who is disturbed, all else as it was, then taken."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.services import resolving
from scheduler.services.run_parts import RunPart
from solver.problem import Duty
from tests.scheduler.rows import NOW
from tests.scheduler.street import HELD, a_published_roster, a_street, standing, the_duties, the_shift

THIRD = RunPart(("p1",), date(2026, 12, 3), date(2026, 12, 3))


def test_what_is_selected_is_filled_and_nobody_else_is_disturbed(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)

    found = resolving.propose(session, street.admin, code, THIRD, seconds=60)

    assert (found.gone, {one.shift for one in found.come}, len(found.come)) == ((), {the_shift("03-p1")}, 2)
    assert len(found.people) == 2
    assert found.after < found.before
    assert standing(session) == the_duties(*HELD)


def test_what_was_proposed_is_taken_as_the_next_version(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)
    found = resolving.propose(session, street.admin, code, THIRD, seconds=60)
    come = [Duty(one.shift, one.volunteer) for one in found.come]

    done = resolving.take(session, street.admin, code, gone=(), come=come, expected=found.version, now=NOW)

    assert done.version == found.version + 1
    assert standing(session) == the_duties(*HELD) | set(come)


def test_what_is_full_already_stays(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)
    first = RunPart(("p1",), date(2026, 12, 1), date(2026, 12, 1))

    found = resolving.propose(session, street.admin, code, first, seconds=60)

    assert (found.gone, found.come, found.people, found.after) == ((), (), (), found.before)


def test_a_part_without_shifts_is_refused(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)

    with pytest.raises(Invalid):
        resolving.propose(session, street.admin, code, RunPart(("nowhere",)), seconds=60)


def test_nothing_is_taken_where_somebody_was_faster(session: Session) -> None:
    street = a_street(session)
    code = a_published_roster(session, street, *HELD)

    with pytest.raises(Conflict):
        resolving.take(session, street.admin, code, gone=(), come=the_duties(("03-p1", "v4")), expected=1, now=NOW)
