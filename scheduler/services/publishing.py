"""Publishing: a version becomes what people are told, and everybody concerned is told once, before → after."""

from dataclasses import dataclass, replace
from datetime import datetime

from sqlalchemy.orm import Session

from scheduler.errors import Conflict, Fault, Invalid
from scheduler.language import say
from scheduler.services.access import Asker, Right
from scheduler.services.audit import note
from scheduler.services.judging import remembered
from scheduler.services.looking import look, score_of
from scheduler.services.messages import Message, messages
from scheduler.services.overview import standing
from scheduler.services.quiet import quiet_until
from scheduler.services.roster_parts import Part
from scheduler.services.rosters import editable, find
from scheduler.services.telling import tell, waiting_text, waits
from scheduler.settings import Settings
from scheduler.store.changes import ChangeKind
from scheduler.store.lifecycle import step
from scheduler.store.rosters import Roster, RosterState
from scheduler.store.snapshot.keeping import Said, next_version
from scheduler.store.snapshot.keeping import note as note_change


@dataclass(frozen=True, slots=True)
class Publication:
    """What publishing the roster's newest `version` tells whom, or told. `faults` are hard rules it goes against;
    `vacant` seats stay empty. So many of the messages are `waiting` for `quiet_until`, the end of quiet hours; None
    outside them."""

    roster: str
    version: int
    messages: tuple[Message, ...]
    faults: tuple[Fault, ...]
    vacant: int
    waiting: int
    quiet_until: datetime | None

    @property
    def waiting_text(self) -> str:
        """What is to be said of those that wait; "" when none does."""
        return waiting_text(self.waiting, self.quiet_until) if self.waiting and self.quiet_until else ""


def preview(session: Session, who: Asker, code: str, *, settings: Settings, now: datetime) -> Publication:
    """Who would be told what. Raises NotFound, Forbidden, Conflict where there is nothing to publish."""
    roster = find(session, who, code, right=Right.PLAN)
    editable(roster)
    if not roster.version:
        raise Conflict(say("排班表 {code} 还没有排班，不能发布", code=code))
    if roster.published_version == roster.version:
        raise Conflict(say("排班表 {code} 的第 {version} 版已经发布", code=code, version=roster.version))
    told, quiet = _messages(session, who, roster, now=now), settings.times.quiet
    return Publication(
        code,
        roster.version,
        told,
        remembered(session, roster).faults,
        standing(session, who, code).vacant,
        waiting=sum(waits(message, quiet, now) for message in told),
        quiet_until=quiet_until(now, quiet),
    )


def _messages(session: Session, who: Asker, roster: Roster, *, now: datetime) -> tuple[Message, ...]:
    """Where people were told a version before, only what is different since is looked at."""
    last = roster.published_version
    if not last:
        return messages(None, look(session, who, roster.code), now=now)
    part = Part(between=(last, roster.version))
    before, after = (look(session, who, roster.code, version, part=part) for version in (last, roster.version))
    return messages(before, after, now=now)


def publish(
    session: Session,
    who: Asker,
    code: str,
    *,
    settings: Settings,
    expected: int | None = None,
    reason: str = "",
    now: datetime,
) -> Publication:
    """Publish the newest version, which `expected` may name, and write what everybody concerned is told to the outbox.

    The settings say over which channel and when nobody is woken.
    Raises NotFound, Forbidden; Conflict where there is nothing to publish or it is another version by now; Invalid,
    naming each, for hard rules broken without a `reason`.
    """
    found = preview(session, who, code, settings=settings, now=now)
    if expected is not None and expected != found.version:
        raise Conflict(say("排班表 {code} 已有新的一版，请看过再发布", code=code))
    if found.faults and not reason:
        raise Invalid(say("违反 {count} 条硬性规则；如要照发，请写明理由", count=len(found.faults)), found.faults)
    roster = find(session, who, code, right=Right.PLAN)
    version = _as_published(session, roster, found, who=who, reason=reason, now=now)
    tell(session, roster, found.messages, version=version, settings=settings, now=now)
    note(session, who, "publish", "roster", code, now=now, version=version, told=len(found.messages), reason=reason)
    return replace(found, version=version)


def _as_published(
    session: Session, roster: Roster, found: Publication, *, who: Asker, reason: str, now: datetime
) -> int:
    """The version that says it is published: the same duties, so what the judge said of them still holds."""
    score = score_of(session, roster, found.version)
    said = Said(
        ChangeKind.PUBLISH,
        who.user_id,
        now,
        reason,
        override=bool(found.faults),
        costs=score.costs if score else None,
        bound=score.bound if score else None,
    )
    version = next_version(session, roster)
    note_change(session, roster, [], said)
    roster.published_version = version
    if roster.state is not RosterState.PUBLISHED:
        step(session, roster, RosterState.PUBLISHED, by=who.user_id, at=now, why=reason or say("发布"))
    session.flush()
    return version
