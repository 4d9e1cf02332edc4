"""What a shift pattern would staff in a month, day by day, before anybody is rostered by it."""

from collections.abc import Mapping
from dataclasses import dataclass, fields
from datetime import date, timedelta
from typing import Any

from sqlalchemy import or_, select
from sqlalchemy.orm import Session, joinedload

from scheduler.errors import Invalid
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.calendar import days_between
from scheduler.services.days import Day
from scheduler.services.formulas import plain
from scheduler.services.pattern_views import PatternView, one
from scheduler.services.patterns import Pattern, Place
from scheduler.services.staffing import active_patterns, place_of
from scheduler.services.territory import visible_points
from scheduler.services.unfold import Unfolded, doubled, unfold
from scheduler.store.calendar import DayKind
from scheduler.store.patterns import Theme
from scheduler.store.points import Point


@dataclass(frozen=True, slots=True)
class PreviewDay:
    """One day: `shifts` that the pattern makes of it, and the `seats` on them."""

    day: date
    kind: DayKind
    name: str | None
    shifts: int
    seats: int


@dataclass(frozen=True, slots=True)
class Preview:
    """A month of a pattern. `doubled` of its shifts staff a post that another pattern staffs in the same span."""

    days: tuple[PreviewDay, ...]
    shifts: int
    seats: int
    doubled: int


def preview(
    session: Session, who: Asker, code: str | None, month: date, *, said: Mapping[str, Any] | None = None
) -> Preview:
    """The month that begins on `month` with the pattern of that code, None for one that is not there yet, beside the
    town's others, as if it were active and what is `said`, by the names of PatternView's fields, stood in it. Only
    points that the asker may know of; nothing is written.

    Raises NotFound for no such pattern, Invalid for one that contradicts itself or a headcount that cannot be worked
    out.
    """
    pattern = _pattern(session, _NEW if code is None else one(session, who, code), said or {})
    others = [other for other in active_patterns(session) if other.code != pattern.code]
    days = days_between(session, month, ((month + timedelta(days=31)).replace(day=1) - month).days)
    places = pattern.among(_places(session, who, month))
    found = unfold([pattern, *others], places, days)
    ours = [shift for shift in found if shift.pattern == pattern.code]
    twice = sum(shift.pattern == pattern.code for group in doubled(found) for shift in group)
    return Preview(
        tuple(_day(day, ours) for day in days.values()), len(ours), sum(shift.headcount for shift in ours), twice
    )


_NEW = PatternView(
    code="",
    name="",
    active=True,
    day_kinds=(),
    weekdays=(),
    from_day=None,
    until_day=None,
    theme=None,
    replaces=(),
    point_kinds=(),
    points=(),
    spans=(),
    summer_spans=(),
    summer_from=None,
    summer_until=None,
    headcount=None,
    roles={},
    load=1,
    rain_cancels=False,
    counts_hours=True,
    counts_fairness=True,
)
"""What a pattern is before anything is said of it; no other has its code."""


def _pattern(session: Session, view: PatternView, said: Mapping[str, Any]) -> Pattern:
    known: dict[str, Any] = {field.name: getattr(view, field.name) for field in fields(view)}
    known |= said
    theme = session.scalar(select(Theme).where(Theme.code == known["theme"])) if known["theme"] else None
    if known["theme"] and theme is None:
        raise Invalid(say("没有主题 {code}", code=known["theme"]))
    lists = ("day_kinds", "weekdays", "replaces", "point_kinds", "points")
    same: dict[str, Any] = {name: tuple(known[name]) for name in lists}
    same |= {name: known[name] for name in ("from_day", "until_day", "summer_from", "summer_until", "roles", "load")}
    same |= {name: tuple((span.start, span.until) for span in known[name]) for name in ("spans", "summer_spans")}
    headcount = known["headcount"] and plain(known["headcount"])
    return Pattern(view.code, theme=(theme.from_day, theme.until_day) if theme else None, headcount=headcount, **same)


def _places(session: Session, who: Asker, month: date) -> list[Place]:
    alive = or_(Point.ended_on.is_(None), Point.ended_on > month)
    seen = visible_points(session, who)
    points = session.scalars(select(Point).where(alive).options(joinedload(Point.kind)))
    return [place_of(point) for point in points if seen is None or point.id in seen]


def _day(day: Day, shifts: list[Unfolded]) -> PreviewDay:
    today = [shift for shift in shifts if shift.day == day.day]
    return PreviewDay(day.day, day.kind, day.name, len(today), sum(shift.headcount for shift in today))
