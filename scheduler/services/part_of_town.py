"""Which part of the town a new roster is for, and what it is called unless somebody says."""

import re
from datetime import date

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.store.grids import Grid
from scheduler.store.rosters import Roster
from scheduler.store.units import Unit

_CODE = re.compile(r"[^\s/@\\]{1,60}")
_UNTYPED = re.compile(r"[\s/@\\]+")


def part_of_town(
    session: Session, who: Asker, *, unit: str | None, grid: str | None
) -> tuple[Unit | None, Grid | None]:
    """The unit or the grid with that code, both None for the whole town.

    Raises Invalid for both, NotFound outside the asker's scope, Forbidden where they may not plan.
    """
    if unit and grid:
        raise Invalid(say("单位和网格只能选一个"))
    unit_row = session.scalar(select(Unit).where(Unit.code == unit)) if unit else None
    grid_row = session.scalar(select(Grid).where(Grid.code == grid)) if grid else None
    if unit and (unit_row is None or not who.may(Right.SEE, unit=unit_row.id)):
        raise NotFound(say("没有单位 {code}，或不在您的管理范围内", code=unit))
    if grid and (grid_row is None or not who.may(Right.SEE, grid=grid_row.id)):
        raise NotFound(say("没有网格 {code}，或不在您的管理范围内", code=grid))
    require(who, Right.PLAN, unit=unit_row.id if unit_row else None, grid=grid_row.id if grid_row else None)
    return unit_row, grid_row


def code_for(session: Session, wanted: str | None, start: date, scope: Unit | Grid | None) -> str:
    """The code that is wanted, or one of month and scope that is free: 2026-12-u01, 2026-12-u01-2, …

    Raises Invalid for a code that cannot be typed, Conflict for one that is taken.
    """
    if wanted:
        if not _CODE.fullmatch(wanted):
            raise Invalid(say("排班表编号「{code}」不能有空格、斜线或 @，最长 60 字", code=wanted))
        if session.scalar(select(Roster.id).where(Roster.code == wanted)):
            raise Conflict(say("已有排班表 {code}", code=wanted))
        return wanted
    plain = f"{start:%Y-%m}-{_UNTYPED.sub('-', scope.code) if scope else 'town'}"
    taken = set(session.scalars(select(Roster.code).where(Roster.code.startswith(plain, autoescape=True))))
    numbered = (f"{plain}-{n}" for n in range(2, len(taken) + 3))
    return plain if plain not in taken else next(code for code in numbered if code not in taken)


def name_for(start: date, scope: Unit | Grid | None) -> str:
    """财政局2026年12月排班表."""
    month = say("{year}年{month}月", year=start.year, month=start.month)
    return say("{scope}{month}排班表", scope=scope.name if scope else say("全市"), month=month)
