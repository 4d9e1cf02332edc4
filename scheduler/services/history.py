"""History: every version of a roster, what made it, and who changed what since somebody looked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import select
from sqlalchemy.orm import Session, selectinload

from scheduler.clock import TOWN
from scheduler.errors import Conflict
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.rosters import find
from scheduler.services.wording import day_text
from scheduler.store.changes import Action, Change, ChangeKind, ChangeSet
from scheduler.store.rosters import Roster
from scheduler.store.shifts import Shift
from scheduler.store.users import User
from scheduler.store.volunteers import Volunteer

KINDS: Mapping[ChangeKind, str] = {
    ChangeKind.SOLVE: "排班",
    ChangeKind.ADJUST: "调整",
    ChangeKind.REPAIR: "补岗",
    ChangeKind.PUBLISH: "发布",
    ChangeKind.LOCK: "锁定",
}
"""What people read for a kind of change: the msgid."""

_ACTIONS: Mapping[Action, str] = {
    Action.ADD: "加入{duty}",
    Action.REMOVE: "撤下{duty}",
    Action.LOCK: "锁定{duty}",
    Action.UNLOCK: "解锁{duty}",
}
_TOLD = 4


@dataclass(frozen=True, slots=True)
class Entry:
    """One version: `by` is a user's name, None for the clock; `cost` None where the judge was not asked; `what` says
    each duty that changed, in words."""

    version: int
    kind: ChangeKind
    by: str | None
    at: datetime
    reason: str
    override: bool
    cost: int | None
    what: tuple[str, ...]


def history(session: Session, who: Asker, code: str) -> tuple[Entry, ...]:
    """Every version, the newest first. Raises NotFound."""
    return _entries(session, find(session, who, code), since=0)


def changed_meanwhile(session: Session, roster: Roster, since: int) -> Conflict:
    """The refusal that says who made which versions after `since`, and what they changed."""
    lines = []
    for entry in _entries(session, roster, since=since):
        when = f"{day_text(entry.at.astimezone(TOWN).date())} {entry.at.astimezone(TOWN):%H:%M}"
        told = say("；").join(entry.what[:_TOLD]) + ("……" if len(entry.what) > _TOLD else "")
        by = entry.by or say("系统")
        lines.append(
            say(
                "{by}于{when}{kind}（第 {version} 版）",
                by=by,
                when=when,
                kind=say(KINDS[entry.kind]),
                version=entry.version,
            )
        )
        lines[-1] += f"：{told}" if told else ""
    opening = say("排班表 {code} 在您看的时候有了改动，请刷新后再改", code=roster.code)
    return Conflict("\n".join([opening, *lines]))


def last_change(session: Session, roster: Roster) -> ChangeSet | None:
    """What made the newest version, with its changes; None before the first."""
    wanted = select(ChangeSet).where(ChangeSet.roster_id == roster.id, ChangeSet.version == roster.version)
    return session.scalar(wanted.options(selectinload(ChangeSet.changes)))


def _entries(session: Session, roster: Roster, *, since: int) -> tuple[Entry, ...]:
    wanted = select(ChangeSet, User.name).outerjoin(User, User.id == ChangeSet.by_user)
    wanted = wanted.where(ChangeSet.roster_id == roster.id, ChangeSet.version > since)
    rows = session.execute(wanted.order_by(ChangeSet.version.desc())).all()
    told = _told(session, [row.id for row, _ in rows])
    return tuple(
        Entry(row.version, row.kind, name, row.at, row.reason, row.override, row.cost, tuple(told[row.id]))
        for row, name in rows
    )


def _told(session: Session, sets: Iterable[int]) -> Mapping[int, list[str]]:
    """Each change of those change sets in words: 加入张三（s1）."""
    wanted = (
        select(Change.change_set_id, Change.action, Volunteer.name, Shift.code)
        .join(Volunteer, Volunteer.id == Change.volunteer_id)
        .join(Shift, Shift.id == Change.shift_id)
        .where(Change.change_set_id.in_(sets))
    )
    told: dict[int, list[str]] = defaultdict(list)
    for number, action, name, shift in session.execute(wanted.order_by(Change.id)):
        told[number].append(say(_ACTIONS[action], duty=f" {name} {shift}"))
    return told
