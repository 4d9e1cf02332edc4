"""What a plan does to a published month: the duties, from its day on, of people whose unit lets go of the point."""

from datetime import timedelta

import pytest
from sqlalchemy.orm import Session

from scheduler.services.allotting.effect import effect
from scheduler.store.allotments import Allotment
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.runs import RunState
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, a_unit, added
from tests.scheduler.street import HELD, START, Street, a_published_roster, a_street

FRIDAY = START + timedelta(days=3)


def an_exchange(session: Session, street: Street) -> int:
    """A plan, made, that gives p1 to u2 and leaves p2 with it."""
    points = [
        {"point": "p1", "name": "路口1", "need": 8000, "before": ["u1"], "after": ["u2"], "without": None},
        {"point": "p2", "name": "路口2", "need": 8000, "before": ["u2"], "after": ["u2"], "without": None},
    ]
    units = [{"unit": f"u{n}", "name": f"单位{n}", "strength": 400} for n in (1, 2)]
    asked = {"start": START.isoformat(), "days": 30, "most": 3, "change": 500, "share": 0, "absence": 5}
    asked |= {"whole": [], "districts": {}, "added": [], "lost": [], "caps": {}}
    made = {"points": points, "units": units, "changes": []}
    row = Allotment(
        name="冬季", asked_by=street.admin.user_id, asked_at=NOW, seconds=5, wanted=asked, found=made, worst=1, bound=1,
        state=RunState.DONE,
    )  # fmt: skip
    return added(session, row).id


@pytest.fixture
def plan(sessions: Sessions) -> tuple[Street, int]:
    """v1 and v2 of u1 are at p1 on Tuesday, v3 of u1 on Wednesday; told. Eight seats at p1 in the four days."""
    with transaction(sessions) as session:
        street = a_street(session)
        a_published_roster(session, street, *HELD)
        return street, an_exchange(session, street)


@pytest.mark.parametrize(
    ("after", "seats", "missing", "leaving"),
    [(0, 8, 5, 3), (1, 6, 5, 1), (3, 2, 2, 0)],
)
def test_duties_from_the_day_on_are_counted(
    sessions: Sessions, plan: tuple[Street, int], after: int, seats: int, missing: int, leaving: int
) -> None:
    street, number = plan

    with reading(sessions) as session:
        (roster,) = effect(session, street.admin, number, from_day=START + timedelta(days=after))

    assert (roster.roster, roster.seats, roster.missing) == ("dec", seats, missing)
    assert (roster.leaving, roster.people) == (leaving, leaving)
    assert [one.point for one in roster.points] == ["p1"]


def test_only_the_points_that_are_asked_for_are_counted(sessions: Sessions, plan: tuple[Street, int]) -> None:
    street, number = plan

    with reading(sessions) as session:
        assert effect(session, street.admin, number, from_day=START, points=["p2"]) == ()


def test_a_roster_that_the_asker_does_not_see_is_not_told_of(sessions: Sessions, plan: tuple[Street, int]) -> None:
    _, number = plan
    with transaction(sessions) as session:
        elsewhere = an_asker(session, UserRole.ADMIN, "elsewhere", unit=a_unit(session, "x"))
        row = session.get_one(Allotment, number)
        row.asked_by = elsewhere.user_id

    with reading(sessions) as session:
        assert effect(session, elsewhere, number, from_day=FRIDAY) == ()
