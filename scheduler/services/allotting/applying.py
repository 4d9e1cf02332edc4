"""Applying a plan: contracts end and begin on a day, all of them or none, and what was before stays known."""

from collections.abc import Collection, Mapping
from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.errors import Conflict, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.allotting.contracts import in_force, running, snapshot
from scheduler.services.allotting.hindrances import hindrances
from scheduler.services.allotting.lines import Line, lines_of, mark
from scheduler.services.allotting.plans import find, require_ruler, said
from scheduler.services.allotting.wanted import Wanted
from scheduler.services.audit import note
from scheduler.services.editing import take_turn
from scheduler.services.stewardship import assign, end, resume
from scheduler.store.stewardship import Part


def apply(
    session: Session, who: Asker, number: int, *, from_day: date, points: Collection[str] | None = None,
    seen: str | None = None, now: datetime,
) -> tuple[Line, ...]:  # fmt: skip
    """Make the contracts of the plan from that day on, open-ended, at those points (codes), or with None at all.

    Contracts that the plan does not know end on that day; those it knows go on untouched. `seen` is the mark of the
    lines that somebody looked at before; None: nobody did. Gives the points that changed. Raises NotFound for the plan
    or a point that is not in it or not theirs to plan; Invalid for a day that is over; Conflict where the plan is not
    made yet, other lines than those seen would change, or what the plan was made of has changed.
    """
    require_ruler(who)
    take_turn(session)
    if from_day < today(now):
        raise Invalid(say("生效日期 {day} 已经过去", day=from_day))
    row = find(session, who, number)
    found = said(row)
    if strangers := set(points or ()) - {one["point"] for one in found["points"]}:
        raise NotFound(say("第 {number} 号分包方案里没有点位 {code}", number=number, code=min(strangers)))
    lines = [line for line in lines_of(found, in_force(session, from_day)) if points is None or line.point in points]
    if seen is not None and seen != mark(lines):
        raise Conflict(say("刚才有人改了分包，和您看到的不一样了；请看过现在的再启用"))
    if hindered := hindrances(session, found, lines, season=Wanted.unpacked(row.wanted).start, on=from_day):
        raise _hindered(lines, hindered)
    changed = [line.point for line in lines]
    was = snapshot(session, changed, since=from_day)
    for line in lines:
        _apply(session, who, line, from_day=from_day, now=now)
    became = snapshot(session, changed, since=from_day)
    kept = {"from_day": from_day.isoformat(), "points": changed, "was": was, "became": became}
    note(session, who, "apply", "allotment", number, now=now, **kept)
    return tuple(lines)


def _hindered(lines: Collection[Line], hindered: Mapping[str, str]) -> Conflict:
    first = next(line for line in lines if line.point in hindered)
    told = "{count} 个点位不能按方案启用。{point}：{why}。可以不选这样的点位，或者重新编制方案"
    return Conflict(say(told, count=len(hindered), point=first.name, why=hindered[first.point]))


def _apply(session: Session, who: Asker, line: Line, *, from_day: date, now: datetime) -> None:
    parts = {unit: Part.ASSIST if place else Part.LEAD for place, unit in enumerate(line.after)}
    for row in running(session, line.point, from_day):
        unit = row.unit.code
        if (part := parts.pop(unit, None)) is None:
            end(session, who, unit, line.point, on=from_day, now=now)
        elif part is not row.part or row.until_day is not None:
            resume(session, who, unit, line.point, on=from_day, part=part, now=now)
    for unit, part in parts.items():
        assign(session, who, unit, line.point, from_day=from_day, part=part, now=now)
