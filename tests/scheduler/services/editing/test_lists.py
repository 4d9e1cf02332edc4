"""The town's own lists, kinds of point, roles and teams: edited by who may, deleted when nothing refers to them."""

from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.editing import teams
from scheduler.services.editing.point_kinds import POINT_KINDS, PointKindView
from scheduler.services.editing.roles import ROLES
from scheduler.services.paging import Page
from scheduler.store.patterns import ShiftPattern
from scheduler.store.teams import Role, Team
from tests.scheduler.askers import a_coordinator, an_admin
from tests.scheduler.rows import NOW, a_point, a_unit, a_volunteer, added
from tests.scheduler.services.editing.conftest import Told

BRIDGE = {"name": "天桥", "headcount": "每50米1人，至少8人", "position": 24, "category": None}


def test_a_kind_keeps_its_formula_in_symbols(session: Session, told: Told) -> None:
    boss = an_admin(session)

    made = POINT_KINDS.save(session, boss, "bridge", BRIDGE, now=NOW)

    assert made == POINT_KINDS.one(session, "bridge")
    assert made == PointKindView("bridge", "天桥", 24, "max(length / 50, 8)", None)
    assert told()[0][:3] == ("add", "point_kind", "bridge")


@pytest.mark.parametrize(
    ("said", "field"),
    [
        pytest.param({"headcount": "许多"}, "headcount", id="a formula that is none"),
        pytest.param({"headcount": "1 / 0"}, "headcount", id="a formula that cannot be worked out at a point"),
        pytest.param({"headcount": "length / 50"}, "headcount", id="a formula for lines, at a point without a length"),
        pytest.param({"name": "路段"}, "name", id="a name that another kind has"),
    ],
)
def test_a_kind_that_cannot_be_is_refused(session: Session, told: Told, said: dict[str, Any], field: str) -> None:
    a_point(session, "p1", kind="intersection", name="路口一")

    with pytest.raises(Invalid) as refused:
        POINT_KINDS.save(session, an_admin(session), "intersection", said, now=NOW)

    assert [fault.where for fault in refused.value.faults] == [field]
    assert told() == []


def test_a_kind_that_a_point_or_a_pattern_speaks_of_stays(session: Session) -> None:
    boss = an_admin(session)
    a_point(session, "p1", kind="intersection")
    pattern = {"code": "m", "name": "早高峰", "day_kinds": ["workday"], "spans": [[435, 480]]}
    added(session, ShiftPattern(**pattern, point_kinds=["park", "bus_stop"]))

    for code, refers in (("intersection", "1 个点位"), ("park", "1 个班次模板")):
        with pytest.raises(Conflict, match=refers):
            POINT_KINDS.delete(session, boss, code, now=NOW)
    POINT_KINDS.delete(session, boss, "bank", now=NOW)

    assert POINT_KINDS.find(session, "bank") is None


def test_only_the_admin_of_the_whole_town_edits_its_lists(session: Session) -> None:
    wang = a_coordinator(session, a_unit(session))

    for save, said in ((POINT_KINDS.save, BRIDGE), (ROLES.save, {"name": "大使", "position": 9})):
        with pytest.raises(NotFound):
            save(session, wang, "new", said, now=NOW)
    assert ROLES.page(session, Page()).total == 8


def test_a_role_is_renamed_and_one_that_is_held_stays(session: Session, told: Told) -> None:
    boss = an_admin(session)
    guide = session.scalars(select(Role).where(Role.code == "guide")).one()
    a_volunteer(session, a_unit(session), roles=[guide])

    ROLES.save(session, boss, "guide", {"name": "引导"}, now=NOW)
    with pytest.raises(Conflict, match="引导 不能删除：还有 1 个志愿者 用到它"):
        ROLES.delete(session, boss, "guide", now=NOW)

    assert told() == [("change", "role", "guide", {"name": "引导员"}, {"name": "引导"})]


def test_a_team_across_units_is_renamed_by_who_plans_them_all(session: Session) -> None:
    own, other = a_unit(session, "u1"), a_unit(session, "u2", name="教育局")
    team = added(session, Team(code="t", name="一队"))
    a_volunteer(session, own, "v1", teams=[team])
    wang = a_coordinator(session, own)
    teams.save(session, wang, "t", {"name": "先锋队"}, now=NOW)
    a_volunteer(session, other, "v2", name="李四", teams=[team])

    with pytest.raises(Forbidden):
        teams.save(session, wang, "t", {"name": "我的队"}, now=NOW)

    assert teams.one(session, wang, "t") == teams.TeamView("t", "先锋队", 1)
    assert teams.one(session, an_admin(session), "t").members == 2


def test_a_team_of_others_is_not_found_and_one_of_nobody_is_everybodys(session: Session) -> None:
    other = a_unit(session, "u2", name="教育局")
    a_volunteer(session, other, "v2", teams=[added(session, Team(code="t", name="一队"))])
    wang = a_coordinator(session, a_unit(session, "u1"))

    teams.save(session, wang, "n", {"name": "新队"}, now=NOW)

    assert [one.code for one in teams.page(session, wang, Page()).items] == ["n"]
    with pytest.raises(NotFound):
        teams.delete(session, wang, "t", now=NOW)
    with pytest.raises(Conflict, match="1 个志愿者"):
        teams.delete(session, an_admin(session), "t", now=NOW)
    teams.delete(session, wang, "n", now=NOW)
    assert teams.find(session, wang, "n") is None
