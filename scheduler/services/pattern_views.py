"""Shift patterns as people look at them: in pages, one by one, with times as spans of a day."""

from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import ColumnElement, Select, select, true
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.searching import speaks_of
from scheduler.services.territory import visible_points
from scheduler.store.patterns import ShiftPattern, Theme
from scheduler.store.points import Point


@dataclass(frozen=True, slots=True, order=True)
class DaySpan:
    """Minutes [start, until) after midnight; until above 1440 is on the next day."""

    start: int
    until: int


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternView:
    """A pattern, what it refers to by code; every field as in ShiftPattern, no `weekdays` for all of them.

    Of `points` an asker sees those they may know of.
    """

    code: str
    name: str
    active: bool
    day_kinds: tuple[str, ...]
    weekdays: tuple[int, ...]
    from_day: date | None
    until_day: date | None
    theme: str | None
    replaces: tuple[str, ...]
    point_kinds: tuple[str, ...]
    points: tuple[str, ...]
    spans: tuple[DaySpan, ...]
    summer_spans: tuple[DaySpan, ...]
    summer_from: str | None
    summer_until: str | None
    headcount: str | None
    roles: dict[str, int]
    load: int
    rain_cancels: bool
    counts_hours: bool
    counts_fairness: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternFilter:
    """Which patterns: of `theme`, by code; `active` or not; with `search` in code or name. None is any."""

    theme: str | None = None
    active: bool | None = None
    search: str | None = None


def page(session: Session, who: Asker, page: Page, which: PatternFilter) -> Paged[PatternView]:
    """One page of the patterns that staff a point the asker may know of, by code or name."""
    seen = _Seen(session, who)
    wanted = _loaded().where(
        seen.condition,
        true() if which.theme is None else ShiftPattern.theme.has(Theme.code == which.theme),
        true() if which.active is None else ShiftPattern.active.is_(which.active),
        speaks_of(which.search, ShiftPattern.code, ShiftPattern.name),
    )
    found = paged(session, wanted, page, {"name": ShiftPattern.name, "code": ShiftPattern.code})
    return Paged(tuple(map(seen.view, found.items)), found.total)


def one(session: Session, who: Asker, code: str) -> PatternView:
    """The pattern of that code. Raises NotFound for none that the asker may know of."""
    found = find(session, who, code)
    if found is None:
        raise NotFound(say("没有班次模板 {code}，或不在您的管理范围内", code=code))
    return found


def find(session: Session, who: Asker, code: str) -> PatternView | None:
    """The pattern of that code, None where the asker sees none."""
    seen = _Seen(session, who)
    row = session.scalar(_loaded().where(ShiftPattern.code == code, seen.condition))
    return None if row is None else seen.view(row)


class _Seen:
    """What the asker may know of: `points` by code, None for all; `condition` on ShiftPattern."""

    def __init__(self, session: Session, who: Asker) -> None:
        numbers = visible_points(session, who)
        if numbers is None:
            self.points: frozenset[str] | None = None
            self.condition: ColumnElement[bool] = true()
            return
        codes = session.execute(select(Point.id, Point.code))
        self.points = frozenset(code for number, code in codes if number in numbers)
        columns = select(ShiftPattern.id, ShiftPattern.point_kinds, ShiftPattern.points)
        theirs = [
            number
            for number, kinds, points in session.execute(columns)
            if kinds or not points or not self.points.isdisjoint(points)
        ]
        self.condition = ShiftPattern.id.in_(theirs)

    def view(self, row: ShiftPattern) -> PatternView:
        whole = view_of(row)
        if self.points is None:
            return whole
        return replace(whole, points=tuple(code for code in whole.points if code in self.points))


def view_of(row: ShiftPattern) -> PatternView:
    """All of a pattern; its theme must be loaded."""
    seen: dict[str, Any] = {name: getattr(row, name) for name in _SAME}
    seen |= {name: tuple(getattr(row, name) or ()) for name in _LISTS}
    seen |= {name: tuple(DaySpan(*span) for span in getattr(row, name) or ()) for name in ("spans", "summer_spans")}
    return PatternView(**seen, theme=row.theme.code if row.theme else None, roles=dict(row.roles))


_SAME = (
    *("code", "name", "active", "from_day", "until_day", "summer_from", "summer_until", "headcount", "load"),
    *("rain_cancels", "counts_hours", "counts_fairness"),
)
_LISTS = ("day_kinds", "weekdays", "replaces", "point_kinds", "points")


def _loaded() -> Select[ShiftPattern]:
    return select(ShiftPattern).options(joinedload(ShiftPattern.theme))
