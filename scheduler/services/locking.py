"""Locking duties, so that no solve moves them, and undoing the last change."""

from collections.abc import Iterable, Mapping
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session

from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.adjusting import Wanted, change, editable_at
from scheduler.services.audit import note
from scheduler.services.history import change_of, last_change
from scheduler.services.judging import remembered
from scheduler.services.looking import score_of
from scheduler.services.naming import duty_called
from scheduler.store.changes import Action, ChangeKind, ChangeSet
from scheduler.store.duties import Duty as Row
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.snapshot.keeping import Said, duties_of, next_version, standing_rows
from scheduler.store.snapshot.keeping import note as note_change
from scheduler.store.volunteers import Volunteer
from solver.problem import Duty

Duties = frozenset[Duty]
_BACK = {
    Action.ADD: Action.REMOVE,
    Action.REMOVE: Action.ADD,
    Action.LOCK: Action.UNLOCK,
    Action.UNLOCK: Action.LOCK,
}


def lock(
    session: Session, who: Asker, code: str, duties: Iterable[Duty], *,
    locked: bool = True, expected: int | None = None, now: datetime,
) -> int:  # fmt: skip
    """Lock the duties, or unlock them, as a new version; returns its number, the same when nothing changes.

    Raises NotFound, also for a duty that is not there, Forbidden; Conflict when `expected` is not the newest version.
    """
    roster = editable_at(session, who, code, expected)
    wanted = sorted(set(duties))
    standing = standing_rows(session, roster, wanted)
    for duty in wanted:
        if duty not in standing:
            raise NotFound(say("{person}不在 {shift} 的班次上", **duty_called(session, roster, duty)))
    rows = [standing[duty] for duty in wanted if standing[duty].locked is not locked]
    if not rows:
        return roster.version
    version = _mark(session, who, roster, rows, locked=locked, now=now)
    note(session, who, "lock" if locked else "unlock", "roster", code, now=now, duties=[list(duty) for duty in wanted])
    return version


def undo(
    session: Session, who: Asker, code: str, *,
    version: int | None = None, override: str = "", expected: int | None = None, now: datetime,
) -> int:  # fmt: skip
    """Reverse what made that version, None for the newest, as a version of its own, and return its number; undone
    twice, it stands.

    Raises what `adjust` raises, and Conflict where the step was a publication, brought other shifts, or what it did
    has been changed again since.
    """
    roster = editable_at(session, who, code, expected)
    last = last_change(session, roster) if version is None else change_of(session, roster, version)
    if last is None or not last.changes:
        raise Conflict(say("发布不能撤销") if last and last.kind is ChangeKind.PUBLISH else say("没有可撤销的改动"))
    back = _backwards(session, last)
    if version is not None:
        _require_as_left(session, roster, back, version)
    if not back[Action.ADD] and not back[Action.REMOVE]:
        marked = back[Action.LOCK] or back[Action.UNLOCK]
        return lock(session, who, code, marked, locked=bool(back[Action.LOCK]), now=now)
    found = remembered(session, roster)
    # What was locked by the step goes without a word when the step does.
    found = found.pinned(found.problem.pinned - back[Action.UNLOCK])
    after = (found.duties - back[Action.REMOVE]) | back[Action.ADD]
    reason = say("撤销第 {version} 版", version=last.version)
    wanted = Wanted(after, back[Action.LOCK], back[Action.UNLOCK], override, reason)
    return change(session, who, found, wanted, now=now).version


def _require_as_left(session: Session, roster: Roster, back: Mapping[Action, Duties], version: int) -> None:
    """Raises Conflict, naming them, where somebody changed since what that version did."""
    standing = duties_of(session, roster)
    marked = back[Action.LOCK] | back[Action.UNLOCK]
    other = (back[Action.REMOVE] - standing) | (back[Action.ADD] & standing) | (marked - standing - back[Action.ADD])
    if other:
        told = say("、").join(" ".join(duty_called(session, roster, duty).values()) for duty in sorted(other)[:3])
        raise Conflict(say("第 {version} 版的改动后来又被改过，不能撤销：{duties}", version=version, duties=told))


def _backwards(session: Session, last: ChangeSet) -> dict[Action, Duties]:
    """What would reverse each change, by what is to be done. Raises Conflict where a shift is no more."""
    shifts = {
        row.id: row for row in session.scalars(select(Shift).where(Shift.id.in_([c.shift_id for c in last.changes])))
    }
    wanted = select(Volunteer.id, Volunteer.code).where(Volunteer.id.in_([c.volunteer_id for c in last.changes]))
    people = dict(session.execute(wanted).all())
    if any(shift.cancelled_in is not None for shift in shifts.values()):
        raise Conflict(say("上一步更新了班次，不能撤销"))
    back: dict[Action, set[Duty]] = {action: set() for action in Action}
    for one in last.changes:
        back[_BACK[one.action]].add(Duty(shifts[one.shift_id].code, people[one.volunteer_id]))
    return {action: frozenset(duties) for action, duties in back.items()}


def _mark(session: Session, who: Asker, roster: Roster, rows: list[Row], *, locked: bool, now: datetime) -> int:
    """The same duties, so the score of the version before still holds."""
    score = score_of(session, roster, roster.version)
    said = Said(
        ChangeKind.LOCK,
        who.user_id,
        now,
        costs=score.costs if score else None,
        bound=score.bound if score else None,
    )
    version = next_version(session, roster)
    for row in rows:
        row.locked = locked
    action = Action.LOCK if locked else Action.UNLOCK
    note_change(session, roster, [(action, (row.shift_id, row.volunteer_id)) for row in rows], said)
    return version
