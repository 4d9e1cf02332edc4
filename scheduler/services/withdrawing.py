"""Withdrawing 撤回: for ten minutes a publication can be taken back, with every message that is not sent yet."""

from collections.abc import Collection
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import ColumnElement, insert, select, update
from sqlalchemy.orm import Session

from scheduler.clock import TOWN
from scheduler.errors import Conflict
from scheduler.language import choose, say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.looking import score_of
from scheduler.services.messages import Message
from scheduler.services.rosters import find
from scheduler.services.telling import tell
from scheduler.settings import Settings
from scheduler.store.audit import AuditEntry
from scheduler.store.changes import ChangeKind, ChangeSet
from scheduler.store.lifecycle import step
from scheduler.store.moves import Move
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.snapshot.keeping import Said, next_version
from scheduler.store.snapshot.keeping import note as note_change
from scheduler.store.volunteers import Volunteer

WITHIN = timedelta(minutes=10)
_VERB = "withdraw"


@dataclass(frozen=True, slots=True)
class Withdrawn:
    """The newest `version` by now; so many messages were `taken_back` unsent, and so many people, who had been told
    already, are `told` that it does not hold."""

    version: int
    taken_back: int
    told: int


def until(session: Session, who: Asker, code: str) -> datetime | None:
    """Until when what is published of the roster can be withdrawn; None where nothing is. Raises NotFound."""
    roster = find(session, who, code)
    made = _publication(session, roster)
    return None if made is None else made.at + WITHIN


def withdraw(
    session: Session, who: Asker, code: str, *, reason: str = "", settings: Settings, now: datetime
) -> Withdrawn:
    """Take the last publication back: what people were told before it holds again, and the roster is as before it.

    Raises NotFound, Forbidden; Conflict for a roster that is not published, and once ten minutes have passed.
    """
    roster = find(session, who, code, right=Right.PLAN)
    made = _publication(session, roster)
    if made is None:
        raise Conflict(say("排班表 {code} 没有发布，不用撤回", code=code))
    if now >= made.at + WITHIN:
        at = f"{made.at.astimezone(TOWN):%H:%M}"
        raise Conflict(say("{at} 发布，已过 10 分钟，不能撤回；请改好以后发布新的一版，有变动的人会收到通知", at=at))
    back = _taken_back(session, roster, made.version, by=who.user_id, now=now)
    why = reason or say("撤回发布的第 {version} 版", version=made.version)
    version = _unpublished(session, roster, made.version, who=who, why=why, now=now)
    told = _take_words_back(session, roster, made.version, version=version, settings=settings, now=now)
    detail = {"version": version, "withdrawn": made.version, "taken_back": back, "told": told, "reason": why}
    note(session, who, _VERB, "roster", code, now=now, **detail)
    return Withdrawn(version, back, told)


def _publication(session: Session, roster: Roster) -> ChangeSet | None:
    """What made the published version; None where nothing is published any more."""
    if roster.state is not RosterState.PUBLISHED:
        return None
    wanted = select(ChangeSet).where(ChangeSet.roster_id == roster.id, ChangeSet.version == roster.published_version)
    return session.scalar(wanted.where(ChangeSet.kind == ChangeKind.PUBLISH))


def _taken_back(session: Session, roster: Roster, version: int, *, by: int | None, now: datetime) -> int:
    """Every message of that publication that nobody has begun to send, nor read, is not sent any more; how many."""
    waiting = (
        update(Reminder)
        .where(_of(roster, version), Reminder.state == ReminderState.DUE, Reminder.read_at.is_(None))
        .values(state=ReminderState.EXPIRED, expires_at=now)
        .returning(Reminder.id)
        .execution_options(synchronize_session=False)
    )
    numbers = session.scalars(waiting).all()
    said = {"noun": "reminder", "before": ReminderState.DUE, "after": ReminderState.EXPIRED, "by_user": by, "at": now}
    if numbers:
        session.execute(insert(Move), [{**said, "row_id": number, "why": say("撤回发布")} for number in numbers])
    return len(numbers)


def _unpublished(session: Session, roster: Roster, version: int, *, who: Asker, why: str, now: datetime) -> int:
    """The version that says so: the same duties, so what the judge said of them still holds."""
    score, before = score_of(session, roster, roster.version), _held_before(session, roster, version)
    costs, bound = (score.costs, score.bound) if score else (None, None)
    made = next_version(session, roster)
    note_change(session, roster, [], Said(ChangeKind.ADJUST, who.user_id, now, why, costs=costs, bound=bound))
    roster.published_version = before
    if before is None:
        step(session, roster, RosterState.SOLVED, by=who.user_id, at=now, why=why)
    session.flush()
    return made


def _held_before(session: Session, roster: Roster, version: int) -> int | None:
    """What people were told before that version and was not withdrawn itself; None for nothing."""
    noted = select(AuditEntry.detail).where(
        AuditEntry.noun == "roster", AuditEntry.ref == roster.code, AuditEntry.verb == _VERB
    )
    withdrawn = {detail["withdrawn"] for detail in session.scalars(noted)}
    wanted = select(ChangeSet.version).where(ChangeSet.roster_id == roster.id, ChangeSet.kind == ChangeKind.PUBLISH)
    versions = session.scalars(wanted.where(ChangeSet.version < version).order_by(ChangeSet.version.desc()))
    return next((one for one in versions if one not in withdrawn), None)


def _take_words_back(
    session: Session, roster: Roster, withdrawn: int, *, version: int, settings: Settings, now: datetime
) -> int:
    """Whoever has been told, or is being told, hears that it does not hold; how many."""
    wanted = (
        select(Volunteer.code, Volunteer.name)
        .join(Reminder, Reminder.volunteer_id == Volunteer.id)
        .where(_of(roster, withdrawn), Reminder.state.not_in((ReminderState.EXPIRED, ReminderState.DEAD)))
        .order_by(Volunteer.code)
    )
    people = [(code, name) for code, name in session.execute(wanted)]
    told = copy_context().run(_words, roster, people, now)
    tell(session, roster, told, version=version, settings=settings, now=now)
    return len(told)


def _words(roster: Roster, people: Collection[tuple[str, str]], now: datetime) -> list[Message]:
    """The words are the town's, Chinese, whatever language the publisher reads."""
    choose("zh")
    title = say("值守安排已撤回：{roster}", roster=roster.name)
    return [
        Message(
            "changed", code, name, title,
            say("{name}，《{roster}》刚才发布的安排已经撤回，请以之后的通知为准。", name=name, roster=roster.name),
            begins_at=now,
        )
        for code, name in people
    ]  # fmt: skip


def _of(roster: Roster, version: int) -> ColumnElement[bool]:
    """The condition on Reminder: what the publication of that version tells people, as `telling` keys it."""
    return (Reminder.roster_id == roster.id) & Reminder.key.startswith(
        f"published:{roster.code}:{version}:", autoescape=True
    )
