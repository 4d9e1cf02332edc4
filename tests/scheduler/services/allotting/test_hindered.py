"""What became of the town since a plan was made, or of the lines that were chosen, hinders what no longer fits."""

import pytest

from scheduler.errors import Conflict, NotFound
from scheduler.services.allotting import applying, comparing
from scheduler.services.allotting.lines import mark
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit
from tests.scheduler.rows import NOW, a_point, added
from tests.scheduler.services.allotting.planned import HERE, OCTOBER, SEASON, a_plan, a_town, wanted


def test_a_point_that_the_plan_has_not_is_not_found_and_one_that_is_gone_is_refused(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())

    with transaction(sessions) as session:
        with pytest.raises(NotFound):
            applying.apply(session, boss, number, from_day=SEASON, points=["nowhere"], now=NOW)
        session.query(Point).one().code = "renamed"
    with transaction(sessions) as session, pytest.raises(Conflict, match="还没有，或已经停用"):
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)


def test_what_was_changed_since_the_plan_was_made_is_refused_and_the_rest_can_be_applied(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
        a_point(session, "p2", path=[list(HERE)], came_path=[list(HERE)])
    number = a_plan(sessions, boss, wanted())
    with transaction(sessions) as session:
        third = session.query(Unit).filter_by(code="u3").one()
        point = session.query(Point).filter_by(code="p1").one()
        added(session, Stewardship(unit_id=third.id, point_id=point.id, part=Part.ASSIST, from_day=OCTOBER))

    with reading(sessions) as session:
        compared = comparing.compare(session, boss, number, on=SEASON)
    with pytest.raises(Conflict, match="当时是 单位u1，现在是 单位u1、单位u3"), transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)
    with transaction(sessions) as session:
        lines = applying.apply(session, boss, number, from_day=SEASON, points=["p2"], now=NOW)

    assert list(compared.hindered) == ["p1"]
    assert [line.point for line in lines] == ["p2"]


def test_a_unit_that_has_gone_hinders(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())
    with transaction(sessions) as session:
        session.query(Unit).filter_by(code="u2").one().ended_on = SEASON

    with pytest.raises(Conflict, match="单位u2 已经撤销"), transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, now=NOW)


def test_other_lines_than_those_that_were_looked_at_are_refused(sessions: Sessions) -> None:
    with transaction(sessions) as session:
        boss = a_town(session)
    number = a_plan(sessions, boss, wanted())
    with reading(sessions) as session:
        looked_at = mark(comparing.compare(session, boss, number, on=SEASON).lines)

    with pytest.raises(Conflict, match="和您看到的不一样"), transaction(sessions) as session:
        applying.apply(session, boss, number, from_day=SEASON, seen=mark(()), now=NOW)
    with transaction(sessions) as session:
        assert applying.apply(session, boss, number, from_day=SEASON, seen=looked_at, now=NOW)
