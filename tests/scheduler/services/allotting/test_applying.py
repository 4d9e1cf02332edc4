"""A plan put in force: from a day on, whole or at some points, and what was before stays known."""

from datetime import date, timedelta

import pytest

from scheduler.errors import Conflict, Invalid
from scheduler.services.allotting import applying, comparing
from scheduler.store.audit import AuditEntry
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit
from tests.scheduler.rows import NOW, a_point, added
from tests.scheduler.services.allotting.planned import HERE, OCTOBER, SEASON, a_plan, a_town, held, wanted

LATER = date(2026, 12, 8)
"""A day of the season that is not its first: what is agreed for then is nothing the plan was made of."""


def test_contracts_begin_on_the_day_and_those_that_stay_are_not_touched(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())

    with transaction(sessions) as session:
        lines = applying.apply(session, boss, number, from_day=SEASON, now=NOW)
        contracts = held(session)
        entry = session.query(AuditEntry).filter_by(verb="apply").one()

    assert [line.point for line in lines] == ["p1"]
    assert contracts == [("u1", Part.LEAD, OCTOBER, None), ("u2", Part.ASSIST, SEASON, None)]
    before = ["u1", "lead", "2026-10-01", None]
    assert (entry.ref, entry.detail) == (
        str(number),
        {
            "from_day": "2026-12-01",
            "points": ["p1"],
            "was": {"p1": [before]},
            "became": {"p1": [before, ["u2", "assist", "2026-12-01", None]]},
        },
    )


def test_a_contract_that_the_plan_does_not_know_ends_on_the_day_and_stays_known(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted(lost=("u1",)))

    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)
        contracts = held(session)

    assert contracts == [("u1", Part.LEAD, OCTOBER, SEASON), ("u2", Part.LEAD, SEASON, None)]


def test_a_plan_in_force_differs_from_nothing_and_is_applied_again_for_nothing(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())
    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)

    with transaction(sessions) as session:
        assert applying.apply(session, boss, number, from_day=SEASON, now=NOW) == ()
    with reading(sessions) as session:
        assert comparing.compare(session, boss, number, on=SEASON).lines == ()


def test_some_points_are_applied_and_the_others_stay(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        a_point(session, "p2", path=[list(HERE)], came_path=[list(HERE)])
    number = a_plan(sessions, boss, wanted())

    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, points=["p2"], now=NOW)

        assert held(session, "p1") == [("u1", Part.LEAD, OCTOBER, None)]
        assert held(session, "p2")


def test_nothing_is_applied_where_one_point_is_agreed_for_later(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        second = a_point(session, "p2", path=[list(HERE)], came_path=[list(HERE)])
        unit = session.query(Unit).filter_by(code="u2").one()
        later = SEASON + timedelta(days=7)
        added(session, Stewardship(unit_id=unit.id, point_id=second.id, from_day=later))
    number = a_plan(sessions, boss, wanted())

    with pytest.raises(Conflict), transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)

    with reading(sessions) as session:
        assert held(session, "p1") == [("u1", Part.LEAD, OCTOBER, None)]


def test_what_is_over_is_never_rewritten(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())

    with transaction(sessions) as session, pytest.raises(Invalid):
        applying.apply(session, boss, number, from_day=date(2026, 11, 19), now=NOW)


def test_a_contract_that_began_the_same_day_goes_on_with_its_new_part(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())
    with transaction(sessions) as session:
        session.query(Stewardship).one().part = Part.ASSIST
        second = session.query(Unit).filter_by(code="u2").one()
        point = session.query(Point).filter_by(code="p1").one()
        began = added(session, Stewardship(unit_id=second.id, point_id=point.id, part=Part.LEAD, from_day=LATER)).id

    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=LATER, now=NOW)
        row = session.get_one(Stewardship, began)
        entry = session.query(AuditEntry).filter_by(noun="stewardship", verb="change").one()
        contracts = held(session)

    assert contracts[:2] == [("u1", Part.ASSIST, OCTOBER, LATER), ("u1", Part.LEAD, LATER, None)]
    assert (row.part, row.from_day, row.until_day) == (Part.ASSIST, LATER, None)
    assert entry.detail == {"part": "assist", "was": {"part": "lead", "from_day": "2026-12-08", "until_day": None}}


def test_what_a_contract_said_that_only_began_that_day_stays_in_the_audit(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted(lost=("u2",)))
    with transaction(sessions) as session:
        second = session.query(Unit).filter_by(code="u2").one()
        point = session.query(Point).filter_by(code="p1").one()
        until = LATER + timedelta(days=9)
        added(session, Stewardship(unit_id=second.id, point_id=point.id, from_day=LATER, until_day=until))

    with transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=LATER, now=NOW)
        contracts = held(session)
        entry = session.query(AuditEntry).filter_by(noun="stewardship", verb="end").one()

    assert contracts == [("u1", Part.LEAD, OCTOBER, None)]
    said = {"part": "lead", "from_day": "2026-12-08", "until_day": "2026-12-17"}
    assert entry.detail == {"on": "2026-12-08", "was": said}


def test_the_loads_are_those_of_the_chosen_points_alone(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())

    with reading(sessions) as session:
        every = comparing.compare(session, boss, number, on=SEASON)
        none = comparing.compare(session, boss, number, on=SEASON, points=())

    assert every.worst == (12000, 6000)  # 4 people on 30 days by 10 people, then by 20
    assert none.worst == (12000, 12000)
