"""Shifts of a roster: found, made by hand, asked for other numbers, called off; each a version once there is one."""

from collections import Counter
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import datetime, timedelta

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.clock import TOWN, at, today
from scheduler.errors import Conflict, Fault, Invalid, NotFound
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.drafting import cancel_shifts
from scheduler.services.judging import Judged, judged, role_names
from scheduler.services.rosters import editable, find
from scheduler.store.changes import Action, ChangeKind
from scheduler.store.duties import Duty
from scheduler.store.points import Point
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift, shifts_in
from scheduler.store.snapshot.keeping import Pair, Said, next_version
from scheduler.store.snapshot.keeping import note as note_change
from scheduler.store.snapshot.scope import end_of, points_of
from solver.judge import hard_breaches
from solver.roster import Roster as Answered

MOST_PEOPLE = 999
_LONGEST = timedelta(hours=24)


@dataclass(frozen=True, slots=True)
class NewShift:
    """What is asked for: a point by its code, [starts_at, ends_at), and how many people with which roles."""

    point: str
    starts_at: datetime
    ends_at: datetime
    headcount: int
    roles: Mapping[str, int] = field(default_factory=dict)


def make(session: Session, who: Asker, code: str, asked: NewShift, *, reason: str = "", now: datetime) -> str:
    """Add a shift that no pattern asks for; gives its code.

    Raises NotFound for no such roster, or a point that it does not staff; Forbidden; Conflict while it is being solved
    or when archived; Invalid for hours outside its days or impossible numbers.
    """
    roster = _editable(session, who, code)
    wanted = select(Point).where(Point.code == asked.point, points_of(roster))
    point = session.scalar(wanted)
    if point is None:
        raise NotFound(say("没有点位 {point}，或不在这张排班表的范围内", point=asked.point))
    _require_hours(roster, asked)
    row = Shift(
        roster_id=roster.id,
        code=_free_code(session, roster, asked),
        point_id=point.id,
        starts_at=asked.starts_at,
        ends_at=asked.ends_at,
        headcount=asked.headcount,
        roles=_roles(session, asked.headcount, asked.roles),
        added_in=_next(session, roster),
    )
    session.add(row)
    session.flush()
    why = reason or say("增加班次 {shift}", shift=row.code)
    _keep(session, who, roster, row, lost=[], why=why, now=now)
    return row.code


def change(
    session: Session,
    who: Asker,
    code: str,
    shift: str,
    *,
    headcount: int | None = None,
    roles: Mapping[str, int] | None = None,
    reason: str = "",
    now: datetime,
) -> None:
    """Ask for other numbers; None leaves them. The crew stays; whoever is too many must be taken off first.

    A refresh of a roster that is not published asks again for what the patterns say. Raises NotFound, Forbidden,
    Conflict; Invalid for impossible numbers, or, naming them, for hard rules that this newly breaks.
    """
    roster = _editable(session, who, code)
    row = _find(session, roster, shift)
    count = row.headcount if headcount is None else headcount
    needed = _roles(session, count, row.roles if roles is None else roles)
    if (count, needed) == (row.headcount, row.roles):
        return
    before, was = judged(session, roster), (row.headcount, row.roles)
    _next(session, roster)
    row.headcount, row.roles = count, needed
    session.flush()
    _require_no_worse(before, judged(session, roster))
    why = reason or say("班次 {shift} 从 {before} 人改为 {after} 人", shift=shift, before=was[0], after=count)
    _keep(session, who, roster, row, lost=[], why=why, now=now)


def cancel(session: Session, who: Asker, code: str, shift: str, *, reason: str = "", now: datetime) -> int:
    """Call the shift off with the duties on it; gives how many those were.

    Raises NotFound, Forbidden; Conflict while the roster is being solved or when archived, and for locked duties.
    """
    roster = _editable(session, who, code)
    row = _find(session, roster, shift)
    locked = select(Duty.id).where(Duty.shift_id == row.id, Duty.removed_in.is_(None), Duty.locked)
    if session.scalars(locked).first() is not None:
        raise Conflict(say("班次 {shift} 上有锁定的值守，请先解锁", shift=shift))
    lost = cancel_shifts(session, [row], _next(session, roster))
    session.flush()
    why = reason or say("取消班次 {shift}", shift=shift)
    _keep(session, who, roster, row, lost=lost, why=why, now=now)
    return len(lost)


def _editable(session: Session, who: Asker, code: str) -> Roster:
    roster = find(session, who, code, right=Right.PLAN)
    editable(roster)
    return roster


def _find(session: Session, roster: Roster, shift: str) -> Shift:
    row = session.scalar(select(Shift).where(Shift.code == shift, shifts_in(roster.id, roster.version)))
    if row is None:
        raise NotFound(say("排班表 {code} 没有班次 {shift}", code=roster.code, shift=shift))
    return row


def _next(session: Session, roster: Roster) -> int:
    """The number of the version that this makes; 0 in a roster that has none yet."""
    return next_version(session, roster) if roster.version else 0


def _keep(
    session: Session, who: Asker, roster: Roster, row: Shift, *, lost: list[Pair], why: str, now: datetime
) -> None:
    """The change set of the new version, judged, and the audit."""
    if roster.version:
        said = Said(ChangeKind.ADJUST, who.user_id, now, why, costs=judged(session, roster).costs)
        note_change(session, roster, [(Action.REMOVE, pair) for pair in lost], said)
    detail = {"shift": row.code, "headcount": row.headcount, "roles": row.roles, "version": roster.version}
    note(session, who, "shift", "roster", roster.code, now=now, **detail, why=why, lost=len(lost))


def _require_hours(roster: Roster, asked: NewShift) -> None:
    first, last = at(roster.start, 0), at(end_of(roster), 0)
    if not first <= asked.starts_at < last:
        raise Invalid(say("班次要在排班表的日期之内开始：{start} 起 {days} 天", start=roster.start, days=roster.days))
    if not timedelta(0) < asked.ends_at - asked.starts_at <= _LONGEST:
        raise Invalid(say("班次要在开始之后结束，最长 24 小时"))
    if asked.starts_at.second or asked.ends_at.second or asked.starts_at.microsecond or asked.ends_at.microsecond:
        raise Invalid(say("班次的时间精确到分钟"))


def _roles(session: Session, headcount: int, roles: Mapping[str, int]) -> dict[str, int]:
    """The roles that are needed. Raises Invalid for impossible numbers or a role nobody knows."""
    known = role_names(session)
    faults = [Fault(role, str(count), say("没有这个角色")) for role, count in roles.items() if role not in known]
    faults += [
        Fault(role, str(count), say("应在 0 到 {most} 之间", most=headcount))
        for role, count in roles.items()
        if not 0 <= count <= headcount
    ]
    if not 1 <= headcount <= MOST_PEOPLE:
        faults.append(Fault(say("人数"), str(headcount), say("应在 1 到 {most} 之间", most=MOST_PEOPLE)))
    if faults:
        raise Invalid(say("班次的人数或角色有 {count} 处不对", count=len(faults)), faults)
    return {role: count for role, count in roles.items() if count}


def _require_no_worse(before: Judged, after: Judged) -> None:
    was, will = (Counter(hard_breaches(found.problem, Answered(found.duties))) for found in (before, after))
    new = list((will - was).elements())
    if new:
        faults = [after.speaker.fault(breach) for breach in new]
        raise Invalid(say("这样改会违反 {count} 条硬性规则，请先调整人员", count=len(new)), faults)


def _free_code(session: Session, roster: Roster, asked: NewShift) -> str:
    """20261201-p1-0730-h1: a pattern's code never ends so, so that no refresh takes the shift for its own."""
    local = asked.starts_at.astimezone(TOWN)
    plain = f"{today(asked.starts_at):%Y%m%d}-{asked.point}-{local:%H%M}-h"
    wanted = select(Shift.code).where(Shift.roster_id == roster.id, Shift.code.startswith(plain, autoescape=True))
    taken = set(session.scalars(wanted))
    return next(f"{plain}{n}" for n in range(1, len(taken) + 2) if f"{plain}{n}" not in taken)
