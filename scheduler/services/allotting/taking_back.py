"""Taking back: a plan that was put in force by mistake; the contracts of its points are again what they were."""

from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import today
from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.allotting.contracts import reaching, snapshot
from scheduler.services.allotting.plans import find, require_ruler
from scheduler.services.audit import note
from scheduler.services.editing import take_turn
from scheduler.services.territory import plannable_points
from scheduler.store.audit import AuditEntry
from scheduler.store.points import Point
from scheduler.store.stewardship import Part, Stewardship
from scheduler.store.units import Unit
from scheduler.store.users import User

_VERBS = ("apply", "take-back")


@dataclass(frozen=True, slots=True)
class Applied:
    """A plan was put in force: `by` is who did it, `points` the codes of those that changed. `standing` until it is
    taken back."""

    number: int
    at: datetime
    by: str | None
    from_day: date
    points: tuple[str, ...]
    standing: bool


def applied(session: Session, who: Asker, number: int) -> tuple[Applied, ...]:
    """Each time the plan changed something, the latest first. Raises NotFound."""
    find(session, who, number)
    back = {entry.detail["applied"] for entry, _ in _entries(session, number) if entry.verb == "take-back"}
    told = [(entry, name) for entry, name in _entries(session, number) if entry.verb == "apply"]
    return tuple(
        Applied(
            entry.id, entry.at, name, date.fromisoformat(entry.detail["from_day"]), tuple(entry.detail["points"]),
            entry.id not in back,
        )
        for entry, name in told
        if entry.detail["points"]
    )  # fmt: skip


def take_back(session: Session, who: Asker, number: int, *, now: datetime) -> Applied:
    """Undo the last time the plan was put in force that still stands; gives that.

    Raises NotFound for the plan, Forbidden for who rules nothing, Conflict where nothing is to be taken back, its day
    is over, or somebody has changed a contract of its points since.
    """
    require_ruler(who)
    take_turn(session)
    last = next((one for one in applied(session, who, number) if one.standing), None)
    if last is None:
        raise Conflict(say("第 {number} 号分包方案没有启用过，或者已经撤回", number=number))
    if last.from_day < today(now):
        raise Conflict(say("方案从 {day} 起已经生效，不能再撤回；请另编方案或逐个改签", day=last.from_day))
    detail = session.get_one(AuditEntry, last.number).detail
    if "was" not in detail or snapshot(session, last.points, since=last.from_day) != detail["became"]:
        raise Conflict(say("启用以后有人又改过这些点位的分包，不能整体撤回；请逐个改签"))
    _require_theirs(session, who, last)
    _restore(session, last, detail)
    note(session, who, "take-back", "allotment", number, now=now, applied=last.number, points=list(last.points))
    return last


def _entries(session: Session, number: int) -> list[tuple[AuditEntry, str | None]]:
    """What the audit has of the plan, with the name of who did it, the latest first."""
    wanted = (
        select(AuditEntry, User.name)
        .outerjoin(User, User.id == AuditEntry.user_id)
        .where(AuditEntry.noun == "allotment", AuditEntry.ref == str(number), AuditEntry.verb.in_(_VERBS))
        .order_by(AuditEntry.id.desc())
    )
    return [(entry, name) for entry, name in session.execute(wanted)]


def _require_theirs(session: Session, who: Asker, last: Applied) -> None:
    """Raises NotFound where a unit or point of it is not the asker's to plan any more."""
    ruled, mine = who.units(Right.RULE), plannable_points(session, who)
    for row in reaching(session, last.points, last.from_day):
        if (ruled is not None and row.unit_id not in ruled) or (mine is not None and row.point_id not in mine):
            raise NotFound(say("没有点位 {code}，或不在您的管理范围内", code=row.point.code))


def _restore(session: Session, last: Applied, detail: dict[str, Any]) -> None:
    units = dict(session.execute(select(Unit.code, Unit.id)).all())
    points = dict(session.execute(select(Point.code, Point.id).where(Point.code.in_(last.points))).all())
    wanted = {
        (point, unit, first): (part, end) for point in detail["was"] for unit, part, first, end in detail["was"][point]
    }
    for row in reaching(session, last.points, last.from_day):
        key = row.point.code, row.unit.code, row.from_day.isoformat()
        if key in wanted:
            part, end = wanted.pop(key)
            row.part, row.until_day = Part(part), date.fromisoformat(end) if end else None
        else:
            session.delete(row)
    for (point, unit, first), (part, end) in wanted.items():
        until = date.fromisoformat(end) if end else None
        given = {"part": Part(part), "from_day": date.fromisoformat(first), "until_day": until}
        session.add(Stewardship(unit_id=units[unit], point_id=points[point], **given))
    session.flush()
