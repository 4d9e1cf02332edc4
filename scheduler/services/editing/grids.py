"""Grids as people look at them, in pages, and edit them: a tree that goes down level by level."""

from collections.abc import Mapping
from dataclasses import asdict, dataclass
from datetime import datetime
from typing import Any

from sqlalchemy import ColumnElement, Select, or_, select, true
from sqlalchemy.orm import Session, aliased, contains_eager

from scheduler.errors import Forbidden, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.edit_log import note_edit
from scheduler.services.editing.entered import entered_name, require_new_code, wrong
from scheduler.services.editing.unused import delete_unused
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.searching import speaks_of
from scheduler.services.territory import sees_point
from scheduler.store.grids import Grid, GridLevel
from scheduler.store.points import Point
from scheduler.store.snapshot.scope import below

_Parent = aliased(Grid)
_DEPTH = {level: depth for depth, level in enumerate(GridLevel)}


@dataclass(frozen=True, slots=True)
class GridView:
    """A grid; `parent` by code, None at the top."""

    code: str
    name: str
    level: GridLevel
    parent: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class GridFilter:
    """Which grids: of a level, directly below `parent`, in the subtree of `under`, both codes, with `search` in code
    or name. None is any."""

    level: GridLevel | None = None
    parent: str | None = None
    under: str | None = None
    search: str | None = None


def page(session: Session, who: Asker, page: Page, which: GridFilter) -> Paged[GridView]:
    """One page of the grids the asker sees, by code or name: those they hold something over, those of the points they
    see, and what lies above these. Raises NotFound for a grid outside."""
    found = paged(session, _wanted(session, who, which), page, {"name": Grid.name, "code": Grid.code})
    return Paged(tuple(_view(row) for row in found.items), found.total)


def one(session: Session, who: Asker, code: str) -> GridView:
    """The grid of that code. Raises NotFound where the asker sees none."""
    return _view(_row(session, who, code))


def find(session: Session, who: Asker, code: str) -> GridView | None:
    """The grid of that code, None where the asker sees none."""
    row = session.scalar(_seen(who).where(Grid.code == code))
    return None if row is None else _view(row)


def save(session: Session, who: Asker, code: str, said: Mapping[str, Any], *, now: datetime) -> GridView:
    """Change what is said of the grid, by the names of GridView's fields, or add it; what is not said stays.

    Raises Forbidden for a grid that is not the asker's to plan, Invalid by field where its place in the tree or its
    name cannot be, Conflict for a taken code.
    """
    before = find(session, who, code)
    if before is None:
        require_new_code(session, Grid, code)
    row = Grid(code=code) if before is None else _own_row(session, who, code)
    face = {**(asdict(before) if before else {"parent": None}), **said, "code": code}
    after = GridView(**{**face, "name": entered_name(face["name"])})
    above = _above(session, who, before, after)
    _require_place(session, row, after, above)
    row.name, row.level, row.parent_id = after.name, after.level, above.id if above else None
    session.add(row)
    session.flush()
    note_edit(session, who, "grid", code, before=asdict(before) if before else None, after=asdict(after), now=now)
    return after


def delete(session: Session, who: Asker, code: str, *, now: datetime) -> None:
    """Delete a grid that nothing refers to. Raises NotFound, Forbidden, Conflict."""
    row = _own_row(session, who, code)
    before = _view(row)
    delete_unused(session, who, row)
    note_edit(session, who, "grid", code, before=asdict(before), after=None, now=now)


def _above(session: Session, who: Asker, before: GridView | None, after: GridView) -> Grid | None:
    """The grid above. Where that changes, both the asker's; the top of what they hold stays where it is."""
    moves = before is None or before.parent != after.parent
    row = None if after.parent is None else session.scalar(select(Grid).where(Grid.code == after.parent))
    if after.parent is not None and row is None:
        raise wrong("parent", after.parent, say("没有这一项，或不在您的管理范围内"))
    if moves and not who.may(Right.PLAN, grid=row.id if row else None):
        raise wrong("parent", after.parent or "", say("没有这一项，或不在您的管理范围内"))
    return row


def _require_place(session: Session, row: Grid, after: GridView, above: Grid | None) -> None:
    if above is not None and _DEPTH[above.level] >= _DEPTH[after.level]:
        raise wrong("level", after.level, say("要低于上级网格 {name}", name=above.name))
    beneath = session.scalars(select(Grid.level).where(Grid.parent_id == row.id)).all() if row.id else []
    if any(_DEPTH[level] <= _DEPTH[after.level] for level in beneath):
        raise wrong("level", after.level, say("要高于它下面的网格"))
    parent = Grid.parent_id.is_(None) if above is None else Grid.parent_id == above.id
    same = select(Grid.code).where(parent, Grid.level == after.level, Grid.name == after.name, Grid.code != after.code)
    if (other := session.scalar(same.limit(1))) is not None:
        raise wrong("name", after.name, say("同一处已有这个名字的网格：{code}", code=other))


def _own_row(session: Session, who: Asker, code: str) -> Grid:
    row = _row(session, who, code)
    if not who.may(Right.PLAN, grid=row.id):
        raise Forbidden(say("{name} 只能查看，不能改动", name=who.name))
    return row


def _row(session: Session, who: Asker, code: str) -> Grid:
    row = session.scalar(_seen(who).where(Grid.code == code))
    if row is None:
        raise NotFound(say("没有网格 {code}，或不在您的管理范围内", code=code))
    return row


def _seen(who: Asker) -> Select[Grid]:
    wanted = select(Grid).outerjoin(_Parent, Grid.parent_id == _Parent.id)
    return wanted.options(contains_eager(Grid.parent.of_type(_Parent))).where(sees_grid(who))


def sees_grid(who: Asker) -> ColumnElement[bool]:
    """The condition on Grid: the asker holds something over it, or sees a point in it, or it lies above such a one."""
    held = who.grids(Right.SEE)
    if held is None:
        return true()
    inner = aliased(Grid)
    of_points = select(Point.grid_id).where(Point.grid_id.is_not(None), sees_point(who))
    start = select(inner.id, inner.parent_id).where(or_(inner.id.in_(held), inner.id.in_(of_points)))
    path = start.cte("grids_seen", recursive=True)
    path = path.union(select(inner.id, inner.parent_id).where(inner.id == path.c.parent_id))
    return Grid.id.in_(select(path.c.id))


def grid_id(session: Session, who: Asker, code: str) -> int:
    """The number of the grid of that code. Raises NotFound where the asker sees none."""
    return _row(session, who, code).id


def _wanted(session: Session, who: Asker, which: GridFilter) -> Select[Grid]:
    return _seen(who).where(
        true() if which.level is None else Grid.level == which.level,
        true() if which.parent is None else Grid.parent_id == grid_id(session, who, which.parent),
        true() if which.under is None else Grid.id.in_(below(Grid, grid_id(session, who, which.under))),
        speaks_of(which.search, Grid.code, Grid.name),
    )


def _view(row: Grid) -> GridView:
    return GridView(row.code, row.name, row.level, row.parent.code if row.parent else None)
