"""The yearly notice of holidays taken into the town's calendar: first what it would change, then exactly that."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, replace
from datetime import date, datetime

from sqlalchemy.orm import Session

from scheduler import clock
from scheduler.errors import Conflict, Fault, Invalid
from scheduler.exchange.notice import Notice, read_notice
from scheduler.language import say
from scheduler.services.access import Asker, Right, require
from scheduler.services.audit import note
from scheduler.services.calendar import fill
from scheduler.services.days import Day
from scheduler.services.editing.turns import take_turn
from scheduler.services.year import year_of
from scheduler.store.calendar import CalendarDay, DayKind, DaySource

_SATURDAY = 5


@dataclass(frozen=True, slots=True)
class DayChange:
    """A day as it is, and as the notice has it."""

    before: Day
    after: Day


@dataclass(frozen=True, slots=True)
class NoticePlan:
    """What a notice would do to its `year`: `changes`, the days that it says otherwise; how many are `told` of alike;
    `kept`, those where the town's own word stays. One with `faults` does nothing. `fingerprint` stands for all this."""

    year: int
    changes: tuple[DayChange, ...]
    told: int
    kept: tuple[DayChange, ...]
    faults: tuple[Fault, ...]
    whole: bool

    @property
    def fingerprint(self) -> str:
        return hashlib.sha256(repr((self.year, self.changes, self.kept)).encode()).hexdigest()


def plan_notice(session: Session, who: Asker, text: str, *, now: datetime) -> NoticePlan:
    """What the notice `text` would change; nothing is written. A year that it does not name is the next one.

    Raises Forbidden or NotFound for who is not admin of the whole town.
    """
    require(who, Right.RULE)
    notice = read_notice(text, year=clock.today(now).year + 1)
    if notice.faults:
        return NoticePlan(notice.year, (), 0, (), notice.faults, notice.whole)
    return _compared(session, notice)


def apply_notice(session: Session, who: Asker, text: str, *, fingerprint: str, now: datetime) -> NoticePlan:
    """Do exactly what was looked at, whose `fingerprint` that is; gives what was done.

    Rosters that are there keep their shifts until they are refreshed. Raises what `plan_notice` does, Invalid with the
    notice's faults, Conflict where the calendar has changed since it was looked at.
    """
    require(who, Right.RULE)
    take_turn(session)
    plan = plan_notice(session, who, text, now=now)
    if plan.faults:
        raise Invalid(say("通知里有 {count} 处不对，没有保存", count=len(plan.faults)), plan.faults)
    if plan.fingerprint != fingerprint:
        raise Conflict(say("在您看的时候有人改动了日历，请看过新的结果再导入"))
    for year in sorted({change.after.day.year for change in plan.changes}):
        fill(session, date(year, 1, 1), 1)
    for change in plan.changes:
        _write(session, change.after)
    session.flush()
    note(session, who, "import", "calendar", plan.year, now=now, changed=len(plan.changes), kept=len(plan.kept))
    for change in plan.changes:
        faces = {"before": _told(change.before), "after": _told(change.after)}
        if faces["before"][:2] != faces["after"][:2]:
            note(session, who, "edit", "calendar", change.after.day.isoformat(), now=now, **faces)
    return plan


def _compared(session: Session, notice: Notice) -> NoticePlan:
    said = {one.day: Day(one.day, DayKind(one.kind), one.name, DaySource.OFFICIAL) for one in notice.days}
    known = _known(session, {notice.year, *(day.year for day in said)})
    if notice.whole:
        said = {day: said.get(day) or _plain(day) for day in known if day.year == notice.year or day in said}
    changes = [DayChange(known[day], after) for day, after in sorted(said.items()) if known[day] != after]
    edited = [one for one in changes if one.before.source is DaySource.EDITED and not _alike(one)]
    done = [one for one in changes if one.before.source is not DaySource.EDITED]
    return NoticePlan(notice.year, tuple(done), len(said) - len(changes), tuple(edited), (), notice.whole)


def _known(session: Session, years: set[int]) -> Mapping[date, Day]:
    return {day.day: day for year in sorted(years) for day in year_of(session, year)}


def _alike(change: DayChange) -> bool:
    return replace(change.before, source=DaySource.OFFICIAL) == change.after


def _plain(day: date) -> Day:
    return Day(day, DayKind.REST if day.weekday() >= _SATURDAY else DayKind.WORKDAY, None, DaySource.OFFICIAL)


def _write(session: Session, after: Day) -> None:
    row = session.get_one(CalendarDay, after.day)
    row.kind, row.name, row.source = after.kind, after.name, after.source


def _told(day: Day) -> list[str | None]:
    return [day.kind.value, day.name, day.source.value]
