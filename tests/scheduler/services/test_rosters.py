"""Making, refreshing, finding and listing rosters, each within the asker's scope."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.rosters import NewRoster, create, find, listed, up_to_date
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.users import UserRole
from tests.scheduler import rows
from tests.scheduler.rows import NOW
from tests.scheduler.street import (
    DAYS,
    START,
    Street,
    a_drafted_roster,
    an_asker,
)


def the_roster(session: Session, code: str = "dec") -> Roster:
    return session.scalars(select(Roster).where(Roster.code == code)).one()


def test_a_code_that_is_made_up_is_free(session: Session, street: Street) -> None:
    codes = [create(session, street.admin, NewRoster(START, DAYS, unit="u1"), now=NOW).code for _ in range(3)]

    assert codes == ["2026-12-u1", "2026-12-u1-2", "2026-12-u1-3"]


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        pytest.param({"code": "dec"}, Conflict, id="a code that is taken"),
        pytest.param({"code": "十 二"}, Invalid, id="a code with a space"),
        pytest.param({"code": "dec@2"}, Invalid, id="a code with the mark of versions"),
        pytest.param({"days": 0}, Invalid, id="no day"),
        pytest.param({"days": 367}, Invalid, id="more than a year"),
        pytest.param({"unit": "u9"}, NotFound, id="no such unit"),
        pytest.param({"grid": "g9"}, NotFound, id="no such grid"),
        pytest.param({"unit": "u1", "grid": "g1"}, Invalid, id="a unit and a grid"),
        pytest.param({"policy": {"cap_weak": 3}}, Invalid, id="an unknown limit"),
        pytest.param({"policy": {"cap_week": -1}}, Invalid, id="a negative limit"),
        pytest.param({"policy": {"most_out_percent": 101}}, Invalid, id="more than all"),
        pytest.param({"policy": {"rest": True}}, Invalid, id="no number"),
    ],
)
def test_impossible_rosters_are_refused(
    session: Session, street: Street, asked: dict[str, Any], refusal: type[Exception]
) -> None:
    a_drafted_roster(session, street)

    with pytest.raises(refusal):
        create(session, street.admin, NewRoster(**{"start": START, "days": DAYS, **asked}), now=NOW)


def test_nobody_learns_of_rosters_outside_their_scope(session: Session, street: Street) -> None:
    a_drafted_roster(session, street, "mine", unit="u1")
    a_drafted_roster(session, street, "theirs", unit="u2")
    a_drafted_roster(session, street, "all")
    who = an_asker(session, "u1er", UserRole.COORDINATOR, unit_id=street.units[0].id)

    assert [one.code for one in listed(session, who)] == ["mine"]
    for code in ("theirs", "all", "nosuch"):
        with pytest.raises(NotFound) as refused:
            find(session, who, code)
        assert str(refused.value) == f"没有排班表 {code}，或不在您的管理范围内"
    with pytest.raises(NotFound):
        create(session, who, NewRoster(START, DAYS, unit="u2"), now=NOW)
    with pytest.raises(NotFound):
        create(session, who, NewRoster(START, DAYS), now=NOW)


def test_a_grids_coordinator_makes_the_rosters_of_the_grids_below(session: Session, street: Street) -> None:
    below = rows.added(session, Grid(code="g11", name="一社区", level=GridLevel.COMMUNITY, parent_id=street.grid.id))
    street.points[0].grid_id = below.id
    who = an_asker(session, "griddy", UserRole.COORDINATOR, grid_id=street.grid.id)

    whole = create(session, who, NewRoster(START, DAYS, grid="g1"), now=NOW)
    part = create(session, who, NewRoster(START, DAYS, grid="g11"), now=NOW)

    assert (whole.shifts, part.shifts) == (8, 4)
    with pytest.raises(NotFound):
        create(session, who, NewRoster(START, DAYS, unit="u1"), now=NOW)


def test_who_may_only_look_makes_none(session: Session, street: Street) -> None:
    viewer = an_asker(session, "viewer", UserRole.VIEWER)

    with pytest.raises(Forbidden):
        create(session, viewer, NewRoster(START, DAYS), now=NOW)


def test_a_policy_may_be_changed_until_publication(session: Session, street: Street) -> None:
    code = a_drafted_roster(session, street, policy={"cap_week": 3})

    up_to_date(session, street.admin, code, policy={"rest": 480}, now=NOW)

    assert the_roster(session).policy == {"cap_week": 3, "rest": 480}
    the_roster(session).state = RosterState.ARCHIVED
    with pytest.raises(Conflict):
        up_to_date(session, street.admin, code, policy={"rest": 500}, now=NOW)
