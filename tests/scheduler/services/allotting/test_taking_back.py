"""A plan put in force by mistake is taken back: the contracts are what they were, unless somebody built on it."""

from datetime import date, timedelta

import pytest

from scheduler.errors import Conflict
from scheduler.services.access import Asker
from scheduler.services.allotting import applying
from scheduler.services.allotting.taking_back import applied, take_back
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.stewardship import Part, Stewardship
from tests.scheduler.rows import NOW
from tests.scheduler.services.allotting.planned import SEASON, a_plan, a_town, held, wanted

OCTOBER = date(2026, 10, 1)
Plan = tuple[Asker, int]


@pytest.fixture(params=[pytest.param((), id="a unit joins"), pytest.param(("u1",), id="a unit is replaced")])
def plan(request: pytest.FixtureRequest, sessions: Sessions) -> Plan:
    """Put in force from the first day of the season."""
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted(lost=request.param))
    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)
    return boss, number


def test_contracts_are_what_they_were(sessions: Sessions, plan: Plan) -> None:
    boss, number = plan

    with transaction(sessions) as session:
        back = take_back(session, boss, number, now=NOW)
        contracts = held(session)
    with reading(sessions) as session:
        found = applied(session, boss, number)

    assert (back.points, back.from_day) == (("p1",), SEASON)
    assert contracts == [("u1", Part.LEAD, OCTOBER, None)]
    assert [one.standing for one in found] == [False]


def test_it_is_taken_back_once(sessions: Sessions, plan: Plan) -> None:
    boss, number = plan
    with transaction(sessions) as session:
        take_back(session, boss, number, now=NOW)

    with pytest.raises(Conflict, match="已经撤回"), transaction(sessions) as session:
        take_back(session, boss, number, now=NOW)


def test_it_can_be_put_in_force_again(sessions: Sessions, plan: Plan) -> None:
    boss, number = plan
    with transaction(sessions) as session:
        once = held(session)
        take_back(session, boss, number, now=NOW)

    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)
        again = held(session)
    with reading(sessions) as session:
        found = applied(session, boss, number)

    assert again == once
    assert [one.standing for one in found] == [True, False]


def test_what_somebody_changed_since_is_not_overwritten(sessions: Sessions, plan: Plan) -> None:
    boss, number = plan
    with transaction(sessions) as session:
        session.query(Stewardship).order_by(Stewardship.id.desc()).first().until_day = SEASON + timedelta(days=9)  # type: ignore[union-attr]
        session.flush()
        changed = held(session)

    with pytest.raises(Conflict, match="又改过"), transaction(sessions) as session:
        take_back(session, boss, number, now=NOW)

    with reading(sessions) as session:
        assert held(session) == changed


def test_what_is_over_is_never_rewritten(sessions: Sessions, plan: Plan) -> None:
    boss, number = plan

    with pytest.raises(Conflict, match="已经生效"), transaction(sessions) as session:
        take_back(session, boss, number, now=NOW + timedelta(days=12))


def test_a_contract_that_only_began_that_day_comes_back(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        session.query(Stewardship).one().from_day = SEASON
    number = a_plan(sessions, boss, wanted(lost=("u1",)))
    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)
        assert held(session) == [("u2", Part.LEAD, SEASON, None)]

    with transaction(sessions) as session:
        take_back(session, boss, number, now=NOW)

        assert held(session) == [("u1", Part.LEAD, SEASON, None)]
