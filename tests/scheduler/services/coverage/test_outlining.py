"""Boundaries taken in: shown first, then done, or refused; only those in the asker's scope."""

import json
from typing import Any

import pytest
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid
from scheduler.services.coverage.boundaries import boundaries, page
from scheduler.services.coverage.outlining import apply, plan
from scheduler.services.editing.grids import GridFilter, delete
from scheduler.services.paging import Page
from scheduler.store.audit import AuditEntry
from scheduler.store.boundaries import GridBoundary
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Datum
from scheduler.store.users import UserRole
from tests.scheduler.askers import an_asker
from tests.scheduler.rows import NOW, added
from tests.scheduler.street import Street

SQUARE = [[116.7, 39.5], [116.8, 39.5], [116.8, 39.6], [116.7, 39.5]]
WGS84 = Datum.WGS84


def a_file(polygon: Any = (SQUARE,), **properties: Any) -> bytes:
    geometry = None if polygon is None else {"type": "Polygon", "coordinates": list(polygon)}
    feature = {"type": "Feature", "geometry": geometry, "properties": properties or {"code": "g1"}}
    return json.dumps({"type": "FeatureCollection", "features": [feature]}).encode()


def take_in(session: Session, street: Street, body: bytes) -> None:
    shown = plan(session, street.admin, body, WGS84)
    apply(session, street.admin, body, WGS84, fingerprint=shown.fingerprint, now=NOW)


def test_looking_changes_nothing_and_doing_does_what_was_shown(session: Session, street: Street) -> None:
    shown = plan(session, street.admin, a_file(), WGS84)
    before = boundaries(session, street.admin)

    apply(session, street.admin, a_file(), WGS84, fingerprint=shown.fingerprint, now=NOW)

    assert [(one.code, one.does, one.corners) for one in shown.drawn] == [("g1", "added", 3)]
    assert before == ()
    assert [(one.name, one.polygons) for one in boundaries(session, street.admin)] == [("一街道", [[SQUARE]])]
    told = session.scalars(select(AuditEntry).where(AuditEntry.verb == "boundary")).one()
    assert (told.noun, told.ref, told.detail) == ("grid", "g1", {"does": "added", "corners": 3})


def test_the_same_again_changes_nothing(session: Session, street: Street) -> None:
    take_in(session, street, a_file(name="一街道"))

    assert plan(session, street.admin, a_file(), WGS84).changes == 0


def test_a_boundary_is_changed_and_taken_away(session: Session, street: Street) -> None:
    take_in(session, street, a_file())
    take_in(session, street, a_file([[[116.7, 39.5], [116.9, 39.5], [116.9, 39.6], [116.7, 39.5]]]))
    changed = boundaries(session, street.admin)[0].polygons[0][0][1]
    take_in(session, street, a_file(None))

    assert changed == [116.9, 39.5]
    assert boundaries(session, street.admin) == ()


def test_what_was_not_shown_is_not_done(session: Session, street: Street) -> None:
    shown = plan(session, street.admin, a_file(), WGS84)
    take_in(session, street, a_file())

    with pytest.raises(Conflict):
        apply(session, street.admin, a_file(), WGS84, fingerprint=shown.fingerprint, now=NOW)


@pytest.mark.parametrize(
    ("body", "advice"),
    [
        pytest.param(a_file(code="g9"), "没有这个网格", id="no such grid"),
        pytest.param(a_file(name="二街道"), "请写编号：g2、g3", id="a name of two"),
    ],
)
def test_a_grid_that_is_not_clear_is_refused(session: Session, street: Street, body: bytes, advice: str) -> None:
    for code in ("g2", "g3"):
        added(session, Grid(code=code, name="二街道", level=GridLevel.STREET))

    with pytest.raises(Invalid) as refused:
        plan(session, street.admin, body, WGS84)

    assert advice in refused.value.faults[0].advice


def test_a_grid_twice_in_a_file_is_refused(session: Session, street: Street) -> None:
    twice = json.loads(a_file())
    twice["features"] *= 2

    with pytest.raises(Invalid) as refused:
        plan(session, street.admin, json.dumps(twice).encode(), WGS84)

    assert "出现了两次" in refused.value.faults[0].advice


def test_only_who_plans_a_grid_draws_it(session: Session, street: Street) -> None:
    far = added(session, Grid(code="g9", name="别处", level=GridLevel.STREET))
    elsewhere = an_asker(session, UserRole.COORDINATOR, "zhao", grid=far)
    watching = an_asker(session, UserRole.VIEWER, "qian", grid=street.grid)

    for who, advice in ((elsewhere, "没有这个网格"), (watching, "只能查看")):
        with pytest.raises(Invalid) as refused:
            plan(session, who, a_file(), WGS84)
        assert advice in refused.value.faults[0].advice


def test_nobody_sees_boundaries_outside_their_scope(session: Session, street: Street) -> None:
    far = added(session, Grid(code="g9", name="别处", level=GridLevel.STREET))
    elsewhere = an_asker(session, UserRole.VIEWER, "zhao", grid=far)
    take_in(session, street, a_file())

    assert boundaries(session, elsewhere) == ()
    assert [one.grid.code for one in page(session, elsewhere, Page(), GridFilter()).items] == ["g9"]


def test_a_list_has_grids_with_and_without_a_boundary(session: Session, street: Street) -> None:
    added(session, Grid(code="g2", name="二街道", level=GridLevel.STREET))
    take_in(session, street, a_file())

    found = page(session, street.admin, Page(), GridFilter())

    assert [(one.grid.code, one.polygons) for one in found.items] == [("g1", [[SQUARE]]), ("g2", None)]


def test_a_boundary_goes_with_its_grid(session: Session, street: Street) -> None:
    added(session, Grid(code="g2", name="二街道", level=GridLevel.STREET))
    take_in(session, street, a_file(code="g2"))

    delete(session, street.admin, "g2", now=NOW)

    assert session.scalars(select(GridBoundary)).all() == []
