"""Planning: every slot that is due is taken by one process, which writes what it asks for in the same transaction."""

from collections.abc import Callable, Iterable
from contextvars import copy_context
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import cast

from sqlalchemy import Table, func, select, update
from sqlalchemy.orm import Session

from scheduler.language import choose
from scheduler.reminders.kind import Kind, Planned, World
from scheduler.reminders.kinds import BY_ROSTER
from scheduler.services.reaching import reach
from scheduler.settings import Settings
from scheduler.store.database import Sessions, reading, transaction
from scheduler.store.inserting import insert_new
from scheduler.store.reminders import Reminder, ReminderState
from scheduler.store.slots import Slot

_LOOK_BACK = timedelta(days=1)
_SLOT = cast(Table, Slot.__table__)
_REMINDER = cast(Table, Reminder.__table__)


@dataclass(frozen=True, slots=True)
class Taken:
    """A slot that we took: `made` reminders were written, none where it is `expired`, too late to be of use."""

    job: str
    at: datetime
    made: int
    expired: bool = False


def open_slots(session: Session, kind: Kind, settings: Settings, now: datetime) -> list[datetime]:
    """The slots of the kind up to `now` that nobody has taken, oldest first.

    Where the kind was never looked after, only those that are still of use. A clock that was set back finds what
    it comes to again taken; slots in the future of `now`, taken by a clock that ran ahead, hide none before them.
    """
    useful = kind.useful(settings.times)
    ours, newest = Slot.job == kind.name, now - _LOOK_BACK
    known = set(session.scalars(select(Slot.at).where(ours, Slot.at > newest, Slot.at <= now)))
    before = session.scalar(select(func.max(Slot.at)).where(ours, Slot.at <= newest))
    since = before or min(known, default=now - useful)
    return [at for at in kind.slots(settings.times, since, now) if at not in known]


def take_due(sessions: Sessions, settings: Settings, kind: Kind, *, by: str, now: datetime) -> list[Taken]:
    """Take the open slots of a kind, each in its own transaction; those too late to be of use are only noted.

    Raises an ExceptionGroup when some could not be planned, after the others were: they stay open.
    """
    with reading(sessions) as session:
        found = open_slots(session, kind, settings, now)
    late = now - kind.useful(settings.times)
    taken = []
    if expired := [at for at in found if at < late]:
        with transaction(sessions) as session:
            count = _claim(session, kind, expired, by=by, now=now, expired=True)
        taken += [Taken(kind.name, at, 0, expired=True) for at in expired] if count else []
    faults = []
    for at in found[len(expired) :]:
        try:
            with transaction(sessions) as session:
                one = take(session, settings, kind, at, by=by, now=now)
        except Exception as fault:
            faults.append(fault)
        else:
            taken += [one] if one else []
    if faults:
        raise ExceptionGroup(f"slots of {kind.name} that could not be planned", faults)
    return taken


def take(session: Session, settings: Settings, kind: Kind, at: datetime, *, by: str, now: datetime) -> Taken | None:
    """Take one slot and write its reminders; None where somebody has taken it."""
    if not _claim(session, kind, [at], by=by, now=now):
        return None
    made = write(session, plan(session, settings, kind, at, now=now))
    session.execute(update(Slot).where(Slot.job == kind.name, Slot.at == at).values(made=made))
    return Taken(kind.name, at, made)


def plan(session: Session, settings: Settings, kind: Kind, at: datetime, *, now: datetime) -> list[Planned]:
    """What that slot asks for."""
    world = World(settings, reach(session, settings), now)
    return in_chinese(lambda: kind.plan(session, at, world))


def write(session: Session, planned: Iterable[Planned]) -> int:
    """Put what nobody was told yet into the outbox; gives how many that were."""
    return insert_new(session, _REMINDER, [_row(one) for one in planned], unique=["key"])


def planned_at(session: Session, settings: Settings, at: datetime) -> list[tuple[Kind, list[Planned]]]:
    """What rosters call for at that very minute, by kind, whether or not it was taken; [] where it is nobody's slot."""
    return [(kind, plan(session, settings, kind, at, now=at)) for kind in kinds_at(settings, at)]


def kinds_at(settings: Settings, at: datetime) -> list[Kind]:
    """The kinds of reminders about rosters that have a slot at that very minute."""
    return [kind for kind in BY_ROSTER if at in kind.slots(settings.times, at - timedelta(minutes=1), at)]


def in_chinese(ask: Callable[[], list[Planned]]) -> list[Planned]:
    """What `ask` gives in the town's words, Chinese, whatever language the process speaks."""

    def asked() -> list[Planned]:
        choose("zh")
        return ask()

    return copy_context().run(asked)


def _claim(
    session: Session, kind: Kind, slots: list[datetime], *, by: str, now: datetime, expired: bool = False
) -> int:
    rows = [
        {"job": kind.name, "at": at, "claimed_at": now, "claimed_by": by, "made": 0, "expired": expired} for at in slots
    ]
    return insert_new(session, _SLOT, rows, unique=["job", "at"])


def _row(one: Planned) -> dict[str, object]:
    return {
        "kind": one.kind,
        "volunteer_id": one.volunteer_id,
        "user_id": one.user_id,
        "contact_id": one.contact_id,
        "roster_id": one.roster_id,
        "channel": one.channel,
        "key": one.key,
        "title": one.title,
        "body": one.body,
        "due_at": one.due_at,
        "expires_at": one.expires_at,
        "state": ReminderState.DUE,
        "tries": 0,
    }
