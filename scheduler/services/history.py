"""History: every version of a roster, what made it, and who changed what since somebody looked."""

from collections import defaultdict
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from scheduler.clock import TOWN, minute_of, today
from scheduler.errors import Conflict, NotFound
from scheduler.language import say
from scheduler.services.access import Asker
from scheduler.services.paging import Page, Paged, paged
from scheduler.services.rosters import find
from scheduler.services.wording import clock_text, day_text
from scheduler.store.changes import Action, Change, ChangeKind, ChangeSet
from scheduler.store.points import Point
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

ACTIONS: Mapping[Action, str] = {
    Action.ADD: "加入{duty}",
    Action.REMOVE: "撤下{duty}",
    Action.LOCK: "锁定{duty}",
    Action.UNLOCK: "解锁{duty}",
}
"""What people read for what happens to a duty: the msgid."""

_TOLD = 4
_SHOWN = 50


@dataclass(frozen=True, slots=True)
class Entry:
    """One version: `by` is a user's name, None for the clock; `cost` None where the judge was not asked; `changed`
    duties changed, and `what` says each of the first fifty in words."""

    version: int
    kind: ChangeKind
    by: str | None
    at: datetime
    reason: str
    override: bool
    cost: int | None
    changed: int
    what: tuple[str, ...]


def history(session: Session, who: Asker, code: str) -> tuple[Entry, ...]:
    """Every version, the newest first. Raises NotFound."""
    return _entries(session, _sets(find(session, who, code)).order_by(ChangeSet.version.desc()))


def page(session: Session, who: Asker, code: str, page: Page) -> Paged[Entry]:
    """One page of the versions. Raises NotFound."""
    found = paged(session, _sets(find(session, who, code)), page, {"version": ChangeSet.version})
    numbers = [row.id for row in found.items]
    entries = {e.version: e for e in _entries(session, select(ChangeSet).where(ChangeSet.id.in_(numbers)))}
    return Paged(tuple(entries[row.version] for row in found.items), found.total)


def made(session: Session, who: Asker, code: str, version: int) -> Entry:
    """What made that version. Raises NotFound, also where there is none."""
    found = _entries(session, _sets(find(session, who, code)).where(ChangeSet.version == version))
    if not found:
        raise NotFound(say("排班表 {code} 没有第 {version} 版", code=code, version=version))
    return found[0]


def changed_meanwhile(session: Session, roster: Roster, since: int) -> Conflict:
    """The refusal that says who made which versions after `since`, and what they changed."""
    lines = []
    for entry in newer(session, roster, since):
        when = f"{day_text(entry.at.astimezone(TOWN).date())} {entry.at.astimezone(TOWN):%H:%M}"
        told = say("；").join(entry.what[:_TOLD]) + ("……" if entry.changed > _TOLD else "")
        by = entry.by or say("系统")
        lines.append(
            say(
                "{by} {when} {kind}（第 {version} 版）",
                by=by,
                when=when,
                kind=say(KINDS[entry.kind]),
                version=entry.version,
            )
        )
        lines[-1] += f"：{told}" if told else ""
    opening = say("排班表 {code} 在您看的时候有了改动，您的还没有保存，请看过最新的再改", code=roster.code)
    return Conflict("\n".join([opening, *lines]))


def newer(session: Session, roster: Roster, version: int) -> tuple[Entry, ...]:
    """What came after that version, the newest first."""
    wanted = _sets(roster).where(ChangeSet.version > version)
    return _entries(session, wanted.order_by(ChangeSet.version.desc()))


def last_change(session: Session, roster: Roster) -> ChangeSet | None:
    """What made the newest version, with its changes; None before the first."""
    return change_of(session, roster, roster.version)


def change_of(session: Session, roster: Roster, version: int) -> ChangeSet | None:
    """What made that version, with its changes; None where there is none."""
    wanted = select(ChangeSet).where(ChangeSet.roster_id == roster.id, ChangeSet.version == version)
    return session.scalar(wanted.options(selectinload(ChangeSet.changes)))


def _sets(roster: Roster) -> Select[ChangeSet]:
    return select(ChangeSet).where(ChangeSet.roster_id == roster.id)


def _entries(session: Session, wanted: Select[ChangeSet]) -> tuple[Entry, ...]:
    """Those change sets in their order."""
    rows = session.scalars(wanted).all()
    numbers = [row.id for row in rows]
    names = dict(session.execute(select(User.id, User.name).where(User.id.in_({row.by_user for row in rows}))).all())
    told, counts = _told(session, numbers), _counts(session, numbers)
    return tuple(
        Entry(
            row.version, row.kind, names.get(row.by_user or 0), row.at, row.reason, row.override, row.cost,
            changed=counts.get(row.id, 0), what=tuple(told[row.id]),
        )
        for row in rows
    )  # fmt: skip


def _counts(session: Session, sets: Iterable[int]) -> Mapping[int, int]:
    wanted = select(Change.change_set_id, func.count()).where(Change.change_set_id.in_(sets))
    return dict(session.execute(wanted.group_by(Change.change_set_id)).all())


def _told(session: Session, sets: Iterable[int]) -> Mapping[int, list[str]]:
    """The first changes of each of those change sets in words: 加入 张三 12月1日 周二 07:30 路口1."""
    place = func.row_number().over(partition_by=Change.change_set_id, order_by=Change.id)
    first = select(Change.id, place.label("place")).where(Change.change_set_id.in_(sets)).subquery()
    wanted = (
        select(Change.change_set_id, Change.action, Volunteer.name, Shift.starts_at, Point.name)
        .join(first, first.c.id == Change.id)
        .join(Volunteer, Volunteer.id == Change.volunteer_id)
        .join(Shift, Shift.id == Change.shift_id)
        .join(Point, Point.id == Shift.point_id)
        .where(first.c.place <= _SHOWN)
    )
    told: dict[int, list[str]] = defaultdict(list)
    for number, action, name, start, point in session.execute(wanted.order_by(Change.id)):
        day = today(start)
        when = f"{day_text(day)} {clock_text(minute_of(start, day))}"
        told[number].append(say(ACTIONS[action], duty=f" {name} {when} {point}"))
    return told
