"""What is no lending is refused, and so is what breaks a hard rule, comes too late, or is not theirs to plan."""

from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.lending import Lend
from scheduler.store.users import UserRole
from solver.problem import Duty
from tests.scheduler.services.lending.conftest import lent, proposed
from tests.scheduler.street import Street, an_asker, the_shift


@pytest.mark.parametrize(
    ("come", "refusal"),
    [
        pytest.param((), Invalid, id="nobody"),
        pytest.param((("01-p1", "v3"),), NotFound, id="a shift of the grid that lends"),
        pytest.param((("02-p2", "v4"),), NotFound, id="another day"),
        pytest.param((("01-p2", "v5"),), NotFound, id="somebody of the other grid"),
    ],
)
def test_what_is_no_lending_is_refused(
    session: Session, told: Street, come: tuple[tuple[str, str], ...], refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        lent(session, told.admin, *come)


def test_a_hard_rule_is_not_broken_for_it(session: Session, told: Street) -> None:
    told.people[3].cap_week = 0
    session.flush()

    (found,) = proposed(session, told.admin, taken=[Duty(the_shift("01-p2"), "v4")])

    assert [one.volunteer for one in found.wants[0].offered] == ["v3"]
    assert found.effect.faults
    with pytest.raises(Invalid):
        lent(session, told.admin, ("01-p2", "v4"))


def test_somebody_was_faster(session: Session, told: Street) -> None:
    (found,) = proposed(session, told.admin)
    lent(session, told.admin, ("01-p2", "v3"))

    with pytest.raises(Conflict):
        lent(session, told.admin, ("01-p2", "v4"), expected=found.version)


@pytest.mark.parametrize(
    ("source", "target", "refusal"),
    [
        pytest.param("g1", "g1", Invalid, id="the same grid"),
        pytest.param("g9", "g2", NotFound, id="no such grid"),
    ],
)
def test_grids_that_cannot_lend_are_refused(
    session: Session, told: Street, source: str, target: str, refusal: type[Exception]
) -> None:
    with pytest.raises(refusal):
        proposed(session, told.admin, Lend(date(2026, 12, 1), source, target))


def test_who_does_not_plan_both_grids_lends_nobody(session: Session, told: Street) -> None:
    of_g1 = an_asker(session, "of-g1", UserRole.COORDINATOR, grid_id=told.grid.id)
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    with pytest.raises(NotFound):
        proposed(session, of_g1)
    with pytest.raises(Forbidden):
        proposed(session, viewer)
