"""Grids: seen by who has to do with them, a tree that goes down level by level, deleted when nothing refers to them."""

from typing import Any

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.editing import grids
from scheduler.services.editing.grids import GridFilter, GridView
from scheduler.services.paging import Page
from scheduler.services.stewardship import assign
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.users import UserRole
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import FIRST, NOW, a_point, a_unit, added
from tests.scheduler.services.editing.conftest import Told


@pytest.fixture
def town(session: Session) -> dict[str, Grid]:
    """District d with street s and community k in it, and beside it district e."""
    made: dict[str, Grid] = {}
    for code, name, level, parent in (
        ("d", "广阳区", "district", None),
        ("s", "新开路街道", "street", "d"),
        ("k", "和平社区", "community", "s"),
        ("e", "安次区", "district", None),
    ):
        above = made[parent].id if parent else None
        made[code] = added(session, Grid(code=code, name=name, level=GridLevel(level), parent_id=above))
    return made


def test_a_grid_is_added_renamed_and_moved(session: Session, town: dict[str, Grid], told: Told) -> None:
    boss = an_admin(session)

    grids.save(session, boss, "n", {"name": "南街道", "level": GridLevel.STREET, "parent": "d"}, now=NOW)
    after = grids.save(session, boss, "n", {"name": "南环街道", "parent": "e"}, now=NOW)

    assert after == grids.one(session, boss, "n") == GridView("n", "南环街道", GridLevel.STREET, "e")
    assert told()[1] == ("change", "grid", "n", {"name": "南街道", "parent": "d"}, {"name": "南环街道", "parent": "e"})


@pytest.mark.parametrize(
    ("code", "said", "field"),
    [
        pytest.param("s", {"level": GridLevel.DISTRICT}, "level", id="as high as what it lies in"),
        pytest.param("s", {"level": GridLevel.COMMUNITY}, "level", id="as low as what lies in it"),
        pytest.param("d", {"parent": "d"}, "level", id="in itself"),
        pytest.param("d", {"parent": "k"}, "level", id="in what lies in it"),
        pytest.param("e", {"name": "广阳区"}, "name", id="called like its neighbour"),
        pytest.param("s", {"parent": "x"}, "parent", id="in one that is not there"),
    ],
)
def test_a_place_in_the_tree_that_cannot_be_is_refused(
    session: Session, town: dict[str, Grid], told: Told, *, code: str, said: dict[str, Any], field: str
) -> None:
    with pytest.raises(Invalid) as refused:
        grids.save(session, an_admin(session), code, said, now=NOW)

    assert [fault.where for fault in refused.value.faults] == [field]
    assert told() == []


def test_who_plans_a_grid_edits_below_it_and_not_above(session: Session, town: dict[str, Grid]) -> None:
    wang = an_asker(session, UserRole.COORDINATOR, "wang", grid=town["s"])

    grids.save(session, wang, "k2", {"name": "花园社区", "level": GridLevel.COMMUNITY, "parent": "s"}, now=NOW)
    grids.save(session, wang, "s", {"name": "新开路办事处"}, now=NOW)

    with pytest.raises(Invalid):
        grids.save(session, wang, "s", {"parent": "e"}, now=NOW)
    with pytest.raises(Forbidden):
        grids.save(session, wang, "d", {"name": "广阳新区"}, now=NOW)
    with pytest.raises(NotFound):
        grids.delete(session, wang, "e", now=NOW)


def test_who_answers_for_a_point_sees_where_it_lies(session: Session, town: dict[str, Grid]) -> None:
    own = a_unit(session, "u1")
    a_point(session, "p1", grid_id=town["k"].id)
    assign(session, an_admin(session), "u1", "p1", from_day=FIRST, now=NOW)

    seen = grids.page(session, a_coordinator(session, own), Page(order="code"), GridFilter())

    assert [one.code for one in seen.items] == ["d", "k", "s"]


@pytest.mark.parametrize(
    ("which", "codes"),
    [
        pytest.param(GridFilter(level=GridLevel.DISTRICT), ["d", "e"], id="of a level"),
        pytest.param(GridFilter(parent="d"), ["s"], id="directly below"),
        pytest.param(GridFilter(under="d"), ["d", "k", "s"], id="a subtree"),
        pytest.param(GridFilter(search="社区"), ["k"], id="by name"),
    ],
)
def test_the_list_is_filtered(session: Session, town: dict[str, Grid], *, which: GridFilter, codes: list[str]) -> None:
    found = grids.page(session, an_admin(session), Page(order="code"), which)

    assert [one.code for one in found.items] == codes


def test_only_what_nothing_refers_to_is_deleted(session: Session, town: dict[str, Grid], told: Told) -> None:
    boss = an_admin(session)
    a_point(session, "p1", grid_id=town["s"].id)

    with pytest.raises(Conflict, match="新开路街道 不能删除：还有 1 个网格、1 个点位 用到它"):
        grids.delete(session, boss, "s", now=NOW)
    grids.delete(session, boss, "e", now=NOW)

    assert grids.find(session, boss, "e") is None
    assert told() == [
        ("delete", "grid", "e", {"code": "e", "name": "安次区", "level": "district", "parent": None}, None)
    ]
