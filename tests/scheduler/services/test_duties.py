"""Duties of a roster, found by who, where and when; and who could take one more."""

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Forbidden, NotFound
from scheduler.services.candidates import candidates
from scheduler.services.duties import DutyFilter, page
from scheduler.services.paging import Page
from scheduler.store.duties import DutyState
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.street import HELD, START, Street, a_roster_with, the_shift


@pytest.mark.parametrize(
    ("which", "found"),
    [
        pytest.param(DutyFilter(), ["v1", "v2", "v3"], id="all"),
        pytest.param(DutyFilter(unit="c", day=START), ["v1", "v2"], id="a command's on a day"),
        pytest.param(DutyFilter(volunteer="v3", point="p1", state=DutyState.ASSIGNED), ["v3"], id="one person's"),
        pytest.param(DutyFilter(unit="nowhere"), [], id="a unit that is none"),
    ],
)
def test_duties_are_found(session: Session, street: Street, which: DutyFilter, found: list[str]) -> None:
    code = a_roster_with(session, street, *HELD)

    listed = page(session, street.admin, code, Page(order="volunteer"), which)

    assert ([one.volunteer for one in listed.items], listed.total) == (found, len(found))


def test_pages_of_duties_are_cut_by_their_order(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    second = page(session, street.admin, code, Page(2, 2, "-volunteer"), DutyFilter())

    assert ([one.name for one in second.items], second.total) == (["张三"], 3)


def test_who_fills_the_missing_role_comes_first(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)

    first = candidates(session, street.admin, code, the_shift("03-p2"), most=1)[0]

    # A seat (1,000) and its leader (600) are filled, by one of the unit that answers for the point.
    assert (first.volunteer, first.free, first.reason, first.roles) == ("v5", True, "free", ("leader",))
    assert first.change is not None
    assert first.change <= -1600


def test_candidates_are_for_who_plans_the_roster(session: Session, street: Street) -> None:
    code = a_roster_with(session, street, *HELD)
    viewer = an_asker(session, UserRole.VIEWER, "viewer")

    with pytest.raises(Forbidden):
        candidates(session, viewer, code, the_shift("03-p2"), most=1)
    with pytest.raises(NotFound):
        candidates(session, street.admin, code, "nowhere", most=1)
