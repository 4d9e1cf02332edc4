"""The outbox as people look at it: what is to be told to whom, how far it is, and what the channel answered."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from sqlalchemy import Select, func, select
from sqlalchemy.orm import Session, selectinload

from scheduler.services.access import Asker
from scheduler.services.addresses import channel_name, shown
from scheduler.services.outbox_scope import ReminderFilter, asked_for, not_there, to_people_seen, visible
from scheduler.services.paging import Page, Paged, paged
from scheduler.store.reminders import Delivery, Outcome, Reminder, ReminderState
from scheduler.store.rosters import Roster
from scheduler.store.vault import Vault


@dataclass(frozen=True, slots=True)
class ReminderView:
    """A reminder to the `volunteer` with that code, the `user` with that login, or the contact of that number; `name`
    is what they are called. `address` is a masked phone or the end of an address. `answer` is what the channel said
    last. `title`, `body`, `address` and `answer` are None to who does not see the person."""

    number: int
    kind: str
    channel: str
    state: ReminderState
    volunteer: str | None
    user: str | None
    contact: int | None
    name: str
    roster: str | None
    address: str | None
    title: str | None
    body: str | None
    answer: str | None
    due_at: datetime
    expires_at: datetime | None
    tries: int
    read_at: datetime | None


@dataclass(frozen=True, slots=True)
class DeliveryView:
    """One attempt."""

    at: datetime
    channel: str
    outcome: Outcome
    detail: str | None


def page(session: Session, who: Asker, page: Page, which: ReminderFilter, *, vault: Vault) -> Paged[ReminderView]:
    """One page of the reminders in the asker's scope, by time or number."""
    wanted = select(Reminder).where(visible(session, who), *asked_for(which)).options(*_LOADED)
    found = paged(session, wanted, page, {"due_at": Reminder.due_at, "number": Reminder.id})
    return Paged(_views(session, who, found.items, vault), found.total)


def summary(session: Session, who: Asker, which: ReminderFilter) -> Mapping[ReminderState, int]:
    """How many there are in each state, of those that the filter leaves."""
    wanted = select(Reminder.state, func.count()).where(visible(session, who), *asked_for(which))
    counts = dict(session.execute(wanted.group_by(Reminder.state)).all())
    return {state: counts.get(state, 0) for state in ReminderState}


def one(session: Session, who: Asker, number: int, *, vault: Vault) -> ReminderView:
    """The reminder of that number. Raises NotFound."""
    row = session.scalar(select(Reminder).where(Reminder.id == number, visible(session, who)).options(*_LOADED))
    if row is None:
        raise not_there(number)
    return _views(session, who, [row], vault)[0]


def deliveries(session: Session, who: Asker, number: int) -> tuple[DeliveryView, ...]:
    """Every attempt at it, by time; what the channel answered, only to who sees the person."""
    personal = number in _personal(session, who, [number])
    wanted = select(Delivery).where(Delivery.reminder_id == number).order_by(Delivery.at, Delivery.id)
    return tuple(
        DeliveryView(row.at, row.channel, row.outcome, row.detail if personal else None)
        for row in session.scalars(wanted)
    )


_LOADED = (
    selectinload(Reminder.volunteer),
    selectinload(Reminder.user),
    selectinload(Reminder.contact),
)


def _views(session: Session, who: Asker, rows: Sequence[Reminder], vault: Vault) -> tuple[ReminderView, ...]:
    numbers = [row.id for row in rows]
    personal, answers = _personal(session, who, numbers), _answers(session, numbers)
    rosters = _rosters(session, rows)
    return tuple(
        ReminderView(
            number=row.id,
            kind=row.kind,
            channel=row.channel,
            state=row.state,
            volunteer=row.volunteer.code if row.volunteer else None,
            user=row.user.login if row.user else None,
            contact=row.contact_id,
            name=_name(row),
            roster=rosters.get(row.roster_id or 0),
            address=_address(row, vault) if row.id in personal else None,
            title=row.title if row.id in personal else None,
            body=row.body if row.id in personal else None,
            answer=answers.get(row.id, "") if row.id in personal else None,
            due_at=row.due_at,
            expires_at=row.expires_at,
            tries=row.tries,
            read_at=row.read_at,
        )
        for row in rows
    )


def _personal(session: Session, who: Asker, numbers: Sequence[int]) -> frozenset[int]:
    wanted: Select[int] = select(Reminder.id).where(Reminder.id.in_(numbers), to_people_seen(session, who))
    return frozenset(session.scalars(wanted))


def _answers(session: Session, numbers: Sequence[int]) -> dict[int, str]:
    last = select(func.max(Delivery.id)).where(Delivery.reminder_id.in_(numbers)).group_by(Delivery.reminder_id)
    wanted = select(Delivery.reminder_id, Delivery.detail).where(Delivery.id.in_(last))
    return dict(session.execute(wanted).all())


def _rosters(session: Session, rows: Sequence[Reminder]) -> dict[int, str]:
    wanted = select(Roster.id, Roster.code).where(Roster.id.in_({row.roster_id for row in rows if row.roster_id}))
    return dict(session.execute(wanted).all())


def _name(row: Reminder) -> str:
    person = row.volunteer or row.user or row.contact
    return person.name if person else ""


def _address(row: Reminder, vault: Vault) -> str:
    if row.contact is not None:
        return shown(row.channel, vault.open(row.contact.address_sealed))
    if row.channel == "sms" and row.volunteer is not None and row.volunteer.phone_sealed is not None:
        return shown(row.channel, vault.open(row.volunteer.phone_sealed))
    return channel_name(row.channel)
