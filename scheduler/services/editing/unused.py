"""Deleting what nothing refers to: a point that was served, a role that somebody holds, stay."""

import json
from collections.abc import Iterator, Mapping
from typing import Any

from sqlalchemy import ColumnElement, ForeignKey, String, cast, func, select
from sqlalchemy.exc import IntegrityError
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, InUse, Use
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.editing.used import known
from scheduler.store.base import Base
from scheduler.store.grids import Grid
from scheduler.store.patterns import ShiftPattern
from scheduler.store.points import Point, PointKind
from scheduler.store.shifts import Shift
from scheduler.store.teams import Role, Team

Deletable = Grid | Point | PointKind | Role | Team

CALLED: Mapping[str, str] = {
    "grid": "网格",
    "holding": "账号的权限",
    "point": "点位",
    "roster": "排班表",
    "shift": "班次",
    "shift_pattern": "班次模板",
    "stewardship": "分包",
    "volunteer_role": "志愿者",
    "volunteer_team": "志愿者",
    "volunteer_usual_point": "志愿者的常用点位",
}
"""What people read for the rows of a table that refers to something: the msgid."""

_LISTED: Mapping[type[Base], tuple[Any, ...]] = {
    Point: (ShiftPattern.points,),
    PointKind: (ShiftPattern.point_kinds,),
    Role: (ShiftPattern.roles, Shift.roles),
}
"""Columns that hold codes of it in lists or as keys."""


_GOES_TOO = ("grid_boundary",)
"""Tables whose rows are part of what they refer to."""


def delete_unused(session: Session, who: Asker, row: Deletable) -> None:
    """Delete the row. Raises InUse, naming what refers to it and how often, or Conflict where that began just now."""
    found = [
        Use(table, count, known(session, who, table, refers))
        for table, refers in _references(row)
        if (count := _count(session, refers))
    ]
    if found:
        refers = "、".join(say("{count} 个{noun}", count=use.count, noun=say(CALLED[use.noun])) for use in found)
        raise InUse(say("{name} 不能删除：还有 {refers} 用到它", name=row.name, refers=refers), found)
    try:
        session.delete(row)
        session.flush()
    except IntegrityError as error:
        raise Conflict(say("{name} 不能删除：刚才有人用到了它", name=row.name)) from error


def _references(row: Deletable) -> Iterator[tuple[str, ColumnElement[bool]]]:
    for table in Base.metadata.sorted_tables:
        if table.name in _GOES_TOO:
            continue
        for key in sorted(table.foreign_keys, key=lambda key: key.parent.name):
            if key.column.table.name == row.__tablename__:
                yield table.name, _refers(key, row)
    for column in _LISTED.get(type(row), ()):
        code = json.dumps(row.code, ensure_ascii=False)
        yield column.class_.__tablename__, cast(column, String).contains(code, autoescape=True)


def _refers(key: ForeignKey, row: Deletable) -> ColumnElement[bool]:
    found: ColumnElement[bool] = key.parent == row.id
    return found


def _count(session: Session, condition: ColumnElement[bool]) -> int:
    return session.scalar(select(func.count()).where(condition)) or 0
