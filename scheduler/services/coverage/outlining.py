"""Taking in boundaries of grids: what a file would do is shown, then exactly that is done, or nothing."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from hashlib import sha256

import orjson
from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Fault, Invalid
from scheduler.exchange.outlines import Outline, read_outlines
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.editing.grids import sees_grid
from scheduler.store.boundaries import GridBoundary, Polygons
from scheduler.store.grids import Grid
from scheduler.store.points import Datum


@dataclass(frozen=True, slots=True)
class Drawn:
    """What becomes of one grid's boundary: `does` is "added", "changed", "removed" or "same"; `corners` it then has."""

    grid_id: int
    code: str
    name: str
    does: str
    corners: int
    polygons: Polygons | None


@dataclass(frozen=True, slots=True)
class Plan:
    """What a file would do; the `fingerprint` is of this and of nothing else."""

    drawn: tuple[Drawn, ...]
    fingerprint: str

    def count(self, does: str) -> int:
        """How many grids that becomes of."""
        return sum(one.does == does for one in self.drawn)

    @property
    def changes(self) -> int:
        return len(self.drawn) - self.count("same")


def plan(session: Session, who: Asker, body: bytes, system: Datum) -> Plan:
    """What the file would do to the grids that the asker plans. Raises Invalid, naming each wrong place."""
    outlines = read_outlines(body, system.value)
    rows = session.scalars(select(Grid).where(sees_grid(who)).order_by(Grid.code)).all()
    known = {row.grid_id: row.polygons for row in session.scalars(select(GridBoundary))}
    drawn: dict[int, Drawn] = {}
    faults = []
    for outline in outlines:
        found = _grid(who, rows, outline)
        if isinstance(found, Grid) and found.id in drawn:
            found = Fault(outline.where, found.name, say("这个网格在文件里出现了两次，请合成一个 MultiPolygon"))
        if isinstance(found, Fault):
            faults.append(found)
        else:
            drawn[found.id] = _drawn(found, known.get(found.id), outline.polygons)
    if faults:
        raise Invalid(say("有 {count} 个图形不能导入，什么都没有改动", count=len(faults)), faults)
    told = orjson.dumps([(one.code, one.does, one.polygons) for one in drawn.values()])
    return Plan(tuple(drawn.values()), sha256(told).hexdigest())


def apply(session: Session, who: Asker, body: bytes, system: Datum, *, fingerprint: str, now: datetime) -> Plan:
    """Do what the plan with that fingerprint says. Raises what `plan` raises, Conflict where it is another now."""
    found = plan(session, who, body, system)
    if found.fingerprint != fingerprint:
        raise Conflict(say("网格或边界刚才有了变化，请重新核对"))
    rows: Mapping[int, GridBoundary] = {row.grid_id: row for row in session.scalars(select(GridBoundary))}
    for one in found.drawn:
        if one.does == "same":
            continue
        row = rows.get(one.grid_id)
        if one.polygons is None:
            session.delete(row)
        elif row is None:
            session.add(GridBoundary(grid_id=one.grid_id, polygons=one.polygons, came_in=system))
        else:
            row.polygons, row.came_in = one.polygons, system
        note(session, who, "boundary", "grid", one.code, now=now, does=one.does, corners=one.corners)
    session.flush()
    return found


def _grid(who: Asker, rows: Sequence[Grid], outline: Outline) -> Grid | Fault:
    """The grid that is meant, by its code, else by a name that only one has."""
    called = outline.code or outline.name
    meant = [row for row in rows if row.code == outline.code] or [row for row in rows if row.name == outline.name]
    if len(meant) > 1:
        codes = "、".join(row.code for row in meant[:5])
        return Fault(
            outline.where, called, say("有 {count} 个网格叫这个名字，请写编号：{codes}", count=len(meant), codes=codes)
        )
    if not meant:
        return Fault(
            outline.where, called, say("没有这个网格，或不在您的管理范围内：请先在“网格”里加上，或改成系统里的编号")
        )
    if not who.may(Right.PLAN, grid=meant[0].id):
        return Fault(outline.where, called, say("这个网格您只能查看：请从文件里去掉"))
    return meant[0]


def _drawn(grid: Grid, before: Polygons | None, after: Polygons | None) -> Drawn:
    does = "same" if before == after else "added" if before is None else "removed" if after is None else "changed"
    corners = sum(len(ring) - 1 for polygon in after or () for ring in polygon)
    return Drawn(grid.id, grid.code, grid.name, does, corners, after)
