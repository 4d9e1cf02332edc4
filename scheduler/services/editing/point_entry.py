"""A point as somebody entered it, made into the record that a sheet would give."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.exchange.origin import ByHand
from scheduler.exchange.records import GridStep, PointRecord
from scheduler.exchange.town.places import converted
from scheduler.geo import Spot, line_metres
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.editing import grids
from scheduler.services.editing.entered import entered_name, wrong
from scheduler.store.grids import Grid
from scheduler.store.points import Datum, Point, Shape


@dataclass(frozen=True, slots=True)
class PointView:
    """A point; `kind` and `grid` by code. `path` is as it was given, in the system `datum`, `wgs84` the same in WGS-84:
    one pair for a point, more for a line, none where nobody knows. `length` is metres, None for a point. `headcount`
    is a formula, None for its kind's own. Gone from `ended_on` on."""

    code: str
    name: str
    kind: str
    grid: str | None
    shape: Shape
    datum: Datum
    path: tuple[Spot, ...]
    wgs84: tuple[Spot, ...]
    length: float | None
    priority: int
    headcount: str | None
    ended_on: date | None


def view_of(row: Point) -> PointView:
    """The point, whose kind and grid must be loaded."""
    return PointView(
        row.code,
        row.name,
        row.kind.code,
        row.grid.code if row.grid else None,
        row.shape,
        row.came_in,
        _spots(row.came_path),
        _spots(row.path),
        row.length,
        row.priority,
        row.headcount,
        row.ended_on,
    )


def point_record(
    session: Session, who: Asker, code: str, said: Mapping[str, Any], *, current: PointView | None
) -> PointRecord:
    """What is said of the point, by the names of PointView's fields. A line whose length nobody says is measured.

    Raises Invalid for a name that is none, and for a grid the asker does not know.
    """
    values = {field: getattr(current, field) for field in ("name", "kind", "datum", "path")} if current else {}
    values |= {"grid": None, **said}
    path = tuple(converted(pair, values["datum"]) for pair in values["path"])
    given = {"path" if field == "datum" else field for field in said}
    if "path" in given and len(path) > 1:
        given.add("length")
    length = said.get("length") or (round(line_metres(path), 1) if len(path) > 1 else None)
    return PointRecord(
        code=code,
        coded=True,
        name=entered_name(values["name"]),
        kind=values["kind"],
        grid=_steps(session, who, values["grid"]),
        path=path,
        came_path=tuple(tuple(pair) for pair in values["path"]),
        came_in=values["datum"] if path else None,
        length=length,
        priority=said.get("priority", 1),
        headcount=said.get("headcount"),
        ended_on=said.get("ended_on"),
        origin=ByHand(),
        given=frozenset(given),
    )


def _steps(session: Session, who: Asker, code: str | None) -> tuple[GridStep, ...]:
    if code is None:
        return ()
    if grids.find(session, who, code) is None:
        raise wrong("grid", code, say("没有这一项，或不在您的管理范围内"))
    return tuple(reversed([*_upwards(session, code)]))


def _upwards(session: Session, code: str) -> Iterator[GridStep]:
    row = session.scalar(select(Grid).where(Grid.code == code))
    while row is not None:
        yield GridStep(row.level, row.name)
        row = None if row.parent_id is None else session.get(Grid, row.parent_id)


def _spots(path: list[list[float]]) -> tuple[Spot, ...]:
    return tuple(Spot(longitude, latitude) for longitude, latitude in path)
