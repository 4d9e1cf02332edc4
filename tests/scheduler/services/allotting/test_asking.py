"""A plan is asked for by admins, made by one process and by nobody twice, and refused where there is none to make."""

from datetime import date, timedelta

import pytest

from scheduler import runs
from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.allotting import plans
from scheduler.services.allotting.wanted import NewPoint
from scheduler.services.paging import Page
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.points import Point
from scheduler.store.runs import RunState
from tests.scheduler.askers import a_coordinator
from tests.scheduler.rows import NOW, a_unit
from tests.scheduler.services.allotting.planned import HERE, a_town, wanted


@pytest.mark.parametrize(
    ("asked", "refusal"),
    [
        pytest.param({"days": 0}, Invalid, id="no day"),
        pytest.param({"days": 367}, Invalid, id="more than a year"),
        pytest.param({"lost": ("nobody",)}, NotFound, id="a unit that is not there"),
        pytest.param({"staffed": {"nowhere": 1}}, NotFound, id="people at a point that is not there"),
        pytest.param({"whole": ("nowhere",)}, NotFound, id="a grid that is not there"),
        pytest.param({"districts": {"c": "nowhere"}}, NotFound, id="a district that is not there"),
        pytest.param({"added": (NewPoint("p1", 1, HERE),)}, Invalid, id="a new point that is there"),
        pytest.param({"added": (NewPoint("n", 1, HERE),) * 2}, Invalid, id="a new point twice"),
        pytest.param({"lost": ("u1", "u2", "u3")}, Invalid, id="nobody left"),
    ],
)
def test_what_cannot_be_planned_is_refused(sessions: Sessions, asked: dict[str, object], refusal: type) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)

        with pytest.raises(refusal):
            plans.request(session, boss, wanted(**asked), now=NOW)


def test_only_admins_plan_and_see_only_their_own(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        coordinator = a_coordinator(session, a_unit(session, "x"))
        number = plans.request(session, boss, wanted(), now=NOW)

        with pytest.raises(Forbidden):
            plans.request(session, coordinator, wanted(), now=NOW)
        with pytest.raises(NotFound):
            plans.one(session, coordinator, number)
        assert plans.page(session, coordinator, Page()).total == 0
        assert plans.page(session, boss, Page()).total == 1


def test_a_plan_that_waits_can_be_called_off_and_is_not_made(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        number = plans.request(session, boss, wanted(), now=NOW)
        plans.cancel(session, boss, number, now=NOW)

        assert plans.one(session, boss, number).state is RunState.CANCELLED
        with pytest.raises(Conflict):
            plans.cancel(session, boss, number, now=NOW)
        with pytest.raises(Conflict):
            plans.made(session, boss, number)
    assert runs.claim_allotment(sessions, now=NOW) is None


def test_a_plan_is_made_by_one_process_and_taken_over_when_that_is_silent(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        plans.request(session, boss, wanted(), seconds=60, now=NOW)
    first = runs.claim_allotment(sessions, now=NOW)
    assert first is not None

    assert runs.claim_allotment(sessions, now=NOW) is None
    later = runs.claim_allotment(sessions, now=NOW + timedelta(minutes=1))
    assert later is not None
    assert runs.work_allotment(sessions, first, clock=lambda: NOW, workers=1) is None
    assert runs.work_allotment(sessions, later, clock=lambda: NOW, workers=1) is None

    with reading(sessions) as session:
        assert plans.one(session, boss, later.number).state is RunState.DONE


def test_a_town_that_changed_meanwhile_fails_the_plan_with_the_reason(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        number = plans.request(session, boss, wanted(), now=NOW)
        session.query(Point).one().ended_on = date(2026, 11, 1)
    claim = runs.claim_allotment(sessions, now=NOW)
    assert claim is not None

    assert runs.work_allotment(sessions, claim, clock=lambda: NOW, workers=1) is None

    with reading(sessions) as session:
        plan = plans.one(session, boss, number)
    assert plan.state is RunState.FAILED
    assert plan.error is not None
    assert "没有可分包的点位" in plan.error
