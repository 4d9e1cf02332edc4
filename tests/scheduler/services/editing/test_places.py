"""Units, points and stewardship as people look at them: filtered by the database, never beyond the scope."""

from dataclasses import dataclass
from datetime import date

import pytest
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Forbidden, Invalid, NotFound
from scheduler.services.access import Asker
from scheduler.services.editing import points, stewardships, units
from scheduler.services.editing.points import PointFilter
from scheduler.services.editing.stewardships import StewardshipFilter
from scheduler.services.editing.units import UnitFilter
from scheduler.services.paging import Page
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.users import UserRole
from scheduler.store.vault import Vault
from tests.scheduler.askers import a_coordinator, an_admin, an_asker
from tests.scheduler.rows import FIRST, NOW, a_point, a_unit, added
from tests.scheduler.services.editing.conftest import Told

BY_CODE, TODAY = Page(order="code"), date(2026, 11, 20)


@dataclass(frozen=True)
class Town:
    """u1 and below it u2; other beside them. In grid g lie p1, of u2, and p2, of other. p3 is nobody's."""

    admin: Asker
    wang: Asker
    inspector: Asker


@pytest.fixture
def town(session: Session) -> Town:
    own = a_unit(session, "u1", name="街道办")
    inner = a_unit(session, "u2", name="居委会", parent_id=own.id)
    other = a_unit(session, "other", name="教育局", ended_on=date(2027, 1, 1))
    grid = added(session, Grid(code="g", name="新开路街道", level=GridLevel.STREET))
    first, second = (a_point(session, code, name=code, grid_id=grid.id) for code in ("p1", "p2"))
    a_point(session, "p3", name="p3")
    for unit, point in ((inner, first), (other, second)):
        added(session, Stewardship(unit_id=unit.id, point_id=point.id, from_day=FIRST))
    viewer = an_asker(session, UserRole.INSPECTOR, "zhao", grid=grid)
    return Town(an_admin(session), a_coordinator(session, own), viewer)


@pytest.mark.parametrize(
    ("which", "codes"),
    [
        pytest.param(UnitFilter(), ["other", "u1", "u2"], id="all"),
        pytest.param(UnitFilter(under="u1"), ["u1", "u2"], id="a subtree"),
        pytest.param(UnitFilter(parent="u1"), ["u2"], id="directly below"),
        pytest.param(UnitFilter(top=True), ["other", "u1"], id="at the top"),
        pytest.param(UnitFilter(on=date(2027, 1, 1)), ["u1", "u2"], id="there on a day"),
        pytest.param(UnitFilter(search="居委"), ["u2"], id="by name"),
    ],
)
def test_units_are_filtered(session: Session, town: Town, which: UnitFilter, codes: list[str]) -> None:
    assert [one.code for one in units.page(session, town.admin, BY_CODE, which).items] == codes


@pytest.mark.parametrize(
    ("which", "codes"),
    [
        pytest.param(PointFilter(), ["p1", "p2", "p3"], id="all"),
        pytest.param(PointFilter(kind="park"), [], id="of a kind"),
        pytest.param(PointFilter(grid="g"), ["p1", "p2"], id="in a grid"),
        pytest.param(PointFilter(unit="u1", on=FIRST), ["p1"], id="of a unit or one below it"),
        pytest.param(PointFilter(unit="u1"), [], id="of a unit before it answers for any"),
        pytest.param(PointFilter(uncovered=True, on=FIRST), ["p3"], id="of nobody"),
        pytest.param(PointFilter(uncovered=True, on=date(2027, 1, 1)), ["p2", "p3"], id="of a unit that is no more"),
        pytest.param(PointFilter(uncovered=False, on=FIRST), ["p1", "p2"], id="of somebody"),
        pytest.param(PointFilter(search="P3"), ["p3"], id="by code"),
    ],
)
def test_points_are_filtered(session: Session, town: Town, which: PointFilter, codes: list[str]) -> None:
    found = points.page(session, town.admin, BY_CODE, which, today=TODAY)

    assert ([one.code for one in found.items], found.total) == (codes, len(codes))


def test_everybody_sees_their_part(session: Session, town: Town) -> None:
    def seen(who: Asker) -> tuple[list[str], list[str], list[str]]:
        return (
            [one.code for one in units.page(session, who, BY_CODE, UnitFilter()).items],
            [one.code for one in points.page(session, who, BY_CODE, PointFilter(), today=TODAY).items],
            [one.unit for one in stewardships.page(session, who, Page(order="unit"), StewardshipFilter()).items],
        )

    assert seen(town.wang) == (["u1", "u2"], ["p1"], ["u2"])
    assert seen(town.inspector) == ([], ["p1", "p2"], ["other", "u2"])


def test_who_only_looks_at_a_point_changes_nothing(session: Session, town: Town, vault: Vault, told: Told) -> None:
    with pytest.raises(Forbidden):
        points.save(session, town.inspector, "p1", {"priority": 2}, vault=vault, now=NOW)
    with pytest.raises(NotFound):
        points.delete(session, town.wang, "p2", now=NOW)
    with pytest.raises(NotFound):
        units.one(session, town.wang, "other")

    assert told() == []


def test_a_stewardship_is_changed_and_ended_by_its_number(session: Session, town: Town, told: Told) -> None:
    (number,) = (one.number for one in stewardships.page(session, town.wang, Page(), StewardshipFilter()).items)
    later = date(2027, 3, 1)

    stewardships.change(session, town.wang, number, {"part": Part.ASSIST}, now=NOW)
    stewardships.end(session, town.wang, number, on=later, now=NOW)

    assert [(before, after) for _, _, _, before, after in told()] == [
        ({"part": "lead"}, {"part": "assist"}),
        ({"until_day": None}, {"until_day": "2027-03-01"}),
    ]
    with pytest.raises(Conflict):
        stewardships.end(session, town.wang, number, on=later, now=NOW)
    with pytest.raises(Invalid):
        stewardships.change(session, town.wang, number, {"until_day": FIRST}, now=NOW)
    in_force = stewardships.page(session, town.admin, Page(), StewardshipFilter(point="p1", on=later))
    assert in_force.total == 0
